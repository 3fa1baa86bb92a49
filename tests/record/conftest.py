"""A new record for each test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

import made
from rashomon.record import Record, open_record, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVER = os.environ.get("RASHOMON_TEST_POSTGRESQL", "")


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record without documents, made once."""
    path = tmp_path_factory.mktemp("record") / "empty.db"
    open_record(str(path)).close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test may make a record."""
    return tmp_path / "r.db"


@pytest.fixture
def record(path: Path, empty: Path) -> Iterator[Record]:
    """An open record without documents, at ``path``."""
    shutil.copy(empty, path)
    with open_record(str(path)) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, path: Path, empty: Path) -> Iterator[str]:
    """An empty record in each kind of database; PostgreSQL where RASHOMON_TEST_POSTGRESQL names an empty one."""
    if request.param == "sqlite":
        shutil.copy(empty, path)
        yield str(path)
        return
    if not SERVER:
        pytest.skip("RASHOMON_TEST_POSTGRESQL names no database")
    pytest.importorskip("psycopg")
    yield SERVER
    engine = sa.create_engine(SERVER)
    with engine.begin() as connection:
        schema.metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
    engine.dispose()


@pytest.fixture(scope="session")
def tests() -> Path:
    """The folder that other processes import ``made`` from."""
    return Path(made.__file__).parent
