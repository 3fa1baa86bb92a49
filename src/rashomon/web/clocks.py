"""The two clocks of a page: where they stand, where the next and previous change lie, how much existed by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import words

if TYPE_CHECKING:
    from .visit import Visit

CLOCKS = (
    ("asof", "published", "days", "previous_day", "next_day"),
    ("known", "captured", "instants", "previous_instant", "next_instant"),
)


def clocks(visit: Visit, incident: str) -> dict[str, Any] | None:
    """For the form that turns the clocks; None where the record cannot be asked as of a moment."""
    standing = getattr(visit.book, "standing", None)
    if standing is None:
        return None
    found = standing(incident)
    turned = [_clock(visit, found, *names) for names in CLOCKS]
    return {
        "existed": found.accounts, "of": found.all_accounts, "documents": found.documents, "all_documents": found.all_documents,
        "undated": found.undated, "clocks": [clock for clock in turned if len(clock["stops"]) > 1 or clock["at"]],
    }  # fmt: skip


def _clock(visit: Visit, found: Any, name: str, verb: str, changes: str, before: str, after: str) -> dict[str, Any]:
    at, earlier, later = getattr(visit.moment, name), getattr(found, before), getattr(found, after)
    stops = [(_text(stop), _said(stop)) for stop in getattr(found, changes)]
    last = bool(stops) and later is not None and _text(later) == stops[-1][0]
    return {
        "name": name, "verb": verb, "at": _text(at) if at else None, "stops": stops,
        "earlier": visit.here(**{name: _text(earlier)}) if earlier else None,
        "later": visit.here(**{name: None if last else _text(later)}) if later else None,
    }  # fmt: skip


def _text(stop: Any) -> str:
    return str(stop.isoformat().replace("+00:00", "Z"))


def _said(stop: Any) -> str:
    hour = f", {stop:%H:%M:%S} UTC" if hasattr(stop, "hour") else ""
    return words.day(stop.date() if hour else stop) + hour
