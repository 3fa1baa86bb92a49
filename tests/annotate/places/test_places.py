"""Place names in text: which words are names, which place is meant, in what reading, how precisely."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.places import places
from rashomon.annotate.places.candidates import demonyms
from rashomon.annotate.places.readings import holders
from rashomon.annotate.segment import segment
from rashomon.gazetteer import default, lookup
from rashomon.gazetteer.folding import fold
from rashomon.lexicon import load
from rashomon.model import Annotated, Document, EntityMark, Marks, Span, ToponymMark


def read(text, marks=None):
    bare = Annotated(document=Document(id="t", text=text, sha256=""), marks=marks or Marks())
    return places(segment(bare)).places


def mark(text, name, score, reading="literal"):
    start = text.index(name)
    return ToponymMark(Span(start, start + len(name)), reading, score)


def found(text):
    """The marked words with the country of each."""
    return [(p.span.of(text), p.country) for p in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two shells fell near Khan Younis on Friday.", [("Khan Younis", "PS")]),
        ("Two shells fell in Deir Al Balah on Friday.", [("Deir Al Balah", "PS")]),
        ("Two shells fell in Deir ez-Zor on Friday.", [("Deir ez-Zor", "SY")]),
        ("Two shells fell in al-Mukalla on Friday.", [("al-Mukalla", "YE")]),
        (
            "Residents of Deir al-Zour, Syria, fled to Turkey.",
            [("Deir al-Zour", "SY"), ("Syria", "SY"), ("Turkey", "TR")],
        ),
        ("The Britain-based monitor counted 12 dead in Afrin.", [("Britain", "GB"), ("Afrin", "SY")]),
        ("He was born in Oxford, North Carolina.", [("Oxford", "US"), ("North Carolina", "US")]),
        ("He was born in Oxford, England.", [("Oxford", "GB"), ("England", "GB")]),
        ("Clashes broke out in Tripoli, Lebanon, on Monday.", [("Tripoli", "LB"), ("Lebanon", "LB")]),
        ("Clashes broke out in Tripoli and Benghazi on Monday.", [("Tripoli", "LY"), ("Benghazi", "LY")]),
        ("The envoy flew to Washington, D.C. on Sunday.", [("Washington, D.C.", "US")]),
        ("U.S. forces left the UAE.", [("U.S.", "US"), ("UAE", "AE")]),
        (
            "A convoy reached Goma in the Democratic Republic of Congo.",
            [("Goma", "CD"), ("Democratic Republic of Congo", "CD")],
        ),
        ("Gunmen attacked a village in Borno State.", [("Borno State", "NG")]),
    ],
)
def test_which_place(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Of the wounded, nine were children.",
        "Reading the statement aloud, the spokesman wept.",
        "Nice weather kept the planes in the air.",
        "Mobile clinics treated the wounded.",
        "He told us that they will march in may.",
        "The man said that police are in control and on alert.",
    ],
)
def test_ordinary_words_are_no_places(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The film starred Jordan Velm.",
        "Mr Lincoln declined to answer.",
        "Logan Hadid, 34, and his wife Florence were hurt.",
    ],
)
def test_people_are_no_places(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "reading"),
    [
        ("Moscow signed the treaty.", "Moscow", "metonymic"),
        ("The jets took off in Moscow at dawn.", "Moscow", "literal"),
        ("Turkey also signed the treaty.", "Turkey", "metonymic"),
        ("Turkey has signed the treaty.", "Turkey", "metonymic"),
        ("Envoys urged Russia to attend.", "Russia", "metonymic"),
        ("The road was built by Turkey.", "Turkey", "metonymic"),
        ("Envoys held talks with Iran.", "Iran", "metonymic"),
        ("A river in Syria rose.", "Syria", "literal"),
        ("Syria has been ravaged by war.", "Syria", "literal"),
        ("The road ends at Homs, Syria, in the north.", "Syria", "literal"),
        ("US officials came by train.", "US", "demonym"),
        ("The US-led alliance met in spring.", "US", "demonym"),
        ("The planes left the US in March.", "US", "literal"),
        ("The Velmar Damascus Society met in Homs.", "Homs", "literal"),
        ("The Damascus Chess Society met in Homs.", "Damascus", "embedded"),
        ("Shells fell in Idlib Governorate.", "Idlib Governorate", "literal"),
        ("The Syrian army left the town.", "Syrian", "demonym"),
        ("Russians fled the city.", "Russians", "demonym"),
        ("Students of Damascus University were hurt.", "Damascus", "embedded"),
    ],
)
def test_reading(text, name, reading):
    (place,) = [p for p in read(text) if p.span.of(text) == name]
    assert place.reading == reading


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("A bomb went off in Homs.", "exact"),
        ("A bomb went off near Homs.", "near"),
        ("A bomb went off near the eastern city of Homs.", "near"),
        ("A bomb went off on the outskirts of Homs.", "near"),
        ("A bomb went off in Homs province.", "region"),
        ("A bomb went off in Syria.", "country"),
        ("The envoy stayed near the river while the ministers met in Homs.", "exact"),
    ],
)
def test_precision(text, precision):
    (place,) = read(text)
    assert place.precision == precision


def test_a_province_where_the_words_say_so():
    (city,) = read("A strike hit Aleppo overnight.")
    (province,) = read("A strike hit Aleppo province overnight.")
    assert (city.kind, province.kind) == ("city", "province")


def test_one_sense_of_a_name_in_a_document():
    text = "Police in London, Ontario, made an arrest. The London force gave no details. London schools stayed open in Canada."
    where = {(round(p.lat), round(p.lon)) for p in read(text) if p.span.of(text) == "London"}
    assert where == {(43, -81)}


def test_capitals_of_old_wires():
    text = "SAN SALVADOR, 5 MAY 31 -- A BOMB WENT OFF IN SOYAPANGO. THE ARMY OF EL SALVADOR BLAMED NO ONE."
    assert [name for name, _ in found(text)] == ["SAN SALVADOR", "SOYAPANGO", "EL SALVADOR"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell on the village of Bir Hadidah at noon.", "Bir Hadidah"),
        ("Two people died in the Qalat Numar refugee camp.", "Qalat Numar"),
        ("A car was hit on Velmar Oram Road at noon.", "Velmar Oram Road"),
        ("They were taken to the Bir Hadidah Hospital.", "Bir Hadidah Hospital"),
    ],
)
def test_unknown_places_are_kept_without_coordinates(text, name):
    (place,) = read(text)
    assert place.span.of(text) == name
    assert (place.name, place.lat, place.lon, place.country, place.precision) == (name, None, None, None, None)
    assert place.rule.startswith("pattern:")


def test_an_unknown_road_lies_where_the_text_says():
    road, town = read("A car was hit on Velmar Oram Road in Homs.")
    assert (road.name, road.lat, road.precision) == ("Velmar Oram Road", town.lat, "near")


@pytest.mark.parametrize(("score", "expected"), [(0.97, ["Oramiyya"]), (0.6, [])])
def test_a_name_that_only_the_encoder_sees_needs_a_sure_mark(score, expected):
    text = "The shelling of Oramiyya went on."
    marked = read(text, Marks(toponyms=(mark(text, "Oramiyya", score),)))
    assert [(p.name, p.lat, p.rule) for p in marked] == [(name, None, "pattern:encoder") for name in expected]


def test_the_encoder_turns_a_doubtful_name():
    """A town's name inside an organisation's, by the encoder, against the same name that it marks as a place."""
    text = "Observers of Salina Watch counted the dead."
    organisation = EntityMark(Span(13, 25), "organization", 0.99)
    place = EntityMark(Span(13, 19), "place", 0.99)
    against = Marks(entities=(organisation,))
    favour = Marks(entities=(place,), toponyms=(mark(text, "Salina", 0.99),))
    assert [p.span for p in read(text, against)] == []
    assert [p.span for p in read(text, favour)] == [Span(13, 19)]


@pytest.mark.parametrize("text", ["Russia, Turkey and Iran met.", "Envoys of Iran, Turkey and Russia met."])
def test_a_list_of_countries_is_no_container(text):
    assert {p.kind for p in read(text)} == {"country"}


def test_a_country_s_name_can_be_a_town_in_a_state():
    assert [p.country for p in read("She lives in Lebanon, Pennsylvania.")] == ["US", "US"]


@pytest.mark.parametrize("name", sorted(load("metonyms")))
def test_holders_of_power_are_known_places(name):
    assert holders()[fold(name)]
    assert lookup(name)


def test_every_demonym_has_its_place():
    for key, (place, country, _) in demonyms().items():
        assert default().country(country) if country else default().exact(place), key


def test_every_place_says_why():
    for place in read("Rain fell near Khan Younis in Gaza, and Israeli officials met in Jerusalem."):
        assert place.rule
        assert place.lat is not None


@given(st.text(alphabet=st.sampled_from("Syria Homs,.-'’\nUSPARIS In of the Khan Yunis éß"), max_size=80))
def test_spans_are_sound(text):
    marked = read(text)
    for place in marked:
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert place.span.trimmed(text) == place.span
    assert all(a.span.end <= b.span.start for a, b in pairwise(marked))
    assert read(text) == marked


def test_an_unknown_word_before_a_bodys_noun_is_part_of_its_name():
    text = "The Velmari Army shelled the town of Karsaq."
    marks = Marks(toponyms=(mark(text, "Velmari", 0.99), mark(text, "Karsaq", 0.99)))
    assert [p.span.of(text) for p in read(text, marks)] == ["Karsaq"]
