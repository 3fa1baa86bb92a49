"""One document's reading, as a person reads it on a terminal. Takes the rows that ``read`` prints as JSON Lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.model.wording import UNNAMED, called, counted, printed

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 160  # characters of a quoted passage


def lines(row: dict[str, Any]) -> Iterator[str]:
    """Lines of text for one row of ``read``."""
    document = row["document"]
    yield document["title"] or document["id"]
    known = [document["outlet"], document["published"] and str(document["published"]), document["url"]]
    yield "  " + (" · ".join(word for word in known if word) or "no outlet and no day known")
    if document["skipped"]:
        yield f"  not read: {document['skipped']}"
        return
    yield from _said(row)
    yield from _figures(row)
    yield from _incidents(row)


def _said(row: dict[str, Any]) -> Iterator[str]:
    text = row["document"]["text"]
    if row["attributions"]:
        yield "\n  Who says what"
    for found in row["attributions"]:
        speaker = found["speaker"] or f"({called(None, found['speaker_class'], UNNAMED['unspecified'])})"
        against = f" -> {', '.join(found['accused'])}" if found["accused"] else ""
        yield f"    {speaker} [{found['stance']}{against}] {_words(text, found['content'])}"


def _figures(row: dict[str, Any]) -> Iterator[str]:
    text = row["document"]["text"]
    classes = {a["id"]: a["speaker_class"] for a in row["attributions"]}
    if row["figures"]:
        yield "\n  Figures"
    for found in row["figures"]:
        of = f" {found['group']}" if found["group"] else ""
        by = called(found["speaker"], classes.get(found["attribution"]))
        yield f"    {found['measure']}{of}: {count(found)}, by {by}: {_words(text, [found['span']])}"


def _incidents(row: dict[str, Any]) -> Iterator[str]:
    if row["incidents"]:
        yield "\n  Incidents"
    for found in row["incidents"]:
        place = found["place"]["name"] if found["place"] else "place unknown"
        main = " (the report's main one)" if found["main"] else ""
        yield f"    {found['id']} {found['type']}, {place}, {interval(found['date'])}: {found['status'] or 'not assessed'}{main}"
        for party in found["perpetrators"]:
            yield f"       {party['name']}: {party['confidence']}{_by(party)}"
        for measure in ("killed", "injured", "displaced"):
            if found.get(measure):
                yield f"       {measure} {scope(found[measure])}"
        if found["why"]:
            yield f"       why: {found['why']}"


def _by(party: dict[str, Any]) -> str:
    roles = (
        ("blamed", "blamed_by"),
        ("denied", "denied_by"),
        ("admitted", "acknowledged_by"),
        ("claimed", "claimed_by"),
    )
    told = [f"{word} by {', '.join(map(printed, party[key]))}" for word, key in roles if party[key]]
    return f" ({'; '.join(told)})" if told else ""


def _words(text: str, spans: list[Any]) -> str:
    words = " ... ".join(" ".join(text[start:end].split()) for start, end in spans)
    return f"“{words}”" if len(words) <= LONGEST else f"“{words[:LONGEST]}…”"


def count(value: dict[str, Any] | None) -> str:
    """A count or range of low and high: "12", "30-53", "at least 12", "up to 5"."""
    return "unknown" if value is None else counted(value["low"], value["high"], unknown="unknown")


def scope(value: dict[str, Any] | None) -> str:
    """A range with its best value: "12-31, best 19"; "31"."""
    told = count(value)
    if value is None or value.get("best") is None or value["low"] == value["high"]:
        return told
    return f"{told}, best {value['best']:,}"


def interval(value: dict[str, Any] | None) -> str:
    """Days: "2031-03-04", "2031-03-01 to 2031-03-31", "day unknown"."""
    if value is None or not (value["from"] or value["to"]):
        return "day unknown"
    start, end = value["from"] or "?", value["to"] or "?"
    return str(start) if start == end else f"{start} to {end}"
