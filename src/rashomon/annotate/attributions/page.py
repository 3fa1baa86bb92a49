"""One document as the rules of this package look at it: words in lower case, sentences, quotations. Not here: any decision."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.model import Span

from .quotes import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Annotated, Token

CAPS_SHARE = 0.7  # from this share of ALL CAPS words on, capital letters tell nothing


class Page:
    """Words are addressed by their index in ``Annotated.tokens``; spans are code-point offsets."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.text
        self.tokens: tuple[Token, ...] = annotated.tokens
        self.words = [token.text for token in self.tokens]
        self.low = [token.text.lower().replace("’", "'") for token in self.tokens]
        self.starts = [token.span.start for token in self.tokens]
        self.ends = [token.span.end for token in self.tokens]
        self.sentences = annotated.sentences
        self.first_of = [sentence.tokens[0] for sentence in self.sentences]
        self.quotes: list[Quotation] = quotations(self.text, annotated.sentences)
        self._quote_starts = [quote.outer.start for quote in self.quotes]
        self.caps = self._is_caps()
        self.timed = self._timed()
        self.openers = self._openers()
        self.common = {w for i, w in enumerate(self.words) if w.islower() and i not in self.openers}
        self.inner = {w for i, w in enumerate(self.words) if w[:1].isupper() and i not in self.openers}
        self.breaks = self._breaks()

    def sentence_of(self, word: int) -> int:
        """The index of the sentence in which the word stands."""
        return max(0, bisect_right(self.first_of, word) - 1)

    def bounds(self, word: int) -> tuple[int, int]:
        """Half-open range of the words of the sentence of ``word``."""
        if not self.sentences:
            return 0, len(self.words)
        return self.sentences[self.sentence_of(word)].tokens

    def word_at(self, offset: int) -> int:
        """The index of the first word that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def words_in(self, span: Span) -> range:
        """The words that lie, at least in part, within the span."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words ``first`` to ``last``, the last one included."""
        return Span(self.starts[first], self.ends[last])

    def quote_at(self, offset: int) -> Quotation | None:
        """The outermost quotation in which the character at ``offset`` stands."""
        found = bisect_right(self._quote_starts, offset) - 1
        if found >= 0 and self.quotes[found].outer.end > offset:
            return self.quotes[found]
        return None

    def counted(self, spans: Sequence[Span]) -> tuple[int, int]:
        """How many words the spans hold, marks of punctuation left out, and how many of those stand in quotation marks."""
        ranges = [self.words_in(span) for span in spans]
        words, quoted = self._sums
        return sum(words[r.stop] - words[r.start] for r in ranges), sum(
            quoted[r.stop] - quoted[r.start] for r in ranges
        )

    @cached_property
    def _sums(self) -> tuple[list[int], list[int]]:
        """Running totals of words and of quoted words before each token, so that long contents cost no more than short ones."""
        words, quoted = [0], [0]
        for low, start in zip(self.low, self.starts, strict=True):
            word = low[0].isalnum()
            words.append(words[-1] + word)
            quoted.append(quoted[-1] + (word and self.quote_at(start) is not None))
        return words, quoted

    def capital(self, word: int) -> bool:
        """Whether the word looks like (part of) a name by its letters."""
        text = self.words[word]
        return bool(text) and (text[0].isupper() or text[:3] in ("al-", "el-", "Al-", "El-")) and not self.caps

    def _is_caps(self) -> bool:
        letters = [w for w in self.words if w.isalpha() and len(w) > 1]
        return len(letters) > 8 and sum(w.isupper() for w in letters) >= CAPS_SHARE * len(letters)

    def _timed(self) -> set[int]:
        """Words that are part of a time expression."""
        return {word for timex in self.annotated.times for word in self.words_in(timex.span)}

    def _openers(self) -> set[int]:
        """Words that open a sentence or a quotation: their capital letter tells nothing."""
        openers = set(self.first_of)
        for quote in self.quotes:
            openers.add(self.word_at(quote.inner.start))
        for i, word in enumerate(self.low[:-1]):
            if word in ("“", '"', "*", "-", ":", "…", "‘"):
                openers.add(i + 1)
        return openers

    def _breaks(self) -> set[int]:
        """Words before which a line ends: a name never runs over one, except in hard-wrapped text."""
        return {i for i in range(1, len(self.starts)) if "\n\n" in self.text[self.ends[i - 1] : self.starts[i]]} | set(
            self.first_of
        )
