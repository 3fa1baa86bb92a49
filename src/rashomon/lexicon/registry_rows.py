"""Rows of ``lexicon/actors/*.yaml``, and of users' files in the same format, to entries; what is wrong is named with its line.

A file is a mapping: ``sources`` (keys of ``sources.yaml``, or words) that hold for every row, and ``actors``, the rows. A row may have
``sources`` of its own, beside those of the file; a dated name or term may have a ``source``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from rashomon.errors import ModelFileError

from .loader import load
from .registry import Entry, Name, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = (
    "states", "armed_groups", "groups_africa", "groups_asia", "groups_europe", "groups_americas", "observers", "media", "offices",
    "people", "spokespeople", "people_1980s",
)  # fmt: skip
PEOPLE = ("people", "spokespeople", "people_1980s")
KINDS = frozenset(
    "person state government ministry military police party opposition coalition media platform monitor organization court".split()  # noqa: SIM905
) | {"armed group", "aid agency", "international body", "company"}
FIELDS = frozenset("id name kind names also parents country wikidata ucdp terms sources".split())  # noqa: SIM905
STATE_FIELDS = frozenset(
    "id name adjective people capital also seats in_full institutions institution_names wikidata sources".split()  # noqa: SIM905
)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


class WrongRowError(ValueError):
    """What a row says and cannot; ``field`` is where."""

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class Fault(NamedTuple):
    """A row that is wrong: its number from 0, its id where it has one, and why."""

    row: int
    id: str | None
    wrong: WrongRowError


def package_entries() -> list[Entry]:
    """All entries of the package.

    Raises:
        ModelFileError: a file is missing, is no YAML, or a row of it is wrong (named with its line).
    """
    found: list[Entry] = []
    for file in FILES:
        data = load(f"actors/{file}")
        entries, faults = entries_of(data, people=file in PEOPLE, states=file == "states")
        if faults:
            raise ModelFileError(f"actors/{file}.yaml", told(faults[0], _text(file)))
        found += entries
    known = {entry.id for entry in found}
    for entry in found:
        if stray := [key for key in (*entry.parents, *(t.of for t in entry.terms)) if key not in known]:
            raise ModelFileError("actors", f"{entry.id}: there is no actor {stray[0]!r}{_near(stray[0], known)}")
    return found


class _Loader(yaml.SafeLoader):
    """Days stay text, so that one that is not in the calendar is an error of its row, not of the file."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed(text: str) -> Any:
    """The content of a user's file.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader)


def entries_of(data: Any, *, people: bool = False, states: bool = False) -> tuple[list[Entry], list[Fault]]:
    """The entries of a file's content, and the rows that are wrong; those that are not wrong are all there.

    Raises:
        WrongRowError: the content is no mapping with ``actors``.
    """
    if not isinstance(data, dict) or not isinstance(data.get("actors"), list):
        raise WrongRowError("actors", "the file is a mapping with `actors: [...]`")
    shared = _sources(data.get("sources"), "sources")
    found: list[Entry] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, row in enumerate(data["actors"]):
        name = row.get("id") if isinstance(row, dict) else None
        try:
            _checked(row, STATE_FIELDS if states else FIELDS)
            _new(row["id"], seen)
            found += _state(row, shared) if states else [_entry(row, "person" if people else None, shared)]
        except WrongRowError as wrong:
            faults.append(Fault(number, str(name) if name is not None else None, wrong))
    return found, faults


def _new(key: str, seen: set[str]) -> None:
    if key in seen:
        raise WrongRowError("id", f"{key} stands twice")
    seen.add(key)


def told(fault: Fault, text: str) -> str:
    """Where a fault stands in the text of its file, and what it is: "line 12, hts: names: ..."."""
    line = line_of(text, fault.row, fault.wrong.field)
    return f"line {line}, {fault.id or 'no id'}: {fault.wrong}"


def line_of(text: str, row: int, field: str) -> int:
    """The line (from 1) on which the field of a row stands in a file; that of the row where it has no such field."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    rows = next((v for k, v in root.value if k.value == "actors"), None) if isinstance(root, yaml.MappingNode) else None
    if not isinstance(rows, yaml.SequenceNode) or row >= len(rows.value):
        return 1
    node = rows.value[row]
    fields = node.value if isinstance(node, yaml.MappingNode) else []
    at = next((key for key, _ in fields if key.value == field), node)
    return int(at.start_mark.line) + 1


