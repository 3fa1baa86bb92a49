"""Reads files of actors, looks up what their rows say of each other, and fits them to what is known already.

A row that gives no actor is named and left out; the others are kept. The same files in any order give the same actors.
"""

from __future__ import annotations

import bz2
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import yaml

from rashomon.errors import InputError, MissingInputError, UnreadableInputError
from rashomon.lexicon.registry import Entry, Name, Registry, Term, key
from rashomon.lexicon.registry_rows import WrongRowError, entries_of, line_of, parsed
from rashomon.lexicon.registry_users import joined

from . import ftm, wikidata
from .found import Found, Office, UnfitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Imported(NamedTuple):
    """The user's actors after an import: all of them by id, how many are new and changed, what could not be taken."""

    entries: list[Entry]
    added: int
    changed: int
    problems: list[InputError]


class _Rows:
    """What was read so far."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, int | None, Entry]] = []
        self.found: list[tuple[str, int | None, Found]] = []
        self.offices: list[tuple[str, int | None, str, Office]] = []
        self.problems: list[InputError] = []


def import_actors(files: Sequence[str], package: Registry, own: Sequence[Entry] = ()) -> Imported:
    """The actors of ``files``, with those that the user has already; ``package`` are the actors of the package.

    A name that another actor bears would make both unknown: it is left out, and told.
    """
    rows = _Rows()
    for path in files:
        _read(path, rows)
    entries = [*rows.entries, *_linked(rows, package, own)]
    before = {entry.id: entry for entry in own}
    after, taken = dict(before), _Taken(package, own)
    for path, line, entry in sorted(entries, key=lambda item: (item[2].id, item[2].name, item[0])):
        fitted, clashes = taken.fitted(entry)
        rows.problems += [InputError(path, clash, line=line) for clash in clashes]
        if fitted is not None:
            known = after.get(fitted.id)
            after[fitted.id] = fitted if known is None else joined(known, fitted)
    _complete(after, package, rows)
    changed = sum(1 for name, entry in after.items() if name in before and before[name] != entry)
    return Imported([after[name] for name in sorted(after)], len(after) - len(before), changed, rows.problems)


def _complete(after: dict[str, Entry], package: Registry, rows: _Rows) -> None:
    """Takes out parents and offices that nobody knows."""
    known = {*package.entries, *after}
    for name, entry in list(after.items()):
        parents = tuple(parent for parent in entry.parents if parent in known and parent != name)
        terms = tuple(term for term in entry.terms if term.of in known)
        for lost in (*(p for p in entry.parents if p not in parents), *(t.of for t in entry.terms if t not in terms)):
            rows.problems.append(InputError(name, f"there is no actor {lost!r}; the rest of the row is kept"))
        after[name] = msgspec.structs.replace(entry, parents=parents, terms=terms)


class _Taken:
    """Whose each name is."""

    def __init__(self, package: Registry, own: Iterable[Entry]) -> None:
        self._package = package
        self._bearers: dict[tuple[str, ...], str] = {}
        for entry in own:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        for name in (Name(entry.name), *entry.names):
            self._bearers.setdefault(key(name.text), entry.id)

    def _bearer(self, text: str, of: str) -> str | None:
        words = key(text)
        others = [entry.id for entry, _ in self._package.candidates(words) if entry.id != of]
        mine = self._bearers.get(words)
        return others[0] if others else mine if mine is not None and mine != of else None

    def fitted(self, entry: Entry) -> tuple[Entry | None, list[str]]:
        """The entry without names that are no names or others', and what was left out, in words."""
        told = []
        if not key(entry.name):
            return None, [f"{entry.name!r} is no name"]
        known = entry.id in self._package.entries
        if not known and (other := self._bearer(entry.name, entry.id)):
            return None, [f"{entry.name!r} is {other} already: give the row that id to add to it"]
        names = []
        for name in entry.names:
            if not key(name.text):
                told.append(f"{name.text!r} of {entry.id} is no name: it is left out")
            elif other := self._bearer(name.text, entry.id):
                told.append(f"the name {name.text!r} of {entry.id} is that of {other} already: it is left out")
            else:
                names.append(name)
        kept = msgspec.structs.replace(entry, names=tuple(names))
        self._take(kept)
        return kept, told


