"""The ranges that a page says it has set itself."""

from __future__ import annotations

import pytest

import rashomon
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.set_by_page import set_by_page
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Document


def bounds(text: str, measure: str = "killed") -> tuple[int | None, int | None] | None:
    document = Document(id="d", text=text, sha256="0" * 64, outlet="casualtywatch.example")
    found = set_by_page(Context(segment(Annotated(document=document))), measure)
    return None if found is None else (found.low, found.high)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("We have recorded the number of civilians killed as 4-5, and injured as 0-1.", (4, 5), None),
        ("The number of injured and killed has been quantified as 2 until more is known.", (2, 2), (2, 2)),
        ("Casualtywatch has therefore estimated a death toll of between four and seven.", (4, 7), None),
        ("We have graded this with a fatality range of two to four.", (2, 4), None),
        ("In line with our methods, an upper estimate for the fatality range has been put at ten.", (None, 10), None),
        ("The minimum number of people killed has therefore been recorded as six.", (6, None), None),
        ("The upper estimate for this incident is 150 civilians killed.", (None, 150), None),
        ("The harm was recorded as weak and the number of civilians injured as 1-2.", None, (1, 2)),
        ("The maximum count of casualties has been identified as 10 for those injured.", None, (None, 10)),
        ("We have estimated a range of between four and seven killed, with at least two children.", (4, 7), None),
    ],
)
def test_what_a_page_says_it_has_set(text, killed, injured):
    assert (bounds(text), bounds(text, "injured")) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "Lena Dahn put the number of killed at 30.",
        "How many of her children were killed is unknown, which has been quantified as 2.",
        "The victim was identified as 22-year-old Omar Dahn, who was killed.",
        "We have counted a minimum number of child deaths as two.",
        "The strike has been recorded as a separate incident in which some were killed.",
        "We have estimated a death toll of at least two additional civilians killed beside them.",
    ],
)
def test_what_a_source_says_and_what_is_a_part_sets_nothing(text):
    assert bounds(text) is None


def test_ends_that_do_not_fit_set_nothing():
    assert bounds("The minimum number of killed was put at nine. The maximum number of killed was put at four.") is None


_PAGE = (
    "At least four people were killed in an alleged Ardan airstrike on a market in Karsa on 4 March 2031. "
    "All sources attributed the strike to the Ardan Air Force."
)


@pytest.mark.parametrize(
    ("set_", "killed"),
    [
        ("", (4, 4)),
        (" An upper estimate for the fatality range has been put at ten.", (4, 10)),
        (" The number of people killed has been recorded as 2-3.", (2, 3)),
    ],
)
def test_the_range_of_a_page_that_weighs_its_sources(set_, killed):
    (main,) = [i for i in rashomon.read(_PAGE + set_, published="2031-03-05").incidents if i.main]
    assert main.killed is not None
    assert (main.killed.low, main.killed.high) == killed
