"""All that only SQLite knows: pragmas, FTS5, triggers, its error codes, the look of its files."""

from __future__ import annotations

import os
import sqlite3
from array import array
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from rashomon.errors import RecordBusyError, RecordError, RecordFullError

from . import schema
from .dialect import Dialect, Found
from .rows import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry

    from .dialect import Conditions

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID = 0x5261_5368  # "RaSh": tells our files from other SQLite files (PRAGMA application_id)
RESTORE = "restore it from a backup, or save what can be saved with: sqlite3 FILE .recover"

# Private-use characters mark what FTS5 found; a text that holds them itself is caught by comparing afterwards.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"

FULLTEXT_0001 = (
    f"CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='documents', content_rowid='number', {_TOKENS})",
    f"CREATE VIRTUAL TABLE mention_words USING fts5(words, content='mentions', content_rowid='number', {_TOKENS})",
)
"""Full text of migration 0001; never changed afterwards."""


def append_only(table: str) -> tuple[str, str]:
    """Triggers that refuse to change or remove a row of ``table``."""
    return tuple(  # type: ignore[return-value]
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for action in ("UPDATE", "DELETE")
    )


def engine_for(path: Path, busy_timeout: float) -> Engine:
    """An engine for the file: foreign keys on, waits ``busy_timeout`` seconds for other writers, syncs at each commit.

    Connections with the execution option ``writes`` take the write lock when they begin, so that two writers wait for
    each other instead of failing half-way. A file that may not be written is opened for reading. Driver errors come out as RecordError and its kinds.
    """
    found = {"timeout": busy_timeout, "check_same_thread": False}
    if access := _access(path):
        database = f"file:{quote(str(path.absolute()))}"
        url = sa.URL.create("sqlite", database=database, query={**access, "uri": "true"})
    else:
        url = sa.URL.create("sqlite", database=str(path))
    engine = sa.create_engine(url, connect_args=found)

    def connected(raw: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        raw.isolation_level = None  # the driver must not begin by itself: begun() does
        cursor = raw.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")  # what was reported as added survives a power cut too
        cursor.close()

    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def failed(context: Any) -> None:
        if isinstance(context.original_exception, sqlite3.Error):
            found = translated(str(path), context.original_exception, busy_timeout)
            if found is not None:
                raise found from context.original_exception

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    event.listen(engine, "handle_error", failed)
    return engine


def _access(path: Path) -> dict[str, str]:
    """How to open the file: as usual, or for reading only where that is all that we may.

    Where its folder cannot be written either, and nobody has left a log beside it, nobody can be writing it.
    """
    if not path.exists() or _may_write(path):
        return {}
    log = path.with_name(path.name + "-wal")
    return {"mode": "ro"} if _may_write(path.parent) or log.exists() else {"mode": "ro", "immutable": "1"}


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK)


def translated(path: str, error: sqlite3.Error, busy_timeout: float) -> RecordError | None:
    """What ``error`` says about the record, or None where the fault lies in the query."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        reason = f"another process has been writing for {busy_timeout:g} s"
        return RecordBusyError(path, reason, hint="try again, or set RASHOMON_BUSY_TIMEOUT to more seconds")
    if name in {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"}:
        hint = "what was reported as added is kept; make room and add the rest again"
        return RecordFullError(path, "no room left to write", hint=hint)
    if "no such table" in str(error):
        return RecordError(path, f"the record is incomplete: {error}", hint=RESTORE)
    for beginning, reason, hint in _FAULTS:
        if name.startswith(beginning):
            return RecordError(path, reason.format(error=error), hint=hint)
    return None


_FAULTS = (
    ("SQLITE_CORRUPT", "the file is damaged: {error}", RESTORE),
    ("SQLITE_NOTADB", "this is no record of rashomon", "name another file"),
    ("SQLITE_READONLY", "the file cannot be written", "check who owns it and its folder"),
    ("SQLITE_CANTOPEN", "the file cannot be opened", "check that its folder exists and who owns both"),
    ("SQLITE_PERM", "the file cannot be opened", "check who owns it"),
    ("SQLITE_IOERR", "the disk gave an error: {error}", "check the disk, then try again"),
)


def begin_file(connection: Connection) -> None:
    """Marks a new file as ours; within the transaction that makes the tables."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def write_ahead(engine: Engine) -> None:
    """Switches the file to write-ahead logging, for good: readers go on while somebody writes."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    except sqlite3.Error as error:
        found = translated(str(engine.url.database), error, 0.0)
        if found is None:
            raise
        raise found from error
    finally:
        raw.close()


def tables_in(connection: Connection) -> tuple[str, ...]:
    """Names of all tables of the file."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return tuple(name for (name,) in rows)


def application_id(connection: Connection) -> int:
    """The number that tells whose file it is."""
    return int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())


