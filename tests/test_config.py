"""Settings from the environment."""

from __future__ import annotations

import msgspec
import pytest

from rashomon.config import HELP, LEAST, Settings, settings
from rashomon.errors import SettingError


def test_the_environment_overrides_defaults() -> None:
    found = settings({"RASHOMON_WORKERS": "3", "RASHOMON_TIMEOUT": "2.5", "RASHOMON_RECORD": "x.db", "OTHER": "1"})
    assert (found.workers, found.timeout, found.record) == (3, 2.5, "x.db")
    assert settings({}) == Settings()


@pytest.mark.parametrize(
    ("name", "value"), [("WORKERS", "many"), ("MAX_BYTES", "-1"), ("TIMEOUT", "nan"), ("THREADS", "0")]
)
def test_what_a_setting_cannot_take_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=f"RASHOMON_{name}") as caught:
        settings({f"RASHOMON_{name}": value})
    assert caught.value.value == value


def test_every_setting_has_its_meaning() -> None:
    assert set(HELP) == set(Settings.__struct_fields__)
    assert set(LEAST) <= set(HELP)
    assert all(getattr(Settings(), name) >= least for name, least in LEAST.items())
    assert msgspec.structs.replace(Settings()) == Settings()
