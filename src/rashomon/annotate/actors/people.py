"""Persons by what stands around their names: titles, offices, appositives; and for whom they speak."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load
from rashomon.lexicon.registry import key
from rashomon.model import ActorMention, Span

from .words import PARTICLES, joins

if TYPE_CHECKING:
    from .words import Word

# Short words that never belong to a name in capitals, where letter case does not end it.
_NOT_NAME_LENGTH = 2


# Titles that are adjectives too, which letter case cannot tell where all is in capitals: "GENERAL CALM".
_AMBIGUOUS = frozenset(
    {"general", "major", "private", "chief", "sister", "brother", "father", "mother", "head", "officer"}
)


class Lexicon(NamedTuple):
    """titles.yaml, folded: each phrase is a tuple of words."""

    honorifics: frozenset[tuple[str, ...]]
    ranks: frozenset[tuple[str, ...]]
    roles: dict[tuple[str, ...], str]
    organisation: frozenset[str]
    never: frozenset[str]
    speech: frozenset[str]
    names: frozenset[str]
    starts: frozenset[str]  # first words of all titles and roles


@cache
def lexicon() -> Lexicon:
    """The titles, read once."""
    data = load("titles")
    roles = {key(phrase): how for how, phrases in data["role"].items() for phrase in phrases}
    honorifics = frozenset(key(p) for p in data["honorific"])
    ranks = frozenset(key(p) for p in data["rank"])
    return Lexicon(
        honorifics,
        ranks,
        roles,
        frozenset(w for p in data["organisation"] for w in key(p)),
        frozenset(w.casefold() for w in data["never"]),
        frozenset(data["speech"]),
        frozenset(data["names"]),
        frozenset(p[0] for p in (*honorifics, *ranks, *roles)),
    )


class Person(NamedTuple):
    """A person's name where it stands with a title: ``role`` is how the title speaks ("speaks", "leads", "works" or None).

    ``phrase`` is the span of the title and what belongs to it, in which the body it speaks for is named.
    """

    span: Span
    name: str
    role: str | None
    phrase: Span | None
    rule: str


def people(words: list[Word], taken: dict[int, ActorMention]) -> list[Person]:
    """Persons that titles, offices or appositives prove to be persons, in text order.

    ``taken`` are the mentions of the registry by the offset at which they start: they end a name.
    """
    found: list[Person] = []
    at = 0
    while at < len(words):
        person, at = _titled(words, at, taken)
        if person is not None:
            found.append(person)
    starts = {p.span.start for p in found}
    for first, last in _names(words, taken):
        if words[first].span.start not in starts and (person := _described(words, first, last)) is not None:
            found.append(person)
    return sorted(found, key=lambda p: p.span)


def _phrase_at(words: list[Word], at: int) -> tuple[int, str | None, bool] | None:
    """A title at ``at``: its length in words, how it speaks, and whether it may stand before a single name."""
    lex = lexicon()
    if at >= len(words) or words[at].key not in lex.starts:
        return None
    for count in (4, 3, 2, 1):
        phrase = tuple(w.key for w in words[at : at + count])
        if len(phrase) < count or not all(joins(w.gap) for w in words[at + 1 : at + count]):
            continue
        role = lex.roles.get(phrase)
        if role is not None or phrase in lex.honorifics or phrase in lex.ranks:
            return count, role, role == "leads" or phrase in lex.honorifics or phrase in lex.ranks
    return None


def _titled(words: list[Word], at: int, taken: dict[int, ActorMention]) -> tuple[Person | None, int]:
    """A title at ``at`` with the name behind it, and where to go on."""
    title = _phrase_at(words, at)
    if title is None:
        return None, at + 1
    count, role, single = title
    while (more := _phrase_at(words, at + count)) is not None and joins(words[at + count].gap):
        count, role, single = count + more[0], more[1] or role, single or more[2]
    begin = at + count
    sure = words[at].capital or (words[at].shouted and not (count == 1 and words[at].key in _AMBIGUOUS))
    end = _name_behind(words, begin, taken, single=single and sure)
    if end == begin:
        return None, begin
    span = Span(words[begin].span.start, words[end - 1].span.end)
    phrase = Span(words[_reach_back(words, at)].span.start, words[begin - 1].span.end)
    if role is None and end < len(words) and words[end].gap.strip() == ",":  # "Colonel Vint, a spokesman for the army"
        role, reach = _apposition(words, end)
        phrase = Span(words[end].span.start, words[reach - 1].span.end) if role is not None else phrase
    return Person(span, _spelled(words[begin:end]), role, phrase, "title"), end


def _name_behind(words: list[Word], begin: int, taken: dict[int, ActorMention], *, single: bool) -> int:
    """The index behind the name that follows a title, ``begin`` where none does. ``single`` allows a bare surname."""
    if begin >= len(words) or words[begin].first:
        return begin
    comma = words[begin].gap.strip() == ","
    end = _name_end(words, begin, taken) if comma or joins(words[begin].gap) else begin
    too_short = end - begin < 2 and (comma or not single)
    unclosed = comma and not _closed(words, end)
    body = any(w.key in lexicon().organisation for w in words[begin:end])
    return begin if too_short or unclosed or body else end


def _closed(words: list[Word], end: int) -> bool:
    """Whether a comma, full stop or verb of speech closes an apposition: "the president, Ana Ruiz, said"."""
    return (
        end >= len(words)
        or words[end].gap.strip()[:1] in (",", ".", ";", ")", "’", "”")
        or words[end].key in lexicon().speech
    )


def _reach_back(words: list[Word], at: int) -> int:
    """Where the phrase of a title begins: past the adjectives, names and genitives before it."""
    steps = 0
    while at and steps < 6 and joins(words[at].gap) and not words[at].first:
        before = words[at - 1]
        if not (
            before.capital
            or before.key in ("'s", "and", "of", "for", "the", "former", "deputy", "senior", "chief", "special")
            or before.shouted
        ):
            break
        at, steps = at - 1, steps + 1
    return at


def _name_end(words: list[Word], at: int, taken: dict[int, ActorMention]) -> int:
    """The index behind the name that starts at ``at``; ``at`` itself where none does."""
    lex = lexicon()
    limit = min(len(words), at + 5)
    end = at
    while end < limit:
        word = words[end]
        if end > at and (word.first or not joins(word.gap)):
            break
        known = taken.get(word.span.start)
        if known is not None and known.kind != "person":
            break
        particle = (
            word.key in PARTICLES
            and end + 1 < len(words)
            and joins(words[end + 1].gap)
            and (words[end + 1].capital or word.shouted)
        )
        if word.key in lex.never or ((word.key,) in lex.roles and not particle) or word.key == "'s":
            break
        if not (word.capital or particle or word.shouted) or not word.text[0].isalpha():
            break
        if word.shouted and word.key.endswith(("ed", "ing", "ly")) and len(word.key) > 4 and word.key not in lex.names:
            break
        if word.shouted and not particle and len(word.text) <= _NOT_NAME_LENGTH and not word.text.endswith("."):
            break
        end += 1
    while end > at and words[end - 1].key in PARTICLES:
        end -= 1
    return end


def _names(words: list[Word], taken: dict[int, ActorMention]) -> list[tuple[int, int]]:
    """Runs of two to five capitalised words that could be a person's name; none in capitals throughout."""
    lex = lexicon()
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if (
            not word.capital
            or word.key in lex.never
            or word.span.start in taken
            or (word.text.isupper() and len(word.text) > 2)
        ):
            at += 1
            continue
        while (
            (title := _phrase_at(words, at)) is not None
            and at + title[0] < len(words)
            and joins(words[at + title[0]].gap)
        ):
            at += title[0]
        end = _name_end(words, at, taken)
        inner = next((i for i in range(at + 1, end) if (found := _phrase_at(words, i)) and i + found[0] < end), None)
        if inner is not None:  # "Marine Gen Ada Ruiz"
            at = inner
            continue
        if end - at >= 2 and not any(w.key in lex.organisation for w in words[at:end]):
            runs.append((at, end))
        at = max(end, at + 1)
    return runs


