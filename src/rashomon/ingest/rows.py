"""Rows of JSON Lines: ``text`` with optional id, title, published, outlet, url, language. The text is kept as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import msgspec

from rashomon.errors import UnreadableInputError

from . import days
from .draft import Draft
from .layout import layout

EXTRACTOR = "jsonl 1"


class Row(msgspec.Struct, frozen=True):
    """One row as it stands in the file; further fields are passed over."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    dct: str | None = None  # TimeML's name for the same: document creation time
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


_decoder = msgspec.json.Decoder(Row)


def parse(content: bytes, origin: str, line: int) -> Row:
    """The row of one line.

    Raises:
        UnreadableInputError: it is no JSON object with a text; ``line`` is in the error.
    """
    try:
        return _decoder.decode(content)
    except msgspec.ValidationError as error:
        raise UnreadableInputError(
            origin, f"is not a row of this format: {error}", line=line, hint='rows look like {"text": "..."}'
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableInputError(origin, f"is not JSON: {error}", line=line) from None


def draft(row: Row) -> Draft:
    """The row's text, untouched, with its fields; what the fields leave open is looked for in the text's first lines."""
    seen = layout(row.text, row.title)
    declared = row.published or row.dct
    published = days.whole(declared) if declared else seen.published
    unread = declared and published is None
    return Draft(
        text=row.text,
        extractor=EXTRACTOR,
        id=None if row.id is None or row.id == "" else str(row.id),
        title=row.title or seen.title,
        outlet=row.outlet or host(row.url) or seen.outlet,
        author=row.author or seen.author,
        url=row.url,
        published=published,
        language=row.language,
        headline=seen.headline,
        dateline=seen.dateline,
        asides=seen.asides,
        notes=(f"published {declared!r} is no day and was passed over",) if unread else (),
    )


def host(url: str | None) -> str | None:
    """The outlet as far as an address tells it: its host without "www."."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def elements(content: bytes, origin: str) -> list[bytes] | None:
    """The bytes of each element where ``content`` is one JSON array, or of the one object; None where it is neither.

    Raises:
        UnreadableInputError: it begins as an array but is no JSON.
    """
    start = content.lstrip()[:1]
    try:
        if start == b"[":
            return [bytes(part) for part in msgspec.json.decode(content, type=list[msgspec.Raw])]
        whole: Any = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError as error:
        if start == b"[":
            raise UnreadableInputError(origin, f"is not JSON: {error}") from None
        return None
    return [content.strip()] if whole else None
