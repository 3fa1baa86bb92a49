"""Institutions named without their state ("the army", "the government") in a text that is about one state."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry
from rashomon.model import ActorMention, Span

from .naming import government_name
from .within import bare_noun

if TYPE_CHECKING:
    from rashomon.model import Annotated

    from .words import Word

# The state must have this share of all that names a state or lies in one, and be named this often.
SHARE, TIMES = 0.6, 3
_INSTITUTIONS = {
    ("armed", "forces"): "army", ("army",): "army", ("military",): "army", ("air", "force"): "af", ("navy",): "navy",
    ("police",): "police", ("national", "police"): "police", ("government",): "gov", ("regime",): "gov",
    ("authorities",): "gov", ("defence", "ministry"): "mod", ("ministry", "of", "defence"): "mod",
    ("foreign", "ministry"): "mfa", ("interior", "ministry"): "moi", ("health", "ministry"): "moh",
    ("ministry", "of", "health"): "moh",
}  # fmt: skip


def home_of(annotated: Annotated, mentions: list[ActorMention]) -> str | None:
    """The state that the text is about, as an id of the registry; None where no state stands out."""
    entries = registry().entries
    named = [entries[m.actor].country for m in mentions if m.actor is not None and m.kind != "person"]
    places = [p.country for p in annotated.places if p.reading not in ("demonym", "embedded")]
    counts = Counter(c.lower() for c in (*named, *places) if c)
    if not counts:
        return None
    home, times = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return home if times >= TIMES and times >= SHARE * counts.total() and f"{home}-gov" in entries else None


def institutions_at_home(annotated: Annotated, words: list[Word], mentions: list[ActorMention]) -> list[ActorMention]:
    """Mentions of that state's institutions by "the" and their noun, where nothing else is named so before."""
    home = home_of(annotated, mentions)
    if home is None:
        return []
    covered = {m.span.start for m in mentions}
    names = {m.actor: m.name for m in reversed(mentions) if m.mention != "metonym"}
    found: list[ActorMention] = []
    for at in range(len(words) - 1):
        if words[at].key != "the" or words[at + 1].span.start in covered:
            continue
        for count in (3, 2, 1):
            suffix = _INSTITUTIONS.get(tuple(w.key for w in words[at + 1 : at + 1 + count]))
            if suffix is not None and at + count < len(words) and bare_noun(words, at, count):
                entry = registry().entries[f"{home}-{suffix}"]
                name = names.get(entry.id) or (government_name(entry) if suffix == "gov" else entry.name)
                span = Span(words[at + 1].span.start, words[at + count].span.end)
                found.append(ActorMention(span, name, entry.id, entry.kind, "nominal", f"home:{suffix}"))
                break
    return found
