"""What a reader looks at: the record as of a day, on two clocks, and the revision that a permalink was made at.

Only reading and writing the address is here; ``Visit.book`` is the record as of this moment (``Book.at``).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec

from rashomon.errors import SettingError
from rashomon.record import Moment as Clocks

from .problems import BadQueryError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """``asof``: only what was published by the end of this day; ``known``: only what was captured by this moment; None: no limit.

    ``rev`` is the state of the record (``Record.state``) when the address was made, None where the address has none.
    """

    asof: date | None = None
    known: datetime | None = None
    rev: int | None = None

    @property
    def now(self) -> bool:
        """Whether neither clock is turned back."""
        return self.asof is None and self.known is None

    def query(self) -> dict[str, str]:
        """As parameters of an address, without those not set."""
        rev = {} if self.rev is None else {"rev": str(self.rev)}
        return Clocks(asof=self.asof, known=self.known).query() | rev


MOMENT = ("asof", "known", "rev")


def moment_of(query: Mapping[str, str]) -> Moment:
    """The moment that an address names.

    Raises:
        BadQueryError: a day is no day, or ``rev`` no number.
    """
    raw = query.get("known", "").strip()
    try:
        known = Clocks.of(known=raw).known
    except SettingError as error:
        raise BadQueryError("known", raw, "a day or a moment, such as 2031-04-02 or 2031-04-02T12:30Z") from error
    return Moment(asof=day_of(query, "asof"), known=known, rev=_number(query, "rev"))


def day_of(query: Mapping[str, str], name: str) -> date | None:
    """A parameter as a day, None where it is missing or blank.

    Raises:
        BadQueryError: it is no day.
    """
    raw = query.get(name, "").strip()
    if not raw:
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise BadQueryError(name, raw, "a day, such as 2031-04-02") from error


def _number(query: Mapping[str, str], name: str) -> int | None:
    raw = query.get(name, "").strip()
    if not raw:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        raise BadQueryError(name, raw, "a number")
    return int(raw)
