"""From what an extractor drew out of an input to the Document: ids, language, reasons not to read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rashomon.model import Document, Span

from .language import language_of

if TYPE_CHECKING:
    from datetime import date

    from rashomon.config import Settings

_LEAST_LETTERS = 3


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Text with what is known about it. ``language`` is what the input declares; spans are code points into ``text``."""

    text: str
    extractor: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    asides: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    skipped: str | None = None

    def with_url(self, url: str | None) -> Draft:
        """The same, fetched from ``url``."""
        return replace(self, url=url)


def document(draft: Draft, digest: str, origin: str, settings: Settings, *, notes: tuple[str, ...] = ()) -> Document:
    """The Document of ``draft``; ``digest`` is the SHA-256 of the capture's bytes, ``notes`` those of decoding."""
    language = language_of(draft.text, draft.language)
    return Document(
        id=draft.id or digest[:16],
        text=draft.text,
        sha256=digest,
        title=draft.title,
        outlet=draft.outlet,
        author=draft.author,
        url=draft.url,
        published=draft.published,
        language=language,
        skipped=draft.skipped or _reason(draft.text, language, settings),
        origin=origin,
        extractor=draft.extractor,
        headline=draft.headline,
        dateline=draft.dateline,
        asides=draft.asides,
        notes=notes + draft.notes,
    )


def _reason(text: str, language: str | None, settings: Settings) -> str | None:
    if not text.strip():
        return "empty: no text"
    if len(re.findall(r"[^\W\d_]", text[:1000])) < _LEAST_LETTERS:
        return "no words"
    if len(text.encode("utf-8", "replace")) > settings.max_bytes:
        return f"too large: more than {settings.max_bytes:,} bytes of text"
    if settings.language and language is not None and language != settings.language:
        return f"language {language}, only {settings.language} is read"
    return None
