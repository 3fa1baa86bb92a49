"""A new record for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rashomon.record import Record, open_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with open_record(str(path)) as opened:
        yield opened
