"""The parties of one incident while they are gathered: who is one party, and what has been found of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key as folded
from rashomon.lexicon.registry import registry
from rashomon.model import Span

from .parties import fold
from .sides import state_of

if TYPE_CHECKING:
    from .context import Context

_BRACKETS = re.compile(r"[\[\]()…“”\"]")


class Party(msgspec.Struct):
    """A perpetrator while it is gathered."""

    name: str
    actor: str | None = None
    kind: str = "organization"
    organized: bool = False  # whether the narrator's words name it as an organisation
    accused: bool = False  # whether an accuser's words gave the name
    joint: bool = False  # a coalition, whose members can admit its deeds
    mentions: list[Span] = []
    blamed_by: list[str] = []
    denied_by: list[str] = []
    acknowledged_by: list[str] = []
    claimed_by: list[str] = []
    by_narrator: bool = False
    asserted: bool = False  # a source tells it as a fact
    charged: bool = False  # somebody accuses
    authority: bool = False
    possible: bool = False  # the text names it only as one of two whose deed it may be


class Parties:
    """The perpetrators of one incident. A state and its forces are one party there; an accuser's name for it stays."""

    def __init__(self, context: Context) -> None:
        self._by_key: dict[str, Party] = {}
        self._actors = context.named

    def key(self, name: str, actor: str | None = None) -> str:
        """What tells the party of that name from others: its state, else its registry id, else its folded name."""
        actor = actor or self.actor(name)
        return state_of(actor) if actor else _plain(name)

    def actor(self, name: str) -> str | None:
        """The registry id of a name: as the text's actors have it, else of the state that its adjective names."""
        known = self._actors.get(_plain(name))
        if known is not None and known.actor:
            return known.actor
        if known is None and (entry := registry().lookup(_plain(name))) is not None:
            return entry.id
        first = folded(_plain(name))[:1]
        states = [e.id for e, n in registry().candidates(first) if n.kind == "demonym"]
        return states[0] if len(states) == 1 and known is None else None

    def get(self, name: str, actor: str | None = None) -> Party:
        """The party of that name, made where there is none."""
        name = " ".join(_BRACKETS.sub("", name).split()) or name
        found = self._by_key.setdefault(self.key(name, actor), Party(name, actor or self.actor(name)))
        found.actor = found.actor or actor
        return found

    def all(self) -> list[Party]:
        """In order of first naming."""
        return list(self._by_key.values())

    def find(self, name: str, actor: str | None = None) -> Party | None:
        """The party of that name or actor id, if there."""
        return self._by_key.get(self.key(name, actor))

    def kind(self, name: str) -> str | None:
        """The kind of the text's actor of that name."""
        known = self._actors.get(fold(name))
        return known.kind if known is not None else None

    def person(self, name: str) -> bool:
        """Whether the text's actor of that name is a person."""
        known = self._actors.get(fold(name))
        return known is not None and known.kind == "person"


def _plain(name: str) -> str:
    """A name without article and editors' brackets, folded: "the [Velmari] aircraft"."""
    return fold(_BRACKETS.sub("", re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)))


def once(names: list[str], name: str) -> None:
    """Adds a name to a list that does not hold it."""
    if name not in names:
        names.append(name)
