"""Gives persons their full names within the document, and finds for whom they speak."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key, registry
from rashomon.model import ActorMention

from .naming import disjoint, surface_of
from .within import surname_keys, surnames

if TYPE_CHECKING:
    from datetime import date

    from rashomon.model import Annotated

    from .people import Person
    from .words import Word


class Known:
    """The persons of a document: full name and id by every full name that the document uses."""

    def __init__(self, names: dict[str, tuple[str, str | None]]) -> None:
        self.names = names
        self._forms: dict[tuple[str, ...], set[tuple[str, str | None]]] = {}
        for name, resolved in names.items():
            folded = key(name.replace("-", " "))
            for form in {*surname_keys(name), *(folded[:n] for n in range(1, len(folded) + 1))}:
                self._forms.setdefault(form, set()).add(resolved)

    def resolve(self, name: str) -> tuple[str, str | None]:
        """Full name and id: of the only person of that name, surname or first name, else ``name`` itself."""
        if name in self.names:
            return self.names[name]
        fitting = self._forms.get(key(name.replace("-", " ")), set())
        return next(iter(fitting)) if len(fitting) == 1 else (name, None)


def with_persons(
    annotated: Annotated, words: list[Word], bodies: list[ActorMention], persons: list[Person]
) -> list[ActorMention]:
    """Bodies, persons with their full names, and surnames, in text order."""
    on = annotated.document.published
    known = _known(annotated, bodies, persons)
    spoken = _spoken_for(annotated.text, bodies, persons, known, on)

    def named(mention: ActorMention) -> ActorMention:
        if mention.kind != "person":
            return mention
        full, actor = known.resolve(mention.name)
        represents = spoken.get(full) or office_of(actor, on)
        return msgspec.structs.replace(mention, name=full, actor=actor, represents=represents)

    covered = {i for m in bodies for i in range(m.span.start, m.span.end)}
    described = [
        ActorMention(p.span, p.name, None, "person", "name", p.rule)
        for p in persons
        if not any(i in covered for i in range(p.span.start, p.span.end))
    ]
    alone = surnames(words, {m.span.start for m in (*bodies, *described)}, known.names)
    return disjoint([named(m) for m in (*bodies, *described, *alone)])


def _known(annotated: Annotated, bodies: list[ActorMention], persons: list[Person]) -> Known:
    names: dict[str, tuple[str, str | None]] = {}
    for mention in bodies:
        if mention.kind == "person":
            surface = surface_of(annotated.text, mention.span)
            full = len(key(surface)) > 1 and len(key(surface)) >= len(key(mention.name)) and not surface.isupper()
            names.setdefault(mention.name, (mention.name, mention.actor))
            if full:
                names[mention.name] = (surface, mention.actor)
    for person in persons:
        if len(person.name.split()) > 1:
            entry = registry().lookup(person.name, annotated.document.published)
            names.setdefault(person.name, (person.name, entry.id if entry and entry.kind == "person" else None))
    return Known(names)


def office_of(actor: str | None, on: date | None) -> str | None:
    """The name of the body for which a person of the registry holds an office on that day."""
    entry = registry().entries.get(actor or "")
    body = entry.represents_on(on) if entry else None
    return registry().entries[body].name_on(on) if body else None


def _spoken_for(
    text: str, bodies: list[ActorMention], persons: list[Person], known: Known, on: date | None
) -> dict[str, str]:
    """Whom each person speaks for, by full name: the body named in the phrase of the title, if the title speaks for it."""
    found: dict[str, str] = {}
    starts = [m.span.start for m in bodies]
    for person in persons:
        if person.phrase is None or person.role not in ("speaks", "leads") or _FORMER.search(person.phrase.of(text)):
            continue
        near = bodies[bisect_left(starts, person.phrase.start) : bisect_left(starts, person.phrase.end)]
        inside = [m for m in near if person.phrase.covers(m.span)]
        body = next((m for m in inside if m.kind != "person" and not _is_scene(text, m)), None)
        full = known.resolve(person.name)[0]
        if body is not None:
            found.setdefault(full, _government(body, on))
        elif inside and person.role == "speaks" and (office := office_of(inside[0].actor, on)):
            found.setdefault(full, office)  # a president's spokesman
    return found


_FORMER = re.compile(r"\b(?:former|ex|late|then|retired|onetime)\b", re.IGNORECASE)


def _is_scene(text: str, body: ActorMention) -> bool:
    """Whether a state in a title is only where the office is held: "head of mission in Velmar", "ambassador to Velmar"."""
    if body.kind != "state" or body.mention == "demonym":
        return False
    before = text[max(0, body.span.start - 20) : body.span.start].rstrip().rsplit(None, 1)[-1:] or [""]
    owned = text[body.span.end : body.span.end + 2] in ("'s", "’s", "' ", "’ ")
    return before[0].lower() in ("in", "to", "at", "near", "from", "into") and not owned


def _government(body: ActorMention, on: date | None) -> str:
    """A state is spoken for by its government."""
    entry = registry().entries.get(f"{body.actor}-gov") if body.kind == "state" else None
    return entry.name_on(on) if entry else body.name
