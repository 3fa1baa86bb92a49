"""Writes a gazetteer file: SQLite, read-only once written, with a bitmap that answers most look-ups with "no".

    place   one row a place; coordinates in 1e-5 degrees
    name    (key, place): every spelling's key; keys of skeletons start with "~"; ``alternate`` 0 is the first name
    meta    format, source, and the bitmap: bit crc32(key) mod its length is set for every key

The bitmap keeps look-ups of words that are no place at a fraction of a microsecond, without reading the file.
"""

from __future__ import annotations

import sqlite3
import unicodedata
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec

from .folding import bare, fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FORMAT = 1
BITS_PER_KEY = 12
# Countries whose names reach English from another script, where spellings vary.
TRANSLITERATED = frozenset(
    [
        "SY",
        "IQ",
        "YE",
        "LY",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "SD",
        "SS",
        "SA",
        "KW",
        "QA",
        "BH",
        "OM",
        "AE",
        "DZ",
        "MA",
        "TN",
        "MR",
        "SO",
        "DJ",
        "ER",
        "ET",
        "IR",
        "AF",
        "PK",
        "TJ",
        "UZ",
        "TM",
        "KG",
        "KZ",
        "AZ",
        "AM",
        "GE",
        "TR",
        "UA",
        "RU",
        "BY",
        "MD",
        "IN",
        "BD",
        "MM",
        "NP",
        "LK",
        "ML",
        "NE",
        "TD",
        "NG",
    ],
)
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lat INTEGER NOT NULL, lon INTEGER NOT NULL,
  kind TEXT NOT NULL, country TEXT, province INTEGER, population INTEGER NOT NULL);
CREATE TABLE province (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, alternate INTEGER NOT NULL,
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE draft (key TEXT, place INTEGER, alternate INTEGER);
"""


class Row(msgspec.Struct, frozen=True, gc=False):
    """A place to write. ``id`` is its GeoNames id, or negative for one that has none; ``names`` are other spellings."""

    id: int
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None
    province: str | None
    population: int
    names: tuple[str, ...] = ()


def latin(name: str) -> bool:
    """Whether a spelling is one that English text could use: Latin letters, a capital first, no airport code."""
    if not 3 <= len(name) <= 40 or (name.isupper() and len(name) <= 4) or any(c.isdigit() or c in "()=" for c in name):
        return False
    start = next((c for c in name if c.isalpha()), "a")
    return start.isupper() and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def keys(name: str, others: Iterable[str], country: str | None) -> dict[str, int]:
    """Every key under which a place is found, with 0 for those of its first name and 1 for the rest."""
    found: dict[str, int] = {}
    foreign = country in TRANSLITERATED
    for spelling, alternate in [(name, 0), *((other, 1) for other in others)]:
        key = fold(spelling)
        if not key:
            continue
        found.setdefault(key, alternate)
        if foreign:
            if len(short := bare(key)) > 3:
                found.setdefault(short, alternate)
            if bones := skeleton(key):
                found.setdefault("~" + bones, 1)
    return found


def write(target: Path, rows: Iterable[Row], source: str) -> int:
    """Writes the places to ``target``, replacing it, and returns how many there were.

    Raises:
        OSError, sqlite3.Error: the file cannot be written.
    """
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as db:
        db.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        count = _fill(db, rows)
        db.execute(
            "INSERT INTO name SELECT key, place, min(alternate) FROM draft GROUP BY key, place ORDER BY key, place"
        )
        db.execute("DROP TABLE draft")
        bits = _bitmap(db)
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("format", str(FORMAT)), ("source", source), ("places", str(count)), ("bitmap", bits)],
        )
        db.commit()
        db.execute("VACUUM")
    part.replace(target)
    return count


def _fill(db: sqlite3.Connection, rows: Iterable[Row]) -> int:
    provinces: dict[str, int] = {}
    count = 0

    def drafts() -> Iterator[tuple[str, int, int]]:
        nonlocal count
        for row in rows:
            count += 1
            province = provinces.setdefault(row.province, len(provinces) + 1) if row.province else None
            place = (
                row.id,
                row.name,
                round(row.lat * 1e5),
                round(row.lon * 1e5),
                row.kind,
                row.country,
                province,
                row.population,
            )
            db.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", place)
            for key, alternate in keys(row.name, row.names, row.country).items():
                yield key, row.id, alternate

    db.executemany("INSERT INTO draft VALUES (?, ?, ?)", drafts())
    db.executemany("INSERT INTO province VALUES (?, ?)", ((number, name) for name, number in provinces.items()))
    return count


def _bitmap(db: sqlite3.Connection) -> bytes:
    (count,) = db.execute("SELECT count(DISTINCT key) FROM name").fetchone()
    size = 1 << max(10, (count * BITS_PER_KEY - 1).bit_length())
    bits = bytearray(size // 8)
    for (key,) in db.execute("SELECT DISTINCT key FROM name"):
        bit = zlib.crc32(key.encode()) & (size - 1)
        bits[bit >> 3] |= 1 << (bit & 7)
    return bytes(bits)
