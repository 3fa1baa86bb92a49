from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.actors import actors
from rashomon.annotate.segment import segment
from rashomon.model import ActorMention, Annotated, Document, EntityMark, Marks, Span


def read(text: str, published: date | None = date(2016, 9, 30), **more) -> tuple[ActorMention, ...]:
    document = Document(id="d", text=text, sha256="0", published=published)
    return actors(segment(Annotated(document=document, **more))).actors


def named(text: str, **more) -> list[tuple[str, str]]:
    return [(m.span.of(text), m.name) for m in read(text, **more)]


def test_surnames_take_the_full_name():
    text = "Velmari spokesman Ilyas Dahn spoke on Monday. Dahn left. It hit the Town Dahn."
    assert named(text)[-2:] == [("Ilyas Dahn", "Ilyas Dahn"), ("Dahn", "Ilyas Dahn")]


def test_acronyms_in_brackets_and_nouns_take_the_full_name():
    text = "The Velmar Casualty Watch (VCW) counted. The VCW and the watch said so; the monitor left."
    assert {name for _, name in named(text)} == {"Velmar Casualty Watch"}
    assert [m.mention for m in read(text)] == ["name", "name", "name", "nominal", "nominal"]


def test_nouns_take_up_the_head_of_a_name():
    text = "The Karsa Observatory for Human Rights counted. The observatory knows the rights of all."
    assert [m.span.of(text) for m in read(text)] == ["Karsa Observatory for Human Rights", "observatory"]


def test_brackets_that_do_not_fit_are_no_acronym():
    assert ("KARSA", "Velmar Casualty Watch") not in named("The Velmar Casualty Watch (KARSA) counted. KARSA is calm.")


def test_aliases_introduced_by_the_text():
    text = "The Dessary Brigades, also known as the Qalat Front, struck. The Qalat Front denied it."
    assert {name for _, name in named(text)} == {"Dessary Brigades"}


def test_two_bodies_joined_by_and_stay_two():
    assert named("The Velmari Army and the Northern Front clashed.") == [
        ("Velmari Army", "Velmari Army"),
        ("Northern Front", "Northern Front"),
    ]


SPEAKS = [
    ("Ilyas Dahn, a spokesman for the Northern Front, spoke.", "Northern Front"),
    ("Northern Front spokesman Ilyas Dahn spoke.", "Northern Front"),
    ("Ilyas Dahn, the head of the Velmar Casualty Watch, spoke.", "Velmar Casualty Watch"),
    ("The Turkish president, Ilyas Dahn, spoke.", "Government of Turkey"),
    ("Ilyas Dahn, a doctor in Karsa, spoke.", None),
]


@pytest.mark.parametrize(("text", "body"), SPEAKS)
def test_for_whom_a_person_speaks(text, body):
    (person,) = [m for m in read(text) if m.kind == "person"]
    assert (person.name, person.represents) == ("Ilyas Dahn", body)


METONYMS = [
    (
        "It is a deal which Moscow and Washington agreed to.",
        ["Government of Russia", "Government of the United States"],
    ),
    ("They were quick to blame Damascus and Moscow.", ["Government of Syria", "Government of Russia"]),
    ("Washington, which supports the plan", ["Government of the United States"]),
    ("The wall of the Kremlin is long.", ["Government of Russia"]),
    ("They are sitting in Damascus.", []),
    ("The road to Moscow was closed.", []),
]


@pytest.mark.parametrize(("text", "names"), METONYMS)
def test_capitals_speak_for_governments_only_where_they_act(text, names):
    assert [m.name for m in read(text)] == names


def test_names_of_one_actor_are_one_name():
    text = (
        "Islamic State (IS, formerly ISIS/ISIL) and Al-Nusra Front (Jabhat Al-Nusra) are names. So is the Nusra Front."
    )
    assert {m.name for m in read(text)} == {"Islamic State", "Al-Nusra Front"}
    assert {m.actor for m in read(text)} == {"islamic-state", "hts"}


def test_short_names_take_the_name_of_the_day():
    assert named("the ISIS years", published=date(2014, 1, 1)) == [("ISIS", "Islamic State of Iraq and the Levant")]
    assert named("the ISIS years", published=date(2018, 1, 1)) == [("ISIS", "Islamic State")]


