"""Which names a document says are one body's, the old and the new: for the record, where other documents use one alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon.renaming import NEW_FIRST, told
from rashomon.model import Span

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Annotated


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
    ids = {_folded(_called(annotated, m)): m.actor for m in reversed(annotated.actors) if m.actor}
    found: dict[tuple[str, str], Renamed] = {}
    for one, other, order in told(text, annotated.actors):
        first, second = _called(annotated, one), _called(annotated, other)
        old, new = ((second, first), (first, second))[order != NEW_FIRST]
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
    """What the text calls it, without its article."""
    words = " ".join(mention.span.of(annotated.text).split())
    return words[4:] if words[:4].lower() == "the " else words
