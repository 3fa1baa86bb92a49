"""Hours and parts of the day that a report gives without their day."""

from __future__ import annotations

import datetime as dt

import pytest

import rashomon

TUESDAY = dt.date(2031, 3, 4)


def day(text: str) -> dt.date | None:
    found = rashomon.read(text, published="2031-03-05")
    main = next(i for i in found.incidents if i.main)
    return main.date.start if main.date else None


@pytest.mark.parametrize(
    "text",
    [
        "An airstrike on Karsa killed 40 people on Tuesday. The airstrike happened about 7:30 p.m., police said.",
        "On Tuesday, twelve identified civilians were killed in an airstrike on Karsa.",
        "A late-night airstrike on Karsa killed 40 people. The airstrike was on Tuesday.",
    ],
)
def test_an_hour_is_one_of_the_day_that_the_report_tells(text: str) -> None:
    assert day(text) == TUESDAY


def test_a_part_of_the_day_alone_is_no_day() -> None:
    assert day("A late-night airstrike on Karsa killed 40 people.") is None
