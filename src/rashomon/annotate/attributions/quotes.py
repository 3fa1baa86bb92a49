"""Finds quotations: where they open, where they close, across paragraphs. Not here: who is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Sentence

LONGEST = 6000  # characters; a quotation longer than this has lost its closing mark
# Doubled marks and curly ones are safe; a single straight one may be an apostrophe and is not taken.
_MARK = re.compile(r"[“”„«»\"]|``|''|(?<![\w’'])‘(?=\S)|(?<=[\w.,!?…])’(?!\w)")
_CLOSER = {"“": "”", "„": "”“", "«": "»", '"': '"', "``": "''", "''": "''", "‘": "’"}
_ENDED = ".,!?…;:—–-"


class Quotation(msgspec.Struct, frozen=True):
    """``outer`` includes the marks, ``inner`` does not. ``closed``: a closing mark was found.

    ``whole`` quotations hold at least a clause and close with punctuation; others are words in quotation marks.
    """

    outer: Span
    inner: Span
    closed: bool
    whole: bool


def quotations(text: str, sentences: Sequence[Sentence]) -> list[Quotation]:
    """The outermost quotations in text order; they do not overlap.

    A quotation may run over several paragraphs that each open the marks anew (Chicago Manual of Style, 13.30).
    """
    borders = _paragraph_ends(sentences)
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened is not None and _lost(text, opened, mark, borders):
            found.extend(_cut(text, opened, _border_after(opened.end(), borders)))
            opened = None
        if opened is None:
            if _opens(text, mark):
                opened = mark
        elif mark.group() in _CLOSER[opened.group()] and not _reopens(text, mark):
            found.append(
                _quotation(text, Span(opened.start(), mark.end()), Span(opened.end(), mark.start()), closed=True)
            )
            opened = None
    if opened is not None:
        found.extend(_cut(text, opened, _border_after(opened.end(), borders)))
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    sign = mark.group()
    if sign in ("“", "„", "«", "``", "‘"):
        return True
    if sign in ("”", "»", "’"):
        return False
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return (not before or before.isspace() or before in "([—–-*_:") and bool(after) and not after.isspace()


def _reopens(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark opens the marks anew inside an open quotation, as each paragraph does (only for straight marks)."""
    return mark.group() in ('"', "''") and _opens(text, mark)


def _lost(text: str, opened: re.Match[str], mark: re.Match[str], borders: list[int]) -> bool:
    """Whether the paragraph ended before ``mark`` and the quotation does not go on in the next one."""
    if mark.start() - opened.start() > LONGEST:
        return True
    border = _border_after(opened.end(), borders)
    while border < mark.start():
        following = re.compile(r"\s*[*_]*([“„«\"]|``|'')?").match(text, border)
        if following is None or not following.group(1):
            return True
        border = _border_after(border + 1, borders)
    return False


def _cut(text: str, opened: re.Match[str], end: int) -> list[Quotation]:
    """A quotation that never closes ends with its paragraph, if it begins like speech."""
    end = min(end, len(text))
    if end - opened.end() < 2:
        return []
    return [_quotation(text, Span(opened.start(), end), Span(opened.end(), end), closed=False)]


def _quotation(text: str, outer: Span, inner: Span, *, closed: bool) -> Quotation:
    clean = inner.trimmed(text, "*_ ")
    words = clean.of(text).split()
    last = clean.of(text)[-1:]
    after = text[outer.end : outer.end + 1]
    whole = len(words) >= 2 and (last in _ENDED or after in (",", ".")) and (words[0][:1].isupper() or len(words) > 4)
    return Quotation(outer, clean if clean.start < clean.end else inner, closed, whole)


def _paragraph_ends(sentences: Sequence[Sentence]) -> list[int]:
    ends: list[int] = []
    for i, sentence in enumerate(sentences):
        if i + 1 == len(sentences) or sentences[i + 1].paragraph != sentence.paragraph:
            ends.append(sentence.span.end)
    return ends


def _border_after(offset: int, borders: list[int]) -> int:
    at = bisect_left(borders, offset)
    return borders[at] if at < len(borders) else 1 << 60
