"""Which of its names an actor of the registry goes by in one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key, registry

if TYPE_CHECKING:
    from rashomon.lexicon.registry import Entry
    from rashomon.model import ActorMention, Span

# Words that say more than the name ("so-called ...", "... militants").
_MORE = frozenset({"so", "self", "militants", "fighters", "rebels", "regime", "militia", "mercenaries"})


def surface_of(text: str, span: Span) -> str:
    """How the text writes a name: on one line, without an article."""
    words = " ".join(span.of(text).split())
    return words[4:] if words[:4].lower() == "the " else words


def fullest(text: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """Every mention of a registry actor with one name: the fullest in the document, or the registry's.

    States keep the registry's short name, governments the adjective form ("Velmari government") except where a
    capital stands for them. A name in the document counts as full if it has two words or more.
    """
    best: dict[str, str] = {}
    for mention in mentions:
        if mention.actor is None or mention.kind in ("state", "person") or mention.mention == "metonym":
            continue
        entry = registry().entries[mention.actor]
        if entry.id.endswith("-gov"):
            best[mention.actor] = government_name(entry)
        elif mention.mention == "name":
            name = _written(text, mention, entry)
            full = len(key(name)) > 1 or name.casefold() == entry.name.casefold()
            if full and len(key(name)) > len(key(best.get(mention.actor, ""))) and not _MORE & set(key(name)):
                best[mention.actor] = name
    return [
        m if m.mention == "metonym" else msgspec.structs.replace(m, name=best.get(m.actor or "", m.name))
        for m in mentions
    ]


def _written(text: str, mention: ActorMention, entry: Entry) -> str:
    """The mention's name as the text writes it; the registry's where the text is all in capitals."""
    surface = _possessed(surface_of(text, mention.span), entry.country)
    return mention.name if surface.isupper() and len(key(surface)) > 1 else surface


def _adjective(state: str) -> str | None:
    return next((n.text for n in registry().entries[state].names if n.kind == "demonym"), None)


def government_name(entry: Entry) -> str:
    """The adjective form, as reports have it, whatever the text calls it ("the regime")."""
    adjective = _adjective(entry.parents[0])
    return f"{adjective} government" if adjective else entry.name


def _possessed(surface: str, country: str | None) -> str:
    """The adjective form of a name with a genitive: "Velmar's defence ministry" is the "Velmari defence ministry"."""
    for mark in ("'s ", "’s "):
        if mark in surface and country is not None and (adjective := _adjective(country.lower())):
            return f"{adjective} {surface.split(mark, 1)[1]}"
    return surface


def disjoint(mentions: list[ActorMention]) -> list[ActorMention]:
    """Mentions in text order; where two overlap, the one that starts first and is longer stays."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.name)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept
