"""The user's own actors: one JSON line an entry, by id, in a file that ``rashomon actors import`` writes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rashomon.errors import ModelFileError

from .registry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.config import Settings

BESIDE = ".actors.jsonl"

_HINT = "import your actors anew, or point RASHOMON_ACTORS at another file"


def beside(settings: Settings) -> str:
    """Where ``rashomon actors import`` writes: the setting ``actors``, else beside the record; "" for a record of a server."""
    if settings.actors:
        return settings.actors
    return "" if "://" in settings.record else str(Path(settings.record).with_suffix(BESIDE))


def own_actors(settings: Settings) -> str:
    """The user's own actors that reading uses: the setting ``actors``, else the file beside the record; "" for none."""
    path = beside(settings)
    return path if path and (settings.actors or Path(path).is_file()) else ""


def digest(path: str) -> str:
    """The first 12 digits of the SHA-256 of the file.

    Raises:
        ModelFileError: it cannot be read.
    """
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise ModelFileError(path, error.strerror or str(error), _HINT) from error


def stored(path: str) -> list[Entry]:
    """The entries of the file, by id.

    Raises:
        ModelFileError: it cannot be read, or a line of it is no entry.
    """
    try:
        lines = Path(path).read_bytes().splitlines()
    except OSError as error:
        raise ModelFileError(path, error.strerror or str(error), _HINT) from error
    return [_entry(path, number, line) for number, line in enumerate(lines, 1)]


def _entry(path: str, number: int, line: bytes) -> Entry:
    try:
        return msgspec.json.decode(line, type=Entry)
    except msgspec.MsgspecError as error:
        raise ModelFileError(path, f"line {number}: {error}", _HINT) from error


def written(path: str, entries: Iterable[Entry]) -> None:
    """Writes the entries, by id: the same entries, whatever their order, make the same bytes."""
    lines = [msgspec.json.encode(entry) + b"\n" for entry in sorted(entries, key=lambda entry: entry.id)]
    target = Path(path)
    scratch = target.with_name(target.name + ".new")
    scratch.write_bytes(b"".join(lines))
    scratch.replace(target)


def overlaid(base: Iterable[Entry], own: Iterable[Entry]) -> list[Entry]:
    """``base`` with the user's entries: one of a known id adds to that entry, all others come behind, by id."""
    found = {entry.id: entry for entry in base}
    for entry in sorted(own, key=lambda entry: entry.id):
        known = found.get(entry.id)
        found[entry.id] = entry if known is None else joined(known, entry)
    return list(found.values())


def joined(known: Entry, more: Entry) -> Entry:
    """One entry with what another says of it: names, parents, terms and sources added, outside ids filled in."""

    def both(field: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys((*getattr(known, field), *getattr(more, field))))

    return msgspec.structs.replace(
        known,
        **{field: both(field) for field in ("names", "parents", "terms", "sources")},
        country=known.country or more.country,
        wikidata=known.wikidata or more.wikidata,
        ucdp=known.ucdp or more.ucdp,
    )
