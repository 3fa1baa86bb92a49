"""All mentions of a record as columns in memory: what was published and captured when is among them, so that the shelf of any moment is cut out at once."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rashomon.api.book import REAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rashomon.api import Book
    from rashomon.record import Moment

UNDATED = int(np.iinfo(np.int32).max)
"""The day of what has none: after all others."""
_ALWAYS = -1  # a document of which neither day is known counts at every moment
_START = datetime(1, 1, 1, tzinfo=UTC)


class Values(NamedTuple):
    """One facet: ``names`` in order, and pairs of (mention's index, name's index)."""

    names: list[str]
    mentions: NDArray[np.int32]
    codes: NDArray[np.int32]


class Columns(NamedTuple):
    """One entry a mention, in step: its incident (index into ``ids``, which are in order), document, first day (ordinal), number
    in the record, and when its document came: ``published`` as an ordinal, ``captured`` in microseconds; -1 where always."""  # noqa: D205, D209

    mark: str
    ids: list[str]
    incident: NDArray[np.int32]
    document: NDArray[np.int32]
    day: NDArray[np.int32]
    number: NDArray[np.int64]
    published: NDArray[np.int32]
    captured: NDArray[np.int64]
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


def columns(book: Book, mark: str) -> Columns:
    """The columns of everything that the book's record holds, whatever its moment."""
    whole = book.at()
    told = sorted(whole.record.listed(REAL))  # by number, so that nothing depends on the order of reading
    index = {key: n for n, key in enumerate(sorted({one.incident for one in told}))}
    documents: dict[str, int] = {}
    pairs: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    at = {one.number: n for n, one in enumerate(told)}
    for n, one in enumerate(told):
        documents.setdefault(one.document, len(documents))
        for name, value in (("type", one.type), ("country", one.country), ("place", one.place), ("outlet", one.outlet)):
            if value:
                pairs[name].append((n, value))
    for number, name, _ in whole.record.blamed():
        if number in at:
            pairs["party"].append((at[number], name))
    return Columns(
        mark=mark, ids=list(index),
        incident=np.array([index[one.incident] for one in told], dtype=np.int32),
        document=np.array([documents[one.document] for one in told], dtype=np.int32),
        day=np.array([_ordinal(one.day) for one in told], dtype=np.int32),
        number=np.array([one.number for one in told], dtype=np.int64),
        published=np.array([_published(one.published, one.captured) for one in told], dtype=np.int32),
        captured=np.array([_micros(one.captured) if one.captured else _ALWAYS for one in told], dtype=np.int64),
        facets={name: _values(found) for name, found in sorted(pairs.items())},
    )  # fmt: skip


def _ordinal(day: date | None) -> int:
    return UNDATED if day is None else day.toordinal()


def _published(published: date | None, captured: datetime | None) -> int:
    """An undated document counts from the day of its capture."""
    day = published or (captured.astimezone(UTC).date() if captured else None)
    return _ALWAYS if day is None else day.toordinal()


def _values(pairs: list[tuple[int, str]]) -> Values:
    names = sorted({value for _, value in pairs})
    code = {name: n for n, name in enumerate(names)}
    table = np.array([(n, code[value]) for n, value in pairs], dtype=np.int32).reshape(-1, 2)
    return Values(names, table[:, 0], table[:, 1])
