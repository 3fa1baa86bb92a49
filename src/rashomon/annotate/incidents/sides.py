"""Which side does a deed and which is hit, as the ties of its word tell: states, forces and groups by what tells them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry

from . import words as lexicon
from .phrases import party
from .roles import AGENT, OBJECT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import ActorMention

    from .context import Context
    from .roles import Tie

SIDES = frozenset({"state", "government", "ministry", "military", "armed group", "alliance", "coalition"})


def doers(context: Context, ties: Iterable[Tie]) -> frozenset[str]:
    """The names of those whom the ties make the doer."""
    names = set()
    for tie in ties:
        if tie.role == AGENT:
            mention = party(tie.phrase, context.words[tie.phrase.head])
            if mention is not None and mention.name and (mention.mention != "pronoun" or mention.kind != "person"):
                names.add(side(mention))
    return frozenset(names)


def side(mention: ActorMention) -> str:
    """What tells parties apart: the state that a force or government belongs to, else the actor, else the name."""
    return state_of(mention.actor) if mention.actor is not None else mention.name


def state_of(actor: str) -> str:
    """The state's code of a registry id ("sy-army" -> "sy"), of the office that a person holds, else the id itself."""
    actor = lexicon.last_office(actor) or actor
    return registry().state_of(actor) or actor


def struck(context: Context, ties: Iterable[Tie]) -> frozenset[str]:
    """The states, forces and armed groups that the ties make the object."""
    found = set()
    for tie in ties:
        mention = party(tie.phrase, context.words[tie.phrase.head]) if tie.role == OBJECT else None
        if mention is not None and mention.name and mention.kind in SIDES:
            found.add(side(mention))
    return frozenset(found)


def aims(ties: Iterable[Tie]) -> frozenset[str]:
    """The kinds of things that the ties make the object: a school, a barracks."""
    return frozenset(tie.phrase.target for tie in ties if tie.role == OBJECT and tie.phrase.target)
