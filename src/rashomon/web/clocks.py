"""The two clocks of a page: where they stand, where the next and previous change lie, how much existed by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import words

if TYPE_CHECKING:
    from .visit import Visit

CLOCKS = (("asof", "published", "days"), ("known", "captured", "instants"))


def clocks(visit: Visit, incident: str) -> dict[str, Any]:
    """For the form that turns the clocks."""
    found = visit.book.standing(incident)
    turned = [_clock(visit, found, *names) for names in CLOCKS]
    return {
        "existed": found.accounts, "of": found.all_accounts, "documents": found.documents, "all_documents": found.all_documents,
        "undated": found.undated, "clocks": [clock for clock in turned if len(clock["stops"]) > 1 or clock["at"]],
    }  # fmt: skip


def _clock(visit: Visit, found: Any, name: str, verb: str, changes: str) -> dict[str, Any]:
    at = getattr(visit.moment, name)
    said = {_said(stop): stop for stop in getattr(found, changes)}  # changes of one second are one stop, its last
    stops = sorted(said.values())
    before = [stop for stop in stops if at is None or stop < at]
    after = [stop for stop in stops if at is not None and stop > at]
    earlier = before[-2] if at is None and len(before) > 1 else before[-1] if at is not None and before else None
    later = after[0] if after else None
    return {
        "name": name, "verb": verb, "at": visit.moment.query().get(name), "stops": [(_text(stop), _said(stop)) for stop in stops],
        "earlier": visit.here(**{name: _text(earlier)}) if earlier else None,
        "later": visit.here(**{name: None if later == stops[-1] else _text(later)}) if later else None,
    }  # fmt: skip


def _text(stop: Any) -> str:
    return str(stop.isoformat().replace("+00:00", "Z"))


def _said(stop: Any) -> str:
    hour = f", {stop:%H:%M:%S} UTC" if hasattr(stop, "hour") else ""
    return words.day(stop.date() if hour else stop) + hour
