"""Titles, day lines, datelines, teasers."""

from datetime import date

import pytest

from rashomon.ingest import days
from rashomon.ingest.layout import is_teaser, layout


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("30/09/2016", date(2016, 9, 30)),
        ("09/30/2016", date(2016, 9, 30)),
        ("04/05/2016", date(2016, 5, 4)),
        ("30 September 2016", date(2016, 9, 30)),
        ("Fri 30 Sep 2016 14.05 BST", date(2016, 9, 30)),
        ("Published: September 30th, 2016", date(2016, 9, 30)),
        ("Last updated on 2016-09-30T12:00:00Z", date(2016, 9, 30)),
        ("30.09.2016", date(2016, 9, 30)),
        ("31/02/2016", None),
        ("On 30 September 2016 the army attacked", None),
        ("The war of 30/09/2016", None),
        ("2016", None),
        ("1,234/56/7890", None),
    ],
)
def test_day_lines(line: str, day: date | None) -> None:
    assert days.line_day(line) == day


@pytest.mark.parametrize(
    ("line", "teaser"),
    [
        ("Read more [Army: we are ready](#)", True),
        ("Trends [War](#), [Army](#)", True),
        ("READ MORE: Army opens road", True),
        ("See also", True),
        ("[Army opens road](/x)", True),
        ("Related stories: a, b", True),
        ("Read the [report](#) in full, he said.", False),
        ("He said the [report](#) was false", False),
        ("Watch towers were hit, the army said.", False),
        ("Share prices fell after the attack.", False),
        ("Trends show that attacks rise.", False),
        ("More from him came on Monday.", False),
    ],
)
def test_teasers(line: str, teaser: bool) -> None:
    assert is_teaser(line) is teaser


def test_byline_and_day_in_one_line() -> None:
    found = layout("Strike hits Karsa\n\nBy Rana Idris | 3 April 2031\n\nThe army said so.")
    assert (found.author, found.published) == ("Rana Idris", date(2031, 4, 3))


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (
            "Tel Oram, 2 June 2031 (Velmar Wire) - Two men died.",
            "Tel Oram, 2 June 2031 (Velmar Wire)",
            date(2031, 6, 2),
        ),
        ("(Karsa, March 3, 2031) – Two men died.", "(Karsa, March 3, 2031)", date(2031, 3, 3)),
        ("Karsa (Velmar Wire) - Two men died.", "Karsa (Velmar Wire)", None),
        ("KARSA, 10 JAN 90 (VELMAR WIRE) -- [TEXT] TWO MEN DIED.", "KARSA, 10 JAN 90 (VELMAR WIRE)", date(1990, 1, 10)),
        ("KARSA (Velmar Wire) — Two men died on Monday.", "KARSA (Velmar Wire)", None),
        (
            "KARSA (VELMAR), 10 JAN 90 (VELMAR WIRE) --\n[TEXT] TWO MEN DIED.",
            "KARSA (VELMAR), 10 JAN 90 (VELMAR WIRE)",
            date(1990, 1, 10),
        ),
        ("TEL ORAM, Velmar (VW) - Two men died.", "TEL ORAM, Velmar (VW)", None),
    ],
)
def test_wire_datelines(text: str, words: str, day: date | None) -> None:
    found = layout(text)
    assert found.dateline is not None
    assert found.dateline.of(text) == words
    assert found.published == day
    assert found.headline is None


@pytest.mark.parametrize(
    "text", ["A single line that ends here.\n\nAnother follows.", "One line only", "Two lines\nof one block"]
)
def test_no_title_is_made_up(text: str) -> None:
    assert layout(text).title is None


def test_title_of_a_field_is_found_in_the_text_whatever_its_dashes() -> None:
    text = "Strike hits Karsa - again\n\nThe army said so."
    found = layout(text, "Strike Hits Karsa – Again")
    assert found.headline is not None
    assert found.headline.of(text) == "Strike hits Karsa - again"


def test_outlet_by_its_line_or_by_the_agency_of_the_dateline() -> None:
    found = layout(
        "Strike hits Karsa\n\nSource: Karsa Courier\nBy Rana Idrisi\n3 April 2031\n\nKARSA (Velmar Wire) - Two men died."
    )
    assert (found.outlet, found.author) == ("Karsa Courier", "Rana Idrisi")
    assert len(found.asides) == 2
    assert layout("KARSA (Velmar Wire) - Two men died.").outlet == "Velmar Wire"
    assert layout("Strike hits Karsa\n\nTwo men died. Source: nobody.").outlet is None
