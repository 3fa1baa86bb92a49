"""Fetches one address: time limit, size limit, redirects; every failure in words."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from rashomon.errors import InputError, MissingInputError, UnreadableInputError
from rashomon.version import __version__

from .sources import HEAD, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.config import Settings

MAX_REDIRECTS = 10
GONE = (404, 410)
_AGENT = f"rashomon/{__version__}"
_READ = (
    "text/",
    "application/xhtml",
    "application/json",
    "application/x-ndjson",
    "application/jsonl",
    "application/ndjson",
    "application/xml",
)


@contextmanager
def fetched(address: str, settings: Settings, transport: httpx.BaseTransport | None = None) -> Iterator[Piece]:
    """The bytes behind ``address``, at most ``settings.max_bytes`` after decompression.

    Raises:
        MissingInputError: the server has no such page, or there is no such server.
        UnreadableInputError: it did not answer in time, answered with an error, too much, or something that is no text.
    """
    try:
        piece = _fetch(address, settings, transport)
    except httpx.TimeoutException:
        raise UnreadableInputError(
            address, f"no answer within {settings.timeout:g} seconds", hint="try again, or raise RASHOMON_TIMEOUT"
        ) from None
    except httpx.TooManyRedirects:
        raise UnreadableInputError(address, f"redirects more than {MAX_REDIRECTS} times") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
        raise UnreadableInputError(address, f"is no address that can be fetched: {error}") from None
    except httpx.ConnectError as error:
        raise MissingInputError(address, f"cannot be reached: {error}") from None
    except httpx.RequestError as error:
        raise UnreadableInputError(address, f"the connection broke off: {error}", hint="try again") from None
    with piece.stream:
        yield piece


def _fetch(address: str, settings: Settings, transport: httpx.BaseTransport | None) -> Piece:
    with (
        httpx.Client(
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            timeout=settings.timeout,
            headers={
                "User-Agent": _AGENT,
                "Accept": "text/html, text/plain, text/markdown, application/json;q=0.9, */*;q=0.1",
            },
            transport=transport,
        ) as client,
        client.stream("GET", address) as answer,
    ):
        _check(address, answer)
        content = _limited(address, answer, settings.max_bytes)
        media_type, charset = _declared(answer)
    final = str(answer.url)
    return Piece(
        address,
        io.BufferedReader(io.BytesIO(content)),
        content[:HEAD],
        len(content),
        media_type,
        charset,
        final,
    )


def _check(address: str, answer: httpx.Response) -> None:
    if answer.status_code in GONE:
        raise MissingInputError(address, f"the server has no such page ({answer.status_code})")
    if answer.is_error or not answer.is_success:
        raise UnreadableInputError(address, f"the server answered {answer.status_code} {answer.reason_phrase}".rstrip())
    media_type, _ = _declared(answer)
    if media_type is not None and not media_type.startswith(_READ):
        raise UnreadableInputError(
            address, f"is {media_type}, which is not read", hint="HTML, plain text, Markdown, JSON Lines are"
        )


def _limited(address: str, answer: httpx.Response, limit: int) -> bytes:
    parts: list[bytes] = []
    got = 0
    for part in answer.iter_bytes():
        got += len(part)
        if got > limit:
            raise UnreadableInputError(
                address, f"is larger than the limit of {limit:,} bytes", hint="raise the limit with RASHOMON_MAX_BYTES"
            )
        parts.append(part)
    return b"".join(parts)


def _declared(answer: httpx.Response) -> tuple[str | None, str | None]:
    declared = answer.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower()
    return media_type or None, answer.charset_encoding


__all__ = ["InputError", "fetched"]
