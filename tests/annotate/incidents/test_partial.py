"""Smaller numbers after a total are parts of it, in invented reports."""

from __future__ import annotations

from rashomon.annotate.figures import figures
from rashomon.annotate.incidents import incidents
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document
from rashomon.run.statuses import settled


def read(text: str) -> Annotated:
    return incidents(figures(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64)))))


def killed(text: str) -> tuple[int, int, int]:
    found = next(i for i in settled(read(text)).incidents if i.main).killed
    return found.low, found.best, found.high


LEAD = "Two men were killed and three others were wounded in a shooting in Karsa on Friday. "


def test_fewer_told_of_later_are_part_of_the_total() -> None:
    text = LEAD + "Police found one man dead in a car after the shooting."
    assert killed(text) == (2, 2, 2)
    whole, part = (f for f in read(text).figures if f.measure == "killed")
    assert part.part_of == whole.id


def test_a_revised_toll_is_no_part() -> None:
    assert killed(LEAD + "Police later said that one man was killed in the shooting.")[0] == 1


def test_more_told_of_later_are_no_part() -> None:
    assert killed(LEAD + "Four people were killed in the shooting, the hospital wrote.")[2] == 4


def test_ages_are_no_figures() -> None:
    found = read("Mother Says Shooting of 14 Year-Old in Karsa an Accident. A 3 month old boy was killed.").figures
    assert [(f.low, f.span.end - f.span.start) for f in found if f.low and f.low > 1] == []
