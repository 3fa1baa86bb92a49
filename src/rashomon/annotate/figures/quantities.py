"""Numbers with what they count: "some 300 Kurdish fighters", "two of its soldiers", "32 wounded", "a woman"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rashomon.annotate.numbers import Number, find_numbers
from rashomon.lexicon.registry import key, registry
from rashomon.model import Annotated, Sentence, Span

from .lexicon import Lexicon, Noun, lexicon, starting

REACH = 8  # words between a number and its noun
RE_MENTION = 20  # "the two men" were spoken of before; "the 400,000 residents" need not have been


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


class Line(NamedTuple):
    """A sentence as the figure rules see it: folded words, their spans, and its quantities in text order."""

    words: list[str]
    spans: list[Span]
    quantities: list[Quantity]


def lines(annotated: Annotated) -> list[Line]:
    """Every sentence that has a quantity, in text order, then in it the quantities; sentences without one are empty lines."""
    numbers = find_numbers(annotated.text)
    found: list[Line] = []
    at = 0
    times = [t.span for t in annotated.times]
    for sentence in annotated.sentences:
        mine = []
        while at < len(numbers) and numbers[at].core.start < sentence.span.end:
            if numbers[at].core.start >= sentence.span.start:
                mine.append(numbers[at])
            at += 1
        found.append(_line(annotated, sentence, mine, times))
    return found


def _line(annotated: Annotated, sentence: Sentence, numbers: list[Number], times: list[Span]) -> Line:
    tokens = annotated.tokens[slice(*sentence.tokens)]
    words, spans = [t.text.lower().replace("’", "'") for t in tokens], [t.span for t in tokens]
    raw = [t.text for t in tokens]
    found: list[Quantity] = []
    for number in numbers:
        if number.kind not in ("cardinal", "range", "vague") or any(t.covers(number.core) for t in times):
            continue
        quantity = _quantity(annotated.text, words, raw, spans, number)
        if quantity is not None:
            found.append(quantity)
    found += _articles(words, raw, spans, found)
    return Line(words, spans, sorted(found, key=lambda q: q.first))


def _quantity(text: str, words: list[str], raw: list[str], spans: list[Span], number: Number) -> Quantity | None:
    low, high = number.low, number.high
    if any(isinstance(v, float) for v in (low, high)) or (low is None and high is None) or low == 0:
        return None
    after = text[number.core.end : number.core.end + 8]
    if text[max(0, number.span.start - 3) : number.span.start].lower() == "no ":
        return None  # "no one" is nobody
    if after[:1] == "-" and not after[1:].lower().startswith("strong"):
        return None  # "24-year-old", "five-hour"
    if after[:1] in "%°:/" and after[:1]:
        return None
    first = next((i for i, s in enumerate(spans) if s.end > number.span.start), None)
    last = next((i + 1 for i in range(len(spans) - 1, -1, -1) if spans[i].start < number.span.end), None)
    if first is None or last is None or last <= first:
        return None
    head, noun, measure = _noun(words, raw, last, many=(number.high or number.low or 0) > 1)
    if _looks_like_year(number, text) and (noun is None or noun.measure or head > last + 1):
        return None
    if noun is None and not _may_stand_alone(words, raw, last):
        return None
    if noun is None and words[last : last + 1] in (["other"], ["more"], ["others"]):
        head = last + 1
    if noun is not None and noun.group == "strong":
        noun = Noun("fighters", "fighters", thing=False)
    if words[last : last + 1] == ["of"] and number.low == number.high == 1 and not _one_of(words, first, head):
        return None
    quantity = Quantity(number, first, last, head, noun, measure)
    return None if _re_mention(words, quantity) else quantity


def _looks_like_year(number: Number, text: str) -> bool:
    plain = number.core.of(text).isdigit() and number.approximator is None
    return plain and number.low is not None and 1900 <= number.low <= 2100  # noqa: PLR2004


def _may_stand_alone(words: list[str], raw: list[str], at: int) -> bool:
    """Whether a number without a noun that we know may be one of people: not if it counts something else ("three times")."""
    if at >= len(words) or not words[at][0].isalpha() or raw[at][0].isupper():
        return True
    lex = lexicon()
    word = words[at]
    return (
        word in lex.between or word in lex.free or word in lex.adjectives or starting(lex.after, words, at) is not None
    )


def _one_of(words: list[str], first: int, head: int) -> bool:
    """Whether "one of its soldiers" counts somebody: not where it only describes ("Ada Ruiz, one of the nurses,")."""
    if first and words[first - 1] in (",", "is", "was", "as", "–", "be", "become", "became"):
        return False
    return head < len(words) and words[head] in (
        "was",
        "were",
        "has",
        "had",
        "is",
        "died",
        "killed",
        "wounded",
        "injured",
        ",",
    )


def _re_mention(words: list[str], quantity: Quantity) -> bool:
    """Whether the number only takes up again who was counted before: "the two men", "all three", "these five"."""
    before = words[quantity.first - 1] if quantity.first else ""
    top = quantity.number.high or quantity.number.low or 0
    if before in ("all", "both", "these", "those") or (before == "the" and top < RE_MENTION):
        return quantity.number.approximator is None
    return False


def _noun(words: list[str], raw: list[str], at: int, *, many: bool = False) -> tuple[int, Noun | None, str | None]:
    """The noun that a number ending before ``at`` counts: index behind it, what it says, and a measure by adjective.

    Where ``many`` are counted, a singular noun is only the first part of a compound ("140 terrorist attacks").
    """
    lex = lexicon()
    measure: str | None = None
    if words[at : at + 2] == ["-", "strong"]:
        return at + 2, Noun("strong", "fighters", thing=False), None
    demonym: int | None = None
    j = at
    while j < len(words) and j < at + REACH:
        word = words[j]
        if (adjective := lex.adjectives.get(word)) and _noun_at(lex, words, j + 1):
            measure, j = adjective, j + 1
            continue
        match = _noun_at(lex, words, j)
        if (
            match
            and not _is_compound(lex, words, j, match[0])
            and not (many and words[match[0] - 1] in _singulars() and not raw[j][0].isupper())
        ):
            if words[match[0] : match[0] + 1] in (["'s"], ["'"]):
                break  # "7,000 victims' names" are names
            return match[0], match[1], None if match[1].thing else measure
        if word in lex.not_modifiers or not (word[0].isalnum() or word in ("'s", "-", "'", "“", "”", "‘")):
            break
        if raw[j][0].isupper() and _is_demonym(raw[j]):
            demonym = j + 1
        elif word not in lex.modifiers and not raw[j][0].isupper() and _plural(word) and not match:
            break
        elif j > at and word[0].isdigit():
            break
        j += 1
    if demonym is not None and demonym == j and (raw[j - 1].endswith("s") or words[at] == "of"):
        return demonym, Noun("people", None, thing=False), measure
    return at, None, None


def _noun_at(lex: Lexicon, words: list[str], at: int) -> tuple[int, Noun] | None:
    for parts, noun in lex.nouns.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(parts)]) == parts:
            return at + len(parts), noun
    return None


def _is_compound(lex: Lexicon, words: list[str], at: int, end: int) -> bool:
    """Whether the noun found is only the first part of a compound: "rebel fighters", "police vehicles"."""
    following = _noun_at(lex, words, end)
    if following is None or words[end] in lex.adjectives:
        return False
    return following[1].measure is None or following[1].group not in ("people",)


@cache
def _is_demonym(word: str) -> bool:
    return any(name.kind == "demonym" for _, name in registry().candidates(key(word)))


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ous", "less", "ss", "'s", "ious"))  # noqa: PLR2004


_DETERMINERS = frozenset({"a", "an", "another"})
_POSSESSIVES = frozenset({"his", "her", "their"})


def _articles(words: list[str], raw: list[str], spans: list[Span], numbers: list[Quantity]) -> list[Quantity]:
    """Single persons told of with an article ("a woman"), or beside others that are counted ("and her daughter")."""
    found: list[Quantity] = []
    taken = {i for q in numbers for i in range(q.first, q.head)}
    for at, word in enumerate(words[:-1]):
        if (word not in _DETERMINERS and word not in _POSSESSIVES) or at in taken or at + 1 in taken:
            continue
        head, noun, measure = _noun(words, raw, at + 1)
        if noun is None or noun.thing or measure or noun.measure or any(i in taken for i in range(at, head)):
            continue
        if noun.group == "families" or words[head - 1] not in _singulars() or "of" in words[at + 1 : head]:
            continue
        if _apposed(words, raw, at) or (word in _POSSESSIVES and not _beside(words, at, head, numbers, found)):
            continue
        span = spans[at] if word in _DETERMINERS else Span(spans[at].start, spans[head - 1].end)
        found.append(Quantity(Number(span, span, 1, 1, "article"), at, at + 1, head, noun, None, article=True))
    return found


def _apposed(words: list[str], raw: list[str], at: int) -> bool:
    """Whether the phrase only describes a person just named: "Ada Ruiz, 22, a nurse,"."""
    return at > 1 and words[at - 1] == "," and (raw[at - 2][0].isupper() or raw[at - 2].isdigit())


def _beside(words: list[str], at: int, head: int, numbers: list[Quantity], found: list[Quantity]) -> bool:
    """Whether "her daughter" stands in a list with somebody counted: "a man, his wife and two children"."""
    before = [q for q in (*numbers, *found) if q.head <= at and all(w in (",", "and") for w in words[q.head : at])]
    after = [q for q in numbers if q.first >= head and all(w in (",", "and") for w in words[head : q.first])]
    return bool(before or after)


@cache
def _singulars() -> frozenset[str]:
    """Nouns of groups in the singular: those of which the lexicon also has a plural."""
    every = {parts[-1] for entries in lexicon().nouns.values() for parts, noun in entries if not noun.thing}
    plural_of = {
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people",
        "wife": "wives",
        "baby": "babies",
    }
    return frozenset(
        w
        for w in every
        if w + "s" in every
        or (w in plural_of)
        or w.removesuffix("man") + "men" in every
        or w.removesuffix("y") + "ies" in every
    )
