"""Resolves names to places: which Washington, which Tripoli. One sense of a name in a document.

A candidate place earns points for being prominent, for lying in the country or province that the text names beside it
("Oxford, North Carolina") or elsewhere, and for lying near the other places of the text.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec

from rashomon.gazetteer import Entry, distance_km, prominence
from rashomon.gazetteer.folding import province_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROUNDS = 2
NEIGHBOURS = 60
CHOICES = 40
# Too large for distances between middles to tell anything.
BROAD = frozenset({"country", "continent", "region", "water"})


class Mention(msgspec.Struct, frozen=True):
    """A name to resolve: its folded form, what it could be, and what the words around it say.

    ``within`` are the places that follow it after a comma ("X, Texas"), best first; ``wanted`` is a kind that the
    words name ("province", "city"), or None; ``outer`` says that it follows another place after a comma; ``fixed``
    says that there is nothing to decide (a demonym).
    """

    key: str
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    wanted: str | None = None
    outer: bool = False
    fixed: bool = False


class Answer(msgspec.Struct, frozen=True):
    """The place that was chosen and the name of the rule that decided."""

    entry: Entry
    rule: str


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether a place lies in another, as far as the gazetteer can tell."""
    if outer.kind == "country":
        return entry.country == outer.country and entry is not outer
    if outer.kind in ("province", "district") and entry.province and entry.country == outer.country:
        if outer.kind == "province":
            return province_key(entry.province) == province_key(outer.name)
        return distance_km(entry, outer) < 60
    if outer.kind in ("city", "neighbourhood"):
        return distance_km(entry, outer) < 30
    return distance_km(entry, outer) < outer.extent_km * 1.5 and entry.kind not in ("country", "continent")


class Company(msgspec.Struct, frozen=True):
    """What the rest of a text speaks of: how often each country and province, and its places by folded name."""

    support: Mapping[str, int]
    total: int
    neighbours: tuple[tuple[str, Entry], ...]


def resolve(mentions: Sequence[Mention]) -> dict[str, Answer]:
    """Folded name -> the place it means throughout the document."""
    by_key: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.entries:
            by_key[mention.key].append(mention)
    company = Company({}, 1, ())
    answers = {key: _best(key, group, None, company) for key, group in by_key.items()}
    for _ in range(ROUNDS):
        support = _support(mentions, answers)
        total = sum(count for place, count in support.items() if len(place) == 2) or 1
        # The names that come most often stand for the text: comparing all with all would take its time on lists.
        local = [(key, answer.entry) for key, answer in answers.items() if answer.entry.kind not in BROAD]
        local.sort(key=lambda item: (-len(by_key[item[0]]), item[0]))
        company = Company(support, total, tuple(local[:NEIGHBOURS]))
        answers = {key: _best(key, group, answers[key].entry, company) for key, group in by_key.items()}
    return answers


def _support(mentions: Iterable[Mention], answers: Mapping[str, Answer]) -> Counter[str]:
    """How often each country, and each province ("US/Texas"), is named or lies behind a name.

    A name of unsure meaning speaks for its country less than the country's own name does.
    """
    found: Counter[str] = Counter()
    for mention in mentions:
        if mention.key not in answers:
            continue
        entry = answers[mention.key].entry
        if entry.country:
            sure = entry.kind == "country" or len({e.country for e in mention.entries}) == 1
            found[entry.country] += 3 if sure else 1
            province = entry.name if entry.kind == "province" else entry.province
            if province:
                found[f"{entry.country}/{province_key(province)}"] += 3 if entry.kind == "province" else 1
    return found


def _best(key: str, group: Sequence[Mention], own: Entry | None, company: Company) -> Answer:
    entries = group[0].entries
    if len(entries) == 1:
        return Answer(entries[0], "gazetteer:only")
    others = [entry for name, entry in company.neighbours if name != key]
    scored = [(_points(entry, group, others, company, own), entry) for entry in entries[:CHOICES]]
    (_, rule), chosen = max(scored, key=lambda item: item[0][0])
    return Answer(chosen, rule)


def _points(
    entry: Entry, group: Sequence[Mention], others: Sequence[Entry], company: Company, own: Entry | None
) -> tuple[float, str]:
    reasons = {"population": prominence(entry)}
    reasons["container"] = max(
        (_contained(entry, place, group[0].entries[0]) for m in group for place in m.within), default=0.0
    )
    wanted = [mention.wanted for mention in group if mention.wanted]
    if wanted:
        reasons["kind"] = 3.0 * sum(entry.kind == kind for kind in wanted) / len(group)
    if entry.kind in ("province", "country") and any(mention.outer for mention in group):
        reasons["outer"] = 3.0 * sum(mention.outer for mention in group) / len(group)
    if entry.country and entry.kind not in ("country", "continent"):
        reasons |= _at_home(entry, company, own)
    if entry.kind not in BROAD and others:
        nearest = sorted(distance_km(entry, other) for other in others)[:3]
        reasons["nearby"] = sum(0.8 if km < 40 else 0.5 if km < 120 else 0.2 if km < 300 else 0.0 for km in nearest)
    decisive = max(reasons, key=lambda name: (reasons[name] if name != "population" else 0.1, name))
    return sum(reasons.values()), f"gazetteer:{decisive}"


def _contained(entry: Entry, outer: Entry, best: Entry) -> float:
    """Points for lying in the place that stands after a comma, less where that could be the next of a list."""
    if not lies_in(entry, outer):
        return 0.0
    if best.kind == "country":  # "Russia, Turkey and Iran"; but "Lebanon, Pennsylvania"
        return 7.0 if outer.kind == "province" else 0.0
    return 4.0 if outer.kind == "country" else 7.0


def _at_home(entry: Entry, company: Company, own: Entry | None) -> dict[str, float]:
    """Points for a country and a province that the rest of the text speaks of."""
    mine = 3 if own is not None and own.country == entry.country else 0
    named = max(0, company.support.get(str(entry.country), 0) - mine)
    found = {"country": min(2.0, 0.6 * math.log1p(named)) + 1.5 * named / company.total}
    if entry.province and (near := company.support.get(f"{entry.country}/{province_key(entry.province)}", 0)):
        found["province"] = min(1.5, 0.5 * near)
    return found
