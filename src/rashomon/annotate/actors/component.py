"""Puts the actor rules together: known names, persons, names of organisations, then resolution within the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key
from rashomon.model import Annotated  # noqa: TC001  (the public signature)

from .aliases import aliased
from .home import institutions_at_home
from .known import known
from .learned import learned_bodies, learned_people
from .naming import disjoint, fullest
from .offices import offices
from .organisations import organisations
from .people import people
from .persons import with_persons
from .renames import renamed
from .within import nominals
from .words import words_of

if TYPE_CHECKING:
    from rashomon.model import ActorMention

    from .people import Person


def actors(annotated: Annotated) -> Annotated:
    """Fills ``actors``: mentions in text order, none overlapping. ``represents`` names whom a person speaks for."""
    words = words_of(annotated)
    on = annotated.document.published
    listed = known(annotated, words, on)
    persons = learned_people(annotated, words, people(words, {m.span.start: m for m in listed}), listed)
    listed = _without_namesakes(annotated.text, listed, persons)
    listed = [m for m in listed if m.kind == "person" or not any(p.span.overlaps(m.span) for p in persons)]
    taken = [*(m.span for m in listed), *(p.span for p in persons)]
    named = learned_bodies(annotated, organisations(annotated, words, taken), taken)
    bodies = fullest(annotated.text, aliased(annotated.text, words, disjoint([*listed, *named])))
    everyone = with_persons(annotated, words, bodies, persons)
    everyone = disjoint([*offices(words, everyone, persons, on), *everyone])
    everyone = disjoint([*everyone, *nominals(words, everyone)])
    everyone = disjoint([*everyone, *institutions_at_home(annotated, words, everyone)])
    return msgspec.structs.replace(annotated, actors=tuple(renamed(annotated.text, everyone)))


def _without_namesakes(text: str, listed: list[ActorMention], persons: list[Person]) -> list[ActorMention]:
    """Without bare surnames of the registry that are those of other persons, whom this document names in full.

    Where it names the registry's person in full too, the bare surname stays with that one.
    """
    in_full = {m.actor for m in listed if m.kind == "person" and len(key(m.span.of(text))) > 1}
    surnames = {name[-1:] for person in persons if len(name := key(person.name)) > 1}

    def other(mention: ActorMention) -> bool:
        bare = key(mention.span.of(text))
        return mention.kind == "person" and mention.actor not in in_full and len(bare) == 1 and bare in surnames

    return [mention for mention in listed if not other(mention)]
