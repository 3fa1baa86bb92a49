"""All mentions of a record as columns in memory: what was published and captured when is among them, so that the shelf of any moment is cut out at once.

Mentions, documents and parties are only ever added, so that a second reading takes up what is new; which mentions are one
incident may change at any time and is read whole.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rashomon.api.book import REAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rashomon.api import Book
    from rashomon.record import Moment
    from rashomon.record.listing import Gathered

UNDATED = int(np.iinfo(np.int32).max)
"""The day of what has none: after all others."""
_ALWAYS = -1  # a document of which neither day is known counts at every moment
_START = datetime(1, 1, 1, tzinfo=UTC)
_EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
_NONE = -1
_DAY = 86_400_000_000  # microseconds
FACETS = ("type", "country", "place", "outlet", "party")


class Values(NamedTuple):
    """One facet: ``names``, and pairs of (mention's index, name's index)."""

    names: list[str]
    mentions: NDArray[np.int32]
    codes: NDArray[np.int32]


class Columns(NamedTuple):
    """One entry a mention, in step: its incident (index into ``ids``, which are in order), document, first day (ordinal), number
    in the record, and when its document came: ``published`` as an ordinal, ``captured`` in microseconds; -1 where always.
    ``first``: whether it is the first of its incident in its document: what counts documents counts these."""  # noqa: D205, D209

    mark: str
    ids: list[str]
    incident: NDArray[np.int32]
    document: NDArray[np.int32]
    day: NDArray[np.int32]
    number: NDArray[np.int64]
    published: NDArray[np.int32]
    captured: NDArray[np.int64]
    first: NDArray[np.bool_]
    facets: dict[str, Values]

    def counting(self, moment: Moment) -> NDArray[np.bool_]:
        """Which mentions count at a moment; the rules are ``record.RULES``."""
        kept = np.ones(len(self.incident), dtype=bool)
        if moment.asof is not None:
            kept &= self.published <= moment.asof.toordinal()
        if moment.known is not None:
            kept &= self.captured <= _micros(moment.known)
        return kept


def _micros(moment: datetime) -> int:
    since = moment.astimezone(UTC) - _START
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


class Names:
    """Values of one facet, each with a code; and which mention has which."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._mentions, self._values = array("i"), array("i")

    def add(self, mentions: Sequence[int], values: Sequence[str | None]) -> None:
        """The value of each of these mentions (by index); None or "" is no value."""
        codes = self._codes
        for value in sorted({value for value in values if value and value not in codes}):
            codes[value] = len(codes)
        found = np.fromiter((codes[value] if value else _NONE for value in values), np.int32, len(values))
        told = np.flatnonzero(found != _NONE)
        self._mentions.frombytes(np.asarray(mentions, dtype=np.int32)[told].tobytes())
        self._values.frombytes(found[told].tobytes())

    def values(self) -> Values:
        """The facet as it stands."""
        return Values(list(self._codes), _array(self._mentions), _array(self._values))


def _array(found: array[int]) -> NDArray[np.int32]:
    return np.array(found, dtype=np.int32)


class Columnist:
    """Reads the columns of one record, again and again: each time what was added since. Not for several threads at once."""

    def __init__(self) -> None:
        self._documents: dict[str, int] = {}
        self._outlets: list[str | None] = []
        self._published: list[NDArray[np.int32]] = []
        self._captured: list[NDArray[np.int64]] = []
        self._numbers, self._document = array("q"), array("i")
        self._days: list[NDArray[np.int32]] = []
        self._facets: defaultdict[str, Names] = defaultdict(Names)
        self._last_document = 0

    def columns(self, book: Book, mark: str) -> Columns:
        """The columns of everything that the book's record holds, whatever its moment."""
        last = self._numbers[-1] if self._numbers else 0
        with book.at().record.gathered(REAL, last, self._last_document) as found:
            self._take(found)
            linked = dict(found.linked)  # by number, in order
        numbers = np.array(self._numbers, dtype=np.int64)
        ids = sorted(set(linked.values()))
        index = {key: n for n, key in enumerate(ids)}
        published = np.concatenate(self._published) if self._published else np.zeros(0, dtype=np.int32)
        captured = np.concatenate(self._captured) if self._captured else np.zeros(0, dtype=np.int64)
        document = _array(self._document)
        incident = np.fromiter((index[linked[n]] for n in self._numbers), np.int32, len(numbers))
        return Columns(
            mark=mark, ids=ids, incident=incident, document=document, first=_first(incident, document), number=numbers,
            published=published[document], captured=captured[document],
            day=np.concatenate(self._days) if self._days else np.zeros(0, dtype=np.int32),
            facets={name: self._facets[name].values() for name in FACETS},
        )  # fmt: skip

    def _take(self, found: Gathered) -> None:
        """Documents first: mentions name them."""
        moments = dict(found.captured)
        for shas, numbers, outlets, published in found.documents:
            for sha in shas:
                self._documents[sha] = len(self._documents)
            self._last_document = max(self._last_document, *numbers)
            self._outlets += outlets
            came = _micros_of([moments[sha] for sha in shas])
            self._published.append(_published(_ordinals(published), came))
            self._captured.append(came)
        at: dict[int, int] = {}
        for numbers, types, days, countries, places, documents in found.mentions:
            first = len(self._numbers)
            indices = range(first, first + len(numbers))
            of = [self._documents[sha] for sha in documents]
            self._numbers.extend(numbers)
            self._document.extend(of)
            self._days.append(_ordinals(days))
            told = (types, countries, places, [self._outlets[n] for n in of])
            for name, values in zip(FACETS, told, strict=False):
                self._facets[name].add(indices, values)
            at.update(zip(numbers, indices, strict=True))
        for numbers, names in found.blamed:
            known = [(at[number], name) for number, name in zip(numbers, names, strict=True) if number in at]
            self._facets["party"].add(*zip(*sorted(known), strict=True) if known else ((), ()))


def _first(incident: NDArray[np.int32], document: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which mentions are the first of their incident in their document: all of a document's count at the same moments."""
    found = np.zeros(len(incident), dtype=bool)
    pairs = incident.astype(np.int64) * (int(document.max(initial=0)) + 1) + document
    found[np.unique(pairs, return_index=True)[1]] = True
    return found


def _ordinals(days: Sequence[Any]) -> NDArray[np.int32]:
    """Days, as texts or dates, as ordinals; ``UNDATED`` for None."""
    found = np.array(days, dtype="datetime64[D]")
    return np.where(np.isnat(found), UNDATED, found.astype(np.int64) + _EPOCH_DAY).astype(np.int32)


def _micros_of(moments: Sequence[Any]) -> NDArray[np.int64]:
    """Moments, as texts or datetimes without a zone, in microseconds since the year 1; -1 for None."""
    found = np.array(moments, dtype="datetime64[us]")
    return np.where(np.isnat(found), _ALWAYS, found.astype(np.int64) + (_EPOCH_DAY - 1) * _DAY)


def _published(days: NDArray[np.int32], captured: NDArray[np.int64]) -> NDArray[np.int32]:
    """An undated document counts from the day (UTC) of its capture."""
    came = np.where(captured == _ALWAYS, _ALWAYS, captured // _DAY + 1)
    return np.where(days == UNDATED, came, days).astype(np.int32)
