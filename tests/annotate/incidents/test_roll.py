"""Those whom a page names as killed: who counts, age, sex; who does not (tellers, mourners, the hurt)."""

from __future__ import annotations

import pytest

from rashomon.annotate.figures import figures
from rashomon.annotate.incidents import incidents
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.roll import roll_of
from rashomon.annotate.segment import segment
from rashomon.annotate.times import times
from rashomon.model import Annotated, Document, Range
from rashomon.resolve import claims_of

OPENING = "On 3 May 2031, six civilians were killed in an alleged Ardanian airstrike on a house in Karsa.\n\nLocal sources reported the strike. "


def annotated(text: str) -> Annotated:
    return times(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64))))


def people(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(p.name, p.years, p.group) for p in roll_of(Context(annotated(text)))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "Samir Orsa (35 years old), his wife Dalia Haddan (28 years old) and their daughters Tala Orsa (ten years old) and Mina Orsa (18 months old) were killed.",
            [("Samir Orsa", 35, "men"), ("Dalia Haddan", 28, "women"), ("Tala Orsa", 10, "children"), ("Mina Orsa", 0, "children")],
        ),
        (
            "The names of those killed are: 60-year-old Karim Orsa, Velda Orsa, wife of Karim, and a boy, Timo Haddan.",
            [("Karim Orsa", 60, "men"), ("Velda Orsa", None, "women"), ("Timo Haddan", None, "children")],
        ),
        ("Samir Orsa and his brother Vello Orsa were killed.", [("Samir Orsa", None, "men"), ("Vello Orsa", None, "men")]),
        ("A post mourned the death of Dalia Haddan. Dalia Haddan, 28, was killed.", [("Dalia Haddan", 28, "women")]),
    ],
)  # fmt: skip
def test_the_named_dead_are_counted_once_with_age_and_sex(
    words: str, expected: list[tuple[str, int | None, str | None]]
) -> None:
    assert people(words) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Samir Orsa wrote that his neighbours were killed.",
        "According to Samir Orsa, the strike killed his cousins.",
        "The house of Samir Orsa was hit and a child was killed.",
        "The Samir Orsa family lost a child, who was killed at once.",
        "A child was killed and Samir Orsa, 35, was injured.",
        "Samir Orsa, 35, lives in Karsa.",
    ],
)
def test_who_tells_mourns_lives_or_was_hurt_is_not_on_the_roll(words: str) -> None:
    assert people(words) == []


def test_children_women_and_men_are_counted_by_name_where_no_words_give_their_number() -> None:
    text = OPENING + "Samir Orsa (35), his wife Dalia Haddan (28) and their son Timo Orsa (9) were killed."
    read = incidents(figures(annotated(text)))
    main = next(i for i in read.incidents if i.main)
    assert (main.killed_children, main.killed_women, main.killed_men) == (Range(1, 1, 1, "named"),) * 3
    child = next(c for c in claims_of(read) if c.group == "children" and c.property == "killed")
    assert child.span.of(text) == "Timo Orsa"
    assert {(v.name, v.group) for v in main.victims} >= {("Samir Orsa", "men"), ("Timo Orsa", "children")}


def test_words_that_give_a_number_go_before_names_and_names_never_exceed_the_total() -> None:
    told = OPENING.replace("six civilians", "six civilians, including two children,")
    read = incidents(figures(annotated(told + "Timo Orsa (9) and Dalia Haddan (28) were killed.")))
    assert next(i for i in read.incidents if i.main).killed_children == Range(2, 2, 2, "narrator")
    text = OPENING.replace("six", "two") + "Samir Orsa (35), Vello Orsa (31) and Karim Orsa (60) were killed."
    read = incidents(figures(annotated(text)))
    assert next(i for i in read.incidents if i.main).killed_men == Range(2, 2, 2, "named")
