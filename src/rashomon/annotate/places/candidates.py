"""Finds the words that could name a place: what the gazetteer or the list of demonyms knows. Decides nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.gazetteer import Entry, Gazetteer
from rashomon.gazetteer.folding import SHORT, bare, fold
from rashomon.lexicon import load
from rashomon.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .words import Word

# Words that a name has at most.
LONGEST = 6
_CONTRACTION = re.compile(r"['’](?:ll|re|ve|d|m|t)$")


class Parts(msgspec.Struct, frozen=True):
    """The word lists on what names are made of (``lexicon/places.yaml``)."""

    links: frozenset[str]
    articles: frozenset[str]
    units: frozenset[str]
    tails: frozenset[str]
    dotted: frozenset[str]
    directions: frozenset[str]
    edges: frozenset[str]
    never: frozenset[str]
    acronyms: frozenset[str]
    inside: frozenset[str]
    generic_before: frozenset[str]
    generic_names: frozenset[str]


@cache
def parts() -> Parts:
    """The lists, read once."""
    table = load("places")
    return Parts(**{name: frozenset(table[name]) for name in Parts.__struct_fields__})


class Candidate(msgspec.Struct, frozen=True):
    """Words that could name a place: ``first``..``last`` (half-open) in the list of words, and what they could be.

    ``demonym`` says that they name its people; then ``entries`` is the one place. ``respelt`` says that the gazetteer
    knows the name in another transliteration only, ``pattern`` that its wording gave it away: then it may have no
    ``entries``, or, with ``part``, those of the place that it is named after.
    """

    first: int
    last: int
    span: Span
    name: str
    key: str
    entries: tuple[Entry, ...]
    demonym: bool = False
    plural: bool = False
    respelt: bool = False
    pattern: str | None = None
    part: bool = False


@cache
def demonyms() -> Mapping[str, tuple[str, str | None, bool]]:
    """Folded demonym -> (name of the place, its country where the demonym is a country's, is a plural)."""
    table = load("demonyms")
    found: dict[str, tuple[str, str | None, bool]] = {}
    for country, names in table["countries"].items():
        for name in names:
            _put(found, name, ("", country))
    for place, names in table["places"].items():
        for name in names:
            _put(found, name, (place, None))
    return found


def _put(found: dict[str, tuple[str, str | None, bool]], name: str, value: tuple[str, str | None]) -> None:
    key = fold(name)
    plural = key.endswith(("men", "danes", "poles", "saudis"))
    found.setdefault(key, (*value, plural))
    if not key.endswith(("s", "sh", "ch", "ese", "men", "x")):
        found.setdefault(key + "s", (*value, True))


def find(words: Sequence[Word], text: str, gazetteer: Gazetteer, *, capitals: bool) -> list[Candidate]:
    """The longest known names, in text order, without overlap. ``capitals`` says that the text has no small letters."""
    out: list[Candidate] = []
    at = 0
    while at < len(words):
        found = _at(words, at, text, gazetteer) if _may_start(words, at, capitals=capitals) else None
        if found is None:
            at += 1
        else:
            out.append(found)
            at = found.last
    return out


def _may_start(words: Sequence[Word], at: int, *, capitals: bool) -> bool:
    word = words[at]
    if not capitals and not word.capital:
        # al-Raqqa, el-Obeid
        after = words[at + 1] if at + 1 < len(words) else word
        return word.text in parts().articles and after.capital and after.joined and after.hyphen
    return word.text.lower() not in parts().edges and len(word.text) > 1


def _at(words: Sequence[Word], at: int, text: str, gazetteer: Gazetteer) -> Candidate | None:
    last = at + 1
    reach = [last]
    while last < len(words) and last - at < LONGEST and _goes_on(words, last, text):
        word = words[last]
        last += 1
        lower = word.text.lower()
        if (
            word.capital and lower not in parts().edges and lower not in parts().articles
        ) or word.text in parts().tails:
            reach.append(last)
        elif lower not in parts().links and not word.text.isdigit():
            break
    for end in reversed(reach):
        if (found := _named(words, at, end, text, gazetteer)) is not None:
            return found
    if _introduced(words, at):
        return _respelt(words, at, reach, text, gazetteer)
    return None


def _named(words: Sequence[Word], at: int, end: int, text: str, gazetteer: Gazetteer) -> Candidate | None:
    """The candidate that words[at:end] make, if they are a known name or demonym as they stand."""
    start, stop = words[at].start, words[end - 1].end
    name = text[start:stop]
    key = _key(words, at, end, name)
    if not _allowed(words, at, end, key):
        return None
    if end - at == 1:
        dotted = name.title() in parts().dotted
        if (dotted and text[stop : stop + 1] != ".") or not (dotted or _may_stand(words, at, name)):
            return None
        stop += dotted
    if (people := demonyms().get(key)) is not None:
        place, country, plural = people
        entries = gazetteer.country(country) if country else gazetteer.exact(place)[:1]
        return Candidate(at, end, Span(start, stop), name, key, entries, True, plural) if entries else None
    entries = gazetteer.keyed(key)
    if not entries and len(short := bare(key)) > 3 and short != key:
        entries = gazetteer.keyed(short)
    if not entries:
        return None
    if end - at == 1 and key in parts().generic_names and _qualified(words, end):
        span = Span(start, words[end].end)
        whole = span.of(text)
        return Candidate(at, end + 1, span, whole, fold(whole), (), pattern="whole name")
    full = _with_unit(words, end, entries)
    return Candidate(at, full, Span(start, max(stop, words[full - 1].end)), name, key, entries)


def _qualified(words: Sequence[Word], end: int) -> bool:
    """Whether a capitalised word that is no unit goes on with the name: of "Qalat Numar" only Qalat is known, which is another."""
    if end >= len(words):
        return False
    word = words[end]
    after = word.text.lower() in parts().edges or word.text in parts().units or word.text in parts().tails
    return word.joined and word.capital and not after


def _key(words: Sequence[Word], at: int, end: int, name: str) -> str:
    """``fold`` of a name, put together from its words, which come again and again where whole names do not."""
    if end - at == 1 or not all(word.joined for word in words[at + 1 : end]):
        return fold(name)
    return " ".join(SHORT.get(key, key) for key in [fold(word.text) for word in words[at:end]])


def _allowed(words: Sequence[Word], at: int, end: int, key: str) -> bool:
    """Whether words are more than "as Cyprus", "Far North" or the name of a person of note."""
    if words[at].text.lower() in ("as", "at", "an") and not (end - at > 1 and words[at + 1].hyphen):
        return False
    return not parts().directions.issuperset(key.split()) and key.title() not in parts().never


def _introduced(words: Sequence[Word], at: int) -> bool:
    """Whether a preposition of place, or "city of", stands before a word that no sentence begins with."""
    if at == 0 or not words[at].joined or words[at].first:
        return False
    before = words[at - 1].text.lower()
    return before in parts().inside or (
        before == "of" and at > 1 and words[at - 2].text.lower() in parts().generic_before
    )


def _respelt(words: Sequence[Word], at: int, reach: list[int], text: str, gazetteer: Gazetteer) -> Candidate | None:
    """A name that the gazetteer knows in another transliteration; tried only where a place is to be expected."""
    for end in reversed(reach[:4]):
        start, stop = words[at].start, words[end - 1].end
        name = text[start:stop]
        if len(name) >= 5 and fold(name).title() not in parts().never and (entries := gazetteer.lookup(name)):
            return Candidate(at, end, Span(start, stop), name, fold(name), entries, respelt=True)
    return None


def _goes_on(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether a name can go on with a word: "People's Republic", "Washington, D.C." besides the usual joints."""
    if words[at].joined:
        return True
    gap = text[words[at - 1].end : words[at].start]
    return gap in ("'s ", "’s ") or (
        gap == ", " and words[at].text in ("D.C.", "DC") and words[at - 1].text == "Washington"
    )


def _with_unit(words: Sequence[Word], end: int, entries: tuple[Entry, ...]) -> int:
    """The end of a name with the "State" or "Province" that is written after it."""
    if end >= len(words) or not words[end].joined or words[end].text not in parts().units:
        return end
    best = entries[0]
    goes_on = end + 1 < len(words) and words[end + 1].joined and words[end + 1].capital
    own = best.kind == "country" or best.country == "US" or (goes_on and words[end].text not in ("State", "County"))
    return end if own else end + 1


def _may_stand(words: Sequence[Word], at: int, name: str) -> bool:
    """Whether a single word is written as a name of a place is: no "I'll", and "IN" or "OK" only after a comma."""
    if len(name) > 3:
        return _CONTRACTION.search(name) is None
    if len(name) == 2 and name.isupper():
        return name in parts().acronyms or (at > 0 and not words[at].joined and words[at - 1].capital)
    return name.isupper() or "." in name or len(name) == 3
