"""The places added by hand: tab-separated files in ``data/``, which anyone who knows the field can edit.

Columns: name, kind, country (ISO 3166 alpha-2, or "-"), latitude, longitude, weight, GeoNames id (or "-"), other names
separated by "|". The weight ranks places of one name as a population would. Lines that start with "#" are comments.
Coordinates were written from general knowledge of the places: of countries as GeoNames has them, of neighbourhoods and
camps to about a kilometre, of regions to the middle of what is usually meant.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import ModelFileError

from .entry import Entry
from .folding import bare, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATA = Path(__file__).parent / "data"


@cache
def curated() -> Mapping[str, tuple[Entry, ...]]:
    """Folded name -> places, from all files of ``data/``.

    Raises:
        ModelFileError: a line has the wrong columns.
    """
    places: dict[str, list[Entry]] = {}
    for path in sorted(DATA.glob("*.tsv")):
        for entry, others in _rows(path):
            _put(places, fold(entry.name), entry)
            for other in others:
                _put(places, fold(other), entry)
    return {key: tuple(entries) for key, entries in places.items()}


@cache
def countries() -> Mapping[str, str]:
    """Names of countries and territories by code (ISO 3166-1 alpha-2).

    Raises:
        ModelFileError: a line has the wrong columns.
    """
    rows = (entry for entry, _ in _rows(DATA / "countries.tsv") if entry.country)
    return {entry.country: entry.name for entry in rows if entry.country and entry.kind == "country"}


def _put(places: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    for known in (key, bare(key)) if entry.country and len(bare(key)) > 3 else (key,):
        entries = places.setdefault(known, [])
        if all((e.name, e.kind) != (entry.name, entry.kind) for e in entries):
            entries.append(entry)


def _rows(path: Path) -> Iterator[tuple[Entry, list[str]]]:
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        try:
            name, kind, country, lat, lon, weight, geonameid, others = [*cells, *[""] * (8 - len(cells))]
            entry = Entry(
                name, float(lat), float(lon), kind, None if country == "-" else country, None,
                int(weight or 0), None if geonameid in ("-", "") else int(geonameid), curated=True,
            )  # fmt: skip
        except ValueError as error:
            raise ModelFileError(f"{path}, line {number}", f"not a row of places: {error}") from error
        yield entry, [other.strip() for other in others.split("|") if other.strip()]
