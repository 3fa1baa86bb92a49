"""Paragraphs, sentences and tokens with exact offsets.

Old wires are hard-wrapped and ALL CAPS, web pages put each paragraph on one line, and some extractors break a line
inside a sentence: so a line end counts as the end of a paragraph by what stands around it. Every character that is
not white space lies in exactly one token and, but for white space at its ends, in exactly one sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.model import Annotated, Sentence, Span, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters and digits with the marks that combine with them (Latin, Hebrew, Arabic) and zero-width joiners.
_LETTER = r"[^\W_]"
_MARKS = r"[\u0300-\u036f\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d]*"
_WORD = rf"(?:{_LETTER}{_MARKS})+"
# Where a page lost the break between two sentences: "in hospital.Police said".
_GLUED = r"(?<=[a-z]{3})\.(?=[A-Z][a-z])"
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., a.m.
    r"|\d+(?:[.,:/]\d+)+"  # 1,200 3.5 10:30 30/09/2016
    rf"|['’]s(?!{_LETTER})"  # the genitive stands alone
    rf"|{_WORD}(?:(?:[-\u2010\u2011]|(?!{_GLUED})[.]|['’](?!s(?!{_LETTER}))){_WORD})*"  # air-strike, don't, Ma'rib, reuters.com
    r"|\.{2,}|--+|\S",
)
# Each looks at a run of its characters once, from its first, so that time grows with the text's length only.
_BREAK = re.compile(r"(?<![ \t\r\f\v])[ \t\r\f\v]*+\n\s*")
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”’»)\]*_]*+(?=\s)|{_GLUED}")
_CLOSED = tuple(".!?…:;\"'”’»)]*")


def segment(annotated: Annotated) -> Annotated:
    """Fills ``tokens`` and ``sentences``."""
    text = annotated.text
    tokens = tuple(Token(Span(*m.span()), m.group()) for m in _TOKEN.finditer(text))
    starts = [token.span.start for token in tokens]
    sentences = []
    for number, paragraph in enumerate(_paragraphs(text)):
        for span in _sentences(text, paragraph):
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            if first < last:
                sentences.append(Sentence(span, (first, last), number))
    return msgspec.structs.replace(annotated, tokens=tokens, sentences=tuple(sentences))


def _paragraphs(text: str) -> Iterator[Span]:
    wrapped = _hard_wrapped(text)
    start = 0
    for found in _BREAK.finditer(text):
        if found.start() <= start or not _ends_paragraph(text, found, wrapped=wrapped):
            continue
        yield Span(start, found.start()).trimmed(text)
        start = found.end()
    if start < len(text):
        yield Span(start, len(text)).trimmed(text)


def _hard_wrapped(text: str) -> bool:
    """Whether lines are cut at a fixed width, as teletypes do."""
    lengths = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    return len(lengths) >= 4 and max(lengths) <= 100 and sum(n >= 45 for n in lengths) >= 0.6 * len(lengths)


def _ends_paragraph(text: str, found: re.Match[str], *, wrapped: bool) -> bool:
    before, after = text[found.start() - 1], text[found.end() : found.end() + 1]
    blank = found.group().count("\n") > 1
    indented = found.group().rsplit("\n", 1)[-1] != ""
    if after.islower() and before not in _CLOSED:
        return False  # an extractor's break inside a sentence
    return blank or not wrapped or (indented and before in _CLOSED)


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for found in _END.finditer(text, paragraph.start, paragraph.end):
        after = _next(text, found.end(), paragraph.end)
        if after < paragraph.end and _ends_sentence(text, found, start, after):
            yield Span(start, found.end())
            start = after
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _next(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _ends_sentence(text: str, found: re.Match[str], start: int, after: int) -> bool:
    following = text[after]
    if following.islower():
        return False
    marks = found.group()
    if marks[0] != "." or len(marks) > 1:
        return True
    return _stop_ends(text, found.start(), start, after)


def _stop_ends(text: str, stop: int, start: int, after: int) -> bool:
    """Whether the full stop at ``stop`` ends the sentence rather than an abbreviation or initial."""
    never, sometimes, starters = _abbreviations()
    word = re.search(r"[^\s\"'“‘(\[]*$", text[max(start, stop - 20) : stop])
    last = word.group().casefold() if word else ""
    following = re.match(r"[\"'“‘(\[]*(\w*)", text[after : after + 30])
    first = following.group(1) if following else ""
    if last in ("no", "nos"):
        return not first[:1].isdigit()
    if last in never:
        return False
    dotted = (len(last) == 1 and last.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last) is not None
    if dotted or last in sometimes:
        return first.casefold() in starters and not (len(last) == 1 and first.isupper() and len(first) == 1)
    return True


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load("abbreviations")
    return frozenset(words["never"]), frozenset(words["sometimes"]), frozenset(words["starters"])
