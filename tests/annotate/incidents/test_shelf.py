"""Hundreds of dated events in one text: each finds its own, and a mention is compared with few of them."""

from __future__ import annotations

import datetime as dt

import msgspec

from rashomon.annotate.incidents import incidents
from rashomon.annotate.incidents.merge import Group, Told
from rashomon.annotate.incidents.shelf import Shelf
from rashomon.annotate.incidents.triggers import Mention
from rashomon.model import Interval, Timex

from .conftest import read, spans_of

FIRST = dt.date(2029, 1, 1)


def _told(sentence: int, day: dt.date | None) -> Told:
    mention = Mention(sentence * 10, sentence * 10 + 1, sentence, "airstrike", "noun", "airstrike", None, None, False, False, "happened")  # fmt: skip
    return Told(mention, Interval(day, day) if day else None, None, ())


def test_a_mention_is_compared_with_the_latest_and_those_of_its_day_alone():
    shelf = Shelf()
    for n in range(500):
        shelf.put(Group.of(_told(n, FIRST + dt.timedelta(days=n)), "airstrike"))
    near = shelf.near(Interval(FIRST, FIRST), None)
    assert len(near) < 60
    assert near[0] is shelf.groups[0]
    assert shelf.groups[-1] in near
    shelf.add(shelf.groups[3], _told(500, None))
    assert shelf.groups[3] in shelf.near(None, None)


def test_the_events_of_a_chronicle_stay_apart_and_the_first_is_found_again():
    days = [FIRST + dt.timedelta(days=n) for n in range(120)]
    lines = [f"An airstrike on Karsa on {day.isoformat()} killed {n + 2} people." for n, day in enumerate(days)]
    again = f"The airstrike on Karsa on {days[0].isoformat()} had also destroyed a bakery."
    annotated = read(" ".join([*lines, again]))
    times = tuple(
        Timex(span, "DATE", day.isoformat(), day, day)
        for day in days for span in spans_of(annotated.text, day.isoformat())
    )  # fmt: skip
    found = incidents(msgspec.structs.replace(annotated, times=tuple(sorted(times, key=lambda t: t.span)))).incidents
    assert [i.date.start for i in found] == days
    assert max(span.start for span in found[0].anchors) >= annotated.text.index("The airstrike on")
