"""Letter case where a text has none: names get their capitals back before the rules read it.

Rules tell names by capital letters in over a hundred places. Old wires are in capitals throughout, posts and chats in
small letters; there the encoder, which was taught to do without case, says which words are names, and the rules read a
copy of the same length with the usual case. Offsets hold for both; the document itself is never changed. See decision 15.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.lexicon import load
from rashomon.lexicon.registry import registry, tokens
from rashomon.model import Annotated, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.lexicon.registry import Registry
    from rashomon.model import Marks

SHARE = 0.85  # from this share of capitals among its letters on, a passage is all in capitals
SMALL_SHARE = 0.004  # up to this share of capitals a text is all in small letters
PLAIN = 24  # letters below which a passage is too short to tell by itself
SURE = 0.4  # score from which a mark makes a name
ACRONYM = 4  # letters of a single word up to which an organisation's name is an acronym
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_DOTTED = re.compile(r"(?<![\w.])(?!(?:a\.m|p\.m|e\.g|i\.e)\.)(?:[a-z]\.){2,}", re.IGNORECASE)
_OPENING = re.compile(r"(?:\A|[.!?…][\"'”’)\]]*\s+|\n\s*|[,:]\s+(?=[\"“‘]))[\"'“‘(\[*-]*\s*")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]{2,})")


class _Name(NamedTuple):
    """A stretch that the encoder takes for (part of) a name; ``acronym``: in capitals throughout, if it is short."""

    span: Span
    acronym: bool


def with_case(annotated: Annotated) -> Annotated:
    """The same with a text of the same length in which names have capitals; itself where its letters tell enough.

    Passages in small letters are mended only where the whole text is, passages in capitals also by themselves (a
    headline), and both only where the encoder has marked words.
    """
    text = annotated.text
    passages = _caseless(text) if annotated.marks.words else []
    if not passages:
        return annotated
    made = list(text)
    for span in passages:
        for i in range(span.start, span.end):
            small = text[i].lower()
            if len(small) == 1:
                made[i] = small
    low = "".join(made)
    names = sorted(_names(annotated.marks, low))
    for span in passages:
        _open(made, low, span)
        _restore(made, low, [n for n in names if n.span.start >= span.start and n.span.end <= span.end])
    _listed(made, low, passages, names)
    _dates(made, low, passages, annotated.marks)
    return msgspec.structs.replace(annotated, document=msgspec.structs.replace(annotated.document, text="".join(made)))


def as_written(annotated: Annotated, original: Annotated) -> Annotated:
    """What was read in restored case, over the text as it was written."""
    if annotated.document is original.document:
        return annotated
    text = original.text
    own = tuple(msgspec.structs.replace(token, text=token.span.of(text)) for token in annotated.tokens)
    return msgspec.structs.replace(annotated, document=original.document, tokens=own)


def _caseless(text: str) -> list[Span]:
    """The passages whose letters tell nothing, in text order: the whole text, or paragraphs in capitals."""
    letters, capitals = _count(text)
    if letters < PLAIN:
        return []
    if capitals <= SMALL_SHARE * letters or capitals >= SHARE * letters:
        return [Span(0, len(text))]
    if capitals < PLAIN:
        return []
    start, found = 0, []
    for end in [*(m.start() for m in _PARAGRAPH.finditer(text)), len(text)]:
        here, shouted = _count(text[start:end])
        if here >= PLAIN and shouted >= SHARE * here:
            found.append(Span(start, end))
        start = end
    return found


def _count(text: str) -> tuple[int, int]:
    """Number of letters that have case, and of capitals."""
    capitals = sum(map(str.isupper, text))
    return capitals + sum(map(str.islower, text)), capitals


def _names(marks: Marks, low: str) -> Iterable[_Name]:
    for mark in marks.entities:
        if mark.score >= SURE:
            single = " " not in mark.span.of(low).strip()
            yield _Name(mark.span, single and mark.kind == "organization")
    for place in marks.toponyms:
        if place.score >= SURE:
            yield _Name(place.span, False)
    for word in marks.words:
        if word.upos == "PROPN":
            yield _Name(word.span, False)


def _open(made: list[str], low: str, passage: Span) -> None:
    """Capitals where sentences and quotations begin, and of "I"."""
    for found in _OPENING.finditer(low, passage.start, passage.end):
        _raise(made, low, found.end(), passage.end)
    for found in re.finditer(r"\bi\b(?![.-])", low[passage.start : passage.end]):
        made[passage.start + found.start()] = "I"
    for found in _DOTTED.finditer(low, passage.start, passage.end):
        for i in range(*found.span()):
            _raise(made, low, i, passage.end)


def _raise(made: list[str], low: str, at: int, end: int) -> None:
    if at < end and len(low[at].upper()) == 1:
        made[at] = low[at].upper()


def _restore(made: list[str], low: str, names: list[_Name]) -> None:
    """Capitals of the words of names, but for small words within."""
    acronyms = _acronyms(registry())
    for name in names:
        for word in _WORD.finditer(low, *name.span):
            text = word.group()
            if text in _small() and word.start() > 0:
                continue
            short = len(text) <= ACRONYM and text.isalpha()
            if text in acronyms or (short and (name.acronym or not re.search("[aeiouy]", text))):
                for i in range(*word.span()):
                    _raise(made, low, i, word.end())
                continue
            at = word.start()
            for part in text.split("-"):
                if part not in _small() or "-" not in text:
                    _raise(made, low, at, word.end())
                at += len(part) + 1


def _listed(made: list[str], low: str, passages: list[Span], names: list[_Name]) -> None:
    """Names of the registry as it writes them: of several words, or where the encoder sees a name too."""
    marked = {i for name in names for i in range(*name.span)}
    for passage in passages:
        words = tokens(low[passage.start : passage.end])
        at = 0
        while at < len(words):
            size = 1
            for wanted in registry().starts.get(words[at][2], ()):
                count = len(wanted)
                if tuple(w[2] for w in words[at : at + count]) != wanted:
                    continue
                spans = [Span(s + passage.start, e + passage.start) for s, e, _ in words[at : at + count]]
                if count > 1 or spans[0].start in marked:
                    _as_listed(made, low, spans, registry().candidates(wanted)[0][1].text)
                    size = count
                    break
            at += size


def _dates(made: list[str], low: str, passages: list[Span], marks: Marks) -> None:
    """Capitals of months and weekdays in marked times."""
    for mark in marks.times:
        if any(passage.covers(mark.span) for passage in passages):
            for word in _WORD.finditer(low, *mark.span):
                if word.group() in _days():
                    _raise(made, low, word.start(), word.end())


def _as_listed(made: list[str], low: str, spans: list[Span], name: str) -> None:
    parts = [name[s:e] for s, e, _ in tokens(name)][-len(spans) :]
    for span, part in zip(spans, parts, strict=True):
        if part.isupper() and len(part) > 1:
            for i in range(*span):
                _raise(made, low, i, span.end)
        elif part[:1].isupper():
            _raise(made, low, span.start, span.end)


@cache
def _small() -> frozenset[str]:
    return frozenset(load("letters")["small"])


@cache
def _days() -> frozenset[str]:
    return frozenset([*load("times")["months"], *load("times")["weekdays"]])


@cache
def _acronyms(book: Registry) -> frozenset[str]:
    """Single-word names of the registry that are written in capitals."""
    found = set()
    for entry in book.entries.values():
        for text in (entry.name, *(n.text for n in entry.names)):
            if text.isupper() and text.isalpha() and len(text) > 1:
                found.add(text.lower())
    return frozenset(found)
