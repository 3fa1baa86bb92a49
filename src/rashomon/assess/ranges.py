"""Low, best and high of each measure over the independent accounts, by a policy.

After UCDP GED (three numbers), ACLED (conservative) and Every Casualty (ranges that name their sources). A number that
is open above ("at least 12") counts as 12: the greatest value that its speaker gives. Always low <= best <= high. Only
where nobody gives a number ("people were killed"), or a total ("four soldiers died and 50 rebels"), ``high`` is None.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import Claim, Count, Range

from .accounts import AFFIRMS, FIGURES, AccountKey, current, saying
from .policy import Policy, groups, rank, reliable_from
from .voices import voices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

WEIGHED = frozenset({"weighed by the narrator", "counted by name", "those shot less those killed"})
UNCOUNTED = "told of without a number"
_SCALES = {"hundreds": 100, "thousands": 1000, "millions": 1_000_000}
_PARTS = ("children", "women", "men")


class Given(NamedTuple):
    """What one account gives for one measure: its least and greatest number, when, from which claims, how reliable.

    ``partial``: it speaks of some of those harmed only ("two children"). ``open``: it gives no number ("people were killed")
    or none for all ("four soldiers ... 50 rebels"), so that ``low`` is only a least. ``voice``: accounts of one voice count once.
    """

    low: int | None
    high: int | None
    day: date
    rank: int
    claims: tuple[str, ...]
    partial: bool = False
    open: bool = False
    voice: AccountKey | None = None

    @property
    def value(self) -> int:
        """The one number that stands for it: the lower end, where it has one."""
        return self.low if self.low is not None else (self.high or 0)


def ranges(
    accounts: Mapping[AccountKey, Sequence[Claim]],
    rule: Policy,
    kinds: Mapping[str, str],
    *,
    contested: bool = False,
) -> dict[str, Range]:
    """Ranges by measure, and by measure and group ("killed_children"), in a fixed order.

    ``kinds`` maps an actor's id to its kind, for the ranks of the policy "reliable".
    """
    totals: defaultdict[str, list[Given]] = defaultdict(list)
    left_out = _left_out([c for claims in accounts.values() for c in claims])
    one = voices(accounts)
    for key, claims in accounts.items():
        figures = [c for c in current(claims) if c.property in FIGURES and c.stance in AFFIRMS and c.id not in left_out]
        for measure in FIGURES:
            own = [c for c in figures if c.property == measure]
            level = rank(kinds.get(key.who) if key.kind == "speaker" else key.kind)
            if given := _total(own, rule, level):
                totals[measure].append(given._replace(voice=one[key]))
            for part in _PARTS:
                if found := [c for c in own if c.group == part]:
                    totals[f"{measure}_{part}"].append(_given(found, rule, level)._replace(voice=one[key]))
    return {measure: _range(given, rule, contested=contested) for measure, given in sorted(totals.items())}


def _left_out(claims: Sequence[Claim]) -> set[str]:
    """Claims that a range does not count: what the same document's narrator has weighed, and early tolls beside others."""
    figures = [c for c in claims if c.property in FIGURES]
    weighed = {(c.document, c.property, _part(c)) for c in figures if c.rule in WEIGHED}
    settled = {(c.document, c.property, _part(c)) for c in figures if not c.early}
    return {
        c.id
        for c in figures
        if ((slot := (c.document, c.property, _part(c))) in weighed and c.rule not in WEIGHED)
        or (c.early and slot in settled)
    }


def _part(claim: Claim) -> str | None:
    return claim.group if claim.group in groups().demographic else None


