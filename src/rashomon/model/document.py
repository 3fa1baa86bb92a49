"""What was captured, and the text that was drawn from it."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from .span import Span


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as they came. Never changed, never lost.

    Attributes:
        sha256: hash of ``content``, lower-case hex.
        content: the bytes.
        origin: where they came from: a path, an address, ``-`` for standard input; with ``#line`` for a row of a file.
        media_type: such as ``text/html``; by the server, the file's name or its first bytes.
        captured: when they were taken (UTC); None where only the reading matters and nothing is stored.
    """

    sha256: str
    content: bytes
    origin: str
    media_type: str
    captured: datetime | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The text drawn from a capture; all spans point into ``text``.

    ``id`` is the input's own id, or the first 16 hex digits of ``sha256``, which is the hash of the capture's bytes.
    ``headline`` is the span of the title where it stands in the text; ``dateline`` that of a day line or wire dateline.
    ``asides`` are spans that are no part of the report: read-more teasers, rows of links, captions.
    ``notes`` tell what a reader should know of how the text was drawn (a guessed encoding, a page that breaks off).
    ``skipped`` is the reason why the text was not read (not English, empty, ...), else None.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    skipped: str | None = None
    origin: str | None = None
    extractor: str | None = None
    headline: Span | None = None
    dateline: Span | None = None
    asides: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
