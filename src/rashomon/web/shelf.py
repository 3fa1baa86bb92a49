"""All incidents of a record as a few columns in memory, so that any mixture of filters is counted at once: one such is a shelf.

``shelves`` keeps them and says when one is made anew.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rashomon.model.codec import typed
from rashomon.record.assessed import counted
from rashomon.run.assessing import assessments

from .columns import UNDATED, Columnist, Columns, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from numpy.typing import NDArray

    from rashomon.api import Book
    from rashomon.record import Counts

FACETS = ("status", "disputed", "type", "country", "place", "party", "outlet", "year")
ORDERS = ("newest", "oldest", "documents")
UNKNOWN = "not assessed"
DISPUTED = ("no", "yes")  # whether accounts dispute anything of it, whatever its status
CONTESTED = "contested"
_EPOCH = 719_163  # the ordinal of 1 January 1970
AT_ONCE = 300  # incidents that are assessed while a visitor waits
_SPREAD = 1 << 24  # pairs that may be; where they are more, those that are get sorted


class Facet:
    """One column of several values an incident: pairs of (incident's index, value's code)."""

    def __init__(self, pairs: Iterable[tuple[int, str]]) -> None:
        codes: dict[str, int] = {}
        found = {(row, codes.setdefault(value, len(codes))) for row, value in pairs}
        self.names = list(codes)
        self.codes = codes
        table = np.array(sorted(found), dtype=np.int32).reshape(-1, 2)
        self.rows, self.values = table[:, 0], table[:, 1]

    @classmethod
    def of(cls, names: list[str], rows: NDArray[np.int32], values: NDArray[np.int32]) -> Facet:
        """Of pairs of (incident's index, name's index), each once and in order; the names stay as they are, counted or not."""
        found = cls(())
        found.names, found.codes = names, {name: n for n, name in enumerate(names)}
        found.rows, found.values = rows, values
        return found

    def having(self, name: str, size: int) -> NDArray[np.bool_]:
        """Which incidents have the value."""
        kept = np.zeros(size, dtype=bool)
        code = self.codes.get(name)
        if code is not None:
            kept[self.rows[self.values == code]] = True
        return kept

    def count(self, kept: NDArray[np.bool_]) -> list[tuple[str, int]]:
        """Values among the incidents ``kept``, the most frequent first."""
        numbers = np.bincount(self.values[kept[self.rows]], minlength=len(self.names))
        order = np.argsort(-numbers, kind="stable")
        return sorted(
            ((self.names[i], int(numbers[i])) for i in order if numbers[i]), key=lambda one: (-one[1], one[0])
        )


@dataclass
class Shelf:
    """The incidents of a record at one moment and mark."""

    mark: str
    ids: list[str]
    facets: dict[str, Facet]
    days: NDArray[np.int32]  # ordinal of the first day; the greatest number where undated
    documents: NDArray[np.int32]
    mention: NDArray[np.int32]  # by number of the mention: index of its incident, -1 for none
    disputes: dict[str, NDArray[np.int32]] = field(default_factory=dict)  # by type: how many each incident has
    cost: float = 0.0  # seconds of processor time that making it took
    unassessed: int = 0
    counts_of: Callable[[], Counts] | None = None
    tried: bool = False
    made: float = field(default_factory=time.monotonic)

    @cached_property
    def counts(self) -> Counts | None:
        """How much the record holds at the moment; counted when first asked for."""
        return self.counts_of() if self.counts_of else None

    def find(
        self, *, numbers: Iterable[int] | None = None, start: date | None = None, end: date | None = None,
        chosen: Mapping[str, str | None], at_issue: bool = False, dispute: str | None = None,
    ) -> Found:  # fmt: skip
        """The incidents that meet all that is set, and how many there would be with any other choice of one facet.

        ``at_issue`` keeps those that accounts dispute, and those that the reports themselves call contested; ``dispute``
        those with a dispute of this type.
        """
        base = self._base(numbers, start, end)
        if dispute is not None:
            base &= self.disputed(dispute) > 0
        if at_issue:
            base &= self._having("disputed", DISPUTED[True]) | self._having("status", CONTESTED)
        having = {name: self._having(name, value) for name, value in chosen.items() if value}
        free = base.copy()

        def counts() -> dict[str, list[tuple[str, int]]]:
            found = {}
            for name, facet in self.facets.items():
                kept = free.copy()
                for other, mask in having.items():
                    if other != name:
                        kept &= mask
                found[name] = facet.count(kept)
            return found

        for mask in having.values():
            base &= mask
        return Found(self, np.flatnonzero(base), counts)

    def _base(self, numbers: Iterable[int] | None, start: date | None, end: date | None) -> NDArray[np.bool_]:
        """Which incidents some mention of these tells, between two days."""
        base = np.ones(len(self.ids), dtype=bool)
        if numbers is not None:
            base &= self._told(numbers)
        if start is not None:
            base &= (self.days >= start.toordinal()) & (self.days < UNDATED)
        if end is not None:
            base &= self.days <= end.toordinal()
        return base

    def disputed(self, kind: str | None = None) -> NDArray[np.int32]:
        """How many disputes each incident has, of one type or of all; as far as they are assessed."""
        none = np.zeros(len(self.ids), dtype=np.int32)
        return self.disputes.get(kind, none) if kind else sum(self.disputes.values(), none)

    def _having(self, facet: str, value: str) -> NDArray[np.bool_]:
        return self.facets[facet].having(value, len(self.ids))

    def _told(self, numbers: Iterable[int]) -> NDArray[np.bool_]:
        given = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, dtype=np.int64)
        rows = self.mention[given[given < len(self.mention)]]
        kept = np.zeros(len(self.ids), dtype=bool)
        kept[rows[rows >= 0]] = True
        return kept


@dataclass(frozen=True)
class Found:
    """What a search found: indices into the shelf, and the counts of each facet."""

    shelf: Shelf
    rows: NDArray[np.intp]
    counted: Callable[[], dict[str, list[tuple[str, int]]]]

    @cached_property
    def counts(self) -> dict[str, list[tuple[str, int]]]:
        """By facet: its values and how many incidents there would be with each; counted when first asked for."""
        return self.counted()

    def __len__(self) -> int:
        return len(self.rows)

    def ids(self, order: str = "newest", start: int = 0, many: int | None = None) -> list[str]:
        """Ids in an order; the undated come last."""
        ranked = self.ranked(order)
        return [self.shelf.ids[i] for i in ranked[start : None if many is None else start + many]]

    def ranked(self, order: str = "newest") -> NDArray[np.intp]:
        """The same as indices into the shelf, all of them."""
        days = self.shelf.days[self.rows]
        if order == "oldest":
            key = days
        elif order == "documents":
            key = -self.shelf.documents[self.rows]
        else:
            key = np.where(days == UNDATED, days, -days)
        return self.rows[np.argsort(key, kind="stable")]


def make(book: Book, mark: str, told: Columns | None = None) -> Shelf:
    """A shelf of the book's record at the book's moment, cut out of its columns; they are read where none are given."""
    told = told or Columnist().columns(book, mark)
    kept = told.counting(book.moment)
    present = np.flatnonzero(np.bincount(told.incident[kept], minlength=len(told.ids)))
    new = np.full(len(told.ids), -1, dtype=np.int32)
    new[present] = np.arange(len(present), dtype=np.int32)
    row = new[told.incident]
    days = np.full(len(present), UNDATED, dtype=np.int32)
    np.minimum.at(days, row[kept], told.day[kept])
    mention = np.full(int(told.number.max(initial=0)) + 1, -1, dtype=np.int32)
    mention[told.number[kept]] = row[kept]
    telling = row[kept & told.first]
    ids = told.ids if len(present) == len(told.ids) else [told.ids[i] for i in present]
    found = Shelf(
        mark=mark, ids=ids, days=days, mention=mention,
        documents=np.bincount(telling, minlength=len(present)).astype(np.int32),
        facets={name: Facet(()) for name in FACETS} | {name: _facet(values, kept, row) for name, values in told.facets.items()},
    )  # fmt: skip
    found.facets["year"] = _years(days)
    statuses(book, found)
    found.counts_of = book.counts
    return found


def _pairs(rows: NDArray[np.int32], codes: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Each pair once, in order; as one number each, since pairs are sorted ten times slower; crossed off a list where it is short."""
    span, most = int(codes.max(initial=0)) + 1, int(rows.max(initial=0)) + 1
    numbers = rows.astype(np.int64) * span + codes
    if span * most <= _SPREAD:
        there = np.zeros(span * most, dtype=bool)
        there[numbers] = True
        found = np.flatnonzero(there)
    else:
        found = np.unique(numbers)
    return (found // span).astype(np.int32), (found % span).astype(np.int32)


def _facet(values: Values, kept: NDArray[np.bool_], row: NDArray[np.int32]) -> Facet:
    counted = kept[values.mentions]
    return Facet.of(values.names, *_pairs(row[values.mentions[counted]], values.codes[counted]))


def _years(days: NDArray[np.int32]) -> Facet:
    dated = np.flatnonzero(days != UNDATED).astype(np.int32)
    years = (days[dated].astype("int64") - _EPOCH).astype("datetime64[D]").astype("datetime64[Y]").astype(
        np.int64
    ) + 1970
    names, codes = np.unique(years, return_inverse=True)
    return Facet.of([str(year) for year in names], dated, codes.astype(np.int32))


def statuses(book: Book, shelf: Shelf, limit: int = AT_ONCE) -> None:
    """Fills in the statuses and what is disputed: those kept, and, where few are missing, those that are worked out now."""
    if book.moment and len(shelf.ids) > limit:  # nothing is kept of another moment
        every, none_ = np.arange(len(shelf.ids), dtype=np.int32), np.zeros(0, dtype=np.int32)
        shelf.facets["status"] = Facet.of([UNKNOWN], every, np.zeros(len(every), dtype=np.int32))
        shelf.facets["disputed"] = Facet.of(list(DISPUTED), none_, none_)
        shelf.disputes, shelf.unassessed = {}, len(shelf.ids)
        return
    policy = book.settings.policy
    kept: dict[str, tuple[str, str]] = {}
    if not book.moment:
        kept = {key: (status, disputes) for key, status, disputes in book.record.statuses(policy)}
    missing = [key for key in shelf.ids if key not in kept]
    if missing and len(missing) <= limit:
        made = assessments(book.record, missing, policy=policy)
        kept.update({key: (found.status, counted(found)) for key, found in made.items()})
        missing = []
    none = UNKNOWN, ""
    found = [kept.get(key, none) for key in shelf.ids]
    names, codes = _coded(status for status, _ in found)
    shelf.facets["status"] = Facet.of(names, np.arange(len(found), dtype=np.int32), codes)
    shelf.disputes = _numbers(*_coded(disputes for _, disputes in found))
    known = np.fromiter((bool(disputes) for _, disputes in found), bool, len(found))
    shelf.facets["disputed"] = Facet.of(
        list(DISPUTED), np.flatnonzero(known).astype(np.int32), (shelf.disputed() > 0)[known].astype(np.int32)
    )
    shelf.unassessed = len(missing)


def _coded(values: Iterable[str]) -> tuple[list[str], NDArray[np.int32]]:
    """The different values, and for each its index among them."""
    codes: dict[str, int] = {}
    found = [codes.setdefault(value, len(codes)) for value in values]
    return list(codes), np.array(found, dtype=np.int32)


def _numbers(texts: list[str], codes: NDArray[np.int32]) -> dict[str, NDArray[np.int32]]:
    """By type of dispute, how many each incident has, of ``counted`` disputes; few differ, so that few are read."""
    read = [typed(text, dict[str, int]) if text else {} for text in texts]
    kinds = sorted({kind for found in read for kind in found})
    return {kind: np.array([found.get(kind, 0) for found in read], dtype=np.int32)[codes] for kind in kinds}
