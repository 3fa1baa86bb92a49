"""Lets the encoder's entity marks add persons and organisations that no rule sees, and strike out what it contradicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import ActorMention, Annotated, EntityMark, Span

from .organisations import kind_of
from .people import Person, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

SURE = 0.6  # below this score a mark adds nothing
CONTRADICTS = 0.85  # above it, a mark of another kind strikes out what only a rule says


def learned_people(annotated: Annotated, persons: list[Person], listed: list[ActorMention]) -> list[Person]:
    """The rules' persons and those that the encoder marks, in text order."""
    marks = annotated.marks.entities
    if not marks:
        return persons
    kept = [p for p in persons if not _contradicted(p.span, marks)]
    taken = [*(p.span for p in kept), *(m.span for m in listed)]
    added = [
        Person(span, name, None, None, "encoder")
        for span, name in _named(annotated, marks, "person")
        if not any(span.overlaps(t) for t in taken) and _is_name(name)
    ]
    return sorted([*kept, *added], key=lambda p: p.span)


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
        if end > start and any(c.isupper() for c in name):
            acronym = name.isupper() and (" " not in name and kind == "organization")
            yield Span(start, end), name if acronym or not name.isupper() else name.title()


def _is_name(name: str) -> bool:
    words = name.lower().split()
    return not any(w in lexicon().never for w in words) and any(c.isalpha() for c in name)
