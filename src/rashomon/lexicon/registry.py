"""The registry of actors that reports on conflicts keep naming: their dated names, kinds, parents and offices.

The data stand in ``lexicon/actors/*.yaml``, with their sources; nothing here is learned. Actors that are not in it are
resolved within each document and have no id.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:[A-Za-z]\.)+[A-Za-z](?![\w.])"  # U.S. and U.S are US
    r"|['’][sS](?![^\W_])"  # the genitive stands alone
    r"|[^\W_]+(?:['’‘`](?![sS](?![^\W_]))[^\W_]+)*"  # Hay'at
)
# One spelling for each word that is written in two ways.
_SPELLING = {
    "defense": "defence", "organisation": "organization", "organisations": "organizations", "centre": "center",
    "programme": "program", "mobilisation": "mobilization", "spokesperson": "spokesman", "spokeswoman": "spokesman",
    "\u2019s": "'s", "labour": "labor",
}  # fmt: skip


class Name(msgspec.Struct, frozen=True):
    """One name of an actor. ``since`` and ``until`` are its first and last day, None where it always holds.

    ``kind`` is name, former, metonym ("Moscow"), demonym ("Russian") or nominal ("Russian warplanes"). ``source`` says
    where the days are published, where that is another place than the entry's sources.
    """

    text: str
    since: date | None = None
    until: date | None = None
    kind: str = "name"
    source: str | None = None

    def holds(self, on: date) -> bool:
        """Whether the name was in use on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Term(msgspec.Struct, frozen=True):
    """An office that a person holds or held: ``role`` of the body ``of`` (an id of the registry)."""

    role: str
    of: str
    since: date | None = None
    until: date | None = None
    source: str | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An actor of the registry. ``parents`` are ids: an air force -> its armed forces -> its ministry -> its government.

    ``sources`` say where the facts are published; ``wikidata`` and ``ucdp`` are its ids there, where they are certain.
    """

    id: str
    name: str
    kind: str
    names: tuple[Name, ...] = ()
    parents: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    terms: tuple[Term, ...] = ()
    ucdp: int | None = None
    sources: tuple[str, ...] = ()

    def name_on(self, on: date | None) -> str:
        """The full name in use on that day; its present or usual name where no day is given or no name is dated."""
        dated = [n for n in self.names if n.kind == "name" and (n.since or n.until)]
        current = [n for n in dated if on is not None and n.holds(on)]
        return current[-1].text if current and all(n.text != self.name for n in current) else self.name

    def represents_on(self, on: date | None) -> str | None:
        """The id of the body for which a person holds an office on that day; None without a day or an office."""
        held = [t for t in self.terms if on is not None and Name("", t.since, t.until).holds(on)]
        return held[-1].of if held else None


def tokens(text: str) -> list[tuple[int, int, str]]:
    """The words of ``text`` as (start, end, folded form); folding drops case, accents, apostrophes and full stops."""
    return [(m.start(), m.end(), _folded(m.group())) for m in _WORD.finditer(text)]


@cache
def _folded(word: str) -> str:
    if word[0] in "'’":
        return "'s"
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`.]", "", plain).replace("ı", "i")
    return _SPELLING.get(plain, plain)


def key(name: str) -> tuple[str, ...]:
    """What two spellings of one name share: its folded words, without a leading article."""
    words = tuple(w for _, _, w in tokens(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


class Registry:
    """All entries, by id and by name."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._names: dict[tuple[str, ...], list[tuple[Entry, Name]]] = {}
        for entry in entries:
            for name in dict.fromkeys((Name(entry.name), *entry.names)):
                held = self._names.setdefault(key(name.text), [])
                # Of two names of one actor that fold to one, the first kind stays.
                if all(e.id != entry.id for e, _ in held):
                    held.append((entry, name))
        self.starts: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(self._names, key=lambda w: (-len(w), w)):
            self.starts.setdefault(words[0], []).append(words)

    def candidates(self, words: tuple[str, ...]) -> list[tuple[Entry, Name]]:
        """All entries that bear the name with these folded words (see ``key``)."""
        return self._names.get(words, [])

    def lookup(self, name: str, on: date | None = None) -> Entry | None:
        """The actor of that name on that day, or None where there is none or where several are meant equally.

        A name that only one actor ever bore is found on any day: reports go on using old names.
        """
        return self.choose(self.candidates(key(name)), on)

    @staticmethod
    def choose(found: list[tuple[Entry, Name]], on: date | None) -> Entry | None:
        """The only entry, or the only one whose name held on the day; None where that leaves several."""
        if len(found) == 1:
            return found[0][0]
        dated = [entry for entry, name in found if on is not None and name.holds(on)]
        return dated[0] if len(dated) == 1 else None

    def ancestors(self, actor: str) -> tuple[str, ...]:
        """The ids of the parents of ``actor``, theirs, and so on, nearest first; empty for an unknown id."""
        found: list[str] = []
        queue = list(self.entries[actor].parents) if actor in self.entries else []
        while queue:
            parent = queue.pop(0)
            if parent not in found:
                found.append(parent)
                queue += self.entries[parent].parents
        return tuple(found)

    def state_of(self, actor: str) -> str | None:
        """The id of the state that an actor is part of, by its id ("sy-army" -> "sy"); None where it is part of none.

        "al-qaeda" is not Albania's: of an actor that the registry knows, the state must be among its parents' parents.
        """
        code, _, rest = actor.partition("-")
        if len(code) != 2 or not code.isalpha():
            return None
        known = actor in self.entries and rest
        return code if not known or code in self.ancestors(actor) else None

    def shared_names(self) -> dict[tuple[str, ...], list[str]]:
        """Names that several entries bear, with their ids: each needs a rule by which it is told apart."""
        return {words: [e.id for e, _ in held] for words, held in sorted(self._names.items()) if len(held) > 1}


@cache
def _built(path: str, stamp: str) -> Registry:  # noqa: ARG001  (the stamp makes a changed file another key)
    from .registry_rows import package_entries
    from .registry_users import overlaid, stored

    return Registry(overlaid(package_entries(), stored(path)) if path else package_entries())


_chosen: ContextVar[tuple[str, str]] = ContextVar("the registry file of the user", default=("", ""))


def registry() -> Registry:
    """The package's registry, with the user's own actors laid over it within ``using``; built when first asked for.

    Raises:
        ModelFileError: a file of it is missing, is no YAML, or says what cannot be.
    """
    return _built(*_chosen.get())


@contextmanager
def using(path: str, stamp: str | None = None) -> Iterator[str]:
    """Within it, ``registry`` holds the actors of the file ``path`` too ("": the package's alone).

    Yields the first 12 digits of the file's SHA-256, "" without a file: a reading says by it which registry it used.
    ``stamp`` gives them where they are known, so that the file need not be read to see whether it has changed.

    Raises:
        ModelFileError: the file cannot be read.
    """
    from .registry_users import digest

    stamp = digest(path) if path and stamp is None else stamp or ""
    token = _chosen.set((path, stamp) if stamp else ("", ""))
    try:
        yield stamp
    finally:
        _chosen.reset(token)
