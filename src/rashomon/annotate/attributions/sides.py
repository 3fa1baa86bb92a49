"""For which state or uppermost body an actor of the registry stands."""

from __future__ import annotations

from functools import cache

from rashomon.lexicon.registry import Registry, registry


def root(actor: str) -> str:
    """The id of the state that an actor belongs to, else of its uppermost parent, else its own."""
    return _root(registry(), actor)


@cache
def _root(book: Registry, actor: str) -> str:
    entries = book.entries
    chain = [actor, *book.ancestors(actor)]
    states = [a for a in chain if a in entries and entries[a].kind == "state"]
    return states[0] if states else chain[-1]
