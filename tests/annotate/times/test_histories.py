"""Histories count from the date that their story has reached."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.annotate.times.component import read
from rashomon.annotate.times.context import is_history
from rashomon.annotate.times.words import cut

# Enough years, and none of the weekdays and yesterdays of news, for a text to be taken for a history.
OPENING = "The kingdom of Velmar fell in 1911. War came in 1914, in 1916 and in 1918. Peace came in 1919, and in 1921 Karsa burned.\n\n"


def last(text: str, today: date | None = date(2016, 9, 30)) -> tuple[str, str]:
    whole = OPENING + text
    found = read(whole, today)[-1]
    return found.span.of(whole), found.value


def test_a_history_is_known_by_its_years() -> None:
    assert is_history(cut(OPENING), date(2016, 9, 30))
    assert is_history(cut(OPENING), None)
    assert not is_history(cut(OPENING + "On Monday and Tuesday, he said, two days ago."), date(2016, 9, 30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 May 1922 the Northern Front rose. On 7 June it lost.", ("7 June", "1922-06-07")),
        ("On 3 May 1922 the Northern Front rose. In December it lost.", ("December", "1922-12")),
        ("On 3 May 1922 the Northern Front rose. Six days later it lost.", ("Six days later", "1922-05-09")),
        ("On 3 May 1922 the Northern Front rose. The next day it lost.", ("The next day", "1922-05-04")),
        ("On 3 May 1922 the Northern Front rose. That summer it lost.", ("That summer", "1922-SU")),
        ("On 3 May 1922 the Northern Front rose. It lost that afternoon.", ("that afternoon", "1922-05-03TAF")),
        ("On 3 May 1922 the Northern Front rose. It lost two years later.", ("two years later", "1924")),
        (
            "On 3 May 1922 the Northern Front rose. It lost on July 25 of that year.",
            ("July 25 of that year", "1922-07-25"),
        ),
        (
            "On 3 May 1922 it rose, heirs of a party that had been founded far away in 1880. In June it lost.",
            ("June", "1922-06"),
        ),
        (
            "On 3 May 1922 it rose, heir to a party banned over a year earlier. On 7 June it lost.",
            ("7 June", "1922-06-07"),
        ),
        ("He fled after a week of intense fighting, they say.", ("a week of intense fighting", "P1W")),
        ("He fled five days after the fall of Karsa.", ("five days after the fall of Karsa", "XXXX-XX-XX")),
        ("He fled by the time the queen left Tel Oram.", ("the time the queen left Tel Oram", "PRESENT_REF")),
        ("Its former capital was Karsa.", ("former", "PAST_REF")),
        ("He was nineteen years old.", ("nineteen years old", "P19Y")),
        ("Qalat Numar was built in 149 BC.", ("149 BC", "BC0149")),
        ("Qalat Numar was built in 149 BC. It burned two years later.", ("two years later", "BC0147")),
        ("Qalat Numar was besieged in 240-238 BC", ("238 BC", "BC0238")),
    ],
)
def test_the_running_story(text: str, expected: tuple[str, str]) -> None:
    assert last(text) == expected


def test_a_day_is_not_counted_from_a_year() -> None:
    """Abstains: "the next day" after a mere year is no known day."""
    assert last("The war ended in 1923. The next day they danced.") == ("The next day", "XXXX-XX-XX")
