"""Opens a record: finds out what an address holds, makes the tables of a new one, brings an older one up to date."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from rashomon.errors import NewerRecordError, RecordError
from rashomon.version import __version__

from . import postgresql, schema, sqlite
from .dialect import Dialect

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

_VERSION_TABLE = "alembic_version"
ENDINGS = (".db", ".sqlite", ".sqlite3", ".db3")  # an empty file of such a name may become a record
FIRST = "add documents first: rashomon add FILE"


def open_engine(address: str, *, create: bool, busy_timeout: float) -> tuple[Engine, Dialect, str]:
    """An engine on the record at ``address``, with its dialect and its name for messages.

    ``address`` is the path of a SQLite file, or an SQLAlchemy URL. With ``create`` a record that is not there is made;
    an older one is brought up to date.

    Raises:
        RecordError: there is no record and ``create`` is off; or it is damaged, no record, or cannot be opened.
        NewerRecordError: it was written by a newer rashomon.
        RecordBusyError: another process holds it.
    """
    if "://" not in address:
        return _open_file(Path(address).expanduser(), create=create, busy_timeout=busy_timeout)
    try:
        url = sa.make_url(address)
    except ArgumentError as error:
        raise RecordError(
            address, "this is no database address", hint="such as postgresql+psycopg://host/name"
        ) from error
    if url.get_backend_name() == "sqlite":
        if not url.database or url.database == ":memory:":
            raise RecordError(address, "a record needs a file", hint="name one, such as rashomon.db")
        return _open_file(Path(url.database), create=create, busy_timeout=busy_timeout)
    return _open_server(url, create=create, busy_timeout=busy_timeout)


def _open_file(path: Path, *, create: bool, busy_timeout: float) -> tuple[Engine, Dialect, str]:
    fresh = _looks_fresh(path)
    if fresh and create and path.exists() and path.suffix.casefold() not in ENDINGS:
        raise RecordError(
            str(path), "this file is empty and its name is not that of a database",
            hint="a report goes behind the options, the record behind -r; for a record of this name remove the empty file first",
        )  # fmt: skip
    if fresh and not create:
        raise RecordError(str(path), "there is no record here yet", hint=FIRST)
    if fresh and not path.parent.is_dir():
        raise RecordError(str(path), "its folder does not exist", hint=f"make it first: mkdir -p {path.parent}")
    engine = sqlite.engine_for(path, busy_timeout)
    try:
        if _needs_tables(engine, str(path), create=create):
            sqlite.write_ahead(engine)
            with engine.execution_options(writes=True).begin() as connection:
                # Somebody else may have made the tables while we waited for the lock.
                if _version(connection, str(path)) != schema.HEAD:
                    sqlite.begin_file(connection)
                    _upgrade(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine, sqlite.SqliteDialect(), str(path)


def _looks_fresh(path: Path) -> bool:
    """Whether the file is missing or has no bytes yet.

    Raises:
        RecordError: it is a folder, cannot be read, or holds something other than a SQLite database.
    """
    try:
        with path.open("rb") as file:
            head = file.read(len(sqlite.MAGIC))
    except FileNotFoundError:
        return True
    except IsADirectoryError as error:
        raise RecordError(str(path), "this is a folder", hint="name a file in it, such as rashomon.db") from error
    except OSError as error:
        raise RecordError(str(path), f"cannot be read: {error.strerror}", hint="check who owns it") from error
    if head and head != sqlite.MAGIC:
        raise RecordError(str(path), "this is no record of rashomon", hint="name another file")
    return not head


def _needs_tables(engine: Engine, name: str, *, create: bool) -> bool:
    """Whether the tables are to be made or brought up to date.

    Raises:
        RecordError: it is another program's database, or empty and not to be made.
    """
    with engine.connect() as connection:
        tables = sqlite.tables_in(connection)
        if not tables:
            if not create:
                raise RecordError(name, "there is no record here yet", hint=FIRST)
            return True
        if sqlite.application_id(connection) != sqlite.APPLICATION_ID or _VERSION_TABLE not in tables:
            raise RecordError(name, "this SQLite file belongs to another program", hint="name another file")
        return _version(connection, name) != schema.HEAD


def _version(connection: Connection, name: str) -> str | None:
    """The migration that the record is at, None for a new one.

    Raises:
        NewerRecordError: it is one that this rashomon does not know.
    """
    if not sa.inspect(connection).has_table(_VERSION_TABLE):
        return None
    found = connection.execute(sa.text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar()  # noqa: S608
    if found is not None and str(found) > schema.HEAD:
        wrote = connection.execute(sa.select(schema.meta.c.value).where(schema.meta.c.key == "version")).scalar()
        raise NewerRecordError(
            name, f"it was written by rashomon {wrote or 'of a newer version'}; this is {__version__}",
            hint="update rashomon: pip install --upgrade rashomon",
        )  # fmt: skip
    return None if found is None else str(found)


def _open_server(url: sa.URL, *, create: bool, busy_timeout: float) -> tuple[Engine, Dialect, str]:
    name = url.render_as_string(hide_password=True)
    try:
        if url.get_backend_name() == "postgresql":
            engine = postgresql.engine_for(url, busy_timeout)
        else:
            engine = sa.create_engine(url)
        with engine.execution_options(writes=True).begin() as connection:
            if (version := _version(connection, name)) != schema.HEAD:
                if not create:
                    raise _not_ready(name, version)
                _upgrade(connection)
    except ImportError as error:
        hint = "pip install 'rashomon[postgresql]'"
        raise RecordError(name, f"no driver for it is installed: {error}", hint=hint) from error
    except SQLAlchemyError as error:
        raise RecordError(name, f"cannot be opened: {error}", hint="check the address and that it runs") from error
    return engine, Dialect(), name


def _not_ready(name: str, version: str | None) -> RecordError:
    """Why a record on a server cannot be read as it stands: there is none, or an older rashomon wrote it.

    A reader does not upgrade it: his role may only be allowed to read, and others may be using it.
    """
    if version is None:
        return RecordError(name, "there is no record here yet", hint=FIRST)
    return RecordError(
        name, f"this record was written by an older rashomon (its tables are of step {version}, not {schema.HEAD})",
        hint="bring it up to date with what may write to it; adding a document does so: rashomon add FILE",
    )  # fmt: skip


def _upgrade(connection: Connection) -> None:
    """Runs the migrations that are missing, within the caller's transaction, and notes which rashomon did it."""
    # Alembic is slow to import and needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", f"{__package__}:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    known = set(connection.execute(sa.select(schema.meta.c.key)).scalars())
    if "version" in known:
        connection.execute(sa.update(schema.meta).where(schema.meta.c.key == "version").values(value=__version__))
    else:
        connection.execute(
            sa.insert(schema.meta),
            [
                {"key": "version", "value": __version__},
                {"key": "created", "value": datetime.now(UTC).isoformat(timespec="seconds")},
            ],
        )
