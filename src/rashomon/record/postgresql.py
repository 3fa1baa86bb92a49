"""All that only PostgreSQL knows: the lock of writers and its error codes. Full text is the portable one, for now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import event

from rashomon.errors import RecordBusyError, RecordError, RecordFullError

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_LOCK = 0x5261_5368  # the advisory lock of all writers of one database, as SQLite has one writer


def engine_for(url: sa.URL, busy_timeout: float) -> Engine:
    """An engine on the server: writers (execution option ``writes``) wait for each other up to ``busy_timeout`` seconds.

    Driver errors come out as RecordError and its kinds.

    Raises:
        ImportError: the driver that ``url`` names is not installed.
    """
    engine = sa.create_engine(url)
    name = url.render_as_string(hide_password=True)

    def begun(connection: Connection) -> None:
        if connection.get_execution_options().get("writes", False):
            milliseconds = max(1, round(busy_timeout * 1000))
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def failed(context: Any) -> None:
        found = translated(name, context.original_exception, busy_timeout)
        if found is not None:
            raise found from context.original_exception

    event.listen(engine, "begin", begun)
    event.listen(engine, "handle_error", failed)
    return engine


def translated(name: str, error: BaseException, busy_timeout: float) -> RecordError | None:
    """What ``error`` says about the record, by its SQLSTATE; None where the fault lies in the query."""
    state = str(getattr(error, "sqlstate", None) or "")
    if state in {"55P03", "40001", "40P01"}:  # no lock in time; serialisation failure; deadlock
        return RecordBusyError(name, f"another process has been writing for {busy_timeout:g} s", hint="try again")
    if state.startswith("53"):
        hint = "what was reported as added is kept; make room and add the rest again"
        return RecordFullError(name, f"the server has no room left: {error}", hint=hint)
    if state.startswith(("08", "57", "28", "3D")) or (not state and type(error).__name__ == "OperationalError"):
        return RecordError(name, f"the server does not answer: {error}", hint="check the address and that it runs")
    if state == "42P01":
        return RecordError(name, f"the record is incomplete: {error}", hint="restore it from a backup")
    return None