def test_offices_take_up_their_holders():
    text = "The Velmari leader met President Ada Ruiz. Later the president left."
    assert ("president", "Ada Ruiz") in named(text)
    assert ("The Turkish president", "Recep Tayyip Erdoğan") not in named("Near the Turkish president")
    assert ("Turkish president", "Recep Tayyip Erdoğan") in named("Near the Turkish president")
    assert ("Turkish president", "Recep Tayyip Erdoğan") not in named("Near the Turkish president", published=None)


CAPITALS = "PRESIDENT ADA RUIZ SPOKE TODAY OF THE FMLN. TELL US, IS IT TRUE? RUIZ WROTE TO THE UNITED NATIONS."


def test_all_capitals():
    assert named(CAPITALS) == [
        ("ADA RUIZ", "Ada Ruiz"),
        ("FMLN", "Farabundo Marti National Liberation Front"),
        ("RUIZ", "Ada Ruiz"),
        ("UNITED NATIONS", "United Nations"),
    ]


NOBODY = [
    "On Monday the President left.",
    "March was cold, and it told us so.",
    "Who cares? The care was good.",
    "She said that an arena near the post was full.",
    "Last Friday, General Hospital was hit.",
    "GENERAL CALM WAS REPORTED TODAY IN THE CENTER OF KARSA.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_invented(text):
    assert named(text) == []


def test_institutions_of_unlisted_states():
    found = read("The Velmari defence ministry and the Ardan Air Force agreed. The ministry said so.")
    assert [(m.name, m.kind) for m in found] == [
        ("Velmari defence ministry", "ministry"), ("Ardan Air Force", "military"), ("Velmari defence ministry", "ministry"),
    ]  # fmt: skip


def test_institutions_without_their_state():
    text = "A Salvadoran road led to a Salvadoran town. A Salvadoran priest saw the army. The army of Velmar was far."
    (army,) = [m for m in read(text) if m.kind == "military"]
    assert (army.span.of(text), army.name, army.actor, army.rule) == (
        "army",
        "Salvadoran Armed Forces",
        "sv-army",
        "home:army",
    )
    mixed = "A Salvadoran road led to a Peruvian village. The army was far."
    assert [m for m in read(mixed) if m.kind == "military"] == []


def test_the_encoder_adds_and_strikes_out():
    text = "Omar Selim went to Karsa with Officer Bir Hadid."
    marks = Marks(entities=(EntityMark(Span(0, 10), "person", 0.9), EntityMark(Span(38, 47), "place", 0.95)))
    assert named(text) == [("Bir Hadid", "Bir Hadid")]
    assert named(text, marks=marks) == [("Omar Selim", "Omar Selim")]


@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "President",
                "Ada",
                "Ruiz",
                ",",
                "said",
                "US",
                "IS",
                "Moscow",
                "Kremlin",
                "al",
                "-",
                "'s",
                "(",
                ")",
                "ISIS",
                "group",
                "the",
                "Velmari",
                "Army",
                ".",
                "of",
                "and",
                "government",
                "Syrian",
            ]
        ),
        max_size=25,
    )
)
def test_any_words_give_sound_mentions(words):
    text = " ".join(words)
    found = read(text)
    assert found == read(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(m.name.strip() for m in found)


@given(st.text(max_size=120))
def test_any_text_is_survived(text):
    assert all(m.span.of(text) for m in read(text))


def test_a_bare_surname_of_the_registry_is_not_taken_from_another_persons_name():
    for text in ("The dead were Ilyas Obama and his son.", "The dead were Obama Dahn and his son."):
        assert [m.actor for m in read(text) if m.actor] == []
    for text in ("On Monday President Obama left.", "But Obama left.", "The US president Obama left.", "Obama left."):
        assert "p-obama" in [m.actor for m in read(text)], text


def test_a_bare_surname_is_the_documents_own_person_where_it_names_one_in_full():
    text = "Velmari spokesman Ilyas Obama spoke. Obama left."
    assert {(m.name, m.actor) for m in read(text) if m.kind == "person"} == {("Ilyas Obama", None)}
