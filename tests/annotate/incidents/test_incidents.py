"""Incidents told in invented sentences: found, dated, placed, kept apart or together, with their parties and tolls."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate.incidents import incidents
from rashomon.annotate.incidents.words import compatible, inflections, plural, triggers
from rashomon.lexicon import load


def words(annotated, spans):
    return [span.of(annotated.text) for span in spans]


@pytest.mark.parametrize(
    ("text", "kind", "anchor"),
    [
        ("An airstrike hit a bakery in Karsa on Tuesday.", "airstrike", "airstrike"),
        ("A car bomb exploded outside a police station in Karsa on Tuesday.", "bombing", "exploded"),
        ("Gunmen shot dead two teachers in Tel Oram on Friday.", "shooting", "shot dead"),
        ("Northern Front shelled the market of Karsa on Friday.", "shelling", "shelled"),
        ("Armed men kidnapped four aid workers in Bir Hadid on Tuesday.", "abduction", "kidnapped"),
        ("SUBVERSIVES MURDERED A PEASANT IN Karsa on Tuesday.", "killing", "MURDERED"),
        ("Drones attacked a convoy in Karsa on Tuesday.", "drone strike", "attacked"),
    ],
)
def test_event_words_found_incidents(tell, text, kind, anchor):
    (found,) = tell(text).incidents
    assert (found.type, found.anchor.of(text), found.main) == (kind, anchor, True)


@pytest.mark.parametrize(
    "text",
    [
        "The army could bomb Karsa if talks fail on Friday.",
        "They are planning to attack Karsa on Friday.",
        "No airstrike was carried out in Karsa on Tuesday.",
        "He warned of possible airstrikes on Karsa on Friday.",
        "Workers went on a hunger strike in Karsa on Tuesday.",
        "The election campaign reached Karsa on Tuesday.",
        "Wounded soldiers were playing cards.",
        "",
    ],
)
def test_what_did_not_happen_is_no_incident(tell, text):
    assert tell(text).incidents == ()


def test_day_and_place_come_from_the_same_sentence(tell):
    (found,) = tell(
        "An airstrike hit a market in Karsa, Velmar on Tuesday. The weather was fine in Tel Oram on Friday."
    ).incidents
    assert found.date.start == found.date.end == dt.date(2031, 5, 6)
    assert found.place.name == "Karsa"


def test_the_day_of_the_saying_is_not_the_day_of_the_event(tell):
    text = "Velmar Casualty Watch said on Friday that an airstrike hit a school in Karsa."
    said = [
        {
            "source": ["Velmar Casualty Watch"],
            "cue": ["said"],
            "content": ["an airstrike hit a school in Karsa"],
            "speaker": "Velmar Casualty Watch",
        }
    ]
    (found,) = tell(text, attributions=said).incidents
    assert found.date is None
    assert found.place.name == "Karsa"


def test_a_definite_word_refers_back(tell):
    text = "An airstrike hit a bakery in Karsa on Tuesday. The attack destroyed two houses. The bombing went on for an hour."
    (found,) = tell(text).incidents
    assert words(tell(text), found.anchors)[:1] == ["airstrike"]
    assert len(found.anchors) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "An airstrike hit Karsa on Tuesday. An airstrike hit Tel Oram on Friday.",
        "Gunmen kidnapped a doctor in Karsa on Tuesday. A bomb exploded in Karsa on Tuesday.",
        "Northern Front shelled Karsa on Tuesday. The Velmari Army shelled Karsa on Friday.",
    ],
)
def test_other_places_days_types_or_doers_stay_apart(tell, text):
    assert len(tell(text).incidents) == 2
    assert sum(i.main for i in tell(text).incidents) == 1


def test_the_doer_by_syntax(tell):
    for text in (
        "The Ardan Air Force bombed a school in Karsa on Tuesday.",
        "A school in Karsa was bombed by the Ardan Air Force on Tuesday.",
        "The Ardan Air Force carried out an airstrike on a school in Karsa on Tuesday.",
    ):
        (found,) = tell(text).incidents
        assert [(p.name, p.kind, p.by_narrator) for p in found.perpetrators] == [
            ("Ardan Air Force", "organization", True)
        ], text


def test_a_nationality_stands_for_its_state_before_its_jets_only(tell):
    (jets,) = tell("Ardanian jets bombed a school in Karsa on Tuesday.").incidents
    assert "Ardania" in {p.name for p in jets.perpetrators}
    for found in tell("Ardanian rebels bombed a school in Karsa on Tuesday.").incidents:
        assert "Ardania" not in {p.name for p in found.perpetrators}


def test_who_holds_a_town_did_not_bomb_it(tell):
    (found,) = tell("An airstrike on Karsa, a town held by Northern Front, killed nine people on Tuesday.").incidents
    assert "Northern Front" not in {p.name for p in found.perpetrators}


def test_blame_and_denial_name_their_speakers(tell):
    text = (
        "An airstrike hit a clinic in Karsa on Tuesday. Velmar Casualty Watch blamed the Ardan Air Force for the airstrike. "
        "The Ardanian Defence Ministry denied that its jets had carried out the airstrike."
    )
    said = [
        {"source": ["Velmar Casualty Watch"], "cue": ["blamed"], "content": ["the Ardan Air Force for the airstrike"], "stance": "accuse",
         "speaker": "Velmar Casualty Watch", "accused": ("Ardan Air Force",)},
        {"source": ["Ardanian Defence Ministry"], "cue": ["denied"], "content": ["that its jets had carried out the airstrike"], "stance": "deny",
         "speaker": "Ardanian Defence Ministry", "actor": "xa-mod"},
    ]  # fmt: skip
    read = tell(text, attributions=said)
    (found,) = read.incidents
    (party,) = found.perpetrators
    assert (party.name, party.blamed_by, party.denied_by) == (
        "Ardan Air Force",
        ("Velmar Casualty Watch",),
        ("Ardanian Defence Ministry",),
    )
    assert [a.about for a in read.attributions] == [found.id, found.id]


def test_a_bystander_cannot_admit_a_deed(tell):
    text = "The Ardan Air Force bombed Karsa on Tuesday. Velmar Casualty Watch admitted the attack had surprised it."
    said = [{"source": ["Velmar Casualty Watch"], "cue": ["admitted"], "content": ["the attack had surprised it"], "stance": "acknowledge",
             "speaker": "Velmar Casualty Watch", "actor": "vcw"}]  # fmt: skip
    (found,) = tell(text, attributions=said).incidents
    assert all(not p.acknowledged_by for p in found.perpetrators)


FIGURE = {"measure": "killed", "group": "people"}


def test_the_range_spans_the_accounts(tell):
    text = "An airstrike hit Karsa on Tuesday. The mayor said it killed 12 people. Velmar Casualty Watch said it killed 30 people."
    figures = [
        {**FIGURE, "span": "12 people", "low": 12, "high": 12, "speaker": "the mayor"},
        {**FIGURE, "span": "30 people", "low": 30, "high": 30, "speaker": "Velmar Casualty Watch"},
    ]
    read = tell(text, figures=figures)
    (found,) = read.incidents
    assert (found.killed.low, found.killed.high) == (12, 30)
    assert {f.incident for f in read.figures} == {found.id}


def test_the_narrators_own_total_weighs_the_accounts(tell):
    text = "Between four and six people were killed in an airstrike on Karsa on Tuesday.\n\nOne source said two people were killed in the strike."
    figures = [
        {**FIGURE, "span": "Between four and six people", "low": 4, "high": 6},
        {**FIGURE, "span": "two people", "low": 2, "high": 2},
    ]
    (found,) = tell(text, figures=figures).incidents
    assert (found.killed.low, found.killed.high) == (4, 6)


def test_parts_do_not_make_the_total_and_groups_side_by_side_do(tell):
    text = "An airstrike on Karsa killed 20 civilians and one aid worker on Tuesday, including five children."
    figures = [
        {"measure": "killed", "span": "20 civilians", "low": 20, "high": 20, "group": "civilians"},
        {"measure": "killed", "span": "one aid worker", "low": 1, "high": 1, "group": "aid workers"},
        {"measure": "killed", "span": "five children", "low": 5, "high": 5, "group": "children", "part_of": "f1"},
    ]
    (found,) = tell(text, figures=figures).incidents
    assert (found.killed.low, found.killed.best, found.killed.high) == (21, 21, 21)
    assert (found.killed_children.low, found.killed_children.high) == (5, 5)


def test_those_described_are_counted_where_no_figure_is_given(tell):
    (found,) = tell("A teacher and two nurses were killed in an airstrike on Karsa on Tuesday.").incidents
    assert (found.killed.low, found.killed.high) == (3, None)
    (found,) = tell("Several civilians were wounded in an airstrike on Karsa on Tuesday.").incidents
    assert (found.injured.low, found.injured.high) == (2, None)


def test_a_whole_wars_dead_belong_to_no_event(tell):
    text = "An airstrike hit Karsa on Tuesday. The number of fatalities in the war has reached 9,000."
    read = tell(text, figures=[{**FIGURE, "span": "9,000", "low": 9000, "high": 9000}])
    assert read.figures[0].incident is None
    assert read.incidents[0].killed is None


_PIECES = st.lists(
    st.sampled_from([
        "An airstrike hit a bakery in Karsa on Tuesday.", "The attack killed 12 people.", "Gunmen shot dead two teachers in Tel Oram.",
        "Northern Front denied it.", "A bomb exploded on Friday.", "It may rain.", "Velmari Army troops shelled Bir Hadid.", "Several were wounded.",
    ]), max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(pieces=_PIECES, numbers=st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), min_size=8, max_size=8))
def test_ranges_are_ordered_and_ids_are_sound(reading, pieces, numbers):
    text = " ".join(pieces)
    count = text.count("12 people")
    figures = [
        {
            **FIGURE,
            "span": "12 people",
            "nth": n,
            "low": min(numbers[n]),
            "high": max(numbers[n]),
            "speaker": str(n % 3),
        }
        for n in range(count)
    ]
    figures = [{k: v for k, v in f.items() if k != "nth"} for f in figures[:1]]
    read = incidents(reading(text, figures=figures))
    assert [i.id for i in read.incidents] == [f"e{n}" for n in range(1, len(read.incidents) + 1)]
    assert sum(i.main for i in read.incidents) == min(1, len(read.incidents))
    for incident in read.incidents:
        assert incident.anchor in incident.anchors
        for value in (incident.killed, incident.injured):
            assert value is None or 0 <= value.low <= value.best <= (value.high or value.best)
    assert incidents(reading(text, figures=figures)).incidents == read.incidents


def test_every_type_has_codes_and_known_relatives():
    types = load("triggers")["types"]
    for kind, entry in types.items():
        assert set(entry["codes"]) == {"plover", "cameo", "acled", "ucdp"}, kind
        assert set(entry["covers"]) <= types.keys() | {"killing"}, kind
        assert compatible(kind, kind)
    assert set(load("weapons")["refines"]) <= types.keys()


def test_inflections_and_plurals():
    assert inflections("bomb") == {"bomb": "base", "bombs": "s", "bombing": "ing", "bombed": "past"}
    assert inflections("blow up")["blew up"] == "past"
    assert inflections("occupy")["occupied"] == "past"
    assert inflections("rob")["robbing"] == "ing"
    assert [plural(n) for n in ("policeman", "body", "clash", "stick of dynamite")] == [
        "policemen",
        "bodies",
        "clashes",
        "sticks of dynamite",
    ]
    assert triggers().longest(("car", "bombings"), 0, 2)[0] == 2


@pytest.mark.parametrize(("cue", "blames"), [("blamed", True), ("criticised", False)])
def test_a_blame_that_names_no_deed_is_about_what_was_just_told(tell, cue, blames):
    annotated = tell(
        f"An airstrike hit a school in Karsa on Tuesday. The Northern Front {cue} the Ardan Air Force.",
        attributions=[
            {"source": ["Northern Front"], "cue": [cue], "content": ["the Ardan Air Force"], "stance": "accuse",
             "speaker": "Northern Front", "accused": ("Ardan Air Force",)},
        ],
    )  # fmt: skip
    (incident,) = annotated.incidents
    assert [(p.name, p.blamed_by) for p in incident.perpetrators] == [("Ardan Air Force", ("Northern Front",))] * blames


@pytest.mark.parametrize("strike", ["airstrike", "drone strike", "missile strike", "rocket attack"])
def test_the_nationality_of_a_strike_by_weapon_names_its_doer(tell, strike):
    annotated = tell(f"Two people died in an Ardanian {strike} in Karsa on Tuesday.")
    (incident,) = annotated.incidents
    assert [(p.name, p.by_narrator) for p in incident.perpetrators] == [("Ardania", True)]


def test_a_denial_before_the_accusation_that_it_answers_is_heard(tell):
    annotated = tell(
        "An airstrike hit a school in Karsa on Tuesday. The Ardan Air Force denied the airstrike. "
        "The Northern Front blamed the Ardan Air Force for the airstrike.",
        attributions=[
            {"source": ["Ardan Air Force"], "cue": ["denied"], "content": ["the airstrike"], "stance": "deny",
             "speaker": "Ardan Air Force", "denies": "own deed"},
            {"source": ["Northern Front"], "cue": ["blamed"], "content": ["the Ardan Air Force for the airstrike"],
             "stance": "accuse", "speaker": "Northern Front", "accused": ("Ardan Air Force",)},
        ],
    )  # fmt: skip
    (party,) = annotated.incidents[0].perpetrators
    assert (party.blamed_by, party.denied_by) == (("Northern Front",), ("Ardan Air Force",))
