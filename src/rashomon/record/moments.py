"""The record as of a moment, on two clocks: what was published by then, and what was captured by then.

The rules, which ``RULES`` prints and decision 18 gives reasons for, are kept here and nowhere else: what else asks for
a moment does so through ``existed`` (a condition of SQL) or ``Moment.holds`` (the same in Python).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from rashomon.errors import SettingError

from . import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = (
    "asof: a document counts from the day on which it was published.",
    "known: a document counts from the moment at which it was captured; a judgement from the moment at which it was made.",
    "A document without a day of publication counts, on the first clock, from the day (UTC) on which it was captured.",
    "A document of which neither day is known counts at every moment: nothing says that it was not there.",
    "An incident is told by those of its documents that count; which reports tell of one incident is judged by all that is known now.",
    "Figures, disputes, status and accounts are worked out anew from the claims that count: values replaced later come back.",
)
"""How documents count at a moment, in sentences for people."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """What had been published by the end of ``asof`` and captured up to ``known`` (included); None sets no bound.

    ``known`` has a zone; ``Moment.of`` makes one from what people write.
    """

    asof: date | None = None
    known: datetime | None = None

    @classmethod
    def of(cls, asof: date | str | None = None, known: datetime | date | str | None = None) -> Moment:
        """A moment of days or texts: 2031-05-04, 2031-05, 2031, or 2031-05-04T12:30 (UTC unless it names a zone); "" is no bound.

        A day means its end, a month or year its last day, on either clock.

        Raises:
            SettingError: a text is neither.
        """
        return cls(asof=_day(asof), known=_instant(known))

    def __bool__(self) -> bool:
        """Whether either clock is set; the moment that sets none is now."""
        return self.asof is not None or self.known is not None

    def holds(self, published: date | None, captured: datetime | None) -> bool:
        """Whether a document of this day of publication and this moment of capture counts."""
        if self.known is not None and captured is not None and captured > self.known:
            return False
        day = published or (captured.astimezone(UTC).date() if captured else None)
        return self.asof is None or day is None or day <= self.asof

    def query(self) -> dict[str, str]:
        """The moment as the parts of an address (``asof``, ``known``), each in its shortest form; ``Moment.of`` reads it."""
        found = {}
        if self.asof is not None:
            found["asof"] = self.asof.isoformat()
        if self.known is not None:
            known = self.known.astimezone(UTC)
            ends = known.time() == time.max
            found["known"] = known.date().isoformat() if ends else known.replace(tzinfo=None).isoformat() + "Z"
        return found

    def __str__(self) -> str:
        """Such as "published by 2031-05-04, captured by 2031-06-01"; "now" where no clock is set."""
        words = {"asof": "published by", "known": "captured by"}
        return ", ".join(f"{words[name]} {value}" for name, value in self.query().items()) or "now"


NOW = Moment()


def _day(given: date | str | None) -> date | None:
    if given is None or given == "":
        return None
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return _part(given.strip()) or date.fromisoformat(given.strip())
    except ValueError as error:
        raise SettingError("asof", given, "a day as 2031-05-04, 2031-05 or 2031") from error


def _part(text: str) -> date | None:
    """The last day of a month or year ("2031-03", "2031"); None for anything else.

    Raises:
        ValueError: there is no such month or year.
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text, re.ASCII)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return date(year, month, 1).replace(day=monthrange(year, month)[1])


def _instant(given: datetime | date | str | None) -> datetime | None:
    if given is None or given == "":
        return None
    if isinstance(given, str):
        text = given.strip()
        try:
            given = (
                _part(text) or date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(_spaced(text))
            )
        except ValueError as error:
            raise SettingError(
                "known", text, "a day as 2031-05-04 (also 2031-05, 2031) or a moment as 2031-05-04T12:30Z"
            ) from error
    if not isinstance(given, datetime):
        return datetime.combine(given, time.max, UTC)
    try:
        return (given if given.tzinfo else given.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError as error:
        raise SettingError("known", str(given), "a moment within the years 1 to 9999") from error


def _spaced(text: str) -> str:
    """A blank stands for the T, or for the + of a zone that an address has turned into one."""
    return text[:10] + "T" + text[11:].replace(" ", "+")


def existed(
    moment: Moment, published: sa.ColumnElement[Any], captured: sa.ColumnElement[Any]
) -> list[sa.ColumnElement[bool]]:
    """``Moment.holds`` for two columns, as conditions that all must hold; none for now."""
    found: list[sa.ColumnElement[bool]] = []
    if moment.known is not None:
        found.append(captured.is_(None) | (captured <= moment.known))
    if moment.asof is not None:
        by_then = published.is_not(None) & (published <= moment.asof)  # never NULL: the condition may be denied
        if moment.asof < date.max:
            next_day = datetime.combine(moment.asof + timedelta(days=1), time.min, UTC)
            by_then |= published.is_(None) & (captured.is_(None) | (captured < next_day))
            found.append(by_then)
    return found


def documents_then(moment: Moment, document: sa.ColumnElement[str]) -> list[sa.ColumnElement[bool]]:
    """That the document whose SHA-256 ``document`` holds counted at ``moment``; one look-up in two indexes for each row."""
    if not moment:
        return []
    table, capture = schema.documents.alias("then_document"), schema.captures.alias("then_capture")
    query = (
        sa.select(sa.literal(1))
        .select_from(table.join(capture, capture.c.sha256 == table.c.sha256))
        .where(table.c.sha256 == document, *existed(moment, table.c.published, capture.c.captured))
    )
    return [query.correlate_except(table, capture).exists()]


def claims_then(moment: Moment) -> list[sa.ColumnElement[bool]]:
    """That a claim counted: its day and moment are those of its document."""
    return existed(moment, schema.claims.c.published, schema.claims.c.first_seen)


def copies_then(copies: Mapping[str, str], days: Mapping[str, date | None]) -> dict[str, str]:
    """Copies among the documents of ``days`` (SHA-256 -> day of publication): a copy whose origin did not count yet has the earliest other copy of it as its origin.

    ``copies`` maps each copy to its origin, as ``resolve.copies`` finds them: the earliest of all, the undated last, then the least hash.
    """
    groups: dict[str, list[str]] = {}
    for document in sorted(days):
        groups.setdefault(copies.get(document, document), []).append(document)
    found = {}
    for members in groups.values():
        origin = min(members, key=lambda sha: (days[sha] is None, days[sha] or date.max, sha))
        found.update({member: origin for member in members if member != origin})
    return found
