"""What tells one report from another: rare words, names, ages, streets. How rare a word is comes from a fixed table."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load

from .names import folded, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rashomon.model import Annotated, IncidentMention, Span

_WORD = re.compile(r"[^\W_]{2,}")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old|(?<=\w), (\d{1,2}),|\b[Aa]ged? (\d{1,3})\b")
_NAMES = re.compile(r"(?=\b([A-Z]\w+)[’']?s?[ -]([A-Z]\w+))")
_SHORTEST = 3  # letters; shorter words and numbers are alike by chance


class _Table(NamedTuple):
    bits: Mapping[str, int]
    rarest: int
    least: int
    phrase: int


@cache
def _table() -> _Table:
    data = load("frequent")
    bits = {word: int(n) for n, words in data["bits"].items() for word in words.split()}
    return _Table(bits, data["rarest"], data["least"], data["phrase"])


def bits(word: str) -> int:
    """How much it tells that two reports share this folded word: the rarer, the more bits."""
    table = _table()
    return table.bits.get(word, table.rarest)


def weighed(words: Iterable[str]) -> dict[str, int]:
    """Each of these folded words with what it tells, as many times as it stands there."""
    known, rarest = _table().bits, _table().rarest
    return {word: known.get(word, rarest) * n for word, n in Counter(words).items()}


def is_listed(word: str) -> bool:
    """Whether the table lists the folded word; names, most often, it does not."""
    return word in _table().bits


def rarest(words: Iterable[str], most: int) -> list[str]:
    """Of words as ``telling_words`` gives them: those that the table does not list at all, the most used first."""
    uses = Counter(word for word in words if word not in _table().bits)
    return sorted(uses, key=lambda w: (-uses[w], w))[:most]


def telling_words(text: str, *, without: Iterable[str] = (), most: int) -> tuple[str, ...]:
    """The folded words of a text that tell it from others: sorted, the ``most`` telling ones of them.

    A word that is used twice or more stands there twice, four times or more: three times, and so on.

    Args:
        text: any text.
        without: folded words to leave out.
        most: how many words to keep; of equally telling ones those used most, then the first of the text.
    """
    table, left_out = _table(), set(without)
    uses = Counter(word for word in _WORD.findall(plain(text)) if len(word) >= _SHORTEST)
    known = {w: table.bits.get(w, table.rarest) for w in uses if w not in left_out}
    kept = sorted((w for w, n in known.items() if n >= table.least), key=lambda w: (-known[w], -uses[w]))[:most]
    return tuple(word for word in sorted(kept) for _ in range(uses[word].bit_length()))


def phrases(text: str, *, without: Iterable[str] = (), most: int) -> tuple[str, ...]:
    """Pairs of capitalised words side by side (a name, a club, a street), folded and sorted: the ``most`` telling ones.

    ``without`` are folded words that make no phrase. A text in capitals throughout has none.
    """
    table, left_out = _table(), set(without)
    if text.isupper():
        return ()
    found: dict[str, int] = {}
    for one, other in _NAMES.findall(text):
        pair = (plain(one), plain(other))
        told = [table.bits.get(word, table.rarest) for word in pair]
        if sum(told) >= table.phrase and min(told) >= table.least and not left_out.intersection(pair):
            found.setdefault(" ".join(pair), sum(told))
    return tuple(sorted(sorted(found, key=lambda p: -found[p])[:most]))


def ages(text: str) -> tuple[str, ...]:
    """The ages that a text tells of people ("a 23-year-old", "Omar, 23,", "aged 23"), sorted."""
    return tuple(sorted({next(g for g in found if g) for found in _AGE.findall(text)}))


@cache
def _streets() -> re.Pattern[str]:
    kinds = "|".join(sorted(map(re.escape, load("linking")["streets"]), key=len, reverse=True))
    return re.compile(rf"\b((?:[A-Z][\w’'-]+|\d+(?:st|nd|rd|th))) (?:{kinds})\b")


def streets(text: str) -> tuple[str, ...]:
    """The names of streets in a text, without their kind ("Harbour Road" and "Harbour Rd." are one), sorted."""
    return tuple(sorted({folded(found) for found in _streets().findall(text)}))


def people(annotated: Annotated, within: Sequence[Span] | None = None) -> tuple[str, ...]:
    """The folded full names of persons that a report (or those of its spans) names and the registry does not know, sorted."""
    found = set()
    for mention in annotated.actors:
        if mention.kind != "person" or mention.actor is not None:
            continue
        name = folded(mention.name)
        if " " in name and (within is None or any(span.covers(mention.span) for span in within)):
            found.add(name)
    return tuple(sorted(found))


def speakers(annotated: Annotated) -> frozenset[str]:
    """The folded names of all who speak in a report."""
    return frozenset(folded(a.speaker) for a in annotated.attributions if a.speaker)


def towns(annotated: Annotated, within: Sequence[Span] | None = None) -> tuple[str, ...]:
    """The folded names of towns and narrower places, and of places that no gazetteer knows, in a report or in its spans."""
    return tuple(
        sorted(
            {
                folded(p.named(annotated.text).name)
                for p in annotated.places
                if p.reading == "literal"
                and p.precision in ("exact", "near", None)
                and (within is None or any(span.covers(p.span) for span in within))
            }
        )
    )


def names_apart(annotated: Annotated) -> frozenset[str]:
    """The folded words of places, of parties and of known actors: compared as such, and telling nothing more where shared.

    All reports of one war share the names of its parties, whether or not the registry knows them.
    """
    spans = [p.span for p in annotated.places if p.geonameid is not None or p.lat is not None]
    spans += [m.span for m in annotated.actors if (m.actor is not None or m.kind != "person") and m.mention == "name"]
    return frozenset(word for span in spans for word in _WORD.findall(plain(span.of(annotated.text))))


def paragraphs(annotated: Annotated, incident: IncidentMention) -> tuple[Span, ...]:
    """The sentences that tell an incident."""
    anchors = (incident.anchor, *incident.anchors)
    return tuple(s.span for s in annotated.sentences if any(s.span.covers(a) for a in anchors))
