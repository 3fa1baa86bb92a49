"""Mentions of actors of the registry: the longest name at each place, with the case rules that keep "us" from being US."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load
from rashomon.lexicon.registry import Registry, key, registry
from rashomon.model import ActorMention, Span

from .words import joins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from rashomon.lexicon.registry import Entry, Name
    from rashomon.model import Annotated

    from .words import Word

# Names that are words of the language too: in capitals throughout they prove nothing.
_COMMON = frozenset(
    {
        "us",
        "is",
        "who",
        "care",
        "ap",
        "un",
        "cit",
        "rt",
        "eta",
        "contra",
        "ria",
        "saba",
        "fars",
        "mehr",
        "economist",
        "guardian",
        "independent",
        "telegraph",
        "senate",
        "wagner",
        "fatah",
        "up",
    }
)
_SAFE_SHOUTED = frozenset({"un"})


def known(annotated: Annotated, words: list[Word], on: date | None) -> list[ActorMention]:
    """The mentions that the registry knows, none overlapping, in text order."""
    reg = registry()
    places = {p.span.start: p.reading for p in annotated.places}
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        match = _longest(reg, words, at, on)
        if match is None:
            at += 1
            continue
        count, entry, name = match
        last = words[at + count - 1]
        span = Span(words[at].span.start, last.span.end)
        mention = _reading(words, at, count, entry, name, places)
        if mention is not None:
            found.append(ActorMention(span, entry.name_on(on), entry.id, entry.kind, mention, f"registry:{name.kind}"))
        at += count
    # "IS" alone may be a verb: only beside another name of the group
    certain = any(m.actor == "islamic-state" and m.span.of(annotated.text) != "IS" for m in found)
    return [m for m in found if certain or m.span.of(annotated.text) != "IS"]


def _longest(reg: Registry, words: list[Word], at: int, on: date | None) -> tuple[int, Entry, Name] | None:
    for wanted in reg.starts.get(words[at].key, ()):
        count = len(wanted)
        if at + count > len(words) or any(words[at + i].key != w for i, w in enumerate(wanted)):
            continue
        if any(words[at + i].first for i in range(1, count)) or not all(
            joins(words[at + i].gap) or words[at + i].key == "'s" for i in range(1, count)
        ):
            continue
        held = reg.candidates(wanted)
        entry = reg.choose(held, on)
        if entry is None:
            continue
        name = next(n for e, n in held if e.id == entry.id)
        near = [*words[max(0, at - 1) : at], *words[at + count : at + count + 1]]
        beside = any(w.text.isupper() and len(w.text) > 2 and w.text.isalpha() for w in near)
        if count == 1 and (_part_of_name(words, at) or _bare_title(words, at)):
            continue
        if count == 1 and entry.kind == "person" and _of_another(words, at):
            continue
        if _case_fits(words[at : at + count], name, beside_capitals=beside):
            return count, entry, name
    return None


# Single names of bodies that are also names of persons: "Sana Ilm".
_GIVEN = frozenset(
    {"sana", "saba", "wagner", "fars", "mehr", "fatah", "tasnim", "anadolu", "jordan", "chad", "georgia"}
)


def _part_of_name(words: list[Word], at: int) -> bool:
    """Whether a single word that may be a person's name stands next to another name."""
    if words[at].key not in _GIVEN:
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    followed = after is not None and after.capital and joins(after.gap) and not after.first
    return followed or (at > 0 and words[at - 1].capital and not words[at - 1].first and joins(words[at].gap))


def _of_another(words: list[Word], at: int) -> bool:
    """Whether a bare surname of the registry stands in somebody else's name: "Ahmad Arafat", "Mubarak Hassan"."""
    before = words[at - 1] if at else None
    after = words[at + 1] if at + 1 < len(words) else None
    if before is not None and before.capital and not words[at].first and words[at].gap == " ":
        named = before.key in _titles() or bool(registry().candidates((before.key,)))
        return not named
    follows = after is not None and after.capital and not after.first and after.gap == " "
    return bool(follows and after and after.key not in _titles() and after.text.isalpha() and not after.text.isupper())


