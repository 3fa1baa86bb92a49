"""A document: its text with overlapping highlights, the exact characters that a link names, the custody of its capture."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.responses import Response

from rashomon.api.book import document_row
from rashomon.errors import NotInRecordError
from rashomon.model import Span, sha256, words_of
from rashomon.model.codec import plain
from rashomon.model.wording import called
from rashomon.record import ClaimFilter
from rashomon.web.marking import Mark, paragraphs
from rashomon.web.problems import BadQueryError
from rashomon.web.quotes import mark, same
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import direction, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Annotated, Claim, Document
    from rashomon.record import StoredDocument

LAYERS = {
    "said": "who says what",
    "figures": "figures",
    "incidents": "incidents",
    "times": "times",
    "places": "places",
    "actors": "names",
}
USUAL = ("said", "figures")
_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class Pointed(NamedTuple):
    """The characters that the address names: ``held`` is None where it names no hash to check them by."""

    span: Span
    words: str
    held: bool | None
    why: str


def page(visit: Visit) -> Answer:
    """The text with its marks."""
    found = visit.book.record.document(visit.path("document"))
    return Answer(
        template="document.html", title=found.document.title or found.document.id, context=lambda: _drawn(visit, found),
        data=lambda: _data(visit, found), rows=lambda: _rows(visit, found),
    )  # fmt: skip


def capture(visit: Visit) -> Response:
    """The bytes as they came, to be saved: never shown, since they may run or ask other hosts."""
    found = visit.book.record.capture(visit.path("document"))
    return Response(
        found.content, media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{found.sha256[:16]}.bin"', "Content-Security-Policy": "sandbox"},
    )  # fmt: skip


def _drawn(visit: Visit, found: StoredDocument) -> dict[str, Any]:
    document, reading = found.document, visit.book.record.reading(found.document.sha256)
    claims = list(visit.book.record.claims(ClaimFilter(document=document.sha256)))
    pointed = _pointed(visit, document, claims)
    layers = _layers(visit)
    marks = [m for layer in layers for m in _MARKS[layer](reading)]
    if pointed and pointed.held is not False:
        marks.append(Mark(*pointed.span, "here"))
    lang = language(document.text, document.language)
    return {
        "found": found, "document": document, "paragraphs": paragraphs(document.text, marks), "pointed": pointed,
        "claim": next((claim for claim in claims if claim.id == visit.words("claim")), None),
        "layers": {name: (what, name in layers, visit.here(layers=_switched(layers, name))) for name, what in LAYERS.items()},
        "said": _said(reading), "told": _told(visit, claims), "lang": lang, "dir": direction(lang),
        "intact": _intact(visit, document), "claims": claims,
    }  # fmt: skip


def _layers(visit: Visit) -> tuple[str, ...]:
    raw = visit.words("layers")
    if raw is None:
        return USUAL
    return tuple(name for name in LAYERS if name in raw.split(","))


def _switched(layers: tuple[str, ...], name: str) -> str:
    return ",".join(n for n in LAYERS if (n in layers) != (n == name)) or "none"


def _pointed(visit: Visit, document: Document, claims: list[Claim]) -> Pointed | None:
    raw = visit.words("c")
    if raw is None:
        return None
    found = _PLACE.fullmatch(raw)
    if not found:
        raise BadQueryError("c", raw, "a range of characters, such as 120-182")
    span = Span(int(found[1]), int(found[2]))
    if not 0 <= span.start < span.end <= len(document.text):
        return Pointed(span, "", False, f"the text has {len(document.text):,} characters")
    words, wanted = span.of(document.text), visit.words("h")
    claim = next((claim for claim in claims if claim.id == visit.words("claim")), None)
    if claim is not None and claim.span == span and not same(words, claim.original):
        return Pointed(span, words, False, "other words stand there than the claim rests on")
    if wanted is None:
        return Pointed(span, words, None, "")
    held = mark(words) == wanted.lower() or (
        claim is not None and mark(claim.original) == wanted.lower() and same(words, claim.original)
    )
    return Pointed(
        span, words, held, "" if held else "other characters stand there than those that the link was made for"
    )


def _intact(visit: Visit, document: Document) -> bool:
    try:
        return sha256(visit.book.record.capture(document.sha256).content) == document.sha256
    except (NotInRecordError, zlib.error):
        return False


# Marks, layer by layer


def _marks_said(reading: Annotated) -> Iterator[Mark]:
    for said in reading.attributions:
        who = called(said.speaker, said.speaker_class, "somebody")
        for role in ("content", "source", "cue"):
            for span in getattr(said, role):
                yield Mark(span.start, span.end, role, said.id, f"{role}: {who}, {said.stance}")


def _marks_figures(reading: Annotated) -> Iterator[Mark]:
    for figure in reading.figures:
        yield Mark(*figure.span, "figure", figure.id, f"figure: {figure.measure}, {figure.group or 'people'}")


def _marks_incidents(reading: Annotated) -> Iterator[Mark]:
    for incident in reading.incidents:
        for span in incident.anchors or (incident.anchor,):
            yield Mark(*span, "incident", incident.id, f"incident: {incident.type}")


def _marks_times(reading: Annotated) -> Iterator[Mark]:
    for time in reading.times:
        yield Mark(*time.span, "time", "", f"time: {time.value}")


def _marks_places(reading: Annotated) -> Iterator[Mark]:
    for place in reading.places:
        yield Mark(*place.span, "place", "", f"place: {place.name}, {place.precision or 'unresolved'}")


def _marks_actors(reading: Annotated) -> Iterator[Mark]:
    for actor in reading.actors:
        yield Mark(*actor.span, "actor", "", f"name: {actor.name}, {actor.kind}")


_MARKS = {
    "said": _marks_said, "figures": _marks_figures, "incidents": _marks_incidents, "times": _marks_times,
    "places": _marks_places, "actors": _marks_actors,
}  # fmt: skip

# Beside the text


def _said(reading: Annotated) -> list[dict[str, Any]]:
    text = reading.text
    return [
        {
            "id": said.id, "speaker": said.speaker, "class": said.speaker_class, "stance": said.stance, "kind": said.kind,
            "cue": " ".join(words_of(text, said.cue).split()), "content": " ".join(words_of(text, said.content).split()),
            "within": said.within, "actor": said.actor or said.speaker, "lang": language(words_of(text, said.content), reading.document.language),
        }
        for said in reading.attributions
    ]  # fmt: skip


def _told(visit: Visit, claims: list[Claim]) -> list[dict[str, Any]]:
    """The incidents that the document tells of, with the number of its claims about each."""
    from rashomon.api.book import REAL
    from rashomon.record import IncidentFilter
    from rashomon.run.assessing import incident_rows
    from rashomon.web.told import title

    numbers: dict[str, int] = {}
    for claim in claims:
        if claim.incident:
            numbers[claim.incident] = numbers.get(claim.incident, 0) + 1
    if not numbers:
        return []
    stored = list(visit.book.record.incidents(IncidentFilter(ids=tuple(sorted(numbers)), reality=REAL)))
    rows = incident_rows(visit.book.record, stored, policy=visit.book.settings.policy)
    return [{"incident": row, "title": title(row), "claims": numbers[row.id]} for row in rows]


def _data(visit: Visit, found: StoredDocument) -> dict[str, Any]:
    reading: dict[str, Any] = plain(visit.book.record.reading(found.document.sha256))
    kept = ("attributions", "times", "places", "actors", "figures", "incidents", "relations")
    claims = list(visit.book.record.claims(ClaimFilter(document=found.document.sha256)))
    pointed = _pointed(visit, found.document, claims)
    return {
        "document": document_row(found) | {"text": found.document.text},
        "pointed": pointed and {"span": list(pointed.span), "words": pointed.words, "held": pointed.held, "why": pointed.why or None},
        **{name: reading[name] for name in kept},
    }  # fmt: skip


def _rows(visit: Visit, found: StoredDocument) -> list[dict[str, Any]]:
    """One row an attribution, with its words."""
    reading = visit.book.record.reading(found.document.sha256)
    return [
        {
            "document": found.document.sha256, "attribution": said.id, "speaker": said.speaker, "speaker_class": said.speaker_class,
            "stance": said.stance, "kind": said.kind, "source": words_of(reading.text, said.source),
            "cue": words_of(reading.text, said.cue), "content": words_of(reading.text, said.content), "within": said.within,
            "confidence": said.confidence,
        }
        for said in reading.attributions
    ]  # fmt: skip


PAGES = (
    Page("/documents/{document}", page),
    Page("/documents/{document}/capture", capture, twins=()),
)
