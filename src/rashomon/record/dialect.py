"""What databases do differently, in the form that any of them can do. SQLite's own way is in ``sqlite.py``.

``Dialect`` is portable SQL: slow but right full text, no checks beyond the driver's. PostgreSQL uses it as it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from . import schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.engine import Connection

    from .rows import Problem

    Conditions = Sequence[sa.ColumnElement[bool]]

_SILENT = frozenset("'’‘ʿʾ`´ʻʼ")
_TERM = re.compile(r'"([^"]*)"|(\S+)')


class Found(NamedTuple):
    """A document that full text found: its number, and the words found as code-point offsets into its text."""

    number: int
    spans: tuple[tuple[int, int], ...]


def fold(text: str) -> str:
    """``text`` for comparing names: no case, diacritics or apostrophes, other marks as blanks, digits of any script as 0-9.

    The keys are stored, so a change here needs a migration that makes them again.
    """
    plain = []
    for character in unicodedata.normalize("NFKD", text).casefold():
        if unicodedata.combining(character) or character in _SILENT:
            continue
        digit = unicodedata.digit(character, None)
        if digit is not None:
            plain.append(str(digit))
        else:
            plain.append(character if character.isalnum() else " ")
    return " ".join("".join(plain).split())


def terms(words: str) -> tuple[str, ...]:
    """The words and "quoted phrases" of a search; those without a letter or digit are left out."""
    found = (quoted or bare.replace('"', " ") for quoted, bare in _TERM.findall(words.replace("\x00", " ")))
    return tuple(term.strip() for term in found if any(c.isalnum() for c in term))


class Dialect:
    """Portable ways; one object serves one record."""

    def index(self, connection: Connection, document: int, mentions: list[int]) -> None:
        """Makes a document and its mentions, by number, findable; the tables themselves are enough here."""

    def search(self, connection: Connection, words: tuple[str, ...], limit: int, then: Conditions = ()) -> list[Found]:
        """Documents that hold all ``words`` and meet ``then``, the newest first."""
        table = schema.documents
        held = [
            sa.func.lower(table.c.text).contains(word.rstrip("*").lower(), autoescape=True)
            | sa.func.lower(table.c.title).contains(word.rstrip("*").lower(), autoescape=True)
            for word in words
        ]
        query = (
            sa.select(table.c.number, table.c.text)
            .where(*held, *then)
            .order_by(table.c.published.desc(), table.c.sha256)
            .limit(limit)
        )
        return [Found(number, _places(text, words)) for number, text in connection.execute(query)]

    def telling(self, words: tuple[str, ...]) -> sa.Select[tuple[int]]:
        """The numbers of the mentions whose own sentences hold all ``words``."""
        table = schema.mentions
        held = [sa.func.lower(table.c.words).contains(w.rstrip("*").lower(), autoescape=True) for w in words]
        return sa.select(table.c.number).where(*held)

    def numbers(self, connection: Connection, words: tuple[str, ...]) -> Sequence[int]:
        """What ``telling`` finds."""
        rows: Any = connection.execute(self.telling(words))
        return [row[0] for row in rows]

    def problems(self, connection: Connection) -> Iterator[Problem]:  # noqa: ARG002
        """What the database itself finds wrong with its file; nothing here, a server watches its own."""
        return iter(())


def _places(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    pattern = "|".join(re.escape(word.rstrip("*")) for word in words)
    return tuple(match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
