"""The one way in: sources in, pairs of capture and document out, in the order of the sources."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from rashomon.config import Settings
from rashomon.errors import InputError, UnreadableInputError
from rashomon.model import Capture, Document, sha256

from . import media, rows
from .decode import decode
from .draft import Draft, document
from .sources import Piece, expand, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .rows import Row


class Ingested(NamedTuple):
    """A capture and the document drawn from it (with ``document.skipped`` where its text is kept but not read)."""

    capture: Capture
    document: Document


def ingest(
    sources: Sequence[str],
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Iterator[Ingested | InputError]:
    """Read ``sources`` one after the other: paths of files and folders, http(s) addresses, ``-`` for ``stdin``.

    Yields, in input order, one ``Ingested`` for each document and one ``InputError`` (not raised) for each input that
    cannot be read; a folder gives its files sorted by path, a JSON Lines file its rows. ``clock`` gives the time of
    capture (UTC), now by default.
    """
    chosen = settings or Settings()
    now = clock or (lambda: datetime.now(UTC))
    for found in expand(sources):
        if isinstance(found, InputError):
            yield found
            continue
        try:
            yield from _read(found, chosen, stdin, now)
        except InputError as error:
            yield error
        except OSError as error:
            yield UnreadableInputError(found, f"cannot be read: {error.strerror or error}")


def _read(
    source: str, settings: Settings, stdin: BinaryIO | None, now: Callable[[], datetime]
) -> Iterator[Ingested | InputError]:
    with opened(source, settings, stdin or sys.stdin.buffer) as piece:
        kind = media.kind(piece.origin, piece.declared, piece.head)
        if kind == media.JSONL:
            yield from _rows(piece, settings, now)
        elif kind == media.JSON:
            yield from _array(piece, settings, now)
        else:
            content = _whole(piece, settings)
            yield _single(piece, content, kind, settings, now())


def _whole(piece: Piece, settings: Settings) -> bytes:
    """All bytes of the input.

    Raises:
        UnreadableInputError: it is empty or larger than ``settings.max_bytes``.
    """
    if piece.size is not None and piece.size > settings.max_bytes:
        raise too_large(piece.origin, settings.max_bytes, piece.size)
    content = piece.stream.read(settings.max_bytes + 1)
    if len(content) > settings.max_bytes:
        raise too_large(piece.origin, settings.max_bytes)
    if not content.strip():
        raise UnreadableInputError(piece.origin, "is empty")
    return content


def of_draft(draft: Draft, content: bytes, origin: str, settings: Settings) -> Document:
    """The document of a text that a program hands over; ``content`` are the bytes that its hash stands for."""
    return document(draft, sha256(content), origin, settings)


def too_large(origin: str, limit: int, size: int | None = None, line: int | None = None) -> UnreadableInputError:
    """The error for an input of more than ``limit`` bytes (``size`` bytes, where known)."""
    told = (
        f"is larger than the limit of {limit:,} bytes"
        if size is None
        else f"has {size:,} bytes, the limit is {limit:,}"
    )
    return UnreadableInputError(origin, told, line=line, hint="raise the limit with RASHOMON_MAX_BYTES")


def _single(piece: Piece, content: bytes, kind: str, settings: Settings, when: datetime) -> Ingested:
    if media.is_binary(content):
        raise UnreadableInputError(piece.origin, "is binary, not text", hint="save the report as HTML or plain text")
    text = decode(content, piece.origin, charset=piece.charset, html=kind == media.HTML)
    digest = sha256(content)
    capture = Capture(sha256=digest, content=content, origin=piece.origin, media_type=kind, captured=when)
    draft = _draft(kind, text.text, piece.url)
    return Ingested(capture, document(draft, digest, piece.origin, settings, notes=text.notes))


def _draft(kind: str, text: str, url: str | None) -> Draft:
    if kind == media.HTML:
        from .html import from_html  # trafilatura takes half a second to import

        return from_html(text, url)
    from .plain import from_markdown, from_plain

    draft = from_markdown(text) if kind == media.MARKDOWN else from_plain(text)
    return draft if draft.url else draft.with_url(url)


def _rows(piece: Piece, settings: Settings, now: Callable[[], datetime]) -> Iterator[Ingested | InputError]:
    number = found = 0
    while line := piece.stream.readline(settings.max_bytes + 1):
        number += 1
        if len(line) > settings.max_bytes:
            found += 1
            yield too_large(piece.origin, settings.max_bytes, line=number)
            while line and not line.endswith(b"\n"):
                line = piece.stream.readline(settings.max_bytes)
            continue
        content = line.rstrip(b"\r\n")
        if number == 1:
            content = content.removeprefix(b"\xef\xbb\xbf")
        if not content.strip():
            continue
        found += 1
        yield _row(piece.origin, number, content, settings, now())
    if not found:
        yield UnreadableInputError(piece.origin, "is empty")


def _array(piece: Piece, settings: Settings, now: Callable[[], datetime]) -> Iterator[Ingested | InputError]:
    content = _whole(piece, settings)
    parts = rows.elements(content.removeprefix(b"\xef\xbb\xbf"), piece.origin)
    if parts is None:  # objects line by line under another name
        with io.BytesIO(content) as stream:
            yield from _rows(piece._replace(stream=stream), settings, now)
        return
    for number, part in enumerate(parts, 1):
        yield _row(piece.origin, number, part, settings, now())


def _row(origin: str, number: int, content: bytes, settings: Settings, when: datetime) -> Ingested | InputError:
    try:
        row: Row = rows.parse(content, origin, number)
    except InputError as error:
        return error
    where = f"{origin}#{number}"
    digest = sha256(content)
    capture = Capture(sha256=digest, content=content, origin=where, media_type="application/json", captured=when)
    return Ingested(capture, document(rows.draft(row), digest, where, settings))
