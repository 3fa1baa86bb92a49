"""How a party stands to what its own text tells: owned, admitted, left open. Not here: which texts are a party's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.lexicon.bodies import is_state
from rashomon.lexicon.registry import key, registry

from .issuer import RULE
from .sides import root
from .stances import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .draft import Draft
    from .page import Page

_FORCES = r"(?:armed\s+|air\s+)?(?:forces?|troops|soldiers|fighters|army|units?|aircraft|warplanes|planes|jets|drones|artillery|pilots|gunners)"
_DEED = r"(?:strikes?|airstrikes?|attacks?|raids?|shelling|bombing|bombardment|killings?|operation|ambush|assault|explosion|blast|deaths?)"
# "We take full responsibility for the strike". To "bear" it is a word for holding others responsible.
_OWNS = re.compile(
    rf"^\W*(?:we|our\s+{_FORCES})\s+(?:therefore\s+|hereby\s+)?(?:take|takes|took|accept|accepts|assume|assumes|claim|claims)\s+"
    rf"(?:full\s+|sole\s+|complete\s+)?responsibility\s+for\s+(?:the|this|that|these|those|yesterday['’]s|today['’]s)\s+(?:\w+\s+){{0,3}}?{_DEED}\b",
    re.IGNORECASE,
)
# "We regret that our aircraft struck the market": a deed told of one's own side, not a loss, nor what was done to it.
_REGRETS = re.compile(
    rf"^\W*we\s+(?:\w+ly\s+)?(?:regret|acknowledge|admit)\s+that\s+(?:our\s+{_FORCES}|we)\s+(?:(?:had|have|\w+ly)\s+){{0,2}}"
    r"(?:struck|hit|bombed|shelled|attacked|killed|destroyed|targeted|raided|fired|shot|ambushed|executed|abducted)\b",
    re.IGNORECASE,
)
# Words of others' doing in the same sentence: "... captured by the Front", "... when the Front shelled it".
_OTHERS = re.compile(
    r"\bby\b(?!\s+(?:mistake|accident|error)\b)|\b(?:when|while|after|because|before)\b", re.IGNORECASE
)
_SORRY = re.compile(r"\bapologi|\bregret|\bsorry|\bmistake", re.IGNORECASE)
OWN_SIDE = "own side"


def tempered(page: Page, drafts: Sequence[Draft], stances: Sequence[Stance], issuer: str | None) -> list[Stance]:
    """The stances of all drafts, those of an issued text's own sentences as its issuer takes them."""
    if issuer is None:
        return list(stances)
    own = [held for draft, held in zip(drafts, stances, strict=True) if draft.rule == RULE]
    mixed = any(held.name == "deny" or (held.name == "accuse" and _named(held, issuer)) for held in own)
    return [
        _tempered(held, text, mixed=mixed, issuer=issuer) if draft.rule == RULE else _suffered(held, text)
        for draft, held, text in (
            (draft, held, draft.content[0].of(page.text)) for draft, held in zip(drafts, stances, strict=True)
        )
    ]


def _suffered(held: Stance, text: str) -> Stance:
    """The stance of words with a cue of their own: "we acknowledge that our soldiers were killed when the Front shelled them" admits no deed."""
    ours = re.match(r"\W*(?:that\s+)?(?:our|we)\b", text, re.IGNORECASE)
    if held.name == "acknowledge" and held.rule == "cue" and ours and _OTHERS.search(text):
        return Stance("assert", rule="own loss")
    return held


def _named(held: Stance, issuer: str) -> tuple[str, ...]:
    """Those accused who are surely not its own: "the army" of a ministry's text is, that of a front's is the enemy's."""
    return tuple(name for name in held.accused if not _may_be_own(name, issuer))


def _may_be_own(name: str, issuer: str) -> bool:
    """Whether a party may be of the issuer's side: by their states, else by a proper word that both names have, or that none has."""
    state = is_state(issuer)
    if name.islower():
        return state
    mine, other = _side(issuer), _side(name)
    if mine is not None and other is not None:
        return mine == other
    words, others = _proper(issuer), _proper(name)
    if any(a[:_STEM] == b[:_STEM] for a in words for b in others):
        return True
    return state and is_state(name) and not (words and others)


_STEM = 4  # letters that a country's name shares with its adjective: "Velmar", "Velmari"
_PLAIN = frozenset(
    [
        "the",
        "of",
        "for",
        "and",
        "in",
        "ministry",
        "minister",
        "defence",
        "defense",
        "interior",
        "foreign",
        "affairs",
        "air",
        "armed",
        "national",
        "general",
        "high",
        "command",
        "army",
        "force",
        "forces",
        "navy",
        "naval",
        "police",
        "military",
        "government",
        "cabinet",
        "presidency",
        "state",
        "staff",
        "guard",
        "guards",
        "security",
    ]
)


def _proper(name: str) -> tuple[str, ...]:
    return tuple(w for w in re.findall(r"\w+", name.casefold()) if w not in _PLAIN)


def _side(name: str) -> str | None:
    """The state or uppermost body of a name that the registry knows, whole or by the adjective before it; else None."""
    book = registry()
    if (entry := book.lookup(name)) is not None:
        return root(entry.id)
    first = [e.id for e, n in book.candidates(key(name)[:1]) if n.kind == "demonym"]
    return root(first[0]) if len(first) == 1 else None


def _tempered(held: Stance, text: str, *, mixed: bool, issuer: str) -> Stance:
    """The stance of a sentence of an issued text. ``mixed``: the text denies a deed of its own, or blames another, besides.

    "We struck a depot" beside "we did not hit the clinic" owns no deed that the text denies: which is told of where is left open.
    """
    alone = _OTHERS.search(text) is None
    if alone and _OWNS.search(text):
        return Stance("acknowledge" if _SORRY.search(text) else "claim responsibility", rule="claimed")
    if alone and _REGRETS.search(text):
        return Stance("acknowledge", rule="own deed, admitted")
    if held.name == "accuse":
        named = _named(held, issuer)
        return Stance("accuse", named, held.rule) if named else Stance("assert", rule=OWN_SIDE)
    if mixed and held.name == "claim responsibility":
        return Stance("assert", rule="own deed, of another event")
    return held
