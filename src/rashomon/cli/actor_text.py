"""One actor as lines of text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.wording import plural, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 160


def lines(row: dict[str, Any], *, markdown: bool = False) -> Iterator[str]:
    """What ``rashomon actors show`` prints of a profile (``api.actors.profile``)."""
    entry = row["registry"]
    name = entry["name"] if entry else row["names"][0]
    yield f"# {name}" if markdown else name
    yield ""
    for label, text in _facts(row, entry):
        yield f"- **{label}**: {text}" if markdown else f"{label + ':':<12} {text}"
    if row["latest"]:
        yield ""
        yield "## Latest words" if markdown else "latest words:"
        for claim in row["latest"]:
            words = " ".join(claim["original"].split())
            shown = words if len(words) <= LONGEST else words[:LONGEST] + "…"
            place = f"{claim['outlet'] or claim['document'][:12]}, characters {claim['span'][0]}-{claim['span'][1]}"
            yield f"- {claim['published'] or '?'}, {claim['stance']} ({claim['property']}): {shown} [{place}]"


def _facts(row: dict[str, Any], entry: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    yield "key", row["key"] + ("" if entry else " (not in the registry)")
    yield "kind", row["kind"]
    yield (
        "named",
        f"{plural(row['mentions'], 'time')} in {plural(row['documents'], 'document')}: {', '.join(row['names'])}",
    )
    if row["merged"]:
        yield "merged", f"{', '.join(key for key in row['merged'] if key != row['key'])}, by people's judgement"
    if entry:
        yield from _registered(entry)
    said = row["says"]
    if said["claims"]:
        yield "says", f"{plural(said['claims'], 'claim')}: {_counts(said['stances'])}"
    for field, label in (("blames", "blames"), ("denies", "denies for"), ("blamed_by", "blamed by")):
        if row[field]:
            yield label, _counts(row[field])


def _registered(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    names = [name["text"] + _days(name) for name in entry["names"] if name["kind"] == "name"]
    if names:
        yield "names", "; ".join(dict.fromkeys(names))
    if entry["ancestors"]:
        yield "part of", " -> ".join(entry["ancestors"])
    for term in entry["terms"]:
        yield "office", f"{term['role']}, {term['of']}{_days(term)}"
    for office in entry["offices"]:
        yield "office of", f"{office['person']}, {office['role']}{_days(office)}"
    ids = [f"{scheme} {entry[scheme]}" for scheme in ("wikidata", "country", "ucdp") if entry.get(scheme)]
    if ids:
        yield "ids", ", ".join(ids)
    for source in entry.get("sources") or ():
        yield "source", source


def _days(row: dict[str, Any]) -> str:
    if not row["since"] and not row["until"]:
        return ""
    return f" ({row['since'] or '?'} to {row['until'] or 'now'})"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{printed(name)} {number}" for name, number in counts.items())
