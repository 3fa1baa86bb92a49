"""Builds a gazetteer from a GeoNames dump: https://download.geonames.org/export/dump/ (CC BY 4.0).

``allCountries.txt``, a country's file or ``cities500.txt``, as text or in the zip file that it comes in. Names of provinces
are those of the dump's own ADM1 rows, or of ``admin1CodesASCII.txt`` where that lies beside it.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rashomon.errors import MissingInputError, UnreadableInputError

from .writer import Row, latin, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

COLUMNS = 19
HINT = "wanted is a file of GeoNames' dump such as allCountries.txt: 19 columns parted by tabs"
# Feature classes and codes of GeoNames -> our kinds; what is not here (hotels, farms, ...) is left out.
CODES = {
    "ADM1": "province", "ADM1H": "province", "ADM2": "district", "ADM3": "district", "CONT": "continent", "RGN": "region", "RGNE": "region",
    "PCLI": "country", "PCLD": "country", "PCLS": "country", "PCL": "country", "TERR": "country", "PPLX": "neighbourhood",
    "PRSH": "district", "CMPRF": "camp", "CMP": "camp", "AIRB": "facility", "AIRP": "facility", "AIRF": "facility", "INSM": "facility",
    "HSP": "facility", "PRN": "facility", "CSTM": "facility", "DAM": "facility", "MSQE": "facility", "BDG": "facility", "PRT": "facility",
    "SEA": "water", "OCN": "water", "STM": "water", "LK": "water", "STRT": "water", "GULF": "water", "CNL": "water", "BAY": "water",
    "ISL": "island", "ISLS": "island", "MT": "mountain", "MTS": "mountain", "PK": "mountain", "DSRT": "region", "PEN": "region", "VAL": "region",
}  # fmt: skip


def build(source: Path, target: Path) -> int:
    """Writes the gazetteer ``target`` from the dump ``source``, and returns the number of places.

    Memory stays small; a dump of 12 million places takes some minutes and needs about 4 GB of disk.

    Raises:
        MissingInputError: there is no ``source``.
        UnreadableInputError: it is no GeoNames dump; ``line`` says where.
        OSError, sqlite3.Error: ``target`` cannot be written.
    """
    if not source.is_file():
        raise MissingInputError(str(source), "there is no such file", hint=HINT)
    provinces = _provinces(source)
    count = write(target, _rows(source, provinces), f"GeoNames (CC BY 4.0), {source.name}")
    if not count:
        target.unlink(missing_ok=True)
        raise UnreadableInputError(str(source), "it holds no places", hint=HINT)
    return count


@contextmanager
def _open(source: Path) -> Iterator[TextIO]:
    if not zipfile.is_zipfile(source):
        with source.open(encoding="utf8", newline="\n") as file:
            yield file
        return
    with zipfile.ZipFile(source) as archive:
        inside = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
        if not inside:
            raise UnreadableInputError(str(source), "the zip file holds no .txt file", hint=HINT)
        with archive.open(inside[0]) as raw:
            yield io.TextIOWrapper(raw, encoding="utf8", newline="\n")


def _cells(source: Path) -> Iterator[list[str]]:
    try:
        with _open(source) as file:
            for number, line in enumerate(file, 1):
                cells = line.rstrip("\n").split("\t")
                if len(cells) != COLUMNS:
                    raise UnreadableInputError(
                        str(source), f"{len(cells)} columns, not {COLUMNS}", line=number, hint=HINT
                    )
                yield cells
    except UnicodeDecodeError as error:
        raise UnreadableInputError(str(source), "it is not UTF-8 text", hint=HINT) from error


def _provinces(source: Path) -> dict[tuple[str, str], str]:
    found = {}
    beside = source.with_name("admin1CodesASCII.txt")
    if beside.is_file():
        for line in beside.read_text(encoding="utf8").splitlines():
            code, name, *_ = line.split("\t")
            country, _, number = code.partition(".")
            found[country, number] = name
    for cells in _cells(source):
        if cells[7] == "ADM1":
            found[cells[8], cells[10]] = cells[1]
    return found


def _rows(source: Path, provinces: dict[tuple[str, str], str]) -> Iterator[Row]:
    for number, cells in enumerate(_cells(source), 1):
        kind = CODES.get(cells[7]) or ("city" if cells[6] == "P" and cells[7] not in ("PPLH", "PPLQ", "PPLW") else None)
        if kind is None:
            continue
        try:
            lat, lon, population = float(cells[4]), float(cells[5]), int(cells[14] or 0)
            identity = int(cells[0])
        except ValueError as error:
            raise UnreadableInputError(str(source), str(error), line=number, hint=HINT) from error
        others = tuple(dict.fromkeys(name for name in (cells[2], *cells[3].split(",")) if latin(name)))
        province = None if kind in ("province", "country") else provinces.get((cells[8], cells[10]))
        yield Row(identity, cells[1], lat, lon, kind, cells[8] or None, province, population, others)
