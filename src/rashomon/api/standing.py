"""How much of an incident there was at a moment, and where the next and the previous change lie on both clocks."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from rashomon.record import NOW, Moment
from rashomon.run.assessing import assessments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.record import Record

T = TypeVar("T", date, datetime)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An incident at a moment beside the whole of it as known now.

    ``accounts`` of ``all_accounts`` existed, ``documents`` of ``all_documents``; of the latter ``undated`` have no day of
    publication and count from the day of their capture. ``days`` and ``instants`` are where each clock brings something
    new while the other stands still; the four neighbours are the changes before and after the moment.
    """

    moment: Moment
    accounts: int
    all_accounts: int
    documents: int
    all_documents: int
    undated: int = 0
    days: tuple[date, ...] = ()
    instants: tuple[datetime, ...] = ()
    previous_day: date | None = None
    next_day: date | None = None
    previous_instant: datetime | None = None
    next_instant: datetime | None = None

    def __str__(self) -> str:
        """Such as "11 of 19 accounts existed, in 12 of 20 documents; 1 document without a day counts from its capture"."""
        text = f"{self.accounts} of {_many(self.all_accounts, 'account')} existed, in {self.documents} of {_many(self.all_documents, 'document')}"
        if self.undated:
            counts = (
                "counts from the day of its capture" if self.undated == 1 else "count from the days of their capture"
            )
            text += f"; {_many(self.undated, 'document')} without a day {counts}"
        return text


def standing(record: Record, key: str) -> Standing:
    """Where the incident that ``key`` names stands at the record's moment; counts of none where nothing existed yet.

    Raises:
        NotInRecordError: no incident has it, or several.
    """
    whole, moment = record.at(NOW), record.moment
    came = record.history(key)
    incident = came.incident
    now = assessments(whole, [incident])[incident]
    existed = came.counting(moment)
    then = (assessments(record, [incident])[incident] if moment else now) if existed else None
    days, instants = came.days(moment), came.instants(moment)
    before_day, after_day = _around(days, moment.asof)
    before_instant, after_instant = _around(instants, moment.known)
    return Standing(
        moment=moment, accounts=len(then.accounts) if then else 0, all_accounts=len(now.accounts),
        documents=existed, all_documents=len(came.appearances),
        undated=sum(a.published is None for a in came.appearances),
        days=days, instants=instants, previous_day=before_day, next_day=after_day,
        previous_instant=before_instant, next_instant=after_instant,
    )  # fmt: skip


def _around(changes: Sequence[T], at: T | None) -> tuple[T | None, T | None]:
    """The change before the one that holds at ``at`` (the last for None), and the one after it."""
    holds = len(changes) if at is None else bisect_right(changes, at)
    return (changes[holds - 2] if holds >= 2 else None), (changes[holds] if holds < len(changes) else None)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
