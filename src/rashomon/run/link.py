"""Links what was added: copies of texts, mentions of one incident. Touches only the blocks of what is new.

Whatever the order of adding and however often it is interrupted, the outcome is that of the set of documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.resolve import accepted, cluster, compare, copies, incident_id, judged_pairs, pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rashomon.model import Comparison
    from rashomon.record import Linking, Record

Pair = tuple[str, str]
_BATCH = 500  # mentions a transaction: short enough that readers and other writers do not wait


class Linked(msgspec.Struct, frozen=True):
    """How many mentions were linked, and how many links and copies were found among them."""

    mentions: int = 0
    links: int = 0
    copies: int = 0


def relink(record: Record, *, progress: Callable[[int], None] | None = None) -> Linked:
    """Links all mentions, and finds copies of all documents, that were added since. Each batch is one transaction."""
    total = Linked()
    while True:
        with record.linking() as session:
            ids = session.unlinked(_BATCH)
            documents = session.uncompared(_BATCH)
            if not ids and not documents:
                return total
            found = _link(session, ids, documents)
        total = Linked(total.mentions + len(ids), total.links + found.links, total.copies + found.copies)
        if progress:
            progress(len(ids))


def _link(session: Linking, ids: Sequence[str], documents: Sequence[str]) -> Linked:
    candidates = session.candidates(ids)
    pairs = sorted({pair(a, b) for a, others in candidates.items() for b in others})
    keys = session.link_keys(m for both in pairs for m in both)
    links = [c for a, b in pairs if a in keys and b in keys and accepted(c := compare(keys[a], keys[b]))]
    session.put_links(links)
    merged, split = judged_pairs(session.judgements())
    members, among = _component(session, ids, merged)
    _settle(session, members, among, merged, split)
    return Linked(links=len(links), copies=_copies(session, documents))


def _component(
    session: Linking, ids: Iterable[str], merged: frozenset[Pair]
) -> tuple[tuple[str, ...], tuple[Comparison, ...]]:
    """All mentions connected to ``ids`` by links or by a person's merge, and the links among them."""
    wanted = set(ids)
    while True:
        members, links = session.component(wanted)
        known = set(members)
        joined = {m for both in merged if not known.isdisjoint(both) for m in both}
        if joined <= known:
            return members, links
        wanted = known | joined


def _settle(
    session: Linking,
    members: Sequence[str],
    links: Sequence[Comparison],
    merged: frozenset[Pair],
    split: frozenset[Pair],
) -> None:
    keys = session.link_keys(members)
    incident_of = {m: m for m in members if m not in keys}  # nothing to compare them by
    for group in cluster(keys, links, merged=merged, split=split):
        name = incident_id(keys[m] for m in group)
        incident_of.update(dict.fromkeys(group, name))
    session.put_incidents(incident_of)


def _copies(session: Linking, documents: Iterable[str]) -> int:
    """Finds the copies among all documents that share text with these, however far."""
    seen: set[str] = set(documents)
    edge, pairs = sorted(seen), set[Pair]()
    while edge:
        near = session.copy_candidates(edge)
        pairs |= {pair(a, b) for a, others in near.items() for b in others}
        edge = sorted({b for others in near.values() for b in others} - seen)
        seen.update(edge)
    prints = list(session.fingerprints(seen).values())
    known = {p.document for p in prints}
    found = copies(prints, [(a, b) for a, b in sorted(pairs) if a in known and b in known])
    session.put_copies(seen, found)
    return len(found)
