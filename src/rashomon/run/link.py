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
    components,
    copies,
    incident_id,
    is_copy,
    judged_pairs,
    origin,
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
    fallen = session.fallen(ids, few=FEW, crowded=CROWDED)
    before, _ = _component(session, (*ids, *(mention for both in fallen for mention in both)), merged)
    session.drop_links(ids)  # of what is linked anew after a judgement, not all need hold
    session.drop_pairs(fallen)
    links = _compared(session, ids)
    session.put_links(links)
    members, among = _component(session, (*ids, *before), merged)
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
    like texts of two. Only where the first text of a group is no longer the first, all of the group are written anew.
    """
    new = sorted(set(documents))
    alike = _alike(session, new)
    firsts = {first for _, first in alike}
    prints = session.fingerprints({*new, *firsts})
    groups = components(prints, alike)
    stay = {origin([prints[document] for document in group]) for group in groups}
    whole = session.copies_of(firsts - stay)
    prints.update(session.fingerprints(whole.keys() - prints.keys()))
    found = copies(prints.values(), [*alike, *sorted(whole.items())])
    session.put_copies({*new, *(firsts - stay), *whole}, found, compared=new)
    return len(found)


def _alike(session: Linking, new: Sequence[str]) -> list[Pair]:
    """Each of these documents with the first text of each group that has a text like it.

    One like text of a group is enough, so of a group with many texts seldom more than one or two are looked at.
    """
    near = session.copy_candidates(new)
    firsts = session.firsts({*new, *(other for others in near.values() for other in others)})
    waiting: dict[Pair, list[str]] = {}
    for document, others in sorted(near.items()):
        for other in others:
            waiting.setdefault((document, firsts.get(other, other)), []).append(other)
    prints = session.fingerprints(near)
    found: list[Pair] = []
    looked = 1
    while waiting:
        at_once = {other for texts in waiting.values() for other in texts[:looked]}
        prints.update(session.fingerprints(at_once - prints.keys()))
        for both, texts in waiting.items():
            mine = prints[both[0]]
            if any(is_copy(mine, prints[other]) for other in texts[:looked] if other in prints):
                found.append(both)
        like = set(found)
        waiting = {both: rest for both, texts in waiting.items() if both not in like and (rest := texts[looked:])}
        looked *= 4
    return found
