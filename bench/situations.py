"""Compares the days and places of incidents with the keys of MUC-4, an independent source for both.

usage: python bench/situations.py GOLD.jsonl PREDICTED.jsonl [--errors N]

GOLD is muc4/{train,dev}.jsonl of the shared data, PREDICTED what `rashomon read --format jsonl` printed for it. A template of
the key is aligned with the incident that shares most names of victims, targets, perpetrators and instruments with it (one
incident may answer several templates: the key parts what differs in target). Over the aligned ones:

* day: the interval is one of the key's; day meets: it shares a day with one; only where the key gives both ends. The key's
  "on or before the dateline" is its word for an untold day: "day invented" is the share of those for which ours gives a single
  day. It is an upper bound: the key says so for "last Wednesday" as well.
* place: the name is one of the narrowest level of the key's path; place in path: of any level below the country; country alone:
  ours gives the country; place wrong: a name that the key's path does not hold; place none. Where the key has the country
  alone, texts often tell more: not counted.

Half A is every second document, the first one, the third one ...: rules are written looking at that half alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROLES = ("perp_individual_id", "perp_organization_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_description")
FILLED = ("perpetrators", "victims", "targets", "instruments")
Row = dict[str, Any]
Rates = dict[str, list[bool]]


def main() -> int:
    """Prints shares in percent for both halves and the whole; with --errors, the first wrong ones of half A."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="print N wrong days and N wrong places of half A"
    )
    options = parser.parse_args()
    mine = {row["document"]["id"]: row for row in _rows(options.predicted)}
    halves: tuple[Rates, Rates] = (defaultdict(list), defaultdict(list))
    left = {"day": options.errors, "place": options.errors}
    for number, row in enumerate(_rows(options.gold)):
        for template in row["templates"]:
            found = _aligned(template, row["text"], mine.get(str(row["id"]), {}).get("incidents", []))
            rates = _judged(template, found)
            for name, right in rates.items():
                halves[number % 2][name].append(right)
            for what in ("day", "place") if number % 2 == 0 else ():
                if found is not None and rates.get(what) is False and left[what]:
                    left[what] -= 1
                    _show(row, template, found, what)
    names = sorted({*halves[0], *halves[1]})
    for name in names:
        a, b = halves[0][name], halves[1][name]
        print(f"{name:<18} half A {_share(a)}  half B {_share(b)}  both {_share(a + b)}  (of {len(a) + len(b)})")
    return 0


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def _share(found: list[bool]) -> str:
    return f"{100 * sum(found) / len(found):5.1f}" if found else "    -"


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _aligned(template: Row, text: str, incidents: list[Row]) -> Row | None:
    """The incident that shares most names with the template; the first of equals; None where none shares any."""
    wanted = {
        _folded(alt)
        for role in ROLES
        if isinstance(template.get(role), list)
        for f in template[role]
        for alt in f["alt"]
    }
    best: tuple[int, Row] | None = None
    for incident in incidents:
        spans = [span for key in FILLED for item in incident.get(key, []) for span in item["mentions"]]
        shared = len(wanted & {_folded(text[start:end]) for start, end in spans})
        if shared and (best is None or shared > best[0]):
            best = (shared, incident)
    return best[1] if best else None


def _judged(template: Row, found: Row | None) -> dict[str, bool]:
    rates = {"aligned": found is not None}
    if found is not None:
        return (
            rates
            | _days(template.get("incident_date"), found.get("date"))
            | _place(_paths(template), found.get("place"))
        )
    return rates


def _days(dates: list[Row] | None, mine: Row | None) -> dict[str, bool]:
    known = [iso for filler in dates or [] for iso in filler["iso"] if iso]
    if not known:
        return {}
    if all(start is None for start, _ in known):
        return {"day invented": bool(mine and mine["from"] and mine["from"] == mine["to"])}
    closed = [(start, end) for start, end in known if start]
    if mine is None or not mine["from"] or not mine["to"]:
        return {"day": False, "day meets": False, "day none": True}
    return {
        "day": (mine["from"], mine["to"]) in closed,
        "day meets": any(mine["from"] <= end and start <= mine["to"] for start, end in closed),
        "day none": False,
    }


def _paths(template: Row) -> list[list[list[str]]]:
    """The key's places: levels from the country down, each the folded names of that level."""
    return [
        [[_folded(name) for name, _ in level] for level in path]
        for filler in template.get("incident_location") or []
        for path in filler["paths"]
    ]


def _place(paths: list[list[list[str]]], mine: Row | None) -> dict[str, bool]:
    deep = [path for path in paths if len(path) > 1]
    if not deep:
        return {}
    name = _folded(mine["name"]) if mine else ""
    held = any(name in level for path in deep for level in path[1:])
    country = any(name in path[0] for path in deep)
    return {
        "place": any(name in path[-1] for path in deep),
        "place in path": held,
        "country alone": country and not held,
        "place wrong": bool(name) and not held and not country,
        "place none": not name,
    }


def _show(row: Row, template: Row, found: Row, what: str) -> None:
    first, last = found["anchor"]
    text = row["text"]
    around = " ".join(f"{text[max(0, first - 160) : first]}>>>{text[first:last]}<<<{text[last : last + 160]}".split())
    want = template["incident_date"] if what == "day" else template["incident_location"]
    got = found.get("date") if what == "day" else (found.get("place") or {}).get("name")
    print(f"{row['id']} {row['date']} {what}: key {[f['alt'] for f in want]}, ours {got}\n    {around}")


if __name__ == "__main__":
    sys.exit(main())
