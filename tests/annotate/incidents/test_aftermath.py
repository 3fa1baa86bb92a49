"""Days and places that are not the deed's: of its trial, its anniversary, of where the report was written or a victim came from."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from rashomon.annotate.incidents import incidents
from rashomon.model import Span, Timex

from .conftest import read

TUESDAY = dt.date(2031, 5, 6)


def told(text: str) -> list[tuple[dt.date | None, str | None]]:
    """Day and place of each incident."""
    return [
        (i.date.start if i.date else None, i.place.name if i.place else None) for i in incidents(read(text)).incidents
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A court in Tel Oram on Tuesday sentenced three men to life in prison for the bombing in Karsa that killed 40 people.",
        "Hundreds gathered in Tel Oram on Tuesday to mark the anniversary of the bombing in Karsa that killed 40 people.",
        "The trial of two men over the bombing in Karsa that killed 40 people began in Tel Oram on Tuesday.",
        "The inquest into the deaths of 40 people in a bombing in Karsa heard on Tuesday that nobody was warned.",
        "Ten years after the bombing in Karsa, relatives laid flowers on Tuesday at the market where 40 people were killed.",
        "On Tuesday relatives mourned the dead of the bombing in Karsa that killed 40 people.",
    ],
)
def test_the_day_of_a_verdict_or_anniversary_is_not_the_deed_s(text):
    assert told(text) == [(None, "Karsa")]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 40 people at a funeral in Karsa on Tuesday.",
        "On Tuesday, as crowds in Karsa marked the anniversary, a bomb killed 40 people.",
        "Judges who sentenced three men were killed by a bomb in Karsa on Tuesday.",
        "A court in Tel Oram sentenced three men, hours after a bomb killed 40 people in Karsa on Tuesday.",
    ],
)
def test_what_happens_during_or_after_such_things_keeps_its_day(text):
    assert (TUESDAY, "Karsa") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two men were charged on Tuesday in the bombing in Karsa that killed 40 people.",
        "Police on Tuesday arrested a man over the bombing in Karsa that killed 40 people.",
        "A man accused of the bombing in Karsa that killed 40 people appeared in court Tuesday.",
        "Posted: Tuesday, May 6, 2031. A bombing in Karsa killed 40 people.",
    ],
)
def test_the_day_of_an_arrest_or_of_the_page_is_not_the_deed_s(text):
    assert told(text) == [(None, "Karsa")]


def test_a_reply_keeps_its_day_and_leaves_the_deed_s():
    assert told("The Northern Front condemned on Tuesday the bombing in Karsa that killed 40 people.") == [
        (None, "Karsa")
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A student from Karsa, Velmar, was killed on Tuesday when a bomb exploded in Tel Oram.", "Tel Oram"),
        ("A bomb exploded on Tuesday in Karsa, according to Tel Oram radio.", "Karsa"),
        (
            "A nurse was killed by shelling in Karsa on Tuesday, while in Tel Oram two people died of a bomb on Friday.",
            "Karsa",
        ),
    ],
)
def test_where_somebody_or_the_news_comes_from_is_not_where_it_happened(text, place):
    assert told(text)[0][1] == place


def test_a_place_in_the_text_goes_before_the_one_at_the_report_s_head():
    text = "TEL ORAM, 6 May -- A bomb exploded on Tuesday. The bomb went off in Karsa and killed four people."
    annotated = read(text.replace("TEL ORAM", "Tel Oram"))
    headed = msgspec.structs.replace(annotated.document, dateline=Span(0, 15))
    (found,) = incidents(msgspec.structs.replace(annotated, document=headed)).incidents
    assert found.place is not None
    assert found.place.name == "Karsa"


def test_a_year_long_past_is_no_day_of_a_shooting():
    text = "Gunmen shot dead four people in Karsa at 1730 hours."
    year = Timex(Span(41, 45), "DATE", "1730", dt.date(1730, 1, 1), dt.date(1730, 12, 31))
    (found,) = incidents(msgspec.structs.replace(read(text), times=(year,))).incidents
    assert found.date is None


def test_the_narrator_hands_a_day_on_to_the_next_sentence_and_a_speaker_does_not():
    text = "A bomb exploded at a market in Karsa on Tuesday. The men shot a guard and burned two shops."
    assert {day for day, _ in told(text)} == {TUESDAY}
    words = (
        "A bomb exploded at a market in Karsa on Tuesday. Marek Tolan said gunmen abducted nine farmers near Tel Oram."
    )
    said = [
        {
            "source": ["Marek Tolan"],
            "cue": ["said"],
            "content": ["gunmen abducted nine farmers near Tel Oram"],
            "speaker": "Marek Tolan",
        }
    ]
    found = incidents(read(words, attributions=said)).incidents
    assert [i.date for i in found if i.type == "abduction"] == [None]


def test_such_strikes_are_no_one_event():
    text = "An airstrike killed nine people in Karsa on Tuesday. Such strikes have hit four hospitals in Tel Oram."
    assert all("strike" not in a.of(text) or a.start < 20 for i in incidents(read(text)).incidents for a in i.anchors)


@pytest.mark.parametrize("hedge", ["reported", "alleged", "unconfirmed", "purported"])
def test_a_reported_strike_is_not_the_narrator_s_word(hedge):
    article = "An" if hedge[0] in "au" else "A"
    text = f"{article} {hedge} Ardanian drone strike killed four people in Karsa on Tuesday."
    (found,) = incidents(read(text)).incidents
    assert [(p.by_narrator, p.confidence) for p in found.perpetrators] == [(False, "accused")]


def test_what_died_years_ago_is_another_event():
    text = "Northern Front fighters shelled Karsa, killing four people. In Tel Oram 1,300 people were killed in 2013."
    year = Timex(Span(len(text) - 5, len(text) - 1), "DATE", "2013", dt.date(2013, 1, 1), dt.date(2013, 12, 31))
    found = incidents(msgspec.structs.replace(read(text), times=(year,))).incidents
    assert next((i.place.name, i.date is None) for i in found if i.place is not None) == ("Karsa", True)


@pytest.mark.parametrize(
    "words",
    ["A pause in the shelling of Karsa", "The suspension of airstrikes on Karsa", "A lull in fighting in Karsa"],
)
def test_a_pause_is_no_attack(words):
    assert told(f"{words} on Tuesday let four convoys through.") == []


def test_a_day_that_opens_the_sentence_before_the_speaker_is_that_of_speaking():
    text = "On Tuesday, Marek Tolan said that the bombing that killed 40 people in Karsa had been a crime."
    said = [
        {
            "source": ["Marek Tolan"],
            "cue": ["said"],
            "content": ["the bombing that killed 40 people in Karsa had been a crime"],
            "speaker": "Marek Tolan",
        }
    ]
    assert [i.date for i in incidents(read(text, attributions=said)).incidents if i.type == "bombing"] in ([], [None])


def test_a_siege_of_weeks_is_an_incident():
    text = "Karsa has been under siege since 3 March."
    month = Timex(Span(len(text) - 8, len(text) - 1), "DATE", "2031-03-03", dt.date(2031, 3, 3), dt.date(2031, 3, 3))
    found = incidents(msgspec.structs.replace(read(text), times=(month,))).incidents
    assert [(i.type, i.date.start) for i in found if i.date] == [("siege", dt.date(2031, 3, 3))]


def test_two_days_told_are_narrowed_to_none_of_them():
    text = "Airstrikes in Karsa killed 40 people over two days. The airstrikes in Karsa killed nine people on Tuesday."
    days = Timex(
        Span(text.index("over two"), text.index(" days") + 5),
        "DURATION",
        "P2D",
        TUESDAY - dt.timedelta(days=1),
        TUESDAY,
    )
    annotated = read(text)
    times = tuple(sorted((*annotated.times, days), key=lambda t: t.span))
    (found, *_) = incidents(msgspec.structs.replace(annotated, times=times)).incidents
    assert found.date is not None
    assert (found.date.start, found.date.end) == (TUESDAY - dt.timedelta(days=1), TUESDAY)
