"""Questions in SQL to a server: by a role that may read and nothing else, in a transaction that may only read.

The record's own role may write, and may belong to who may do anything on the server: questions of readers never go
through it. They go through an address of their own (the setting ``questions``), which is tried for what its role may do
before anything is asked.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from rashomon.errors import QueryError, RecordError

from . import schema
from .postgresql import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

HOW = (
    "on a server, questions want an address of their own, whose role may only read: "
    "set RASHOMON_QUESTIONS (the guide says how)"
)
# What reads files, reaches out, waits, holds locks or turns the limits off; each works in a SELECT, for one role or another.
_REFUSED = re.compile(
    r"\b(?:set_config|current_setting|pg_(?:try_)?advisory\w*|pg_sleep\w*|pg_read_\w+|pg_ls_\w+|pg_stat_file|pg_terminate_\w+|pg_cancel_\w+|pg_notify"
    r"|pg_file_\w+|pg_reload_\w+|pg_rotate_\w+|pg_logical\w*|pg_switch_\w+|pg_promote|pg_log\w*|pg_stat_activity|pg_stat_get\w*|pg_hba\w*|pg_authid|pg_shadow"
    r"|pg_user_mapping\w*|dblink\w*|lo_\w+|loread|lowrite|(?:query|cursor|table|schema|database)_to_xml\w*)\b",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"U&\s*[\"']", re.IGNORECASE)  # names written so that no one can look for them
_POWERS = ("pg_read_server_files", "pg_write_server_files", "pg_execute_server_program", "pg_signal_backend")


@contextmanager
def asked(address: str, question: str, *, seconds: float, most: int) -> Iterator[sa.CursorResult[tuple[object, ...]]]:
    """The rows of one question, ``most`` of them at most, as they come; within the time and the rights that a reader has.

    Raises:
        QueryError: there is no such address; its role may do more than read; it is no single SELECT; it is refused, took too
            long or is wrong.
    """
    question = question.strip().rstrip(";").strip()
    _check(address, question)
    engine = sa.create_engine(address, poolclass=NullPool)  # what a question leaves behind ends with its connection
    try:
        with engine.connect() as connection:
            _harmless(connection, question)
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            # Within brackets only what gives rows can stand: no COPY, no change within WITH.
            whole = f"SELECT * FROM (\n{question}\n) AS asked LIMIT {most}"  # noqa: S608
            running = connection.execution_options(stream_results=True, max_row_buffer=100)
            yield running.execute(sa.text(whole.replace(":", "\\:")))
            connection.rollback()
    except SQLAlchemyError as error:
        raise QueryError(question, _words(address, error, seconds)) from error
    except RecordError as error:
        raise QueryError(question, " ".join(str(error.__cause__ or error).split())) from error
    finally:
        engine.dispose()


def _check(address: str, question: str) -> None:
    """Refuses what can be told from the words alone.

    Raises:
        QueryError: it is refused.
    """
    if not address:
        raise QueryError(question, HOW)
    if ";" in question:  # a second statement could end the transaction that may only read
        raise QueryError(question, "it holds a semicolon; ask one question at a time")
    if "\x00" in question or _ESCAPED.search(question):
        raise QueryError(question, "it holds characters that are not allowed in a question")
    if found := _REFUSED.search(question):
        raise QueryError(question, f"{found[0]} is not allowed in a question")
    if not re.match(r"\(*\s*(SELECT|WITH|VALUES)\b", question, re.IGNORECASE):
        raise QueryError(question, "it asks nothing; begin with SELECT or WITH")


def _harmless(connection: Connection, question: str) -> None:
    """Refuses a role that may do more than read.

    Raises:
        QueryError: it may.
    """
    found = connection.execute(sa.text("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")).one()
    tables = [name for name in (*schema.KEPT, *schema.DERIVED, "meta") if sa.inspect(connection).has_table(name)]
    powers = sa.text(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(:names) AND pg_has_role(current_user, oid, 'member')"
    )
    writes = sa.text(
        "SELECT name FROM unnest(CAST(:names AS text[])) AS name "
        "WHERE has_table_privilege(current_user, name, 'INSERT, UPDATE, DELETE, TRUNCATE')"
    )
    more = (
        "is a superuser" if found.rolsuper
        else next((f"is of {name}" for name in connection.execute(powers, {"names": list(_POWERS)}).scalars()), "")
        or next((f"may write {name}" for name in connection.execute(writes, {"names": tables}).scalars()), "")
    )  # fmt: skip
    if more:
        raise QueryError(question, f"the role {found.rolname} {more}; {HOW}")


def _words(address: str, error: SQLAlchemyError, seconds: float) -> str:
    fault = getattr(error, "orig", None) or error
    reason = " ".join(str(fault).split())
    if "statement timeout" in reason:
        return f"it took longer than {seconds:g} seconds"
    if translated(address, fault, seconds) is not None and not getattr(fault, "sqlstate", None):
        return "the server does not answer at the address of the setting questions"
    return reason