def _text(file: str) -> str:
    from importlib import resources

    return (resources.files(__package__) / "actors" / f"{file}.yaml").read_text("utf-8")


def _near(word: str, known: Any) -> str:
    near = get_close_matches(word, sorted(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _checked(row: Any, fields: frozenset[str]) -> None:
    if not isinstance(row, dict):
        raise WrongRowError("row", "is no mapping")
    for field in row:
        if field not in fields:
            raise WrongRowError(str(field), f"there is no such field{_near(str(field), fields)}")
    if not isinstance(row.get("id"), str) or not _ID.fullmatch(row["id"]):
        raise WrongRowError("id", f"{row.get('id')!r} is no id: small letters, digits and single hyphens")
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        raise WrongRowError("name", "is missing")
    wikidata = row.get("wikidata")
    if wikidata is not None and not re.fullmatch(r"Q[1-9]\d*", str(wikidata)):
        raise WrongRowError("wikidata", f"{wikidata!r} is no item of Wikidata (Q and digits)")
    if row.get("ucdp") is not None and not isinstance(row["ucdp"], int):
        raise WrongRowError("ucdp", f"{row['ucdp']!r} is no number")
    if row.get("country") is not None and not re.fullmatch(r"[A-Z]{2}", str(row["country"])):
        raise WrongRowError("country", f"{row['country']!r} is no ISO 3166 alpha-2 code")


def _list(row: Mapping[str, Any], field: str) -> list[Any]:
    found = row.get(field) or []
    if not isinstance(found, list):
        raise WrongRowError(field, "is no list")
    return found


def _words(row: Mapping[str, Any], field: str) -> list[str]:
    found = _list(row, field)
    if stray := [item for item in found if not isinstance(item, str) or not item.strip()]:
        raise WrongRowError(
            field, f"{stray[0]!r} is no text (YAML reads yes, no, on and numbers as other things: quote them)"
        )
    return found


@cache
def _listed_sources() -> dict[str, str]:
    return dict(load("actors/sources"))


def _sources(found: Any, field: str) -> tuple[str, ...]:
    """Sources in words: keys of ``sources.yaml`` are looked up; what holds a blank or a full stop is taken as it is."""
    if found is None:
        return ()
    items = [found] if isinstance(found, str) else found
    if not isinstance(items, list):
        raise WrongRowError(field, "is no list")
    return tuple(_source(item, field) for item in items)


def _source(item: Any, field: str) -> str:
    listed = _listed_sources()
    if item in listed:
        return listed[item]
    if isinstance(item, str) and re.search(r"[\s.]", item):
        return item
    raise WrongRowError(field, f"{item!r} is no key of sources.yaml and no words{_near(str(item), listed)}")


def day_of(value: Any, field: str, *, end: bool) -> date | None:
    """A day; a year or month means its first or last day."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    match = _DAY.fullmatch(str(value))
    if match is None:
        raise WrongRowError(field, f"{value!r} is no day (2016-07-28, 2016-07 or 2016)")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day is not None:
            return date(year or 0, month or 0, day)
        first = date(year or 0, month or (12 if end else 1), 1)
    except ValueError as error:
        raise WrongRowError(field, f"{value!r} is no day of the calendar") from error
    return _month_end(first) if end else first


def _month_end(first: date) -> date:
    import calendar

    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _term_of(found: Any, field: str) -> tuple[date | None, date | None, str | None]:
    since, until = day_of(found.get("since"), field, end=False), day_of(found.get("until"), field, end=True)
    if since is not None and until is not None and since > until:
        raise WrongRowError(field, f"it ends ({until}) before it begins ({since})")
    source = found.get("source")
    return since, until, None if source is None else _source(source, field)


def _names(row: Mapping[str, Any], field: str) -> list[Name]:
    found = []
    for item in _list(row, field):
        if isinstance(item, str) and item.strip():
            found.append(Name(item))
        elif isinstance(item, dict) and isinstance(item.get("name"), str):
            if stray := set(item) - {"name", "since", "until", "source"}:
                raise WrongRowError(field, f"a name has no {min(map(str, stray))!r}")
            since, until, source = _term_of(item, field)
            found.append(Name(item["name"], since, until, source=source))
        else:
            raise WrongRowError(field, f"{item!r} is no name (text, or {{name, since, until}})")
    return found


def _terms(row: Mapping[str, Any]) -> tuple[Term, ...]:
    found = []
    for item in _list(row, "terms"):
        if not isinstance(item, dict) or not isinstance(item.get("role"), str) or not isinstance(item.get("of"), str):
            raise WrongRowError("terms", f"{item!r} is no office (role, of, since, until)")
        found.append(Term(item["role"], item["of"], *_term_of(item, "terms")))
    return tuple(found)


def _entry(row: dict[str, Any], kind: str | None, shared: tuple[str, ...]) -> Entry:
    chosen = kind or row.get("kind")
    if chosen not in KINDS:
        raise WrongRowError("kind", f"{chosen!r} is none of {', '.join(sorted(KINDS))}")
    return Entry(
        id=row["id"],
        name=row["name"],
        kind=chosen,
        names=(*_names(row, "names"), *_names(row, "also")),
        parents=tuple(_words(row, "parents")),
        country=row.get("country"),
        wikidata=row.get("wikidata"),
        terms=_terms(row),
        ucdp=row.get("ucdp"),
        sources=tuple(dict.fromkeys((*_sources(row.get("sources"), "sources"), *shared))),
    )


def _state(row: dict[str, Any], shared: tuple[str, ...]) -> list[Entry]:
    """A state and its institutions."""
    code, name, adjectives = row["id"], row["name"], _words(row, "adjective")
    people = row["people"] if "people" in row else [f"{a}s" for a in adjectives]
    names = [Name(n) for n in _words(row, "also")]
    sources = tuple(dict.fromkeys((*_sources(row.get("sources"), "sources"), *shared)))
    state = Entry(
        id=code,
        name=name,
        kind="state",
        country=code.upper(),
        names=(*names, *(Name(n, kind="demonym") for n in [*adjectives, *people])),
        wikidata=row.get("wikidata"),
        sources=sources,
    )
    known = [name, *(n.text for n in names)]
    return [state, *(_institution(row, kind, known, sources) for kind in load("actors/institutions"))]


def _institution(row: dict[str, Any], kind: dict[str, Any], states: list[str], sources: tuple[str, ...]) -> Entry:
    code, suffix = row["id"], kind["id"]
    adjectives = row.get("adjective") or [row["name"]]

    def filled(templates: list[str]) -> list[str]:
        return [
            text
            for template in templates
            for text in (
                [template.replace("{adj}", a) for a in adjectives]
                if "{adj}" in template
                else [template.replace("{state}", s) for s in states]
            )
        ]

    own = (row.get("institutions") or {}).get(suffix) or []
    metonyms = [row.get("capital"), *(row.get("seats") or ())] if suffix == "gov" else []
    return Entry(
        id=f"{code}-{suffix}",
        name=(row.get("institution_names") or {}).get(suffix)
        or kind["name"].replace("{adj}", adjectives[0]).replace("{state}", row.get("in_full") or row["name"]),
        kind=kind["kind"],
        country=code.upper(),
        parents=tuple(f"{code}-{p}" if p else code for p in kind["parents"]),
        names=(
            *(Name(n) for n in [*own, *filled(kind["names"])]),
            *(Name(n, kind="nominal") for n in filled(kind.get("nominal") or [])),
            *(Name(m, kind="metonym") for m in metonyms if m),
        ),
        sources=sources,
    )