def _linked(rows: _Rows, package: Registry, own: Sequence[Entry]) -> Iterator[tuple[str, int | None, Entry]]:
    """Entries of what Wikidata and FollowTheMoney say: what is known under its Wikidata item keeps its id."""
    items = {entry.wikidata: entry.id for entry in (*own, *package.entries.values()) if entry.wikidata}
    ids = {found.own: items.get(found.wikidata or "", found.id) for _, _, found in rows.found}
    by_item = {found.wikidata: ids[found.own] for _, _, found in rows.found if found.wikidata}
    places = {**items, **by_item, **ids}
    offices: dict[str, list[Office]] = {}
    for path, line, holder, office in rows.offices:
        if holder in ids:
            offices.setdefault(holder, []).append(office)
        else:
            rows.problems.append(InputError(path, f"an office of {holder!r}, who is not in these files", line=line))
    for path, line, found in rows.found:
        held = (*(o for o in found.offices if o.of in places), *offices.get(found.own, ()))
        terms = [Term(o.role, places.get(o.of, o.of), o.since, o.until) for o in held]
        yield path, line, Entry(
            id=ids[found.own], name=found.name, kind=found.kind, names=tuple(name for name in found.names if _is_name(name.text)), country=found.country,
            parents=tuple(places[p] for p in found.within if p in places), wikidata=found.wikidata,
            terms=tuple(terms), sources=found.sources,
        )  # fmt: skip


def _is_name(text: str) -> bool:
    """Names of other people's data are often descriptions: what has no capital, in a script that has any, is none."""
    return text != text.lower() or text == text.upper()


def _read(path: str, rows: _Rows) -> None:
    try:
        data = _bytes(path)
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        rows.problems.append(MissingInputError(path, "there is no such file"))
    except (OSError, EOFError) as error:
        rows.problems.append(UnreadableInputError(path, getattr(error, "strerror", None) or str(error)))
    except UnicodeDecodeError as error:
        rows.problems.append(UnreadableInputError(path, f"no UTF-8 at byte {error.start}"))
    else:
        if Path(path.removesuffix(".gz").removesuffix(".bz2")).suffix in {".yaml", ".yml"}:
            _yaml(path, text, rows)
        else:
            _json(path, text, rows)


def _bytes(path: str) -> bytes:
    raw = Path(path).read_bytes()
    if raw[:2] == b"\x1f\x8b":
        return gzip.decompress(raw)
    return bz2.decompress(raw) if raw[:3] == b"BZh" else raw


def _yaml(path: str, text: str, rows: _Rows) -> None:
    try:
        entries, faults = entries_of(parsed(text))
    except (yaml.YAMLError, WrongRowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        why = getattr(error, "problem", None) or str(error)
        rows.problems.append(UnreadableInputError(path, f"not readable as YAML: {why}", line=line))
        return
    rows.problems += [
        InputError(path, f"{fault.id or 'no id'}: {fault.wrong}", line=line_of(text, fault.row, fault.wrong.field))
        for fault in faults
    ]
    rows.entries += [(path, None, entry) for entry in entries]


def _json(path: str, text: str, rows: _Rows) -> None:
    for line, row in _objects(path, text, rows):
        try:
            if not isinstance(row, dict):
                _unfit("it is no JSON object")
            elif wikidata.is_entity(row):
                rows.found.append((path, line, wikidata.actor(row)))
            elif ftm.is_entity(row) and ftm.is_tie(row):
                rows.offices.append((path, line, *ftm.office(row)))
            elif ftm.is_entity(row):
                rows.found.append((path, line, ftm.actor(row)))
            else:
                _unfit("it is neither an entity of Wikidata nor one of FollowTheMoney")
        except UnfitError as error:
            rows.problems.append(InputError(path, str(error), line=line))


def _unfit(reason: str) -> None:
    raise UnfitError(reason)


def _objects(path: str, text: str, rows: _Rows) -> Iterator[tuple[int | None, Any]]:
    """The objects of a JSON file: one, a list, {"entities": {...}}, or one a line (a dump's commas are dropped)."""
    try:
        whole = json.loads(text)
    except ValueError:
        for number, raw in enumerate(text.splitlines(), 1):
            stripped = raw.strip().rstrip(",")
            if stripped in {"", "[", "]"}:
                continue
            try:
                yield number, json.loads(stripped)
            except ValueError as error:
                rows.problems.append(UnreadableInputError(path, f"broken JSON: {error}", line=number))
        return
    if isinstance(whole, dict) and isinstance(whole.get("entities"), dict):
        whole = list(whole["entities"].values())
    for row in whole if isinstance(whole, list) else [whole]:
        yield None, row
