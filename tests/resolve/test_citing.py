"""Whoever is cited has said it: one account, however many pass it on."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.assess import assess
from rashomon.model import (
    ActorMention,
    Annotated,
    Attribution,
    Claim,
    Document,
    Figure,
    IncidentMention,
    Sentence,
    Span,
    sha256,
)
from rashomon.resolve import claims_of

WATCH, COURIER = "Velmar Casualty Watch", "Karsa Courier"


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def claims(
    text: str, said: list[tuple[str, str, str]], names: tuple[str, ...], outlet: str, **more: object
) -> list[Claim]:
    """Claims of a report of one strike that killed 12; ``said`` are (speaker, cue, content)."""
    strike, figure = _span(text, "strike"), _span(text, "12")
    attributions = tuple(
        Attribution(
            id=f"a{n}", speaker=speaker, cue=(_span(text, cue),), content=(_span(text, content),), **more
        )
        for n, (speaker, cue, content) in enumerate(said, 1)
    )  # fmt: skip
    by = next((a.id for a in attributions if a.content[0].covers(figure)), None)
    annotated = Annotated(
        document=Document(
            id=outlet, text=text, sha256=sha256(text.encode()), outlet=outlet, published=date(2031, 3, 4)
        ),
        sentences=(Sentence(Span(0, len(text)), (0, 0), 0),),
        actors=tuple(ActorMention(_span(text, name), name, None, "media") for name in names),
        attributions=attributions,
        incidents=(IncidentMention(id="e1", type="airstrike", anchor=strike, main=True),),
        figures=(Figure(id="f1", span=figure, measure="killed", low=12, high=12, attribution=by, incident="e1"),),
    )
    return list(claims_of(annotated))


SOURCE = f"The strike killed 12 people, {WATCH} said."
OWN = [(WATCH, "said", "The strike killed 12 people")]


@pytest.mark.parametrize(
    "text",
    [
        f"The strike killed 12 people, {COURIER} said, citing the {WATCH}.",
        f"Citing the {WATCH}, {COURIER} said The strike killed 12 people.",
        f"The strike killed 12 people, {COURIER} said, quoting {WATCH}.",
    ],
)
def test_who_passes_on_what_another_says_is_no_second_account(text: str) -> None:
    passed = claims(text, [(COURIER, "said", "The strike killed 12 people")], (WATCH, COURIER), "Dessary Post")
    assert {c.speaker for c in passed} == {WATCH}
    first = claims(SOURCE, OWN, (WATCH,), "Velmar Wire")
    found = assess("i1", [*first, *passed])
    assert len(found.accounts) == 1
    assert found.accounts[0].outlets == ("Dessary Post", "Velmar Wire")
    assert found.status == "single source"
    again = claims(f"{COURIER} said The strike killed 12 people.", [(COURIER, "said", "The strike killed 12 people")], (COURIER,), "Meridian Times")  # fmt: skip
    assert assess("i1", [*first, *passed, *again]).status == "corroborated"


def test_two_that_cite_one_source_are_one_account_and_one_source_twice_is_no_conflict() -> None:
    texts = (
        f"The strike killed 12 people, {COURIER} said, citing the {WATCH}.",
        f"The strike killed 12 people, Ardania Today said, citing the {WATCH}.",
    )
    found = [
        claim
        for text, name in zip(texts, (COURIER, "Ardania Today"), strict=True)
        for claim in claims(text, [(name, "said", "The strike killed 12 people")], (WATCH, name), name)
    ]
    assert len(assess("i1", found).accounts) == 1


def test_only_the_statement_that_rests_on_the_source_is_passed_on() -> None:
    text = f"The strike hit Karsa, Selim Barrow said, and 12 people died, {COURIER} reported, citing the {WATCH}."
    said = [("Selim Barrow", "said", "The strike hit Karsa"), (COURIER, "reported", "12 people died")]
    found = claims(text, said, (WATCH, COURIER), "Dessary Post")
    assert {c.speaker for c in found if c.property == "killed"} == {WATCH}
    assert {c.speaker for c in found if c.property == "occurred"} == {"Selim Barrow"}


def test_nobody_is_given_words_that_were_only_mentioned_denied_or_quoted_within() -> None:
    denied = f"{COURIER} denied that The strike killed 12 people, citing the {WATCH}."
    for claim in claims(
        denied, [(COURIER, "denied", "The strike killed 12 people")], (WATCH, COURIER), "Dessary Post", stance="deny"
    ):
        assert claim.speaker == COURIER
    within = f"{COURIER} said The strike killed 12 people and that it was citing the {WATCH}."
    content = f"The strike killed 12 people and that it was citing the {WATCH}"
    assert {c.speaker for c in claims(within, [(COURIER, "said", content)], (WATCH, COURIER), "Dessary Post")} == {
        COURIER
    }
