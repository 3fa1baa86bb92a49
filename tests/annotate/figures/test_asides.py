"""Numbers whose verb stands behind an aside, is set right, or that only take up again who was harmed."""

from __future__ import annotations

import pytest

from rashomon.annotate.figures import figures
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    found = figures(segment(Annotated(document=Document(id="d", text=text, sha256="0")))).figures
    return [(f.measure, f.low, f.high) for f in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Eleven people, most of them women, were killed in Karsa.", [("killed", 11, 11)]),
        ("Between 15 and 20 people, most of them pupils, were killed.", [("killed", 15, 20)]),
        ("At least 12 people, many of whom were children, were killed and 30 wounded.", [("killed", 12, None), ("injured", 30, 30)]),
        ("Eight villagers, half of them women, died in Dessary.", [("killed", 8, 8)]),
        ("Forty farmers, more than a third of them elderly, fled.", [("fled", 40, 40)]),
        ("Of the two groups, six, all of them men, were killed.", [("killed", 6, 6)]),
        ("Nine people, mostly women, have been abducted.", [("abducted", 9, 9)]),
        ("Nine people, including several children, were hurt.", [("injured", 9, 9)]),
        ("Six people, mostly women and at least one girl were killed, and many guards were injured.", [("killed", 6, 6), ("killed", 1, None)]),
    ],
)  # fmt: skip
def test_what_is_told_between_commas_hides_no_verb(text, wanted):
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "14, not 41, people were killed.",
        "14 people, not 41, were killed.",
        "The strike killed 14 people, not 41.",
        "Not 41 but 14 people were killed.",
    ],
)
def test_a_number_that_is_set_right_counts_nobody(text):
    assert told(text) == [("killed", 14, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "One of the wounded, Nadim Orsa, said the roof fell.",
        "Two of the injured spoke of a second blast.",
        "He knew three of the dead.",
        "One of the survivors, a baker, wept.",
    ],
)
def test_who_is_taken_up_again_counts_nobody(text):
    assert told(text) == []


def test_what_befell_some_of_the_wounded_still_counts():
    assert told("Two of the wounded died in Karsa.") == [("killed", 2, 2)]
    assert told("Dozens of wounded were brought in.") == [("injured", 24, None)]


def test_burnt_beyond_recognition_is_dead():
    assert told("Eight of them were burned beyond recognition.") == [("killed", 8, 8)]
