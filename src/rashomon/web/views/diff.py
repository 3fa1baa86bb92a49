"""Two revisions of one page: changed figures and attributions first, then the text with what was added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rashomon.errors import NotInRecordError
from rashomon.web.comparing import changes, pieces
from rashomon.web.quotes import mark
from rashomon.web.visit import Answer, Page, Visit
from rashomon.web.words import direction, language

if TYPE_CHECKING:
    from rashomon.record import StoredDocument
    from rashomon.web.comparing import Change


def page(visit: Visit) -> Answer:
    """The document compared with the revision that ``with`` names, by default the one before it (or after the first)."""
    record = visit.book.record
    found = record.document(visit.path("document"))
    other = _other(visit, found)
    if other is None:
        return Answer(
            template="diff.html", title=f"Revisions: {found.document.title or found.document.id}",
            context={"found": found, "old": None, "new": found}, data=lambda: {"revisions": found.revisions, "changes": []},
            rows=list,
        )  # fmt: skip
    old, new = sorted((found, other), key=lambda one: one.revision)
    rows = [
        _row(old, new, one) for one in changes(record.reading(old.document.sha256), record.reading(new.document.sha256))
    ]
    return Answer(
        template="diff.html", title=f"Revisions {old.revision} and {new.revision}: {new.document.title or new.document.id}",
        context=lambda: _drawn(visit, found, old, new, rows),
        data=lambda: {"revisions": found.revisions, "old": old.document.sha256, "new": new.document.sha256, "changes": rows},
        rows=lambda: rows,
    )  # fmt: skip


def _other(visit: Visit, found: StoredDocument) -> StoredDocument | None:
    wanted = visit.words("with")
    if wanted is not None:
        other = visit.book.record.document(wanted)
        if other.document.sha256 not in found.revisions or other.document.sha256 == found.document.sha256:
            raise NotInRecordError("revision", wanted, found.revisions)
        return other
    if len(found.revisions) < 2:
        return None
    at = found.revision - 1
    return visit.book.record.document(found.revisions[at - 1] if at else found.revisions[1])


def _row(old: StoredDocument, new: StoredDocument, one: Change) -> dict[str, Any]:
    document = (old if one.kind == "removed" else new).document
    return {
        "change": one.kind, "what": one.what, "words": one.words, "document": document.sha256, "span": [one.span.start, one.span.end],
    }  # fmt: skip


def _drawn(
    visit: Visit, found: StoredDocument, old: StoredDocument, new: StoredDocument, rows: list[dict[str, Any]]
) -> dict[str, Any]:
    texts = {one.document.sha256: one.document.text for one in (old, new)}
    links = []
    for row in rows:
        start, end = row["span"]
        words = texts[row["document"]][start:end]
        links.append(visit.link(f"/documents/{row['document']}", c=f"{start}-{end}", h=mark(words)) + "#here")
    lang = language(new.document.text, new.document.language)
    return {
        "found": found, "old": old, "new": new, "changes": list(zip(rows, links, strict=True)),
        "pieces": pieces(old.document.text, new.document.text), "lang": lang, "dir": direction(lang),
    }  # fmt: skip


PAGES = (Page("/documents/{document}/diff", page),)
