"""Figures beside an event that count another one: earlier ones, tolls of months, and nobody hurt in a later event."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.annotate.figures import figures
from rashomon.annotate.incidents import incidents
from rashomon.annotate.times import times

from .conftest import read


def found(text: str):
    return incidents(figures(times(read(text))))


def killed(text: str) -> list[tuple[int | None, int | None]]:
    return [(i.killed.low, i.killed.high) for i in found(text).incidents if i.killed]


@pytest.mark.parametrize(
    "text",
    [
        "The strike on Karsa on Tuesday, which killed 12, came a week after 30 people died in Dessary.",
        "The strike on Karsa on Tuesday killed 12 people, a week after one that killed 30.",
        "The strike on Karsa on Tuesday killed 12 people, just two days after another had killed 30 in Dessary.",
        "Twelve people were killed in Karsa on Tuesday, bringing the toll since February to 1,200.",
        "Twelve people were killed in Karsa on Tuesday, bringing the number of dead to 1,200 since the start of the year.",
        "Twelve people were killed in Karsa on Tuesday; 40 others, including nine who later died, were wounded.",
    ],
)
def test_who_died_before_is_not_in_the_range(text):
    assert killed(text) == [(12, 12)]


def test_an_earlier_event_that_is_told_alone_keeps_its_figure():
    assert killed("The visit came a week after an airstrike killed 30 people in Karsa.") == [(30, 30)]
    assert killed("The death toll since the start of the offensive on Karsa rose to 1,200.") == [(1200, 1200)]


def test_nobody_hurt_on_another_day_is_not_nobody_hurt_before():
    text = "In 2019 troops killed 140 people in Karsa. On 6 May a missile fell outside the city. Nobody was hurt."
    assert [(f.low, f.incident is None) for f in found(text).figures] == [(140, False), (0, True)]
    text = "A missile struck Karsa on 6 May. Nobody was hurt."
    assert [f.incident for f in found(text).figures] == ["e1"]


def test_the_dead_of_both_sides_are_not_added_up():
    assert killed("Four soldiers died near Karsa on Friday and 50 rebels were killed.") == [(4, 50)]
    assert killed("Four soldiers and 50 rebels were killed near Karsa on Friday.") == [(4, 50)]


def test_a_clause_beside_the_main_one_keeps_its_own_day():
    text = "The Velmari Army, which shelled Karsa in March, killing nine, denied striking Bir Hadid on Tuesday."
    (march,) = (i for i in found(text).incidents if i.killed)
    assert (march.killed.low, march.date.start) == (9, dt.date(2031, 3, 1))
