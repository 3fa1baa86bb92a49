"""How a party stands to what its own text tells: owned, admitted, left open. Not here: which texts are a party's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.lexicon.bodies import is_state

from .issuer import RULE
from .stances import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draft import Draft
    from .page import Page

# "We take full responsibility for the strike", "we regret that our aircraft struck the market": not the loss of life as such.
_OWNS = re.compile(
    r"\b(?:we|our\s+\w+)\s+(?:therefore\s+|hereby\s+)?(?:take|takes|took|accept|accepts|assume|assumes|claim|claims|bear|bears)\s+"
    r"(?:full\s+|sole\s+|complete\s+)?responsibility\b",
    re.IGNORECASE,
)
_REGRETS = re.compile(r"\bwe\s+(?:\w+ly\s+)?(?:regret|acknowledge|admit)\s+that\s+(?:our|we)\b", re.IGNORECASE)
_SORRY = re.compile(r"\bapologi|\bregret|\bsorry|\bmistake", re.IGNORECASE)


def tempered(page: Page, drafts: Sequence[Draft], stances: Sequence[Stance], issuer: str | None) -> list[Stance]:
    """The stances of all drafts, those of an issued text's own sentences as its issuer takes them."""
    if issuer is None:
        return list(stances)
    state = is_state(issuer)
    own = [held for draft, held in zip(drafts, stances, strict=True) if draft.rule == RULE]
    mixed = any(held.name == "deny" or (held.name == "accuse" and _named(held, state=state)) for held in own)
    return [
        _tempered(held, draft.content[0].of(page.text), mixed=mixed, state=state) if draft.rule == RULE else held
        for draft, held in zip(drafts, stances, strict=True)
    ]


def _named(held: Stance, *, state: bool) -> tuple[str, ...]:
    """Those accused who are not its own: "the army" of a ministry's text is, that of a front's is the enemy's."""
    return tuple(name for name in held.accused if not (state and name.islower()))


def _tempered(held: Stance, text: str, *, mixed: bool, state: bool) -> Stance:
    """The stance of a sentence of an issued text. ``mixed``: the text denies a deed of its own, or blames another, besides.

    "We struck a depot" beside "we did not hit the clinic" owns no deed that the text denies: which is told of where is left open.
    """
    if _OWNS.search(text):
        return Stance("acknowledge" if _SORRY.search(text) else "claim responsibility", rule="claimed")
    if _REGRETS.search(text):
        return Stance("acknowledge", rule="own deed, admitted")
    if held.name == "accuse":
        named = _named(held, state=state)
        return Stance("accuse", named, held.rule) if named else Stance("assert", rule="own side")
    if mixed and held.name == "claim responsibility":
        return Stance("assert", rule="own deed, of another event")
    return held
