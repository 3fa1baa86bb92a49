"""Bodies that a text calls by two names because they took a new one: one actor in this text, under the name that stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key
from rashomon.lexicon.renaming import told

from .naming import surface_of

if TYPE_CHECKING:
    from rashomon.model import ActorMention

RULE = "renamed"
NEVER = frozenset({"person", "state", "media", "platform", "place"})


def renamed(text: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, those by the second of two such names under the first; none of two that the registry knows both."""
    bearers: dict[tuple[str, ...], ActorMention] = {}
    for one, other, _ in told(text, mentions):
        called = key(surface_of(text, other.span))
        if key(one.name) != called and (other.actor is None or one.actor is None):
            bearers.setdefault(called, one)
    if not bearers:
        return mentions

    def named(mention: ActorMention) -> ActorMention:
        bearer = bearers.get(key(surface_of(text, mention.span))) if mention.kind not in NEVER else None
        if bearer is None:
            return mention
        return msgspec.structs.replace(
            mention, name=bearer.name, actor=bearer.actor or mention.actor, kind=bearer.kind, rule=RULE
        )

    return [named(mention) for mention in mentions]
