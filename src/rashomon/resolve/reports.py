"""What speaks for and against two reports being about one incident: features, each an amount and its words.

Only for incidents that are the main ones of their documents: there the whole report, its headline, and everybody whom it
names, bear on the incident.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .sides import likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.model import Count, Interval

    from .sides import Side


_PARTICULARS = {
    "harmed_shared": 2.0, "person_shared": 1.0, "street_shared": 1.0, "age_shared": 0.5, "phrase_shared": 1.0,
    "text_alike": 2.0, "title_alike": 1.0,
}  # fmt: skip


_WEEK = 7  # days
_TIMES = 4  # one toll so many times the other (each with one added) is another event's as likely as where days differ


class Feature(NamedTuple):
    """The name of a feature, how much of it there is, and in words what was compared."""

    name: str
    amount: float
    words: str


def features(a: Side, b: Side) -> Iterator[Feature]:
    """All features of two reports that have an amount. Two reports are two incidents until something speaks against it."""
    yield Feature("two_reports", 1, "two reports")
    for part in (_words, _people, _details, _days, _towns, _toll):
        for feature in part(a, b):
            if feature.amount:
                yield feature


def particulars(found: Iterable[Feature]) -> float:
    """How much two reports share, by their features, that hardly two incidents do: those harmed, other people, streets, ages, names.

    Where it is enough, days or places that do not fit are taken for misread ones.
    """
    return sum(_PARTICULARS[feature.name] * feature.amount for feature in found if feature.name in _PARTICULARS)


def _words(a: Side, b: Side) -> Iterator[Feature]:
    alike = likeness(a.terms, a.weight, b.terms, b.weight)
    yield Feature("text_alike", alike, f"the texts are alike to {alike:.0%} by telling words")
    told = likeness(a.words, a.words_weight, b.words, b.words_weight)
    yield Feature("told_alike", told, f"the sentences that tell it to {told:.0%}")
    title = likeness(a.title, a.title_weight, b.title, b.title_weight)
    yield Feature("title_alike", title, f"the headlines to {title:.0%}")


def _people(a: Side, b: Side) -> Iterator[Feature]:
    shared = a.people & b.people
    harmed = (a.harmed & (b.people | b.harmed)) | (b.harmed & a.people)
    speaking = (shared & (a.speaking | b.speaking)) - harmed
    others = shared - harmed - speaking
    yield Feature("harmed_shared", min(2, len(harmed)), f"{_some(harmed)}, harmed, in both")
    if a.harmed and b.harmed and not harmed:
        yield Feature("harmed_other", 1, f"{min(a.harmed)}, harmed, against {min(b.harmed)}")
    yield Feature("speaker_shared", min(2, len(speaking)), f"{_some(speaking)}, quoted, in both")
    yield Feature("person_shared", min(3, len(others)), f"{_some(others)} in both")
    phrases = {p for p in a.phrases & b.phrases if not any(p in name for name in shared | harmed)}
    yield Feature("phrase_shared", math.log1p(len(phrases)), f"names in both: {_some(frozenset(phrases))}")
    if phrases and not _far(a, b):
        named = frozenset(p for p in phrases if any(p in name for name in a.people | b.people | a.harmed | b.harmed))
        yield Feature("phrase_person", min(2, len(named)), f"{_some(named)}, in both, a person's name in one")


def _details(a: Side, b: Side) -> Iterator[Feature]:
    for name, mine, theirs in (("street", a.streets, b.streets), ("age", a.ages, b.ages)):
        shared = mine & theirs
        yield Feature(f"{name}_shared", min(2, len(shared)), f"{name} in both: {_some(shared)}")
        if mine and theirs and not shared:
            yield Feature(f"{name}_other", 1, f"{name} {min(mine)} against {min(theirs)}")


def _days(a: Side, b: Side) -> Iterator[Feature]:
    one, other = a.key.date, b.key.date
    if a.key.published and b.key.published:
        apart = abs((a.key.published - b.key.published).days)
        yield Feature("published_apart", math.log1p(min(apart, 365)), f"published {apart} days apart")
        if a.court or b.court:
            yield Feature("court_later", math.log1p(min(apart, 365)), "one of them tells of a court, which sits late")
    if one is None or other is None:
        return
    gap = _gap(one, other)
    if gap is None:
        return
    words = f"{_day(one)} and {_day(other)}"
    if gap > 1:
        yield Feature("days_apart" if gap <= _WEEK else "days_far", 1, f"{words}, {gap} days apart")
    elif gap:
        return
    elif one == other and one.is_day:
        yield Feature("day_same", 1, f"both {_day(one)}")
    else:
        yield Feature("days_meet", 1, f"{words} meet")


def _far(a: Side, b: Side) -> bool:
    """Whether the days of the two lie more than a week apart: people of one war are named in reports of many events."""
    gap = _gap(a.key.date, b.key.date) if a.key.date and b.key.date else None
    return gap is not None and gap > _WEEK


def _gap(one: Interval, other: Interval) -> int | None:
    """Days between the two; 0 where they meet, None where an end is open."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return None
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def _day(interval: Interval) -> str:
    return str(interval.start) if interval.is_day else f"{interval.start} to {interval.end}"


def _towns(a: Side, b: Side) -> Iterator[Feature]:
    shared = a.towns & b.towns
    yield Feature("towns_shared", math.log1p(len(shared)), f"places in both: {_some(shared)}")
    if a.towns and b.towns and not shared:
        yield Feature("towns_other", 1, "no town in both")


def _toll(a: Side, b: Side) -> Iterator[Feature]:
    x, y = a.key.killed, b.key.killed
    if x is None or y is None:
        return
    if x == y and x.low:
        yield Feature("killed_same", 1, f"both {x.low} killed")
    elif not x.meets(y):
        yield Feature("killed_apart", _apart(a, b, x, y), f"{_count(x)} and {_count(y)} killed")


def _apart(a: Side, b: Side, x: Count, y: Count) -> float:
    """How much it tells, 0..1, that two tolls differ.

    A toll rises, and parties dispute it: where day and place agree, only how many times one is the other counts, up to
    ``_TIMES``. Where they do not, any difference counts in full.
    """
    days = a.key.date, b.key.date
    if days[0] is None or days[1] is None or not days[0].meets(days[1]) or not a.name or a.name != b.name:
        return 1.0
    less, more = sorted((count.low or 0, count.high or count.low or 0) for count in (x, y))
    return min(1.0, math.log((more[0] + 1) / (less[1] + 1), _TIMES))


def _count(count: Count) -> str:
    return str(count.low) if count.exact else f"{count.low or 0} to {'?' if count.high is None else count.high}"


def _some(found: frozenset[str]) -> str:
    """At most three of them, in order."""
    return ", ".join(sorted(found)[:3])
