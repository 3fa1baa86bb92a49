"""The words of a text as the actor rules see them: folded, with letter case, and with what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon.registry import tokens
from rashomon.model import Span

if TYPE_CHECKING:
    from rashomon.model import Annotated

PARTICLES = frozenset(
    "al el de del della der den di da dos du von van bin bint ben ibn abu umm um ul ud al-din ould la las los y e st".split()  # noqa: SIM905
)


class Word(NamedTuple):
    """A word: half-open code points, folded form, whether it is capitalised, and in what surroundings.

    ``capital`` is false in surroundings that are all capitals, where it would say nothing; ``shouted`` is true there.
    ``gap`` is what stands between it and the word before. ``first`` tells that it starts a sentence.
    """

    span: Span
    key: str
    text: str
    capital: bool
    shouted: bool
    gap: str
    first: bool


def words_of(annotated: Annotated) -> list[Word]:
    """All words of the text, in order."""
    text = annotated.text
    sentences = [s.span for s in annotated.sentences] or [Span(0, len(text))]
    found: list[Word] = []
    end, at, first = 0, 0, True
    whole = _shouted(text)
    shouted = _shouted(sentences[0].of(text), whole)
    for start, stop, folded in tokens(text):
        while at + 1 < len(sentences) and start >= sentences[at + 1].start:
            at, first = at + 1, True
            shouted = _shouted(sentences[at].of(text), whole)
        word = text[start:stop]
        capital = word[0].isupper() and not shouted
        found.append(Word(Span(start, stop), folded, word, capital, shouted, text[end:start], first))
        end, first = stop, False
    return found


def _shouted(sentence: str, otherwise: bool = False) -> bool:
    """Whether a sentence is written in capitals throughout (a few letters may be small: "McDONALD").

    Of a sentence too short to tell, the text around it decides.
    """
    letters = [c for c in sentence if c.isalpha()]
    if len(letters) <= 12:
        return otherwise
    return sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def joins(gap: str) -> bool:
    """Whether two words with this between them may belong to one name."""
    return gap in (" ", "-", "–", "‑", "", "/", ". ", ".", "\n", "  ") or (
        gap.strip() in ("", ".") and gap.count("\n") < 2
    )
