"""A document as the incident rules look at it: lower-cased words, and who, where and when stands at which token.

Built once a document. Token positions are indices into ``Annotated.tokens``; ranges of them are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from rashomon.model import Span

from . import words as lexicon
from .afterwards import marked
from .tree import Tree
from .weighing import weighs_sources, weighs_them_together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import ActorMention, Annotated, Attribution, Figure, Timex, Toponym, WordMark

    from .afterwards import Marked


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


S = TypeVar("S", bound=_Spanned)
_PROSE = 8  # words
_TURNED = 4  # sentences for which a report stays with what it turned to
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-"})


class Context:
    """Look-ups by token over one document; holds no decision."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.text
        self.words = [token.text.lower().translate(_STRAIGHT) for token in annotated.tokens]
        self._starts = [token.span.start for token in annotated.tokens]
        self._sentence_starts = [sentence.tokens[0] for sentence in annotated.sentences]
        self.actors = self._ranges(annotated.actors)
        self.toponyms = self._ranges(annotated.places)
        self.times = self._ranges(annotated.times)
        self.timed = frozenset(i for first, last, _ in self.times for i in range(first, last))
        self.parsed: dict[int, tuple[int, WordMark]] = self._parse()
        self.weighs_sources = weighs_sources(self.text)
        # The first sentence that is prose rather than a title or dateline.
        self.first_prose = next(
            (n for n, s in enumerate(annotated.sentences) if s.tokens[1] - s.tokens[0] >= _PROSE), 0
        )
        self._afterwards: dict[int, Marked] = {}
        self.stops = (
            lexicon.closed("prepositions")
            | lexicon.closed("auxiliaries")
            | lexicon.closed("pronouns")
            | lexicon.closed("verbs")
        )

    @cached_property
    def weighs_together(self) -> bool:
        """Whether the text speaks of all its sources together, as only monitors' pages do."""
        return weighs_them_together(self.text)

    @cached_property
    def tree(self) -> Tree:
        """The dependency arcs by token."""
        return Tree(self)

    @cached_property
    def contents(self) -> dict[int, list[tuple[Span, Attribution]]]:
        """The attributed contents that reach into each sentence, in the order of the attributions."""
        found: dict[int, list[tuple[Span, Attribution]]] = {}
        for attribution in self.annotated.attributions:
            for content in attribution.content:
                for number in range(
                    self.sentence_at(content.start), self.sentence_at(max(content.start, content.end - 1)) + 1
                ):
                    found.setdefault(number, []).append((content, attribution))
        return found

    @cached_property
    def by_id(self) -> dict[str, Attribution]:
        """The attributions by their ids."""
        return {attribution.id: attribution for attribution in self.annotated.attributions}

    @cached_property
    def called(self) -> dict[str, list[ActorMention]]:
        """The mentions of each actor by its name, white space and case folded."""
        found: dict[str, list[ActorMention]] = {}
        for _, _, mention in self.actors:
            found.setdefault(_folded(mention.name), []).append(mention)
        return found

    @cached_property
    def placenames(self) -> frozenset[str]:
        """The words of all place names, white space and case folded."""
        return frozenset(_folded(place.span.of(self.text)) for _, _, place in self.toponyms)

    @cached_property
    def figures(self) -> dict[int, list[Figure]]:
        """The figures that start in each sentence."""
        found: dict[int, list[Figure]] = {}
        for figure in self.annotated.figures:
            found.setdefault(self.sentence_at(figure.span.start), []).append(figure)
        return found

    @cached_property
    def parties(self) -> frozenset[int]:
        """Tokens that name a government or nationality by its place."""
        return frozenset(
            i for first, last, a in self.actors if a.mention in ("metonym", "demonym") for i in range(first, last)
        )

    @cached_property
    def named(self) -> dict[str, ActorMention]:
        """The first mention of each name and wording, by the folded words; a name goes before a wording."""
        mentions = [m for _, _, m in reversed(self.actors)]
        worded = {_folded(m.span.of(self.text)): m for m in mentions if m.mention != "pronoun"}
        return worded | {_folded(m.name): m for m in mentions}

    @cached_property
    def turns(self) -> list[int]:
        """The sentences that turn to another event ("Elsewhere in Velmar", "In a separate attack")."""
        found = []
        for number, sentence in enumerate(self.annotated.sentences):
            first, last = sentence.tokens
            opening = [word for word in self.words[first : min(last, first + 5)] if word[:1].isalpha()]
            if opening[:1] in (["elsewhere"], ["separately"]) or (opening[:1] == ["in"] and "separate" in opening[:4]):
                found.append(number)
        return found

    def afterwards(self, sentence: int) -> Marked:
        """Where words for what came after a deed stand in a sentence; looked up once."""
        found = self._afterwards.get(sentence)
        if found is None:
            found = self._afterwards[sentence] = marked(self.words, *self.bounds(sentence))
        return found

    def turn_before(self, sentence: int) -> int:
        """The last sentence up to this one that turns to another event, if not far before; -1 for none."""
        at = bisect_right(self.turns, sentence) - 1
        return self.turns[at] if at >= 0 and sentence - self.turns[at] <= _TURNED else -1

    def actors_in(self, span: Span) -> list[tuple[int, int, ActorMention]]:
        """The actor mentions that start in a span."""
        return _starting(self.actors, *self.range_of(span))

    def actors_between(self, first: int, last: int) -> list[tuple[int, int, ActorMention]]:
        """The actor mentions that start at tokens [first, last)."""
        return _starting(self.actors, first, last)

    def times_in(self, sentence: int) -> list[tuple[int, int, Timex]]:
        """The time expressions that start in a sentence."""
        return _starting(self.times, *self.bounds(sentence))

    def toponyms_in(self, sentence: int) -> list[tuple[int, int, Toponym]]:
        """The place names that start in a sentence."""
        return _starting(self.toponyms, *self.bounds(sentence))

    def _ranges(self, items: Iterable[S]) -> list[tuple[int, int, S]]:
        return [(*self.range_of(item.span), item) for item in items]

    def _parse(self) -> dict[int, tuple[int, WordMark]]:
        """Token -> (index of the encoder's word at its start, that word); empty without an encoder."""
        marks = self.annotated.marks.words
        return {at: (i, mark) for i, mark in enumerate(marks) if (at := self.token_at(mark.span.start)) is not None}

    def range_of(self, span: Span) -> tuple[int, int]:
        """The tokens that the span touches."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self.words) and self.annotated.tokens[first].span.end <= span.start:
            first += 1
        return first, max(first, bisect_left(self._starts, span.end))

    def token_at(self, offset: int) -> int | None:
        """The token that covers the offset."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and self.annotated.tokens[at].span.end > offset else None

    def span(self, first: int, last: int) -> Span:
        """The characters of the tokens ``first`` to ``last``, half-open."""
        return Span(self._starts[first], self.annotated.tokens[last - 1].span.end)

    def sentence_of(self, token: int) -> int:
        """The number of the sentence that holds the token."""
        return max(0, bisect_right(self._sentence_starts, token) - 1)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence at a character offset (or the one before it)."""
        return self.sentence_of(max(0, bisect_right(self._starts, offset) - 1))

    def bounds(self, sentence: int) -> tuple[int, int]:
        """The tokens of a sentence."""
        return self.annotated.sentences[sentence].tokens

    def paragraph(self, sentence: int) -> int:
        """The number of the sentence's paragraph."""
        return self.annotated.sentences[sentence].paragraph

    def upos(self, token: int) -> str | None:
        """The part of speech that the encoder gave the token, if it did."""
        found = self.parsed.get(token)
        return found[1].upos if found else None

    def is_word(self, token: int) -> bool:
        """Whether the token has a letter or digit."""
        return any(c.isalnum() for c in self.words[token])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _starting(items: list[tuple[int, int, S]], first: int, last: int) -> list[tuple[int, int, S]]:
    """Those of the items, sorted by their first token, that start at tokens [first, last)."""
    low, high = (bisect_left(items, at, key=lambda item: item[0]) for at in (first, last))
    return items[low:high]
