"""Numbers with what they count: "some 300 Kurdish fighters", "two of its soldiers", "32 wounded"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from .lexicon import Noun, lexicon, starting
from .nouns import Words, counted

if TYPE_CHECKING:
    from rashomon.annotate.numbers import Number

# "One in five", "three out of four"; "out of 43 leaders".
_RATIO = re.compile(r"\s+out\s+of\s|(?<=one)\s+in\s+(?:every\s+)?(?:two|three|four|five|six|ten|\d)", re.IGNORECASE)
_OUT_OF = re.compile(r"(?:out\s+of|one\s+in)\s+$", re.IGNORECASE)
_AGE = re.compile(
    r"[\s-]*(?:years?|months?|weeks?|days?)[\s-]+olds?\b", re.IGNORECASE
)  # "14 Year-Old", "a 3 month old boy"
_BLOCK = re.compile(r"\s+block\b", re.IGNORECASE)  # "the 8100 block of a street"
CORRECTION = 5  # words of ", not 41 as first said," at most
RE_MENTION = 20  # "the two men" were spoken of before; "the 400,000 residents" need not have been
_NO_COUNT_OF = frozenset({"age", "ages", "mother", "father", "parent", "mom", "dad", "grandmother", "grandfather"})
_TAKES_UP = frozenset({"all", "both", "these", "those"})
# Before "one of ..." these make it a description; behind it, those make it somebody counted.
_DESCRIBES = frozenset({",", "is", "was", "as", "–", "be", "become", "became"})
_BEFORE_PRONOUN = frozenset({"the", "this", "that", "each", "every", "any", "which", "last", "first", "new", "other"})
_HAPPENS = frozenset({"was", "were", "has", "had", "is", "died", "killed", "wounded", "injured", ","})


class Quantity(NamedTuple):
    """A number in a sentence.

    Attributes:
        number: value, span and approximator.
        first: index in the sentence of the first word of its span.
        last: index behind its last word.
        head: index behind the noun counted; equal to ``last`` without one.
        noun: what the noun says, or None.
        measure: what an adjective before the noun says ("12 wounded soldiers"), or None.
        article: whether it is "a" or "her" with a single noun rather than a number.
    """

    number: Number
    first: int
    last: int
    head: int
    noun: Noun | None
    measure: str | None
    article: bool = False


def quantity(text: str, words: Words, number: Number) -> Quantity | None:
    """The number with what it counts, or None where it can be no figure: ages, years, percentages, re-mentions."""
    if not _counts(text, number):
        return None
    first = bisect_right(words.ends, number.span.start)
    last = bisect_left(words.starts, number.span.end)
    if last <= first:
        return None
    last = _past_correction(words.folded, last)
    if _of_a_name(words, first, last):
        return None
    what = counted(words, last, many=(number.high or number.low or 0) > 1)
    head, noun = what.head, what.noun
    if noun is None and words.folded[last : last + 1] in (["other"], ["more"], ["others"]):
        head = last + 1
    found = Quantity(number, first, last, head, noun, what.measure)
    if _is_year(text, found) or _takes_up(words.folded, found) or _describes(words.folded, found):
        return None
    return found if noun is not None or _may_stand_alone(words, last) else None


def _past_correction(words: list[str], last: int) -> int:
    """The index behind "14, not 41," where a number is set right; ``last`` itself elsewhere."""
    if words[last : last + 2] == [",", "not"] and "," in words[last + 2 : last + 2 + CORRECTION]:
        return words.index(",", last + 2) + 1
    return last


def _of_a_name(words: Words, first: int, last: int) -> bool:
    """Whether a number belongs to a name, an age or a parent: "Channel 6's", "the age of 15", "a mother of five children"."""
    if words.folded[last : last + 1] == ["'s"]:
        return True
    return first > 1 and words.folded[first - 1] == "of" and words.folded[first - 2] in _NO_COUNT_OF


def _counts(text: str, number: Number) -> bool:
    """Whether it is a whole number that could count: not "24-year-old", "5%", "10:30", "no one"."""
    low, high = number.low, number.high
    if isinstance(low, float) or isinstance(high, float) or (low is None and high is None) or low == 0:
        return False
    if _AGE.match(text, number.core.end) or _BLOCK.match(text, number.core.end):
        return False
    after = text[number.core.end : number.core.end + 7].lower()
    if after[:1] == "-" and not after.startswith("-strong"):
        return False
    if _RATIO.match(text, number.core.end) or _OUT_OF.search(text, max(0, number.span.start - 8), number.span.start):
        return False
    before = text[max(0, number.span.start - 5) : number.span.start].lower().split()[-1:]
    return after[:1] not in tuple("%°:/") and before not in (["no"], ["no."], ["nos."], ["number"], ["not"])


def _is_year(text: str, found: Quantity) -> bool:
    number = found.number
    plain = number.core.of(text).isdigit() and number.approximator is None
    beside = found.noun is not None and not found.noun.measure and found.head == found.last + 1
    return plain and number.low is not None and 1900 <= number.low <= 2100 and not beside


def _may_stand_alone(words: Words, at: int) -> bool:
    """Whether a number without a noun that we know may be one of people: not if it counts another thing ("three times")."""
    if words.folded[at - 1] == "one" and at > 1 and _is_pronoun(words.folded[at - 2]):
        return False
    if at >= len(words.folded) or not words.folded[at][0].isalpha() or words.raw[at][0].isupper():
        return True
    lex, word = lexicon(), words.folded[at]
    verb = starting(lex.after, words.folded, at) is not None
    return verb or word in lex.between or word in lex.free or word in lex.adjectives


def _is_pronoun(before: str) -> bool:
    """Whether "one" behind this word stands for a thing named before: "the largest one"."""
    return before in _BEFORE_PRONOUN or before.endswith("est")


def _describes(words: list[str], found: Quantity) -> bool:
    """Whether "one of the nurses" only describes a person named before, and counts nobody."""
    number = found.number
    if words[found.last : found.last + 1] != ["of"] or not number.low == number.high == 1:
        return False
    if found.first and words[found.first - 1] in _DESCRIBES:
        return True
    return found.head >= len(words) or words[found.head] not in _HAPPENS


def _takes_up(words: list[str], found: Quantity) -> bool:
    """Whether the number only takes up again who was counted before: "the two men", "all three", "these five"."""
    before = words[found.first - 1] if found.first else ""
    top = found.number.high or found.number.low or 0
    again = before in _TAKES_UP or (before == "the" and top < RE_MENTION)
    return again and found.number.approximator is None
