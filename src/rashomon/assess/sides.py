"""Whose side a claim names and whose side its speaker is of: a state, its government and its forces are one side.

A body and the part of it that speaks (its command, its press office) are one, too, and so are the names that a group has borne. Two
names of which neither registry, text nor people say that they are one stay two: better no answer than somebody else's.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rashomon.lexicon.bodies import body
from rashomon.lexicon.registry import Registry, registry

from .accounts import fold

if TYPE_CHECKING:
    from rashomon.model import Claim


def party(claim: Claim) -> str:
    """The side that a perpetrator claim names, as compared; "" where it names none."""
    return _side(claim.value_identity or claim.value_actor, str(claim.value) if claim.value else "")


def sides(claim: Claim) -> frozenset[str]:
    """The sides for which the claim's speaker speaks: his own, and that of the body whose office he holds."""
    if claim.speaker is None:
        return frozenset()
    own = _side(claim.identity or claim.actor, claim.speaker)
    return frozenset({own, _side(None, claim.represents)} if claim.represents else {own}) - {""}


def _side(actor: str | None, name: str) -> str:
    if actor is None and name:
        return _named(registry(), name)
    return "" if actor is None else registry().state_of(actor) or actor


@lru_cache(maxsize=50_000)
def _named(book: Registry, name: str) -> str:
    """The side of a name without an id: of the only actor that ever bore it, else the folded name of the body."""
    whole = body(name)
    known = book.lookup(name) or book.lookup(whole)
    return (book.state_of(known.id) or known.id) if known is not None else fold(whole)
