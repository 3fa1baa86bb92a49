"""What several tests share: where the data sets are, if they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data sets and scorers beside the checkout; tests that need it skip without it."""
    if not (SHARED / "contract.md").exists():
        pytest.skip("needs ../shared (data sets and scorers), which is not beside this checkout")
    return SHARED
