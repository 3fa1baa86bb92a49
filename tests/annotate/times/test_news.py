"""Expressions of news, spoken on Friday 30 September 2016: extent, type, value and days."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate.times.component import read

FRIDAY = date(2016, 9, 30)


def values(text: str, today: date | None = FRIDAY) -> list[tuple[str, str]]:
    return [(t.span.of(text), t.value) for t in read(text, today)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Karsa fell on 5 October 1999.", [("5 October 1999", "1999-10-05")]),
        ("Karsa fell on the 5th of October.", [("the 5th of October", "2016-10-05")]),
        ("Karsa fell on Oct. 5, 1999, they said.", [("Oct. 5, 1999", "1999-10-05")]),
        ("Karsa was hit on September 17.", [("September 17", "2016-09-17")]),
        ("Published 30/09/2016", [("30/09/2016", "2016-09-30")]),
        ("Published 9/17/2016", [("9/17/2016", "2016-09-17")]),
        ("Published 2016-09-17", [("2016-09-17", "2016-09-17")]),
        ("At 2016-09-17T10:30 it fell.", [("2016-09-17T10:30", "2016-09-17T10:30")]),
        ("since the 9/11 attacks", [("9/11", "2001-09-11")]),
        ("on May 3-5, 2015", [("May 3", "2015-05-03"), ("5, 2015", "2015-05-05")]),
        ("between 3 and 5 May", [("3", "2016-05-03"), ("5 May", "2016-05-05")]),
        ("the lull of 3-5 May 2015", [("3", "2015-05-03"), ("5 May 2015", "2015-05-05")]),
        ("from January to March 2015", [("January", "2015-01"), ("March 2015", "2015-03")]),
        ("in 2011-2014", [("2011", "2011"), ("2014", "2014")]),
        ("in 2013-14", [("2013", "2013"), ("14", "2014")]),
        ("in May '15", [("May '15", "2015-05")]),
        ("on March eighth", [("March eighth", "2016-03-08")]),
        ("It fell on 3 May 2015. On the 13th, it rose.", [("3 May 2015", "2015-05-03"), ("the 13th", "2015-05-13")]),
        ("in mid-2015", [("mid-2015", "2015")]),
        ("It began in September 2015 and ended in March.", [("September 2015", "2015-09"), ("March", "2016-03")]),
        ("Talks are expected in March.", [("March", "2017-03")]),
        ("It has shelled them since November.", [("November", "2015-11")]),
        ("It has shelled them since 12 October.", [("12 October", "2015-10-12")]),
        ("in the late 1990s", [("the late 1990s", "199")]),
        ("in the '80s", [("the '80s", "198")]),
        ("in the nineties", [("the nineties", "199")]),
        ("in the 20th century", [("the 20th century", "19")]),
        ("in nineteen ninety-seven", [("nineteen ninety-seven", "1997")]),
        ("the summer of 2015", [("the summer of 2015", "2015-SU")]),
        ("in the first half of 2016", [("the first half of 2016", "2016-H1")]),
        ("in the third quarter", [("the third quarter", "2016-Q3")]),
        ("by Christmas 2014", [("Christmas 2014", "2014-12-25")]),
    ],
)
def test_dates_that_name_their_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell on Monday.", [("Monday", "2016-09-26")]),
        ("Shells fell on Friday.", [("Friday", "2016-09-30")]),
        ("They will meet on Monday.", [("Monday", "2016-10-03")]),
        ("Shells fell last Tuesday.", [("last Tuesday", "2016-09-27")]),
        ("Shells fell on Thursday night.", [("Thursday night", "2016-09-29TNI")]),
        ("The demand of Karsa's mayor, due next Friday", [("next Friday", "2016-10-07")]),
        ("It fell yesterday, he said today.", [("yesterday", "2016-09-29"), ("today", "2016-09-30")]),
        ("the day before yesterday", [("the day before yesterday", "2016-09-28")]),
        ("It was hit last night.", [("last night", "2016-09-29TNI")]),
        ("It was hit last week.", [("last week", "2016-W38")]),
        ("next month", [("next month", "2016-10")]),
        ("earlier this week", [("earlier this week", "2016-W39")]),
        ("later this year", [("later this year", "2016")]),
        ("last December", [("last December", "2015-12")]),
        ("in June last year", [("June last year", "2015-06")]),
        ("over the weekend, shells fell", [("the weekend", "2016-W38-WE")]),
        ("two years ago", [("two years ago", "2014")]),
        ("nearly two weeks ago", [("nearly two weeks ago", "2016-W37")]),
        ("a few months ago", [("a few months ago", "PAST_REF")]),
        (
            "Karsa fell on 3 May 2016. Two days later it burned.",
            [("3 May 2016", "2016-05-03"), ("Two days later", "2016-05-05")],
        ),
        (
            "Karsa fell on 3 May 2016. The next day it burned.",
            [("3 May 2016", "2016-05-03"), ("The next day", "2016-05-04")],
        ),
        (
            "Karsa fell on 3 May 2016. The same month it burned.",
            [("3 May 2016", "2016-05-03"), ("The same month", "2016-05")],
        ),
        ("They now hold Karsa, and recently took a mill.", [("now", "PRESENT_REF"), ("recently", "PAST_REF")]),
        ("at 7pm on Friday", [("7pm on Friday", "2016-09-30T19:00")]),
        ("at 0732 GMT", [("0732 GMT", "2016-09-30T07:32")]),
        ("the night of 17 September", [("the night of 17 September", "2016-09-17TNI")]),
        ("the week of 12 September", [("the week of 12 September", "2016-W37")]),
        ("by year-end", [("year-end", "2016-12-31")]),
    ],
)
def test_dates_that_count_from_another_day(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "kind"),
    [
        ("for two weeks", ("two weeks", "P2W"), "DURATION"),
        ("for more than three hours", ("more than three hours", "PT3H"), "DURATION"),
        ("a four-day truce", ("four-day", "P4D"), "DURATION"),
        ("a sixty-day period", ("a sixty-day period", "P60D"), "DURATION"),
        ("for years", ("years", "PXY"), "DURATION"),
        ("within several months", ("several months", "PXM"), "DURATION"),
        ("for a couple of years", ("a couple of years", "P2Y"), "DURATION"),
        ("for two and a half years", ("two and a half years", "P2Y6M"), "DURATION"),
        ("the past year", ("the past year", "P1Y"), "DURATION"),
        ("a decades-long feud", ("decades-long", "PXDE"), "DURATION"),
        ("two bloody weeks", ("two bloody weeks", "P2W"), "DURATION"),
        ("patrols every Monday", ("every Monday", "XXXX-WXX-1"), "SET"),
        ("patrols on Mondays", ("Mondays", "XXXX-WXX-1"), "SET"),
        ("patrols every two weeks", ("every two weeks", "P2W"), "SET"),
        ("30 raids a day", ("a day", "P1D"), "SET"),
        ("weekly patrols", ("weekly", "P1W"), "SET"),
    ],
)
def test_lengths_and_what_comes_back(text: str, expected: tuple[str, str], kind: str) -> None:
    (found,) = read(text, FRIDAY)
    assert (found.span.of(text), found.value) == expected
    assert found.type == kind


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("earlier this week", date(2016, 9, 26), date(2016, 9, 30)),
        ("earlier this month", date(2016, 9, 1), date(2016, 9, 30)),
        ("later this year", date(2016, 9, 30), date(2016, 12, 31)),
        ("last week", date(2016, 9, 19), date(2016, 9, 25)),
        ("in March", date(2016, 3, 1), date(2016, 3, 31)),
        ("in 2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("in the summer of 2015", date(2015, 6, 1), date(2015, 8, 31)),
        ("the past two months", date(2016, 7, 30), date(2016, 9, 30)),
        ("in the past 24 hours", date(2016, 9, 29), date(2016, 9, 30)),
        ("overnight", date(2016, 9, 29), date(2016, 9, 30)),
        ("for two months", None, None),
        ("every day", None, None),
    ],
)
def test_the_days_that_an_expression_covers(text: str, start: date | None, end: date | None) -> None:
    (found,) = read(text, FRIDAY)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("early May", "START"),
        ("mid-June 2014", "MID"),
        ("the end of 2015", "END"),
        ("nearly two years", "LESS_THAN"),
        ("at least 30 days", "EQUAL_OR_MORE"),
    ],
)
def test_what_qualifies_an_expression(text: str, mod: str) -> None:
    (found,) = read(text, FRIDAY)
    assert found.mod == mod


@pytest.mark.parametrize(
    "text",
    [
        "2,000 people fled, 1,500 rebels stayed and some 2000 men died",
        "The team won 3-2 and 10:30 is no score; call 555-1234.",
        "They may march on Karsa in the sun, a second time.",
        "A 44-year-old man and a girl of 7",
        "The fall of Karsa began with a fall.",
        "It cost $1990 and took room 2014.",
        "three-quarters of the houses",
        "hundreds of shells, a quarter of them duds",
        "Theresa May said so.",
    ],
)
def test_what_only_looks_like_time_is_left_out(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 5 May 12 people died.", [("5 May", "2016-05-05")]),
        ("On May 5 12 people died.", [("May 5", "2016-05-05")]),
        ("On 5 May 2,000 fled.", [("5 May", "2016-05-05")]),
        ("ON 5 MAY 12 PEOPLE DIED.", [("5 MAY", "2016-05-05")]),
        ("It burned on May 3 and 5 people died.", [("May 3", "2016-05-03")]),
        ("It burned on May 3, 5 people died.", [("May 3", "2016-05-03")]),
        ("In 2014 30 people died.", [("2014", "2014")]),
    ],
)
def test_a_count_beside_a_date_is_no_part_of_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_capitals_of_old_wires() -> None:
    text = "KARSA, 4 FEB 90 (VNA) -- THE VELMARI ARMY SAID TODAY THAT IT MAY MARCH ON TEL ORAM IN MAY."
    assert values(text, None) == [("4 FEB 90", "1990-02-04"), ("TODAY", "1990-02-04"), ("MAY", "1990-05")]


def test_without_any_day_of_speaking_nothing_is_dated() -> None:
    (found,) = read("Shells fell on Monday.", None)
    assert (found.value, found.start) == ("XXXX-WXX-1", None)
    assert read("Shells fell last week.", None) == []
