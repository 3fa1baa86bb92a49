"""A new record for each test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import made
from rashomon.record import Record, open_record

if TYPE_CHECKING:
    from collections.abc import Iterator


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


@pytest.fixture(scope="session")
def tests() -> Path:
    """The folder that other processes import ``made`` from."""
    return Path(made.__file__).parent
