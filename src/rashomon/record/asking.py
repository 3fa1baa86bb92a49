"""Questions in SQL from people: read-only in three ways, bounded in time and rows, and only about the record's own tables.

SQLite: a connection of its own that is opened for reading, an authorizer that lets SELECT through and nothing else, and a
clock. Servers: a role of its own that may only read; see ``asking_server``.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from rashomon.errors import QueryError

from . import schema
from .asking_server import asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Engine

OPEN = (*schema.KEPT, *schema.DERIVED, "meta", "unlinked", "uncompared")
"""Tables that may be asked; others that lie in the same file (accounts of users) may not."""
_INNER = ("document_words", "mention_words")
_FUNCTIONS_NOT = frozenset(
    {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "zeroblob", "randomblob"}
)
_DESCRIBING = frozenset({"data_version", "table_info", "table_xinfo", "table_list"})  # pragmas that only tell
_STEPS = 5000  # of SQLite's machine between looks at the clock
_LONGEST = 1_000_000  # bytes of the question; ten times that of one value
_MEMORY = 64 << 20  # bytes of an answer, about
_COLUMNS = 200  # of an answer: a single row has its bound as well


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """What a question brought: ``cut`` where there is more than was asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False


def ask(engine: Engine, question: str, *, seconds: float, most: int, through: str = "") -> Table:
    """The first ``most`` rows of one SELECT, if it takes no longer than ``seconds``.

    ``through`` is the address by which a server is asked: of a role that may only read. A file needs none.

    Bytes come as their number ("<123 bytes>").

    Raises:
        QueryError: it is no single SELECT, is refused, took too long or is wrong; with the database's own words.
    """
    if engine.dialect.name == "sqlite":
        return _ask_file(
            Path(str(engine.url.database).removeprefix("file:").partition("?")[0]), question, seconds, most
        )
    return _ask_server(through, question, seconds, most)


def _ask_file(path: Path, question: str, seconds: float, most: int) -> Table:
    end = time.monotonic() + seconds
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=seconds)
    except sqlite3.Error as error:
        raise QueryError(question, str(error)) from error
    try:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA trusted_schema=OFF")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10 * _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, _LONGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, _COLUMNS)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for name in _INNER:  # full text opens itself in ways that the authorizer would refuse
            connection.execute(f"SELECT 1 FROM {name} LIMIT 0")  # noqa: S608
        closed = _closed(connection)
        connection.set_authorizer(lambda action, first, second, *_: _allowed(closed, action, first, second))
        connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
        cursor = connection.execute(question)
        if cursor.description is None:
            raise QueryError(question, "it asks nothing; begin with SELECT or WITH")
        found = _bounded(question, cursor, most, end)
        columns = tuple(column[0] for column in cursor.description)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        reason = str(error)
        if "interrupted" in reason:
            reason = f"it took longer than {seconds:g} seconds"
        elif "not authorized" in reason or "prohibited" in reason:
            reason += "; only reading of the record's tables is"
        raise QueryError(question, reason) from error
    finally:
        connection.close()
    return _table(columns, found, most)


def _closed(connection: sqlite3.Connection) -> frozenset[str]:
    """The tables of the file that may not be asked: all but those of the record and their full text."""
    inner = tuple(f"{name}_" for name in _INNER)
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    return frozenset(name for name in names - {*OPEN, *_INNER} if not name.startswith(inner))


def _allowed(closed: frozenset[str], action: int, first: str | None, second: str | None) -> int:
    """SQLite's question whether a part of a statement may be: reading may, of tables that are not closed.

    Names that are no tables of the file are those that the question itself makes (WITH), or functions that give rows.
    """
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ:
        return sqlite3.SQLITE_DENY if first in closed else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_DENY if (second or "").lower() in _FUNCTIONS_NOT else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in _DESCRIBING:  # full text looks at its own version
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _ask_server(address: str, question: str, seconds: float, most: int) -> Table:
    end = time.monotonic() + seconds
    with asked(address, question, seconds=seconds, most=most + 1) as found:
        return _table(tuple(found.keys()), _bounded(question, found, most, end), most)


def _bounded(question: str, found: Iterable[Iterable[Any]], most: int, end: float) -> list[tuple[Any, ...]]:
    """One row more than ``most``. Taken one by one: a few long values made up for each row would fill the memory.

    Raises:
        QueryError: they are more than ``_MEMORY``, or ``end`` (of ``time.monotonic``) has come.
    """
    kept: list[tuple[Any, ...]] = []
    size = 0
    for row in found:
        kept.append(tuple(row))
        size += sum(len(value) if isinstance(value, (str, bytes, memoryview)) else 8 for value in kept[-1])
        if size > _MEMORY:
            raise QueryError(question, f"the answer is larger than {_MEMORY >> 20} MB; ask for fewer rows or columns")
        if time.monotonic() > end:
            raise QueryError(question, "it took too long")
        if len(kept) > most:
            break
    return kept


def _table(columns: tuple[str, ...], found: Iterable[Iterable[Any]], most: int) -> Table:
    rows = tuple(tuple(_value(value) for value in row) for row in found)
    return Table(columns=_named(columns), rows=rows[:most], cut=len(rows) > most)


def _named(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Columns of one name are told apart: a, a 2."""
    seen: dict[str, int] = {}
    named = []
    for name in columns:
        seen[name] = seen.get(name, 0) + 1
        named.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return tuple(named)


def _value(value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return f"<{len(value):,} bytes>"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if isinstance(value, (int, float, str)) or value is None else str(value)
