"""Looks places up in a gazetteer file and in the places added by hand. Writes nothing; knows nothing of texts."""

from __future__ import annotations

import os
import sqlite3
import zlib
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from rashomon.config import settings
from rashomon.errors import ModelFileError

from .curated import curated
from .entry import Entry, distance_km, prominence
from .folding import bare, fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Mapping

BUILT_IN = Path(__file__).parent / "data" / "places.sqlite"
FORMAT = "1"
_HINT = "point RASHOMON_GAZETTEER at a file made by rashomon gazetteer build, or unset it for the built-in one"
# Below this likeness (0 to 100) of the folded names, a shared skeleton is chance.
ALIKE = 82.0
# From here on, an alternate name is the first name in another spelling.
SAME_NAME = 70.0
SAME_PLACE_KM = 40.0
_QUERY = (
    "SELECT p.id, p.name, p.lat, p.lon, p.kind, p.country, v.name, p.population, n.alternate "
    "FROM name n JOIN place p ON p.id = n.place LEFT JOIN province v ON v.id = p.province WHERE n.key = ?"
)


class Gazetteer:
    """A gazetteer file under the places added by hand. One for each process: connections do not survive a fork."""

    def __init__(self, path: Path, added: Mapping[str, tuple[Entry, ...]]) -> None:
        """Opens ``path``.

        Raises:
            ModelFileError: it is missing, or no gazetteer of this version.
        """
        self.path = path
        self._added = added
        self._countries = {
            entry.country: (entry,)
            for entries in added.values()
            for entry in entries
            if entry.kind == "country" and entry.country and not entry.alternate and entry.geonameid
        }
        if not path.is_file():
            raise ModelFileError(str(path), "there is no such gazetteer", _HINT)
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            meta = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.DatabaseError as error:
            raise ModelFileError(str(path), f"no gazetteer: {error}", _HINT) from error
        if meta.get("format") != FORMAT:
            wrong = f"a gazetteer of format {meta.get('format')}, not {FORMAT}"
            raise ModelFileError(str(path), wrong, f"build it again; {_HINT}")
        self._bits: bytes = meta["bitmap"]
        self._mask = len(self._bits) * 8 - 1
        self._found = lru_cache(maxsize=8_000)(self._find)
        self._known = lru_cache(maxsize=8_000)(self._rows)

    def may_hold(self, key: str) -> bool:
        """Whether a folded name can be there: False is certain, True is right 9 times of 10. Reads no file."""
        if key in self._added:
            return True
        bit = zlib.crc32(key.encode()) & self._mask
        return bool(self._bits[bit >> 3] & (1 << (bit & 7)))

    def lookup(self, name: str, country: str | None = None) -> tuple[Entry, ...]:
        """Every place of this name, the most prominent first; only those in ``country`` (alpha-2), where given.

        Spellings are tried in order until one is known: as it stands, without Arabic articles, by its consonants.
        """
        found = self._found(fold(name))
        return found if country is None else tuple(entry for entry in found if entry.country == country)

    def exact(self, name: str) -> tuple[Entry, ...]:
        """As ``lookup``, but only under the name's own spelling (case, accents, hyphens apart)."""
        return self._read(fold(name))

    def keyed(self, key: str) -> tuple[Entry, ...]:
        """As ``exact``, for a name that is folded already."""
        return self._read(key)

    def country(self, code: str) -> tuple[Entry, ...]:
        """The country with this ISO 3166 alpha-2 code; none where it is unknown."""
        return self._countries.get(code, ())

    def _find(self, key: str) -> tuple[Entry, ...]:
        if found := self._read(key):
            return found
        short = bare(key)
        if short != key and len(short) > 3 and (found := self._read(short)):
            return found
        bones = skeleton(key)
        if not bones or len(key) < 5:
            return ()
        return tuple(e for e in self._read("~" + bones) if _alike(short, bare(fold(e.name))) >= ALIKE)

    def _read(self, key: str) -> tuple[Entry, ...]:
        return self._known(key) if key and self.may_hold(key) else ()

    def _rows(self, key: str) -> tuple[Entry, ...]:
        added = self._added.get(key, ())
        entries = list(added)
        for row in self._db.execute(_QUERY, (key,)):
            entry = _entry(row, key)
            if not any(_same(entry, other) for other in added):
                entries.append(entry)
        return tuple(sorted(entries, key=_rank))


def _entry(row: tuple[int, str, int, int, str, str | None, str | None, int, int], key: str) -> Entry:
    number, name, lat, lon, kind, country, province, population, alternate = row
    return Entry(
        name,
        lat / 1e5,
        lon / 1e5,
        kind,
        country,
        province,
        population,
        number if number > 0 else None,
        bool(alternate) and not _spelling(bare(key), bare(fold(name))),
    )


def _same(entry: Entry, added: Entry) -> bool:
    """Whether a place of the file is one that was added by hand, and gives way to it."""
    if entry.country != added.country:
        return False
    if entry.kind in ("province", "district") or added.kind in ("province", "district"):
        return entry.kind == added.kind and (entry.kind == "province" or distance_km(entry, added) < 60)
    return distance_km(entry, added) < SAME_PLACE_KM


def _rank(entry: Entry) -> tuple[float, str, float, float]:
    return -prominence(entry), entry.name, entry.lat, entry.lon


def _spelling(a: str, b: str) -> bool:
    """Whether two names are one in two spellings: "Hama" and "Hamah", not "Mexico" and "Mexico City"."""
    return _alike(a, b) >= (SAME_NAME if a.count(" ") == b.count(" ") else ALIKE)


def _alike(a: str, b: str) -> float:
    return fuzz.ratio(a, b)


def open_gazetteer(path: str) -> Gazetteer:
    """The gazetteer at ``path``, opened once in each process; the built-in one for "".

    Raises:
        ModelFileError: it is missing, or no gazetteer of this version.
    """
    return _opened(path, os.getpid())


@cache
def _opened(path: str, _process: int) -> Gazetteer:
    return Gazetteer(Path(path) if path else BUILT_IN, curated())


def default() -> Gazetteer:
    """The gazetteer of the settings (``RASHOMON_GAZETTEER``), else the built-in one."""
    return open_gazetteer(settings().gazetteer)


def lookup(name: str, country: str | None = None) -> tuple[Entry, ...]:
    """``Gazetteer.lookup`` in the default gazetteer."""
    return default().lookup(name, country)
