"""Small invented documents with readings and claims, for the tests of the record."""

from __future__ import annotations

import datetime as dt

from rashomon.model import (
    ActorMention,
    Annotated,
    Attribution,
    Capture,
    Claim,
    Count,
    Document,
    IncidentMention,
    Interval,
    LinkKey,
    Perpetrator,
    PlaceValue,
    Range,
    Relation,
    Sentence,
    Span,
    Token,
    Victim,
    content_id,
    sha256,
)
from rashomon.record import Keys, mention_id

KARSA = PlaceValue("Karsa", 35.5, 38.25, None, "VM", "exact")
WHEN = dt.datetime(2031, 5, 4, 12, 30, tzinfo=dt.UTC)


def document(text: str, *, url: str | None = None, published: dt.date | None = dt.date(2031, 5, 4), **more) -> tuple:
    """A capture of the text as UTF-8, and its document."""
    content = (more.pop("salt", "") + text).encode()
    sha = sha256(content)
    capture = Capture(sha256=sha, content=content, origin=url or "a.txt", media_type="text/plain", captured=WHEN)
    fields = {
        "id": sha[:16],
        "origin": capture.origin,
        "outlet": "Karsa Herald",
        "title": "Strike in Karsa",
        "language": "en",
        **more,
    }
    return capture, Document(text=text, sha256=sha, url=url, published=published, **fields)


def told(text: str, *, place: PlaceValue | None = KARSA, day: dt.date | None = dt.date(2031, 5, 3), **more) -> tuple:
    """Capture, reading, claims and keys of a document of one incident that starts at "strike"."""
    party, kind = more.pop("party", "Ardan Air Force"), more.pop("kind", "airstrike")
    capture, made = document(text, **more)
    at = max(0, text.find("strike"))
    anchor = Span(at, min(len(text), at + 6))
    incident = IncidentMention(
        id="e1", type=kind, anchor=anchor, main=True, date=Interval.day(day) if day else None, place=place,
        killed=Range(12, 12, 30), perpetrators=(Perpetrator(name=party, actor="ardan-air-force"),),
        victims=(Victim(name="Ilyas Dahn", number=Count(1, 1), effect="killed"),),
    )  # fmt: skip
    said = Attribution(id="a1", content=(anchor,), speaker="Velmar Casualty Watch", stance="accuse")
    annotated = Annotated(
        document=made, tokens=(Token(anchor, "strike"),), sentences=(Sentence(Span(0, len(text)), (0, 1), 0),),
        actors=(ActorMention(anchor, party, "ardan-air-force", "military"), ActorMention(anchor, party, "ardan-air-force", "military")),
        attributions=(said,), incidents=(incident,), relations=(Relation(origin="a1", target="e1", type="blames"),),
    )  # fmt: skip
    mention = mention_id(made.sha256, "e1")
    claim = Claim(
        id=content_id("c", made.sha256, "killed"), mention=mention, incident=mention, property="killed", value=Count(12, None),
        original=anchor.of(text), stance="assert", document=made.sha256, span=anchor, speaker="Velmar Casualty Watch",
        published=made.published, attribution="a1", outlet=made.outlet,
    )  # fmt: skip
    key = LinkKey(mention=mention, document=made.sha256, type=kind, family="strike", date=incident.date, place=place)
    blocks = {mention: (f"strike|{day}|35,38", f"strike|{day:%Y-%m}|35,38")} if day else {}
    keys = Keys(mentions=(key,), blocks=blocks, fingerprint=(1, 2, 3), copies=("copy|0|1",))
    return capture, annotated, (claim,), keys
