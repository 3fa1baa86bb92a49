"""Word lists of the lexicon under names of the code: sets that are read when somebody first asks them, not when code is imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from .loader import load


class Words(AbstractSet[str]):
    """The words of some lists of ``lexicon/<file>.yaml``, and those of ``more``; as a frozenset of them, read once.

    A union with another set is a ``Words``, too, and reads nothing either.
    """

    def __init__(self, file: str, *lists: str, more: tuple[AbstractSet[str], ...] = ()) -> None:
        self._file, self._lists, self._more = file, lists, more

    @cached_property
    def _held(self) -> frozenset[str]:
        found = {str(word) for name in self._lists for word in load(self._file)[name]}
        return frozenset(found.union(*self._more))

    def __contains__(self, word: object) -> bool:
        return word in self._held

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._held))

    def __len__(self) -> int:
        return len(self._held)

    def __or__(self, other: AbstractSet[str]) -> Words:  # type: ignore[override]  # of words alone
        return Words(self._file, *self._lists, more=(*self._more, other))

    __ror__ = __or__

    @classmethod
    def _from_iterable(cls, found: Iterable[str]) -> frozenset[str]:  # type: ignore[override]  # what "-" and "&" give
        return frozenset(found)

    def __repr__(self) -> str:
        return f"<words of {self._file}: {', '.join(self._lists)}>"
