"""From ties to the printed parties of an incident: perpetrators by syntax, victims, targets, instruments.

Mentions of one thing are those with the same words; other wordings are not guessed to be the same thing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model import Count, Instrument, Target, Victim

from . import words as lexicon
from .roles import INSTRUMENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Figure, Span

    from .context import Context
    from .fill import Filler
    from .merge import Group
    from .phrases import Phrase

_SPACE = re.compile(r"\s+")
_EFFECTS = {
    "killed": "killed",
    "injured": "injured",
    "abducted": "abducted",
    "detained": "detained",
    "displaced": "displaced",
}


def fold(text: str) -> str:
    """White space and case folded, for telling whether two mentions have the same words."""
    return _SPACE.sub(" ", text).strip().casefold()


def victims(context: Context, fillers: Sequence[Filler], figures: tuple[Figure, ...]) -> tuple[Victim, ...]:
    """Those harmed or aimed at, one for each wording and effect."""
    found: dict[tuple[str, str | None], list[Span]] = {}
    numbers: dict[tuple[str, str | None], Count | None] = {}
    names: dict[tuple[str, str | None], str | None] = {}
    for filler in fillers:
        if filler.role != "victim":
            continue
        phrase = filler.phrase
        span = context.span(phrase.first, phrase.last)
        key = (fold(span.of(context.text)), (filler.mention.effect if filler.mention else None) or filler.effect)
        found.setdefault(key, []).append(span)
        person = phrase.actor is not None and phrase.actor.kind == "person"
        names[key] = phrase.actor.name if phrase.actor and person else names.get(key)
        numbers[key] = numbers.get(key) or _number(context, phrase, figures, person=person)
    keys = sorted(found, key=lambda k: (found[k][0], k[1] or ""))
    seen = {words for words, effect in keys if effect}
    return tuple(
        Victim(
            mentions=tuple(dict.fromkeys(found[k])),
            name=names[k],
            number=numbers[k],
            group=None,
            effect=_EFFECTS.get(k[1] or ""),
        )
        for k in keys
        if k[1] or k[0] not in seen
    )


def _number(context: Context, phrase: Phrase, figures: tuple[Figure, ...], *, person: bool) -> Count | None:
    """How many the phrase speaks of: a figure that lies in it or right before it, else one where it is singular."""
    reach = context.span(phrase.outer, phrase.last)
    for figure in figures:
        if figure.span.overlaps(reach):
            return figure.count
    if person or not phrase.many:
        return Count(1, 1)
    return None


def targets(context: Context, fillers: Sequence[Filler]) -> tuple[Target, ...]:
    """The things attacked, one for each wording."""
    found: dict[str, tuple[list[Span], str | None, str | None]] = {}
    for filler in fillers:
        if filler.role != "target":
            continue
        span = context.span(filler.phrase.first, filler.phrase.last)
        key = fold(span.of(context.text))
        spans, kind, effect = found.get(key, ([], filler.phrase.target, None))
        spans.append(span)
        found[key] = (spans, kind, effect or (_damage(filler.mention.base) if filler.mention else None))
    return tuple(
        Target(mentions=tuple(dict.fromkeys(spans)), kind=kind, effect=effect) for spans, kind, effect in found.values()
    )


def _damage(base: str) -> str | None:
    for effect in ("destroyed", "damaged"):
        if base in lexicon.damage(effect):
            return effect
    return None


def instruments(context: Context, fillers: Sequence[Filler]) -> tuple[Instrument, ...]:
    """The weapons, one for each wording; carriers (warplanes, drones) are not printed."""
    found: dict[str, tuple[list[Span], str | None]] = {}
    for filler in fillers:
        if filler.role != "instrument" or filler.phrase.weapon in lexicon.carriers():
            continue
        span = context.span(filler.phrase.first, filler.phrase.last)
        found.setdefault(fold(span.of(context.text)), ([], filler.phrase.weapon))[0].append(span)
    return tuple(Instrument(mentions=tuple(dict.fromkeys(spans)), kind=kind) for spans, kind in found.values())


def narrowed(group: Group) -> str:
    """The group's type, narrowed by the weapons tied to it (lexicon/weapons.yaml: refines)."""
    table = lexicon.refinements().get(group.type, {})
    for told in group.told:
        for tie in told.ties:
            if tie.role == INSTRUMENT and tie.phrase.weapon in table:
                return table[tie.phrase.weapon]
    return group.type