@cache
def _titles() -> frozenset[str]:
    """Words that may stand before a surname without being a name: titles, ranks, offices, and words that open a sentence."""
    data = load("titles")
    groups = (data["honorific"], data["rank"], *data["role"].values(), data["never"])
    return frozenset(word for group in groups for phrase in group for word in key(str(phrase)))


# Titles of papers that are ordinary words: only with their article.
_PAPERS = frozenset({"independent", "guardian", "telegraph", "economist"})


def _bare_title(words: list[Word], at: int) -> bool:
    return words[at].key in _PAPERS and (at == 0 or words[at - 1].key != "the")


def _case_fits(words: list[Word], name: Name, *, beside_capitals: bool = False) -> bool:
    """Whether the letter case is that of a name: an acronym in capitals, a name capitalised, anything where all is shouted."""
    first = words[0]
    if len(words) == 1 and first.key in _COMMON and beside_capitals and "." not in first.text:
        return False
    if first.shouted:
        return len(words) > 1 or first.key not in _COMMON or "." in first.text or first.key in _SAFE_SHOUTED
    letters = [c for c in name.text if c.isalpha()]
    acronym = len(words) == 1 and len(letters) > 1 and all(c.isupper() for c in letters)
    if acronym:
        return (
            first.text.isupper()
            or "." in first.text
            or (len(letters) >= 4 and first.text.istitle() and not first.first)
        )
    if not any(c.isupper() for c in name.text):
        return True
    capitals = sum(w.capital for w in words)
    wanted = sum(part[:1].isupper() for part in re.split(r"[\s-]+", name.text))
    return capitals >= 1 and (len(words) > 1 or first.capital) and (name.kind != "name" or capitals >= min(wanted, 1))


def _reading(words: list[Word], at: int, count: int, entry: Entry, name: Name, places: dict[int, str]) -> str | None:
    """How the words stand for the actor, or None where they only name a place."""
    if name.kind in ("demonym", "nominal"):
        return name.kind
    if name.kind == "metonym":
        literal_seat = entry.id.endswith("-gov") and name.text.removeprefix("the ").lower() in _seats()
        if literal_seat:
            return "metonym"
        return "metonym" if places.get(words[at].span.start) == "metonymic" or _acts(words, at, count) else None
    if entry.kind == "state" and not _acts(words, at, count) and at and words[at - 1].key in _locatives():
        return None
    return "name"


@cache
def _seats() -> frozenset[str]:
    return frozenset({"kremlin", "downing street", "élysée", "elysee", "quai d'orsay"})


@cache
def _locatives() -> frozenset[str]:
    return frozenset(load("agency")["locatives"])


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    lists = load("agency")
    return frozenset(lists["acts"]), frozenset(lists["auxiliaries"]), frozenset(lists["addressed"])


def _acts(words: list[Word], at: int, count: int) -> bool:
    """Whether the name does or undergoes what only a government can: "Moscow said", "blamed Damascus and Moscow"."""
    acts, auxiliaries, addressed = _verbs()
    before = words[at - 1].key if at else ""
    if before in _locatives():
        return False
    joined = before == "and" and at >= 2
    if before in addressed or (joined and any(w.key in addressed for w in words[max(0, at - 4) : at - 1])):
        return True
    return any(key in acts for key in _following(words, at + count, auxiliaries))


def _following(words: list[Word], at: int, auxiliaries: frozenset[str]) -> Iterator[str]:
    """The next word, past auxiliaries and adverbs, or past "and X"; nothing across punctuation."""
    steps = 0
    while at < len(words) and steps < 5 and words[at].gap.strip() in ("", ","):
        word = words[at]
        if word.key == "and" and at + 1 < len(words) and (words[at + 1].capital or words[at + 1].shouted):
            at, steps = at + 2, steps + 2
            continue
        if word.key in ("which", "who") and word.gap.strip() == ",":
            at, steps = at + 1, steps + 1
            continue
        yield word.key
        if word.gap.strip() or (word.key not in auxiliaries and not word.key.endswith("ly")):
            return
        at, steps = at + 1, steps + 1
