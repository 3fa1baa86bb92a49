"""What keeps the events of one report apart, and what gives each its day and place."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from rashomon.annotate.incidents import incidents
from rashomon.lexicon.registry import Entry, using
from rashomon.lexicon.registry_users import written
from rashomon.model import Interval, Span, Timex

from .conftest import read, spans_of

PUBLISHED = dt.date(2031, 5, 10)


def placed(annotated):
    return [(i.anchor.of(annotated.text), i.place.name if i.place else None) for i in annotated.incidents]


def dated(text: str, words: str, kind: str, value: str, start: dt.date | None = None, end: dt.date | None = None):
    """The incidents of a text with one more time expression."""
    annotated = read(text)
    more = Timex(spans_of(text, words)[0], kind, value, start, end)
    times = tuple(sorted((*annotated.times, more), key=lambda t: t.span))
    return incidents(msgspec.structs.replace(annotated, times=times)).incidents


def test_what_happens_elsewhere_is_another_event(tell):
    text = (
        "Shelling killed four people in Karsa on Tuesday. The bombardment went on all day. "
        "Elsewhere in Velmar, shelling killed two farmers."
    )
    assert [i.type for i in tell(text).incidents] == ["shelling", "shelling"]


def test_fire_on_those_who_strike_is_not_their_strike(tell):
    text = (
        "The Velmari Army carried out airstrikes in Karsa on Tuesday. "
        "Northern Front fighters attacked the Velmari Army in Karsa on Tuesday."
    )
    assert len(tell(text).incidents) == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("An airstrike hit a bakery in Karsa, near Tel Oram, on Tuesday.", "Karsa"),
        ("Shells fell on the enclave known as Karsa, and an airstrike came on Tuesday.", "Karsa"),
        ("Velmar's airstrikes on Tuesday killed nine people.", None),
        ("An airstrike hit Velmar's border town of Karsa on Tuesday.", "Karsa"),
    ],
)
def test_the_place_is_where_it_happened_not_what_owns_or_lies_beside_it(tell, text, place):
    assert [name for _, name in placed(tell(text))] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "They set Friday as the date for an airstrike on Karsa.",
        "The minister warned the army on Friday not to “recklessly attack” Karsa.",
        "The hills of Karsa are a base for attacks, the army said on Friday.",
        "Attempts to delay the vote in Karsa on Friday failed.",
    ],
)
def test_what_is_only_spoken_of_is_no_incident(tell, text):
    assert tell(text).incidents == ()


def test_a_bare_length_beside_a_perfect_ends_with_the_report():
    (found,) = dated(
        "Nine people have been killed in airstrikes on Karsa over two days.", "two days", "DURATION", "P2D"
    )
    assert (found.date.start, found.date.end) == (PUBLISHED - dt.timedelta(days=1), PUBLISHED)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people had been killed in airstrikes on Karsa over two days.",
        "Nine people have been killed in airstrikes on Karsa in the first two days of the war.",
    ],
)
def test_a_bare_length_dates_nothing_else(text):
    words = "the first two days" if "first" in text else "two days"
    (found,) = dated(text, words, "DURATION", "P2D")
    assert found.date is None


def test_what_goes_on_lasts_from_its_beginning_to_the_report(tell):
    (found,) = tell("The Velmari Army launched an offensive against Karsa on Tuesday.").incidents
    assert (found.date.start, found.date.end) == (dt.date(2031, 5, 6), PUBLISHED)
    (found,) = tell("The Velmari Army launched an airstrike on Karsa on Tuesday.").incidents
    assert found.date.end == dt.date(2031, 5, 6)


def test_who_helps_or_counts_admits_no_deed(tell, tmp_path):
    path = tmp_path / "own.jsonl"
    written(str(path), [Entry(id="vcw", name="Velmar Casualty Watch", kind="monitor")])
    text = "Velmar Casualty Watch admitted that the airstrikes in Karsa on Tuesday had gone unnoticed."
    said = [
        {
            "source": ["Velmar Casualty Watch"], "cue": ["admitted"], "stance": "acknowledge",
            "content": ["the airstrikes in Karsa on Tuesday had gone unnoticed"],
            "speaker": "Velmar Casualty Watch", "actor": "vcw",
        }
    ]  # fmt: skip
    with using(str(path)):
        assert all(not i.perpetrators for i in tell(text, attributions=said).incidents)


def test_the_day_of_a_dateline_is_not_that_of_the_event():
    annotated = read("KARSA, 3 May - An airstrike hit a school in Tel Oram.")
    dateline = Span(0, annotated.text.index(" -"))
    document = msgspec.structs.replace(annotated.document, dateline=dateline)
    assert [i.date for i in incidents(msgspec.structs.replace(annotated, document=document)).incidents] == [None]


def test_where_a_monitor_is_based_nothing_happened(tell):
    annotated = tell("The Karsa-based Velmar Casualty Watch said an airstrike hit a school in Tel Oram.")
    assert placed(annotated) == [("airstrike", "Tel Oram")]


def test_a_day_that_opens_the_sentence_keeps_its_events_apart(tell):
    annotated = tell(
        "An airstrike hit a school in Karsa on Friday. On 3 May the army said strikes had killed people in Tel Oram."
    )
    assert placed(annotated) == [("airstrike", "Karsa"), ("strikes", "Tel Oram")]


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        (" in one of the deadliest attacks since the truce collapsed", True),
        (" in separate attacks across the country", False),
    ],
)
def test_a_comparison_with_other_events_leaves_the_toll_to_its_own(tell, more, counted):
    annotated = tell(
        f"Nineteen people were killed on Friday when warplanes bombed a market in Karsa{more}.",
        figures=[{"span": "Nineteen", "measure": "killed", "low": 19, "high": 19, "group": "people"}],
    )
    assert (annotated.figures[0].incident is not None) is counted


def test_the_town_is_the_one_named_just_before(tell):
    text = (
        "Soldiers entered Karsa on Friday. An airstrike hit the market of the town on Tuesday and killed nine people."
    )
    (found,) = tell(text).incidents
    assert found.place.name == "Karsa"


def test_the_town_is_none_where_two_were_named(tell):
    text = "Soldiers left Karsa and Tel Oram on Friday. An airstrike hit the town on Tuesday and killed nine people."
    (found,) = tell(text).incidents
    assert found.place is None


def test_of_two_towns_the_one_called_a_town_is_meant(tell):
    text = "Soldiers left Karsa, a town in the hills, for Tel Oram on Friday. An airstrike hit the town on Tuesday, killing nine."
    (found,) = tell(text).incidents
    assert found.place.name == "Karsa"


def test_the_same_day_is_the_one_named_just_before(tell):
    text = (
        "Shelling killed four people in Karsa on Tuesday. On the same day an airstrike in Tel Oram killed nine people."
    )
    assert [i.date.start for i in tell(text).incidents] == [dt.date(2031, 5, 6)] * 2


def test_those_whom_an_operation_is_against_did_not_carry_it_out(tell):
    text = "Nine people were killed in anti-Northern Front operations in Karsa on Tuesday."
    assert all(not i.perpetrators for i in tell(text).incidents)


def test_the_dead_of_many_weeks_are_no_part_of_the_strike():
    text = "An airstrike hit a market in Karsa on Tuesday. More than 700 people have been killed in three months, monitors said."
    annotated = read(
        text, figures=[{"span": "More than 700", "measure": "killed", "low": 700, "high": None, "group": "people"}]
    )
    more = Timex(spans_of(text, "three months")[0], "DURATION", "P3M")
    annotated = msgspec.structs.replace(annotated, times=(*annotated.times, more))
    found = incidents(annotated).incidents
    assert [i.type for i in found] == ["airstrike", "campaign"]
    assert (found[1].date.end, found[1].date.start.month) == (PUBLISHED, 2)


def test_what_goes_on_for_days_has_no_single_day(tell):
    text = (
        "The Velmari Army launched an offensive against Karsa on Tuesday. The offensive killed nine people on Friday."
    )
    (found,) = tell(text).incidents
    assert (found.date.start, found.date.end) == (dt.date(2031, 5, 6), PUBLISHED)


def test_what_was_admitted_before_the_event_is_another_deed(tell):
    annotated = tell(
        "An airstrike hit a school in Karsa on Friday. On 3 May the Ardan Air Force admitted that its planes had hit a clinic.",
        attributions=[
            {"source": ["Ardan Air Force"], "cue": ["admitted"], "content": ["that its planes had hit a clinic"],
             "stance": "acknowledge", "speaker": "Ardan Air Force", "said": Interval.day(dt.date(2031, 5, 3))},
        ],
    )  # fmt: skip
    first = annotated.incidents[0]
    assert (first.anchor.of(annotated.text), first.perpetrators) == ("airstrike", ())
    assert annotated.attributions[0].about != first.id


def test_what_stands_behind_a_charge_is_told_of_others(tell):
    annotated = tell(
        "An airstrike hit a school in Karsa on Friday. The Northern Front blamed the Harbour Wing and said that nine had been killed.",
        attributions=[
            {"source": ["Northern Front"], "cue": ["blamed"], "content": ["the Harbour Wing"], "stance": "accuse",
             "speaker": "Northern Front", "accused": ("Harbour Wing",)},
        ],
    )  # fmt: skip
    assert annotated.attributions[0].accused == ("Harbour Wing",)


def test_one_of_its_drones_is_nobody(tell):
    annotated = tell("Ardania said that one of its drones had killed a commander in Karsa on Friday.")
    assert [p.name for i in annotated.incidents for p in i.perpetrators if p.kind == "individual"] == []


@pytest.mark.parametrize(("hit", "admits"), [("a barracks", False), ("the school by mistake", True)])
def test_who_admits_to_have_hit_something_else_has_not_admitted_it(tell, hit, admits):
    said = f"that its planes had hit {hit}"
    annotated = tell(
        f"An airstrike hit a school in Karsa on Friday. The Ardan Air Force said {said}.",
        attributions=[
            {"source": ["Ardan Air Force"], "cue": ["said"], "content": [said], "stance": "acknowledge",
             "speaker": "Ardan Air Force"},
        ],
    )  # fmt: skip
    assert (annotated.attributions[0].about == annotated.incidents[0].id) is admits
