"""Whole readings of invented sentences in which a title stands for somebody, or must not."""

from __future__ import annotations

import pytest

import rashomon

STRIKE = "An airstrike hit the market of Karsa on Tuesday. "
ONE_PERSON = {
    "the title before the name": (
        "The governor said nine people were killed. Mara Telin, the governor of Dessary, said the army had fired.", "Mara Telin"),
    "whose it is, told first": (
        "The governor of Dessary said nine people were killed. Later in the day Governor Mara Telin said the army had fired.",
        "Mara Telin"),
    "the name in brackets": (
        "The governor (Mara Telin) said the army had fired. Telin wept. The governor said nine people were killed.", "Mara Telin"),
    "a holder that is told by a genitive": (
        "The hospital's director said nine people were killed. Anis Lahour, the director of the hospital, said the army had fired.",
        "Anis Lahour"),
    "a commander": (
        "The commander of the Northern Front said nine people were killed. Commander Ilya Dorne of the Northern Front wept, he said.",
        "Ilya Dorne"),
    "acting": ("Acting mayor Anna Karst wept. The mayor said nine people were killed.", "Anna Karst"),
    "the town's": ("The city's mayor said nine people were killed. Anna Karst, the mayor, said the army had fired.", "Anna Karst"),
    "the deputy": ("Deputy governor Pavo Lind wept. The deputy governor said nine people were killed.", "Pavo Lind"),
}  # fmt: skip
NOT_THIS_PERSON = {
    "the mayor of another town": "The mayor of Karsa said nine people were killed. Mara Okonedo, the mayor of Dessary, said 12 had died.",
    "of another town, the name first": "Mayor Anna Karst wept. The mayor of Tel Oram said nine people were killed.",
    "another body": "The head of the hospital said nine people were killed. Samia Roth, head of the local clinic, said 12 had died.",
    "an aide": "Pavo Lind, an aide to the governor, wept. The governor said nine people were killed.",
    "a deputy": "Deputy governor Pavo Lind wept. The governor said nine people were killed.",
    "a vice president": "Vice President Anna Karst wept. The president said nine people were killed.",
    "a spokesman": "The governor's spokesman, Pavo Lind, wept. The governor said nine people were killed.",
    "a wife": "Anna Karst, wife of the mayor, wept, she said. The mayor said nine people were killed.",
    "who held it before": "Anna Karst, a former mayor of the town, wept. The mayor said nine people were killed.",
    "the former mayor": "The new mayor, Anna Karst, wept. The former mayor said nine people were killed.",
    "a candidate": "Anna Karst, a candidate for mayor, wept. The mayor said nine people were killed.",
    "one of another state since": (
        "Velmari Foreign Minister Anna Karst wept. The Ardanian foreign minister wept, he said. The foreign minister said nine people "
        "were killed."),
    "two holders": (
        "The governor said nine people were killed. Mara Okonedo, the governor of Dessary, and Pavo Lind, the governor of Karsa, wept."),
}  # fmt: skip


def speaker(text: str) -> str | None:
    found = rashomon.read(STRIKE + text, published="2031-03-05")
    rows = [a for a in found.attributions if "nine people were killed" in found.words(*a.content).lower()]
    assert rows, found
    return rows[0].speaker


@pytest.mark.parametrize(("text", "name"), ONE_PERSON.values(), ids=ONE_PERSON.keys())
def test_a_title_is_the_one_person_introduced_with_it(text: str, name: str) -> None:
    assert speaker(text) == name


@pytest.mark.parametrize("text", NOT_THIS_PERSON.values(), ids=NOT_THIS_PERSON.keys())
def test_a_title_is_nobody_who_does_not_hold_it(text: str) -> None:
    assert speaker(text) is None


def test_the_spokesman_is_the_one_last_told_of() -> None:
    assert (
        speaker(
            "Northern Front spokesman Ilyas Brand wept. A spokesman for the Velmari Army said it had hit fighters. The spokesman "
            "said nine people were killed."
        )
        == "Velmari Army"
    )


def test_a_body_behind_a_comma_gives_a_place_no_office() -> None:
    assert (
        speaker(
            "Nine people were killed on the South Side, Velmari Police said. Police said that nine people were killed."
        )
        != "South Side"
    )
