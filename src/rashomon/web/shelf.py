"""All incidents of a record as a few columns in memory, so that any mixture of filters is counted at once.

A shelf is made again when the record has changed. Where making it takes long, the old one is shown meanwhile and the new
one is made beside; the statuses of incidents that nobody has assessed yet are worked out beside, too.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np

from rashomon.run.assessing import assessments

from .columns import UNDATED, Columns, Values, columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from rashomon.api import Book
    from rashomon.config import Settings
    from rashomon.record import Counts

FACETS = ("status", "type", "country", "place", "party", "outlet", "year")
ORDERS = ("newest", "oldest", "documents")
UNKNOWN = "not assessed"
_AT_ONCE = 300  # incidents that are assessed while a visitor waits
_QUICK = 0.05  # seconds; a shelf made faster is always made anew at once
_KEPT = 4  # shelves of other moments that are kept


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
    def of(cls, names: list[str], pairs: NDArray[np.int32]) -> Facet:
        """Of pairs of (incident's index, name's index), each once and in order."""
        found = cls(())
        found.names, found.codes = names, {name: n for n, name in enumerate(names)}
        found.rows, found.values = pairs[:, 0], pairs[:, 1]
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
    cost: float = 0.0
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
        chosen: Mapping[str, str | None],
    ) -> Found:  # fmt: skip
        """The incidents that meet all that is set, and how many there would be with any other choice of one facet."""
        base = np.ones(len(self.ids), dtype=bool)
        if numbers is not None:
            base &= self._told(numbers)
        if start is not None:
            base &= (self.days >= start.toordinal()) & (self.days < UNDATED)
        if end is not None:
            base &= self.days <= end.toordinal()
        having = {name: self.facets[name].having(value, len(self.ids)) for name, value in chosen.items() if value}
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

    def _told(self, numbers: Iterable[int]) -> NDArray[np.bool_]:
        given = np.fromiter(numbers, dtype=np.int64)
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
        days = self.shelf.days[self.rows]
        if order == "oldest":
            key = days
        elif order == "documents":
            key = -self.shelf.documents[self.rows]
        else:
            key = np.where(days == UNDATED, days, -days)
        ranked = self.rows[np.argsort(key, kind="stable")]
        return [self.shelf.ids[i] for i in ranked[start : None if many is None else start + many]]


def make(book: Book, mark: str, held: Columns | None = None) -> Shelf:
    """A shelf of the book's record at the book's moment, cut out of its columns; they are read where ``held`` has none of this mark."""
    began = time.monotonic()
    told = held if held is not None and held.mark == mark else columns(book, mark)
    kept = told.counting(book.moment)
    present = np.unique(told.incident[kept])
    new = np.full(len(told.ids), -1, dtype=np.int32)
    new[present] = np.arange(len(present), dtype=np.int32)
    row = new[told.incident]
    days = np.full(len(present), UNDATED, dtype=np.int32)
    np.minimum.at(days, row[kept], told.day[kept])
    mention = np.full(int(told.number.max(initial=0)) + 1, -1, dtype=np.int32)
    mention[told.number[kept]] = row[kept]
    telling = np.unique(np.stack((row[kept], told.document[kept]), axis=1), axis=0)[:, 0]
    found = Shelf(
        mark=mark, ids=[told.ids[i] for i in present], days=days, mention=mention,
        documents=np.bincount(telling, minlength=len(present)).astype(np.int32),
        facets={name: Facet(()) for name in FACETS} | {name: _facet(values, kept, row) for name, values in told.facets.items()},
    )  # fmt: skip
    years = ((n, str(date.fromordinal(int(day)).year)) for n, day in enumerate(days) if day != UNDATED)
    found.facets["year"] = Facet(years)
    statuses(book, found)
    found.counts_of = book.counts
    if not book.moment:
        _ = found.counts  # beside, or by the first visitor of all; at a moment only the front page asks
    found.cost = time.monotonic() - began
    return found


def _facet(values: Values, kept: NDArray[np.bool_], row: NDArray[np.int32]) -> Facet:
    counted = kept[values.mentions]
    pairs = np.stack((row[values.mentions[counted]], values.codes[counted]), axis=1)
    return Facet.of(values.names, np.unique(pairs, axis=0))


def statuses(book: Book, shelf: Shelf, limit: int = _AT_ONCE) -> None:
    """Fills in the statuses: those kept, and, where few are missing, those that are worked out now."""
    policy = book.settings.policy
    kept: dict[str, str] = {} if book.moment else dict(book.record.statuses(policy))
    missing = [key for key in shelf.ids if key not in kept]
    if missing and len(missing) <= limit:
        kept.update({key: found.status for key, found in assessments(book.record, missing, policy=policy).items()})
        missing = []
    shelf.facets["status"] = Facet((row, kept.get(key, UNKNOWN)) for row, key in enumerate(shelf.ids))
    shelf.unassessed = len(missing)


class Shelves:
    """The shelves of one application; safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Shelf] = OrderedDict()
        self._busy: set[str] = set()
        self._columns: Columns | None = None

    def get(self, book: Book) -> Shelf:
        """The shelf of the book at its moment: of the record as it is, or, where making it takes long, as it just was."""
        key, mark = str(book.moment), book.record.mark()
        held = self._kept.get(key)
        if held is not None and held.mark == mark:
            self._assess(book, key, held)
            return held
        if held is not None and held.cost > _QUICK:
            if time.monotonic() - held.made > 10 * held.cost:
                self._beside(key, lambda: self._keep(key, self._make(book, mark)))
            return held
        with self._lock:
            held = self._kept.get(key)
            if held is None or held.mark != mark:
                held = self._make(book, mark)
                self._keep(key, held)
        self._assess(book, key, held)
        return held

    def _make(self, book: Book, mark: str) -> Shelf:
        held = self._columns
        if held is None or held.mark != mark:
            began = time.monotonic()
            self._columns = held = columns(book, mark)
            found = make(book, mark, held)
            found.cost = time.monotonic() - began
            return found
        return make(book, mark, held)

    def warm(self, book: Book) -> None:
        """Makes the first shelf before anybody asks for it."""
        self._beside("warm", lambda: self.get(book))

    def _keep(self, key: str, shelf: Shelf) -> None:
        self._kept[key] = shelf
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def _assess(self, book: Book, key: str, shelf: Shelf) -> None:
        if shelf.unassessed and not book.moment and not shelf.tried:
            self._beside(f"assess {key}", lambda: _work_out(book, shelf))

    def _beside(self, name: str, work: Callable[[], object]) -> None:
        """Does it in a thread of its own, once at a time; the process may end meanwhile."""
        if name in self._busy:
            return
        self._busy.add(name)

        def run() -> None:
            try:
                work()
            finally:
                self._busy.discard(name)

        threading.Thread(target=run, name=name, daemon=True).start()


def _work_out(book: Book, shelf: Shelf) -> None:
    """Assesses what nobody has assessed yet, in a process of its own, so that visitors do not wait; takes what it kept.

    A record that cannot be written keeps nothing: then the statuses stay unknown, and the page says of how many.
    """
    shelf.tried = True
    beside = get_context("spawn").Process(target=_assess_all, args=(book.settings, shelf.ids), daemon=True)
    beside.start()
    beside.join()
    statuses(book, shelf, limit=0)


def _assess_all(using: Settings, ids: list[str]) -> None:
    """Assesses, in the process beside, those of these incidents for which nothing is kept; gives way to everything else."""
    from rashomon.api import open_book

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it ends this process, too
    with suppress(OSError, AttributeError):
        os.nice(15)
    with open_book(create=False, using=using) as book:
        known = {incident for incident, _ in book.record.statuses(book.settings.policy)}
        missing = [key for key in ids if key not in known]
        for start in range(0, len(missing), _AT_ONCE):
            assessments(book.record, missing[start : start + _AT_ONCE], policy=book.settings.policy)
