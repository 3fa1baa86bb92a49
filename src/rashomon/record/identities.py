"""Which actors people hold to be one, and which not: what their judgements come to. The rows of the record stay as they are.

An actor's key is its id in the registry, or ``name:`` with its folded name. Judgements are taken in the order in which they
were made; those taken back count for nothing. ``MERGE``, ``RENAMED``: ``other`` is counted as ``subject``. ``SPLIT``: ``other`` is not
``subject``: what the machine put under ``subject`` by that name, or in the documents that ``value`` lists, is an actor of
its own, and earlier merges do not join the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.lexicon.registry import registry
from rashomon.model.codec import line, typed

from .dialect import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rashomon.model import Judgement

MERGE, SPLIT = "merge actors", "split actors"
RENAMED = "renamed actors"  # noted by rule where a document says so, and taken back as a person's merge is
NAMED = "name:"


class Grounds(msgspec.Struct, frozen=True, omit_defaults=True):
    """The ``value`` of a judgement about actors, as JSON.

    A merge may keep the ``score`` (0..1) of the comparison that proposed it and its ``reasons`` in words; a split may be of
    some ``documents`` (SHA-256) only.
    """

    score: float | None = None
    reasons: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


def grounds(judgement: Judgement) -> Grounds:
    """What a judgement about actors rests on, besides its author's reason."""
    return typed(judgement.value, Grounds) if judgement.value else Grounds()


def written(found: Grounds) -> str | None:
    """The same as a judgement's ``value``."""
    return line(found) if found != Grounds() else None


def actor_key(actor: str | None, name: str) -> str:
    """The key of an actor that the machine calls by this id (None where the registry does not know it) and name."""
    return actor or NAMED + fold(name)


class Names(NamedTuple):
    """Ids of the registry and folded names of actors outside it."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


class Identities:
    """The judgements about actors that stand, put together."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        standing = [
            j for j in judgements if j.undone is None and j.other is not None and j.verdict in (MERGE, SPLIT, RENAMED)
        ]
        self._named: dict[tuple[str, str], str] = {}
        self._told_in: dict[tuple[str, str], str] = {}
        apart: list[tuple[int, frozenset[str]]] = []
        for at, judgement in enumerate(standing):
            if judgement.verdict == SPLIT:
                apart.append((at, frozenset((judgement.subject, judgement.other or ""))))
                self._part(judgement)
        self._root: dict[str, str] = {}
        for at, judgement in enumerate(standing):
            if judgement.verdict in (MERGE, RENAMED):
                self._join(judgement.subject, judgement.other or "", [pair for later, pair in apart if later > at])
        self._apart = frozenset(pair for _, pair in apart)
        self._judged = frozenset(key for j in standing for key in (j.subject, j.other or ""))

    def __bool__(self) -> bool:
        return bool(self._judged)

    def _part(self, judgement: Judgement) -> None:
        documents = grounds(judgement).documents
        for document in documents:
            self._told_in[judgement.subject, document] = judgement.other or ""
        if not documents and (judgement.other or "").startswith(NAMED):
            self._named[judgement.subject, (judgement.other or "").removeprefix(NAMED)] = judgement.other or ""

    def _join(self, keep: str, other: str, apart: list[frozenset[str]]) -> None:
        first, second = self.canonical(keep), self.canonical(other)
        members = {*self.members(first), *self.members(second)}
        if first != second and not any(pair <= members for pair in apart):
            self._root.update(dict.fromkeys((*self.members(second), first), first))

    def canonical(self, key: str) -> str:
        """The key of the actor as which ``key`` is counted: itself where nobody merged it into another."""
        return self._root.get(key, key)

    def members(self, key: str) -> tuple[str, ...]:
        """The keys that are counted as ``key`` (a canonical one), it included, in order."""
        return tuple(sorted({key, *(k for k, root in self._root.items() if root == key)}))

    def of(self, actor: str | None, name: str, document: str) -> str | None:
        """The key of the actor that ``document`` means where the machine found this id and name; None where nobody judged it."""
        if not self._judged or not (actor or name):
            return None
        folded = fold(name)
        key = actor or NAMED + folded
        key = self._named.get((key, folded), key)
        key = self._told_in.get((self.canonical(key), document)) or self._told_in.get((key, document), key)
        return self.canonical(key) if key in self._judged or key in self._root else None

    def parted(self, first: str, second: str) -> bool:
        """Whether somebody said that these two keys are two actors."""
        mine, theirs = self.members(self.canonical(first)), self.members(self.canonical(second))
        return any(frozenset((a, b)) in self._apart for a in mine for b in theirs)

    def touched(self) -> Names:
        """The ids and names under which the machine may have put what somebody judged."""
        keys = sorted(self._judged | set(self._root))
        ids = tuple(key for key in keys if key and not key.startswith(NAMED))
        return Names(ids, tuple(key.removeprefix(NAMED) for key in keys if key.startswith(NAMED)))

    def also(self, wanted: str) -> Names:
        """Further ids and names that belong to actors of which one name holds ``wanted``, or whose key it is."""
        if not self._judged:
            return Names((), ())
        folded, found = fold(wanted), set[str]()
        for root in {self.canonical(key) for key in self._judged}:
            members = self.members(root)
            if any(key == wanted or (folded and folded in _text(key)) for key in members):
                found.update(members)
        return Names(
            tuple(sorted(key for key in found if not key.startswith(NAMED))),
            tuple(sorted(key.removeprefix(NAMED) for key in found if key.startswith(NAMED))),
        )

    def excludes(self, wanted: str, actor: str | None, identity: str | None) -> bool:
        """Whether ``wanted`` is the id of the actor that the machine saw, and people have said that it is another one."""
        return identity is not None and wanted == actor and self.canonical(wanted) != identity


def _text(key: str) -> str:
    """The names of an actor, folded, for looking parts of them up."""
    if key.startswith(NAMED):
        return key.removeprefix(NAMED)
    entry = registry().entries.get(key)
    return fold("\n".join([entry.name, *(name.text for name in entry.names)])) if entry else ""
