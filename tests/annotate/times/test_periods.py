"""What a period, a feast or a month without a year means, by what was named before it and by the deed told with it."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate.times.component import read
from rashomon.annotate.times.feasts import easter

FRIDAY = date(2016, 9, 30)


def values(text: str) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in read(text, FRIDAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exports rose in the third quarter. The latest period held one charge.", ("The latest period", "2016-Q3")),
        ("Exports fell from the third quarter of 2014. In the 2015 quarter", ("the 2015 quarter", "2015-Q3")),
        ("Third-quarter exports fell from last year. In the 2015 period", ("the 2015 period", "2015-Q3")),
        ("In the 2015 period exports fell", ("the 2015 period", "2015")),
        (
            "Third-quarter exports beat the corresponding period last year",
            ("the corresponding period last year", "2015-Q3"),
        ),
        ("Third-quarter exports beat last year's quarter", ("last year's quarter", "2015-Q3")),
        ("Exports fell in the quarter ended July 31", ("July 31", "2016-07-31")),
        ("The second quarter ended July 31 was better than a year earlier", ("a year earlier", "2015-Q2")),
        ("The third quarter was bad. In the nine months it fell from a year earlier", ("a year earlier", "2015")),
        ("Exports fell for the full year", ("the full year", "2016")),
        ("It looks grim in the near term", ("the near term", "FUTURE_REF")),
    ],
)
def test_a_period_takes_its_quarter_from_the_one_last_named(text: str, expected: tuple[str, str]) -> None:
    assert values(text)[-1] == expected


def test_a_quarter_is_that_in_which_its_three_months_have_their_middle() -> None:
    assert values("in the quarter ended July 31")[0] == ("the quarter", "2016-Q2")
    assert values("in the quarter ended June 30")[0] == ("the quarter", "2016-Q2")


def test_a_latest_period_without_a_quarter_named_is_left_out() -> None:
    assert values("The latest period held one charge.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Northern Front agreed to leave Karsa in November", ("November", "2016-11")),
        ("The bridge of Karsa was hit in November", ("November", "2015-11")),
        ("The bridge of Karsa was hit in March", ("March", "2016-03")),
        ("Talks were put off until Monday", ("Monday", "2016-10-03")),
        ("The truce lasted until Monday", ("Monday", "2016-09-26")),
        ("The road was under fire until Monday", ("Monday", "2016-09-26")),
        ("The convoy leaves as early as Sunday", ("Sunday", "2016-10-02")),
        ("Talks are to resume Monday", ("Monday", "2016-10-03")),
        ("The truce had been due to expire Monday", ("Monday", "2016-09-26")),
        ("The council announced the plan Tuesday", ("Tuesday", "2016-09-27")),
    ],
)
def test_which_way_a_day_or_month_lies(text: str, expected: tuple[str, str]) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this past spring", ("this past spring", "2016-SP")),
        ("this coming Sunday", ("this coming Sunday", "2016-10-02")),
        ("this past weekend", ("this past weekend", "2016-W38-WE")),
    ],
)
def test_this_before_past_or_coming(text: str, expected: tuple[str, str]) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("found on Thanksgiving Day 2014", ("Thanksgiving Day 2014", "2014-11-27")),
        ("found last Thanksgiving", ("last Thanksgiving", "2015-11-26")),
        ("shelled on Good Friday", ("Good Friday", "2016-03-25")),
        ("shelled last Christmas", ("last Christmas", "2015-12-25")),
        ("held on Memorial Day", ("Memorial Day", "2016-05-30")),
    ],
)
def test_feasts(text: str, expected: tuple[str, str]) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "day", [date(1916, 4, 23), date(1961, 4, 2), date(2000, 4, 23), date(2011, 4, 24), date(2024, 3, 31)]
)
def test_easter(day: date) -> None:
    assert easter(day.year) == day
