"""What goes into the record and what comes out of it, besides the types of ``model``. No database here."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

import msgspec

from rashomon.model import Document, IncidentMention, LinkKey

ADDED, UNCHANGED, REVISION = "added", "unchanged", "revision"


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """By what one document is compared with others.

    Attributes:
        mentions: what linking needs of each incident.
        blocks: by mention id ("<sha256>:e1"): two mentions are compared only where they share a block.
        fingerprint: MinHash values of the text.
        copies: two documents are compared as copies only where they share one of these.
    """

    mentions: tuple[LinkKey, ...] = ()
    blocks: dict[str, tuple[str, ...]] = {}
    fingerprint: tuple[int, ...] = ()
    copies: tuple[str, ...] = ()


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What adding one document did.

    ``status`` is "added", "unchanged" (the same bytes are there already: nothing was written) or "revision" (added,
    and the record holds other bytes of the same url, named by ``revises``).
    """

    status: str
    document: str
    revises: tuple[str, ...] = ()
    skipped: str | None = None


class StoredDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the record, and what is known of its capture. ``revision`` counts from 1 among one url's captures."""

    document: Document
    origin: str
    media_type: str
    captured: datetime | None
    size: int
    revision: int = 1
    revisions: tuple[str, ...] = ()


class StoredMention(msgspec.Struct, frozen=True, kw_only=True):
    """An incident as one document of the record tells it. ``id`` is "<document sha256>:<id within it>".

    ``document`` is the document's SHA-256, ``document_id`` its own id; ``words`` the sentences that tell the incident.
    """

    id: str
    document: str
    incident: str
    mention: IncidentMention
    document_id: str = ""
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    words: str = ""

    def in_short(self) -> tuple[object, ...]:
        """Day, outlet, title, what, where, and the beginning of its words: what a table shows of it."""
        place, words = self.mention.place, " ".join(self.words.split())
        return (
            self.published or "undated", self.outlet or "", self.title or self.document_id, self.mention.type,
            place.name if place else "", words if len(words) <= 200 else words[:200] + "…",
        )  # fmt: skip


class StoredIncident(msgspec.Struct, frozen=True, kw_only=True):
    """An incident of the record: all mentions that were linked to it, by id."""

    id: str
    mentions: tuple[StoredMention, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """SHA-256 of the documents that tell it, sorted."""
        return tuple(sorted({mention.document for mention in self.mentions}))

    def _repr_html_(self) -> str:
        """The documents that tell it and their words, as a table without script; for notebooks."""
        names = ("published", "outlet", "title", "what", "where", "words")
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        rows = "".join(
            "<tr>" + "".join(f"<td><bdi>{escape(str(cell))}</bdi></td>" for cell in found.in_short()) + "</tr>"
            for found in sorted(self.mentions, key=lambda one: (str(one.published or "~"), one.id))
        )
        told = f"{len(self.documents)} document" + ("" if len(self.documents) == 1 else "s")
        caption = f"<caption>{escape(self.id)}: told in {told}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


class IncidentFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents: those of which at least one mention meets all that is set. Texts are compared without case and diacritics.

    ``start``..``end`` are days, both included; an undated mention meets no day. ``place`` is part of a place's name, or a
    country by its ISO 3166 alpha-2 code. ``party`` is part of a name, or an actor's id. ``words`` as in ``Record.search``.
    ``reality`` empty means any. ``box`` is west, south, east, north in degrees (west may exceed east: over the date line).
    """

    ids: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    place: str | None = None
    party: str | None = None
    type: str | None = None
    words: str | None = None
    document: str | None = None
    reality: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None


class ClaimFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims: those that meet all that is set. ``speaker`` is part of a name, or an actor's id.

    ``judged``: only those drawn from mentions of which some claim was judged. Filters look at what was read, not at
    what a person put in its place.
    """

    ids: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    document: str | None = None
    speaker: str | None = None
    property: str | None = None
    stance: str | None = None
    start: date | None = None
    end: date | None = None
    judged: bool = False


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A document that full text found.

    ``spans`` are the words found, as half-open code-point offsets into the document's text, in order. ``snippet`` is
    about two lines around the first of them, its own offsets in the text are ``at``.
    """

    document: str
    id: str
    title: str | None
    outlet: str | None
    published: date | None
    snippet: str
    at: tuple[int, int]
    spans: tuple[tuple[int, int], ...] = ()


class SeenActor(msgspec.Struct, frozen=True, kw_only=True):
    """An actor over all documents, as people's judgements have it.

    ``actor`` is its id in the registry or None. ``key`` names it in judgements: that id, or "name:" and its folded name.
    ``merged`` are the keys that people count as this actor, its own included; empty where nobody merged any.
    """

    actor: str | None
    names: tuple[str, ...]
    kind: str
    mentions: int
    documents: int
    key: str = ""
    merged: tuple[str, ...] = ()


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong in the record: ``kind`` in two or three fixed words, ``where`` an id, ``detail`` for a person."""

    kind: str
    where: str
    detail: str


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much the record holds."""

    documents: int
    skipped: int
    mentions: int
    incidents: int
    claims: int
    unlinked: int
