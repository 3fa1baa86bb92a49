"""What a denial denies: a deed of one's own or another's, responsibility, charges, figures, harm, words, or that anything happened.

Told apart because they answer different people: who says "we did not do it" answers those who blame him, and contradicts nobody who
only says that it happened. Patterns stand in lexicon/denials.yaml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from rashomon.lexicon import load

from .parties import Party, claims, parties

if TYPE_CHECKING:
    from .draft import Draft
    from .page import Page
    from .speakers import Cast, Speaker

OWN, ANOTHERS, PART, CHARGE, FIGURES, HARM, EVENT, SAID = (
    "own deed", "deed of another", "responsibility", "charge", "figures", "harm", "event", "statement",
)  # fmt: skip
BLAME = frozenset({OWN, ANOTHERS, PART, CHARGE})
"""Denials of who did it, which do not say that nothing happened."""
# "The Northern Front's claim | that 40 people died": what is denied is what the claim says.
_CLAIMED = re.compile(
    r"^\W*(?:[\w’'-]+\s+){0,6}?(?:claim|allegation|accusation|report|assertion|suggestion|statement)s?\s+"
    r"(?:(?:by|from)\s+[^,;.]{2,60}?\s+)?(?=that\b)|^\W*(?:(?:its|their|his|her)\s+)?denials?\s+of\s+",
    re.IGNORECASE,
)
_CLOSE = 24  # characters of a party's main clause in which its deed must begin


class Denied(NamedTuple):
    """What is denied, and of another's deed who is cleared of it."""

    matter: str
    clears: tuple[str, ...] = ()


@cache
def _patterns() -> dict[str, Any]:
    words = load("denials")
    return {
        name: [re.compile(p, re.IGNORECASE) for p in given] if isinstance(given, list) else re.compile(given, re.IGNORECASE)
        for name, given in words.items()
    }  # fmt: skip


def denied(page: Page, draft: Draft, text: str, speaker: Speaker, known: Cast, *, by_cue: bool) -> Denied:  # noqa: PLR0911  (one return a kind)
    """What the speaker of a denial denies; ``text`` is the opening of its content, ``by_cue`` tells "denied X" from "said not X".

    The order decides: words of somebody ("denied that it had accused"); figures; a party's own deed; another's deed; a part in it; harm; charges; else that it happened.
    """
    text = _CLAIMED.sub("", text)
    words = _patterns()
    if (by_cue and (words["statement"].search(text) or words["evidence"].search(text))) or never_charged(text):
        return Denied(SAID)
    if _any("figures", text):
        return Denied(FIGURES)
    # A label is no part of the statement: "reports that the army shelled it | were condemned as | fabrications".
    parts = [(span,) for span in draft.content] if draft.frame == "view" else [draft.content]
    doers = [p for part in parts for p in parties(page, part, known) if _does(p)]
    own = any(p.is_self(speaker) for p in doers) or _patterns()["own"].search(text) is not None
    if own or (by_cue and _patterns()["deed"].search(text)):
        return Denied(OWN)
    others = tuple(dict.fromkeys(p.name for p in doers if p.pronoun is None))
    if others:
        return Denied(ANOTHERS, others)
    if _any("part", text):
        return Denied(PART)
    if _any("harm", text):
        return Denied(HARM)
    return Denied(CHARGE if by_cue and _patterns()["charge"].search(text) else EVENT)


def never_charged(text: str) -> bool:
    """Whether somebody is said not to have accused anybody: "that she had never accused the army of ..."."""
    return _patterns()["never charged"].search(text) is not None


def all_charges(words: str) -> bool:
    """Whether a denial speaks of charges in general: "denies all allegations"."""
    return _patterns()["all charges"].search(words) is not None


def _any(name: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns()[name])


def _does(party: Party) -> bool:
    """Whether the words right behind a party tell a deed of it, denied or not."""
    if claims(party):
        return False
    if party.passive and not re.search(r"\b(?:involved|responsible|behind|to blame)\b", party.tail):
        return False
    if party.subject and _patterns()["made up"].search(party.main):
        return False
    if party.blamed:
        return True
    found = _patterns()["done"].search(party.main) if party.subject else None
    return found is not None and found.start() <= _CLOSE