class SqliteDialect(Dialect):
    """FTS5 with English stemming, and SQLite's own checks."""

    def index(self, connection: Connection, document: int, mentions: list[int]) -> None:
        """Puts a document and its mentions, by number, into full text."""
        connection.exec_driver_sql(
            "INSERT INTO document_words(rowid, title, text) SELECT number, title, text FROM documents WHERE number = ?",
            (document,),
        )
        if mentions:
            connection.exec_driver_sql(
                "INSERT INTO mention_words(rowid, words) SELECT number, words FROM mentions WHERE number = ?",
                [(number,) for number in mentions],
            )

    def search(self, connection: Connection, words: tuple[str, ...], limit: int, then: Conditions = ()) -> list[Found]:
        """Documents that hold all ``words`` and meet ``then``, best first (BM25)."""
        table = schema.documents
        names = ("rowid", "rank", "document_words")
        full = sa.table("document_words", *(sa.column(name, sa.Text) for name in names))
        marked = sa.func.highlight(sa.literal_column("document_words"), 1, _OPEN, _CLOSE)
        query = (
            sa.select(table.c.number, table.c.text, marked)
            .select_from(full.join(table, table.c.number == full.c.rowid))
            .where(full.c.document_words.op("MATCH")(_match(words)), *then)
            .order_by(full.c.rank, table.c.sha256)
            .limit(limit)
        )
        return [Found(number, _marked(shown, text)) for number, text, shown in connection.execute(query)]

    def telling(self, words: tuple[str, ...]) -> sa.Select[tuple[int]]:
        """The numbers of the mentions whose own sentences hold all ``words``."""
        table = sa.table("mention_words", sa.column("rowid", sa.Integer), sa.column("mention_words", sa.Text))
        return sa.select(table.c.rowid).where(table.c.mention_words.op("MATCH")(_match(words)))

    def numbers(self, connection: Connection, words: tuple[str, ...]) -> Sequence[int]:
        """What ``telling`` finds: as one text, since a frequent word is in a hundred thousand mentions, and a row for each takes five times as long."""
        found = self.telling(words).subquery()
        told = connection.execute(sa.select(sa.func.group_concat(found.c.rowid))).scalar()
        return array("q", map(int, told.split(","))) if told else ()

    def problems(self, connection: Connection) -> Iterator[Problem]:
        """Damaged pages, dangling keys, full text that differs from the tables."""
        for (detail,) in connection.exec_driver_sql("PRAGMA integrity_check(100)"):
            if detail != "ok":
                yield Problem(kind="damaged file", where="file", detail=str(detail))
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Problem(
                kind="dangling pointer",
                where=str(table) if row is None else f"{table} row {row}",
                detail=f"points to no row of {parent}",
            )
        for table in ("document_words", "mention_words"):
            if not _in_step(connection, table):
                yield Problem(kind="full text", where=table, detail="differs from the texts")


def _in_step(connection: Connection, table: str) -> bool:
    """Whether full text holds the words of its table; taken as so where the file may only be read.

    FTS5 wants the write lock for looking: it is given back at once.
    """
    try:
        connection.exec_driver_sql(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except RecordError as error:
        name = str(getattr(error.__cause__, "sqlite_errorname", ""))
        if name.startswith("SQLITE_READONLY"):
            return True
        if not name.startswith("SQLITE_CORRUPT"):
            raise
        return False
    finally:
        connection.rollback()
    return True


def _match(words: tuple[str, ...]) -> str:
    """FTS5's query for all ``words``; each is quoted, so that nothing in them is taken as an operator.

    Numbers are looked for in the digits of each script that writes its own: 12 finds ١٢ and the other way round.
    """
    asked = []
    for word in words:
        end = "*" if word.endswith("*") else ""
        forms = dict.fromkeys(word.rstrip("*").translate(digits) for digits in ({}, *_DIGITS))
        asked.append("(" + " OR ".join(f'"{form}"{end}' for form in forms) + ")")
    return " AND ".join(asked)


_NUMERALS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_DIGITS = tuple(
    {ord(digit): numerals[value] for others in _NUMERALS for value, digit in enumerate(others)}
    for numerals in _NUMERALS
)


def _marked(marked: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the found words stand in ``text``, by the marks in ``marked``."""
    if marked.replace(_OPEN, "").replace(_CLOSE, "") != text:
        return ()
    spans, at, start = [], 0, 0
    for character in marked:
        if character == _OPEN:
            start = at
        elif character == _CLOSE:
            spans.append((start, at))
        else:
            at += 1
    return tuple(spans)


KEPT_0001 = (
    "captures", "documents", "readings", "mentions", "parties", "blocks", "copy_blocks", "claims", "relations",
    "actors_seen", "judgements",
)  # fmt: skip
"""The append-only tables of migration 0001."""
KEPT_0003 = ("incident_names",)
"""Those that migration 0003 adds."""


def extras_0001(connection: Connection) -> None:
    """What migration 0001 adds on SQLite: full text, and triggers that hold the kept tables append-only."""
    for statement in FULLTEXT_0001:
        connection.exec_driver_sql(statement)
    for table in KEPT_0001:
        for statement in append_only(table):
            connection.exec_driver_sql(statement)
