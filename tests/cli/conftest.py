"""A record of the demo, made once, and a way to run commands within this process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """These tests are of commands, not of reading: they need no encoder."""
    monkeypatch.setenv("RASHOMON_ENCODER", "none")
    monkeypatch.delenv("RASHOMON_RECORD", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Runs the command line with these arguments: exit code, standard output, standard error."""

    def call(*args: str | Path) -> Ran:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capfdbinary.readouterr()
        return Ran(int(ended.value.code or 0), out.decode(), err.decode())

    return call


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo that was built with rules alone."""
    from rashomon import demo as invented

    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        summary = invented.build(folder)
    assert not summary.failed
    return folder


@pytest.fixture(scope="session")
def record(demo: Path) -> Path:
    return demo / "rashomon.db"
