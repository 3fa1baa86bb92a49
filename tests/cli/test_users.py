"""Accounts on the command line, and that nothing but loopback is served without them."""

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher

from rashomon.cli.serve import _browsing, guarded
from rashomon.config import Settings
from rashomon.web.security import OpenBindError


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("rashomon.web.security.accounts._hasher", lambda: hasher)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """What stands on standard input."""
    return lambda words: monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_accounts_come_and_go(run: Callable, typed: Callable, tmp_path: Path) -> None:
    kept = tmp_path / "rashomon.db.users"
    assert run("users", "list").err.strip() == "there are no accounts yet: rashomon users add"
    typed("a long password\n")
    assert run("users", "add", "ines", "--role", "owner").code == 0
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    typed("short\n")
    assert run("users", "add", "ole").code == 2
    typed("another password\n")
    assert "already" in run("users", "add", "INES").err
    assert run("users", "role", "ines", "reviewer").code == 0
    typed("yet another one\n")
    assert run("users", "passwd", "ines").code == 0
    rows = [json.loads(line) for line in run("users", "list", "-f", "jsonl").out.splitlines()]
    assert [(row["name"], row["role"], set(row)) for row in rows] == [("ines", "reviewer", {"name", "role", "created"})]
    assert run("users", "remove", "nobody").code == 1
    assert run("users", "remove", "ines").code == 0


def test_the_file_can_lie_elsewhere(run: Callable, typed: Callable, tmp_path: Path) -> None:
    typed("a long password\n")
    assert run("users", "add", "ines", "--users", tmp_path / "who.db").code == 0
    assert (tmp_path / "who.db").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "record.example"])
def test_other_addresses_want_accounts(run: Callable, record: Path, host: str) -> None:
    found = run("serve", "-r", record, "--host", host, "--port", "0")
    assert found.code == 2
    assert "rashomon users add" in found.err


def test_who_is_asked_for_what(run: Callable, typed: Callable, tmp_path: Path) -> None:
    chosen = Settings(record=str(tmp_path / "rashomon.db"))
    assert guarded(chosen, "127.0.0.1", public=None, proxies=(), login=False).accounts is None
    for host, public, login in (("127.0.0.1", "https://record.example", False), ("127.0.0.1", None, True)):
        with pytest.raises(OpenBindError):
            guarded(chosen, host, public=public, proxies=(), login=login)
    typed("a long password\n")
    run("users", "add", "ines")
    for host, public, login in (
        ("127.0.0.1", "https://record.example", False),
        ("127.0.0.1", None, True),
        ("0.0.0.0", None, False),
    ):
        assert guarded(chosen, host, public=public, proxies=(), login=login).accounts
    assert run("serve", "--public", "record.example").code == 2


def test_the_way_into_the_browser_is_for_its_owner_and_goes_with_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    with _browsing("http://127.0.0.1:1/?token=x&y=<b>"):
        file = Path(urlsplit(opened[0]).path)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert "token=x&amp;y=&lt;b&gt;" in file.read_text(encoding="utf-8")
    assert not file.exists()
