"""Entities of FollowTheMoney as JSON Lines (https://followthemoney.tech) to actors.

People and bodies are actors; names, previous names and aliases are their names. Entities that join two others (Membership,
Directorship, Employment, Occupancy, Representation, UnknownLink) give
offices with their days. FollowTheMoney does not say when a name was in use.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from rashomon.lexicon.loader import load
from rashomon.lexicon.registry import Name

from .found import Found, Office, UnfitError, partial

if TYPE_CHECKING:
    from collections.abc import Mapping

_ALSO = ("alias", "previousName", "weakAlias", "abbreviation")
# Who holds the office, and of which body, by schema.
TIES = {
    "Membership": ("member", "organization"), "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"), "Representation": ("agent", "client"), "Occupancy": ("holder", "post"),
    "UnknownLink": ("subject", "object"),
}  # fmt: skip


def is_entity(row: Mapping[str, Any]) -> bool:
    """Whether a JSON object is an entity of FollowTheMoney."""
    return isinstance(row.get("schema"), str) and isinstance(row.get("properties"), dict)


def is_tie(row: Mapping[str, Any]) -> bool:
    """Whether it joins two others."""
    return row["schema"] in TIES


def actor(row: Mapping[str, Any]) -> Found:
    """The actor that an entity is.

    Raises:
        UnfitError: it has no id or name, or its schema is no kind of actor.
    """
    kind = _kinds().get(row["schema"])
    if kind is None:
        raise UnfitError(f"{row['schema']} is no kind of actor")
    if not isinstance(row.get("id"), str):
        raise UnfitError("it has no id")
    names = _values(row, "name") or ([row["caption"]] if isinstance(row.get("caption"), str) else [])
    if not names:
        raise UnfitError("it has no name")
    more = [*names[1:], *(name for field in _ALSO for name in _values(row, field))]
    country = next((c.upper() for c in _values(row, "country", "jurisdiction", "nationality") if len(c) == 2), None)
    sets = row.get("datasets")
    source = f"FollowTheMoney entity {row['id']}" + (f", {', '.join(sorted(sets))}" if sets else "")
    return Found(
        own=row["id"],
        id=f"ftm-{re.sub(r'[^a-z0-9]+', '-', row['id'].lower()).strip('-')}",
        name=names[0],
        kind=kind,
        names=tuple(Name(name) for name in dict.fromkeys(more) if name != names[0]),
        within=tuple(_values(row, "parent")),
        country=country,
        wikidata=next((q for q in _values(row, "wikidataId") if re.fullmatch(r"Q[1-9]\d*", q)), None),
        sources=(source, *_values(row, "sourceUrl")),
    )


def office(row: Mapping[str, Any]) -> tuple[str, Office]:
    """The id of the person or body that holds an office, and the office.

    Raises:
        UnfitError: one of the two ends is missing.
    """
    holder, body = (next(iter(_values(row, field)), None) for field in TIES[row["schema"]])
    if holder is None or body is None:
        raise UnfitError(f"a {row['schema']} names both {' and '.join(TIES[row['schema']])}")
    role = next(iter(_values(row, "role", "summary")), row["schema"].lower())
    since = next(iter(_values(row, "startDate", "date")), "")
    until = next(iter(_values(row, "endDate")), "")
    return holder, Office(role, body, partial(since), partial(until, end=True))


def _values(row: Mapping[str, Any], *fields: str) -> list[str]:
    """The texts of some properties, in order; an entity within gives its id."""
    found = []
    for field in fields:
        values = row["properties"].get(field) or []
        for value in values if isinstance(values, list) else [values]:
            text = value.get("id") if isinstance(value, dict) else value
            if isinstance(text, str) and text.strip():
                found.append(text.strip())
    return found


@cache
def _kinds() -> dict[str, str]:
    return dict(load("actors/kinds")["followthemoney"])
