"""Entities of Wikidata as JSON (https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html) to actors.

Taken: the English label and aliases; official and short names with their days (P1448, P1813; P580, P582); what it is (P31), its
country (P17), what it is part of (P361, P749), offices of persons (P39 with "of", P642; P463, P108 with P794). Values of
deprecated rank are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from rashomon.lexicon.loader import load
from rashomon.lexicon.registry import Name

from .found import Found, Office, UnfitError, partial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_INSTANCE, _COUNTRY, _PARTS, _NAMES = "P31", "P17", ("P361", "P749"), ("P1448", "P1813")
_SINCE, _UNTIL, _OF, _ROLE, _POSITION, _MEMBER = "P580", "P582", "P642", "P794", "P39", ("P463", "P108")


def is_entity(row: dict[str, Any]) -> bool:
    """Whether a JSON object is an entity of Wikidata."""
    return isinstance(row.get("id"), str) and row["id"][:1] == "Q" and ("labels" in row or "claims" in row)


def actor(row: dict[str, Any]) -> Found:
    """The actor that an entity is.

    Raises:
        UnfitError: it has no English name, or is no kind of actor that we know.
    """
    label = _english(row.get("labels", {}))
    if not label:
        raise UnfitError(f"{row['id']} has no English label")
    kind = _kind(row)
    aliases = [a["value"] for a in row.get("aliases", {}).get("en", ()) if isinstance(a, dict) and a.get("value")]
    dated = [name for prop in _NAMES for name in _dated_names(row, prop)]
    taken = {name.text for name in dated}
    return Found(
        own=row["id"],
        id=f"wd-{row['id'].lower()}",
        name=label,
        kind=kind,
        names=(*dated, *(Name(alias) for alias in dict.fromkeys(aliases) if alias != label and alias not in taken)),
        within=tuple(dict.fromkeys(item for prop in _PARTS for item in _items(row, prop))),
        offices=tuple(_offices(row)) if kind == "person" else (),
        country=next((code for item in _items(row, _COUNTRY) if (code := _countries().get(item))), None),
        wikidata=row["id"],
        sources=(f"Wikidata, https://www.wikidata.org/wiki/{row['id']}",),
    )


def _kind(row: dict[str, Any]) -> str:
    kinds, items = _kinds(), _items(row, _INSTANCE)
    found = [kinds[item] for item in items if item in kinds]
    if not found:
        raise UnfitError(f"{row['id']} is no kind of actor that is known here (P31: {', '.join(items) or 'none'})")
    return found[0]


def _english(labels: Any) -> str | None:
    for language in ("en", "en-gb", "mul"):
        found = labels.get(language) if isinstance(labels, dict) else None
        if isinstance(found, dict) and str(found.get("value", "")).strip():
            return str(found["value"]).strip()
    return None


def _statements(row: dict[str, Any], prop: str) -> Iterator[dict[str, Any]]:
    claims = row.get("claims", {})
    for statement in claims.get(prop, ()) if isinstance(claims, dict) else ():
        if isinstance(statement, dict) and statement.get("rank") != "deprecated":
            yield statement


def _value(snak: Any) -> Any:
    return snak.get("datavalue", {}).get("value") if isinstance(snak, dict) else None


def _item(snak: Any) -> str | None:
    value = _value(snak)
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _items(row: dict[str, Any], prop: str) -> list[str]:
    return [item for statement in _statements(row, prop) if (item := _item(statement.get("mainsnak")))]


def _qualifier(statement: dict[str, Any], prop: str) -> Any:
    found = (statement.get("qualifiers") or {}).get(prop) or [None]
    return found[0]


def _time(statement: dict[str, Any], prop: str, *, end: bool) -> date | None:
    """A day of a qualifier; precision 9 is a year, 10 a month, 11 a day; coarser ones say too little."""
    value = _value(_qualifier(statement, prop))
    if not isinstance(value, dict) or value.get("precision", 0) < 9:
        return None
    parts = {9: 4, 10: 7}.get(value["precision"], 10)
    return partial(str(value.get("time", "")).lstrip("+")[:parts], end=end)


def _days(statement: dict[str, Any]) -> tuple[date | None, date | None]:
    return _time(statement, _SINCE, end=False), _time(statement, _UNTIL, end=True)


def _dated_names(row: dict[str, Any], prop: str) -> Iterator[Name]:
    for statement in _statements(row, prop):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, dict) and value.get("language") == "en" and value.get("text"):
            yield Name(str(value["text"]), *_days(statement))


def _offices(row: dict[str, Any]) -> Iterator[Office]:
    for statement in _statements(row, _POSITION):
        body = _item(_qualifier(statement, _OF))
        if body:
            yield Office("office", body, *_days(statement))
    for prop in _MEMBER:
        for statement in _statements(row, prop):
            body = _item(statement.get("mainsnak"))
            if body and _qualifier(statement, _ROLE) is not None:
                yield Office("office", body, *_days(statement))


@cache
def _kinds() -> dict[str, str]:
    return dict(load("actors/kinds")["wikidata"])


@cache
def _countries() -> dict[str, str]:
    return {row["wikidata"]: row["id"].upper() for row in load("actors/states")["actors"] if row.get("wikidata")}
