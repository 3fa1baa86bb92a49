"""Which names a document says are one body's, the old and the new: for the record, where other documents use one alone."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon.renaming import NEW_FIRST, renaming
from rashomon.model import Span

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Annotated

_NEVER = frozenset({"person", "state", "media", "platform", "place"})


class Renamed(NamedTuple):
    """A body's old and new name as the text writes them (ids where the registry knows them), and the words that say so."""

    old: str
    old_actor: str | None
    new: str
    new_actor: str | None
    words: str


def renames(annotated: Annotated) -> tuple[Renamed, ...]:
    """Each pair of names once, in text order; none of which the registry knows both."""
    text = annotated.text
    names = [m for m in annotated.actors if m.kind not in _NEVER and m.mention in ("name", "nominal")]
    found: dict[tuple[str, str], Renamed] = {}
    for one, other in pairwise(names):
        order = renaming(text[one.span.end : other.span.start]) if other.mention == "name" else None
        first, second = _called(annotated, one), _called(annotated, other)
        if order is None or _folded(first) == _folded(second):
            continue
        old, new = ((second, first), (first, second))[order != NEW_FIRST]
        ids = {_folded(name): m.actor for m in reversed(names) if m.actor and (name := _called(annotated, m))}
        pair = Renamed(
            old,
            ids.get(_folded(old)),
            new,
            ids.get(_folded(new)),
            " ".join(Span(one.span.start, other.span.end).of(text).split()),
        )
        if not (pair.old_actor and pair.new_actor):
            found.setdefault((old, new), pair)
    return tuple(found.values())


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _called(annotated: Annotated, mention: ActorMention) -> str:
    """What the text calls it; of "the group" the name that it stands for."""
    if mention.mention == "nominal":
        return mention.name
    words = " ".join(mention.span.of(annotated.text).split())
    return words[4:] if words[:4].lower() == "the " else words
