"""Links what was added: copies of texts, mentions of one incident. Touches only the blocks of what is new.

Whatever the order of adding and however often it is interrupted, the outcome is that of the set of documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.resolve import (
    CROWDED,
    FEW,
    Side,
    accepted,
    cluster,
    compared,
    copies,
    incident_id,
    is_copy,
    judged_pairs,
    pair,
)

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
    merged, split = judged_pairs(session.judgements())
    again = (*ids, *session.shaken(ids, few=FEW, crowded=CROWDED))
    before, _ = _component(session, again, merged)
    session.drop_links(again)  # of what is linked anew after a judgement or a crowding, not all need hold
    links = _compared(session, again)
    session.put_links(links)
    members, among = _component(session, (*again, *before), merged)
    _settle(session, ids, members, among, merged, split)
    return Linked(links=len(links), copies=_copies(session, documents))


def _compared(session: Linking, ids: Iterable[str]) -> list[Comparison]:
    """The links between these mentions and all that share a block with them."""
    candidates = session.candidates(ids, few=FEW, crowded=CROWDED)
    pairs = sorted({pair(a, b) for a, others in candidates.items() for b in others})
    keys = session.link_keys(m for both in pairs for m in both)
    sides = {mention: Side(key) for mention, key in keys.items()}
    return [c for a, b in pairs if a in sides and b in sides and accepted(c := compared(sides[a], sides[b]))]


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
    ids: Sequence[str],
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
    session.put_incidents(incident_of, linked=ids)


def _copies(session: Linking, documents: Iterable[str]) -> int:
    """Finds of what these documents are copies: of each group of like texts that they touch, the earliest.

    The groups found before are taken as they stand (``copies`` names the first text of each), and joined where a new text is
    like texts of two; none is walked through again.
    """
    new = sorted(set(documents))
    near = session.copy_candidates(new)
    touched = {*new, *(b for others in near.values() for b in others)}
    prints = session.fingerprints(touched)
    alike = [
        (a, b)
        for a, b in sorted({pair(a, b) for a, others in near.items() for b in others})
        if a in prints and b in prints and is_copy(prints[a], prints[b])
    ]
    old = {document for both in alike for document in both} - set(new)
    origins = {copy.document: copy.origin for copy in session.copies(old)}
    # Groups are told by their first text: a new text that is earlier takes its place, so all of the group are written anew.
    ends = [(origins.get(a, a), origins.get(b, b)) for a, b in alike]
    firsts = {end for both in ends for end in both}
    whole = {copy.document: copy.origin for copy in session.copies(firsts)}
    members = {*new, *firsts, *whole, *whole.values()}
    prints.update(session.fingerprints(members - prints.keys()))
    found = copies([prints[m] for m in sorted(members) if m in prints], [*ends, *sorted(whole.items())])
    session.put_copies(members, found, compared=new)
    return len(found)