def name_runs(words: list[Word], taken: dict[int, ActorMention]) -> list[tuple[Span, str]]:
    """Spans and names of all runs of capitalised words that could be a person's full name."""
    return [(Span(words[a].span.start, words[b - 1].span.end), _spelled(words[a:b])) for a, b in _names(words, taken)]


def _described(words: list[Word], first: int, last: int) -> Person | None:
    """A name followed by an apposition with an office, an age, or beside a verb of speech."""
    span, name = Span(words[first].span.start, words[last - 1].span.end), _spelled(words[first:last])
    lex = lexicon()
    if last < len(words) and words[last].gap.strip() == ",":
        if words[last].text.isdigit() and len(words[last].text) <= 2 and not _goes_on(words, last):
            return Person(span, name, None, None, "age")
        role, reach = _apposition(words, last)
        if role is not None:
            return Person(span, name, role, Span(words[last].span.start, words[reach - 1].span.end), "apposition")
    after = words[last] if last < len(words) else None
    if after is not None and joins(after.gap) and (after.key in lex.speech or after.key == "who"):
        return Person(span, name, None, None, "speech-verb")
    if (
        first
        and words[first - 1].key in lex.speech
        and words[first - 1].key not in ("called", "says")
        and joins(words[first].gap)
        and not words[first].first
    ):
        return Person(span, name, None, None, "speech-verb")
    if (
        after is not None
        and joins(after.gap)
        and after.key == "of"
        and first
        and words[first - 1].key in ("said", "says")
    ):
        return Person(span, name, None, None, "speech-verb")
    return None


def _goes_on(words: list[Word], number: int) -> bool:
    """Whether the number after a comma is no age: a word follows at once ("Tel Oram, 2 June")."""
    return number + 1 < len(words) and words[number + 1].gap.strip() == "" and words[number + 1].text[:1].isupper()


def _apposition(words: list[Word], at: int) -> tuple[str | None, int]:
    """Whether ", a spokesman for X" begins at ``at``: how the office speaks, and the index behind the phrase."""
    lex = lexicon()
    role: str | None = None
    end = at
    while (
        end < len(words)
        and end < at + 16
        and (end == at or words[end].gap.strip() in ("", "-", "/", "’", "'", "“", "”"))
    ):
        if words[end].first and end > at:
            break
        if role is None and (title := _phrase_at(words, end)) is not None and title[1] is not None:
            role = title[1]
        if role is None and (
            end - at > 8 or words[end].key in lex.speech or words[end].key in ("and", "who", "was", "is")
        ):
            return None, at
        if words[end].key in lex.speech or words[end].key in ("who", "which", "that"):
            break
        end += 1
    return role, max(end, at + 1)


def _spelled(words: list[Word]) -> str:
    """The name as written, in its usual capitals where all is shouted, on one line."""
    text = words[0].text
    for word in words[1:]:
        gap = " " if not word.gap or word.gap.isspace() or word.gap == "." else word.gap
        text += ("" if word.gap == "" else gap) + word.text
    text = " ".join(text.split())
    return text.title() if words[0].shouted else text
