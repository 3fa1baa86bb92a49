"""All actors of a record, a row each: who is named, who speaks, who is blamed, and on which side the registry has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.lexicon.registry import registry
from rashomon.record.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Collection

    from rashomon.record import Record, SeenActor

_NOT_HEARD = Heard("", 0, 0, 0)
SIDES = ("state", "government", "armed group", "international body")
COLUMNS = (
    "key", "name", "kind", "side", "country", "names", "mentions", "documents", "claims", "blames", "blamed", "merged",
)  # fmt: skip


def roster(record: Record, documents: Collection[str] | None = None) -> list[dict[str, Any]]:
    """One row an actor, those who say most first.

    ``mentions`` and ``documents`` count where it is named, ``claims`` what it says, ``blames`` how many of these hold somebody
    responsible, ``blamed`` the incidents for which some report holds it responsible. ``side`` is the state, or the uppermost
    body, that the registry has it under; None where it is not in the registry. Of ``documents`` (SHA-256) alone where given.
    """
    seen = {actor.key: actor for actor in record.actors(documents)}
    heard = record.heard(documents)
    rows = [_row(key, seen.get(key), heard.get(key, _NOT_HEARD)) for key in {**seen, **heard}]
    return sorted(rows, key=lambda row: (-row["claims"], -row["mentions"], row["key"]))


def _row(key: str, seen: SeenActor | None, heard: Heard) -> dict[str, Any]:
    entry = registry().entries.get(key)
    names = list(seen.names) if seen else [heard.name]
    return {
        "key": key, "name": entry.name if entry else names[0], "kind": entry.kind if entry else seen.kind if seen else "unknown",
        "side": side(key), "country": entry.country if entry else None, "names": names,
        "mentions": seen.mentions if seen else 0, "documents": seen.documents if seen else 0, "claims": heard.claims,
        "blames": heard.blames, "blamed": heard.blamed, "merged": list(seen.merged) if seen else [],
    }  # fmt: skip


def side(key: str) -> str | None:
    """The name of the state, or else of the uppermost body, that an actor is part of or speaks for; of persons by their last office.

    A party that is part of nothing (a state, an armed group) is a side of its own. None for others, and for who is not in the registry.
    """
    known = registry()
    entry = known.entries.get(key)
    if entry is not None and entry.terms:
        entry = known.entries.get(entry.terms[-1].of)
    if entry is None:
        return None
    state, above = known.state_of(entry.id), known.ancestors(entry.id)
    if state in known.entries:
        return known.entries[state].name
    if above:
        return known.entries[above[-1]].name
    return entry.name if entry.kind in SIDES else None
