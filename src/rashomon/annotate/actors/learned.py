"""Lets the encoder's entity marks add persons and organisations that no rule sees, and strike out what it contradicts."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from rashomon.model import ActorMention, Annotated, EntityMark, Span

from .organisations import kind_of
from .people import Person, lexicon, name_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .words import Word

SURE = 0.6  # below this score a mark adds nothing
CONTRADICTS = 0.85  # above it, a mark of another kind strikes out what only a rule says


def learned_people(
    annotated: Annotated, words: list[Word], persons: list[Person], listed: list[ActorMention]
) -> list[Person]:
    """The rules' persons and those full names that the encoder marks, in text order.

    A mark only confirms a run of capitalised words (where all is in capitals: touching marks): single words and
    pieces of names are left to the surnames.
    """
    marks = annotated.marks.entities
    if not marks:
        return persons
    kept = [p for p in persons if not _contradicted(p.span, marks)]
    sure = [m.span for m in marks if m.kind == "person" and m.score >= SURE]
    places = [p.span for p in annotated.places if p.reading != "demonym"]
    taken = sorted([*(p.span for p in kept), *(m.span for m in listed), *places])
    runs = [*name_runs(words, {m.span.start: m for m in listed}), *_joined(annotated.text, words, sure)]
    added = [
        Person(span, name, None, None, "encoder")
        for span, name in runs
        if _any_overlaps(sure, span) and not _any_overlaps(taken, span)
    ]
    return sorted([*kept, *_apart(added)], key=lambda p: p.span)


def _apart(persons: list[Person]) -> list[Person]:
    """Without those that overlap an earlier one."""
    kept: list[Person] = []
    for person in sorted(persons, key=lambda p: (p.span.start, -p.span.end)):
        if not kept or person.span.start >= kept[-1].span.end:
            kept.append(person)
    return kept


def _any_overlaps(spans: list[Span], span: Span) -> bool:
    """Whether one of the sorted, disjoint ``spans`` shares a character with ``span``."""
    at = bisect_left(spans, (span.end, -1))
    return at > 0 and spans[at - 1].end > span.start


def _joined(text: str, words: list[Word], marks: list[Span]) -> Iterator[tuple[Span, str]]:
    """In text that is all in capitals: touching marks together, if they make two to five words."""
    shouted = {w.span.start for w in words if w.shouted}
    start = end = -1
    for span in [*marks, Span(len(text) + 9, len(text) + 9)]:
        if end >= 0 and 0 <= span.start - end <= 1:
            end = span.end
            continue
        name = " ".join(text[start:end].split()) if end >= 0 else ""
        if start in shouted and 2 <= len(name.split()) <= 5 and _is_name(name):
            yield Span(start, end), name.title()
        start, end = span


def learned_bodies(annotated: Annotated, bodies: list[ActorMention], taken: list[Span]) -> list[ActorMention]:
    """The rules' organisations and those that the encoder marks, in text order."""
    marks = annotated.marks.entities
    if not marks:
        return bodies
    blocked = [*taken, *(m.span for m in bodies)]
    added = [
        ActorMention(span, name, None, kind_of(name), "name", "encoder")
        for span, name in _named(annotated, marks, "organization")
        if not any(span.overlaps(t) for t in blocked)
    ]
    return sorted([*bodies, *added], key=lambda m: m.span)


def _contradicted(span: Span, marks: tuple[EntityMark, ...]) -> bool:
    over = [m for m in marks if m.span.overlaps(span)]
    return any(m.kind != "person" and m.score >= CONTRADICTS for m in over) and all(m.kind != "person" for m in over)


def _named(annotated: Annotated, marks: tuple[EntityMark, ...], kind: str) -> Iterator[tuple[Span, str]]:
    """Spans and names of the sure marks of a kind, without article or genitive, in usual capitals."""
    text = annotated.text
    shouted = sum(c.isupper() for c in text) > sum(c.islower() for c in text)
    for mark in marks:
        if mark.kind != kind or mark.score < SURE:
            continue
        start, end = mark.span.trimmed(text, "\"“”'‘’(),.;:[]")
        if text[start : start + 4].lower() == "the ":
            start += 4
        for tail in ("'s", "’s", "'S", "’S"):
            if text[start:end].endswith(tail):
                end -= 2
        name = " ".join(text[start:end].split())
        if (
            end > start
            and any(c.isupper() for c in name)
            and (len(name.split()) > 1 or (name.isupper() and len(name) > 2 and not shouted))
        ):
            acronym = name.isupper() and (" " not in name and kind == "organization")
            yield Span(start, end), name if acronym or not name.isupper() else name.title()


def _is_name(name: str) -> bool:
    words = name.lower().split()
    return not any(w in lexicon().never for w in words) and any(c.isalpha() for c in name)
