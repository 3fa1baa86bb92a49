"""What changed between two revisions of a document: figures and attributions first, then the words. Pure."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from rashomon.model import words_of
from rashomon.model.wording import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.model import Annotated, Span

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_LONG = 4000  # words of a stretch; longer ones are shown as a whole, since comparing them word by word takes too long


class Piece(NamedTuple):
    """A stretch of text: kept, added or removed."""

    kind: str
    text: str


class Change(NamedTuple):
    """A figure or attribution that one revision has and the other has not; ``span`` is in that revision's text."""

    kind: str
    what: str
    words: str
    span: Span


def changes(old: Annotated, new: Annotated) -> list[Change]:
    """Figures that changed, then attributions: removed ones before added ones."""
    found: list[Change] = []
    for facts in (_figures, _said):
        before, after = facts(old), facts(new)
        was, now = Counter(key for key, _ in before), Counter(key for key, _ in after)
        found += [Change("removed", *what) for key, what in _only(before, was - now)]
        found += [Change("added", *what) for key, what in _only(after, now - was)]
    return found


Fact = tuple[tuple[object, ...], tuple[str, str, "Span"]]


def _only(facts: Sequence[Fact], left: Counter[tuple[object, ...]]) -> Iterator[Fact]:
    rest = Counter(left)
    for fact in facts:
        if rest[fact[0]] > 0:
            rest[fact[0]] -= 1
            yield fact


def _figures(read: Annotated) -> list[Fact]:
    return [
        (
            (f.measure, f.group, f.low, f.high, f.speaker),
            (
                f"{f.measure}{f', {f.group}' if f.group else ''}" + (f", {f.speaker}" if f.speaker else ""),
                f.span.of(read.text),
                f.span,
            ),
        )
        for f in read.figures
    ]


def _said(read: Annotated) -> list[Fact]:
    facts: list[Fact] = []
    for said in read.attributions:
        if said.content:
            words = " ".join(words_of(read.text, said.content).split())
            who = called(said.speaker, said.speaker_class, "somebody")
            facts.append(((who, said.stance, words), (f"{who}, {said.stance}", words, said.content[0])))
    return facts


def pieces(old: str, new: str) -> list[list[Piece]]:
    """The new text by paragraphs with what was added and removed, word by word within paragraphs that changed."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[list[Piece]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [[Piece("kept", text)] for text in after[c:d]]
        elif tag == "replace" and b - a == d - c:
            found += [_words(x, y) for x, y in zip(before[a:b], after[c:d], strict=True)]
        else:
            found += [[Piece("removed", text)] for text in before[a:b]]
            found += [[Piece("added", text)] for text in after[c:d]]
    return found


def _words(old: str, new: str) -> list[Piece]:
    x, y = _WORDS.findall(old), _WORDS.findall(new)
    if len(x) + len(y) > _LONG:
        return [Piece("removed", old), Piece("added", new)]
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, x, y, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("kept", "".join(y[c:d])))
            continue
        if b > a:
            found.append(Piece("removed", "".join(x[a:b])))
        if d > c:
            found.append(Piece("added", "".join(y[c:d])))
    return found


def _paragraphs(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"\n\s*\n|\n", text) if piece.strip()]
