"""What a page says itself of an incident's standing, in invented words."""

from __future__ import annotations

import pytest

from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.grading import gradings
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document

OPENING = "On 3 May 2031 two people were killed in an alleged strike on Karsa. Two sources said so. "


def graded(text: str) -> list[str]:
    return [g.status for g in gradings(Context(segment(Annotated(document=Document(id="d", text=text, sha256="0")))))]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Therefore this incident has been graded as a “single source claim”.", "single source"),
        ("Velmar Casualty Watch categorised the strike status as single source.", "single source"),
        ("Due to circular reporting it has graded this incident as a weak, single-source claim.", "single source"),
        ("The strike status and civilian harm grading have been evaluated as contested.", "contested"),
        ("The strike status has been graded as contested and the civilian harm status as fair.", "contested"),
        ("This incident has therefore been graded as a likely strike.", "corroborated"),
        ("As such this incident has been reclassified as a declared Ardanian strike, rather than a likely one.", "acknowledged"),
        ("Only one source attributed the strike to the Ardan Air Force.", "single source"),
    ],
)  # fmt: skip
def test_the_page_says_how_it_grades(words: str, status: str) -> None:
    assert graded(OPENING + words)[-1:] == [status]


@pytest.mark.parametrize(
    "words",
    [
        "The civilian status of all five men was contested.",
        "The Watch is coding his civilian status as contested.",
        "The civilian harm status has been graded as contested.",
        "One source, a neighbour, said that the house was likely full.",
        "At least one source said that twelve were hurt.",
        "The sources were conflicted on the nature of the strike.",
    ],
)
def test_other_gradings_say_nothing_of_the_incident(words: str) -> None:
    assert graded(OPENING + words) == []