def _total(claims: Sequence[Claim], rule: Policy, level: int) -> Given | None:
    """One account's figure for all those harmed: its own total, else the sum of groups that exclude each other.

    Parts of a total ("including 5 children") are never added to it; fighters are not added to civilians, nor compared with
    them. Who speaks of children or of fighters alone gives no total, unless nobody gives one.
    """
    sets = groups()
    ids = {c.id for c in claims}
    claims = [c for c in claims if c.part_of not in ids]  # parts of a number that is given for something larger stay
    whole = [c for c in claims if c.group is None or c.group in sets.whole]
    if whole:
        return _given(whole, rule, level)
    unarmed = [c for c in claims if c.group not in sets.demographic | sets.combatant]
    chosen = unarmed or [c for c in claims if c.group not in sets.demographic] or claims
    if not chosen:
        return None
    by_group: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in chosen:
        by_group[claim.group].append(claim)
    each = [_given(found, rule, level) for _, found in sorted(by_group.items(), key=lambda item: item[0] or "")]
    if not unarmed and sum(bool(side & by_group.keys()) for side in sets.opposed) > 1:
        # Who tells of the dead of both sides has given no total: as many died as on the side that lost most, at least.
        most = max(each, key=lambda g: (g.value, g.claims))
        claims_of_all = tuple(c for g in each for c in g.claims)
        return Given(most.value, None, max(g.day for g in each), level, claims_of_all, partial=True, open=True)
    return Given(
        sum(g.low for g in each if g.low is not None) if any(g.low is not None for g in each) else None,
        sum(g.high if g.high is not None else g.value for g in each),
        max(g.day for g in each),
        level,
        tuple(c for g in each for c in g.claims),
        partial=not unarmed,
    )


def _given(claims: Sequence[Claim], rule: Policy, level: int) -> Given:
    """Least and greatest of the numbers that one account gives side by side; ids of the claims that set them."""
    counts = [(count_of(c, rule), c) for c in claims]
    lows = [n.low for n, _ in counts if n.low is not None]
    highs = [n.high if n.high is not None else n.low for n, _ in counts]
    known = [h for h in highs if h is not None]
    return Given(
        min(lows) if lows else None,
        max(known) if known else None,
        max(saying(c)[0] for _, c in counts),
        level,
        tuple(c.id for _, c in counts),
        open=bool(counts) and all(c.rule == UNCOUNTED and n.high is None for n, c in counts),
    )


def count_of(claim: Claim, rule: Policy) -> Count:
    """A figure claim's number; a vague word ("dozens") as the policy reads it."""
    value = claim.value
    if not isinstance(value, Count):
        return Count()
    if value.high is None and value.low is not None and not re.search(r"\d", claim.original):
        # The first word says how many, what follows it how many of what: "tens of thousands".
        found = re.search(rf"\b({'|'.join(rule.vague)})\b(?:\s+of\s+(\w+))?", claim.original, re.IGNORECASE)
        if found:
            return Count(rule.vague[found[1].lower()] * _SCALES.get((found[2] or "").lower(), 1), None)
    return value


def _range(given: Sequence[Given], rule: Policy, *, contested: bool) -> Range:
    given = _numbered(_whole(given))
    counted = [g for g in given if g.rank >= reliable_from()] if rule.only == "reliable" else list(given)
    counted = counted or list(given)
    least = min(counted, key=lambda g: (g.value, g.claims))
    greatest = max(counted, key=lambda g: (_top(g), g.claims))
    best = _best(counted, rule)
    low = best.value if rule.low == "best" else least.value
    high: int | None = max(_top(greatest), best.value)
    middle = max(best.value, low)
    if contested and rule.zero_when_contested:
        low = 0
    if all(g.open for g in counted):
        high = None
    setters = dict.fromkeys((*least.claims, *best.claims, *greatest.claims))
    return Range(low, middle, high, rule.name, tuple(setters))


def _whole(given: Sequence[Given]) -> list[Given]:
    """The accounts that speak of all those harmed, where there are any; and those of parts that add up to more than any whole."""
    whole = [g for g in given if not g.partial]
    most = max((_top(g) for g in whole), default=0)
    return [g for g in given if not g.partial or _top(g) > most] if whole else list(given)


def _numbered(given: Sequence[Given]) -> list[Given]:
    """The accounts that give a number, where there are any; and those that tell of more without one."""
    most = max((_top(g) for g in given if not g.open), default=-1)
    return [g for g in given if not g.open or g.value > most]


def _top(given: Given) -> int:
    return given.high if given.high is not None else given.value


def _best(given: Sequence[Given], rule: Policy) -> Given:
    if rule.best == "least":
        return min(given, key=lambda g: (g.value, g.claims))
    if rule.best == "latest":
        return max(given, key=lambda g: (g.day, g.value, g.claims))
    if rule.best == "reliable":
        return min(given, key=lambda g: (-g.rank, g.value, g.claims))
    shared: defaultdict[int, list[Given]] = defaultdict(list)
    for item in given:
        shared[item.value].append(item)
    favourite = max(
        shared.values(), key=lambda same: (len({g.voice for g in same}), max(g.day for g in same), same[0].value)
    )
    return max(favourite, key=lambda g: (g.day, g.claims))
