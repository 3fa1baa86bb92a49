"""Bytes to text: byte order mark, declared encoding, UTF-8, then a guess; whatever was guessed or lost is noted."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from rashomon.errors import UnreadableInputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_WORST_SHARE = 0.02  # more lost characters than this are no text worth keeping
# Web practice (WHATWG Encoding Standard): these labels mean windows-1252, of which they are subsets.
_AS_WINDOWS = {"iso8859-1": "cp1252", "ascii": "cp1252"}


class Decoded(NamedTuple):
    """The text, the encoding it was read with, and what a reader should know about it (empty if nothing)."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(content: bytes, origin: str, *, charset: str | None = None, html: bool = False) -> Decoded:
    """``content`` as text. ``charset`` is what a server declared; ``html`` looks for a declaration in the page too.

    Raises:
        UnreadableInputError: no encoding makes text of the bytes.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _with(content, encoding) or _lossy(content, encoding, origin)
    declared = charset or (_in_page(content) if html else None)
    for known in (_codec(declared), "utf-8"):
        if known and (found := _with(content, known)):
            return found
    return _mostly_utf8(content) or _guessed(content, origin)


def _in_page(content: bytes) -> str | None:
    match = _XML.search(content[:200]) or _DECLARED.search(content[:4096])
    return match[1].decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    """The codec's canonical name, or None where there is no such encoding."""
    if not name:
        return None
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return _AS_WINDOWS.get(found, found)


def _with(content: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(content.decode(encoding), encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _lossy(content: bytes, encoding: str, origin: str) -> Decoded:
    text = content.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > max(3, len(text) * _WORST_SHARE):
        raise UnreadableInputError(origin, f"is not text in {encoding}", hint="save it again as UTF-8")
    return Decoded(text, encoding, (f"{lost} characters could not be decoded as {encoding} and were replaced",))


def _mostly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as cut and pasted pages have it: more likely than any other encoding."""
    text = content.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    whole = sum(ord(char) > 127 for char in text) - lost
    if lost <= 3 and whole >= 10 * lost:
        return Decoded(text, "utf-8", (f"{lost} characters could not be decoded as utf-8 and were replaced",))
    return None


def _guessed(content: bytes, origin: str) -> Decoded:
    from charset_normalizer import from_bytes

    sample = content[:200_000]
    # Western reports saved on Windows come first: for short texts the guess alone would name rarer relatives.
    windows = _with(content, "cp1252")
    if windows and _western(windows.text):
        return windows._replace(notes=("no encoding was declared; read as windows-1252",))
    best = from_bytes(sample).best()
    found = _with(content, best.encoding) if best is not None else None
    if found is None:
        raise UnreadableInputError(
            origin, "is not text in any encoding that can be told", hint="save it again as UTF-8"
        )
    return found._replace(notes=(f"no encoding was declared; read as {found.encoding}, which is a guess",))


def _western(text: str) -> bool:
    """Whether what lies beyond ASCII is what Western typists use: quotes, dashes, accented letters within words."""
    rare = sum(ord(char) > 127 and not (char.isalpha() or char in "‘’“”–—…•€£§°«»¡¿· ´") for char in text)
    letters = sum(ord(char) > 127 and char.isalpha() for char in text)
    plain = sum(char.isascii() and char.isalpha() for char in text)
    return rare == 0 and letters * 8 <= plain and not re.search(r"[À-ÖØ-öø-ÿ]{3}", text)
