"""What a reader looks at: the record as of a day, on two clocks, and the revision that a permalink was made at.

Only reading and writing the address is here; that queries keep to a moment is the work of ``api`` and ``record``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from .problems import BadQueryError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """``asof``: only what was published by the end of this day; ``known``: only what was captured by then; None: no limit.

    ``rev`` is the state of the record (``Record.state``) when the address was made, None where the address has none.
    """

    asof: date | None = None
    known: date | None = None
    rev: int | None = None

    @property
    def now(self) -> bool:
        """Whether neither clock is turned back."""
        return self.asof is None and self.known is None

    def query(self) -> dict[str, str]:
        """As parameters of an address, without those not set."""
        return {name: str(value) for name in MOMENT if (value := getattr(self, name)) is not None}


MOMENT = ("asof", "known", "rev")


def moment_of(query: Mapping[str, str]) -> Moment:
    """The moment that an address names.

    Raises:
        BadQueryError: a day is no day, or ``rev`` no number.
    """
    return Moment(asof=day_of(query, "asof"), known=day_of(query, "known"), rev=_number(query, "rev"))


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
