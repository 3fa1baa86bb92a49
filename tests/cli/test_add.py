"""``rashomon add`` and ``rashomon demo``."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran

TEXT = (
    "Strike hits Karsa\n\n4 March 2031\n\nThe Velmari Army said on Tuesday that {n} soldiers were killed near Karsa.\n"
)


def test_no_file_is_wrong_usage_where_nobody_types(run: Callable[..., Ran], tmp_path: Path) -> None:
    done = run("add", "-r", tmp_path / "b.db")
    assert done.code == 2
    assert "or - for standard input" in done.err
    assert not (tmp_path / "b.db").exists()


def test_an_empty_file_behind_the_option_is_no_record(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(n=2))
    (tmp_path / "empty.txt").touch()
    done = run("add", "-r", tmp_path / "empty.txt", tmp_path / "a.txt")
    assert done.code == 3
    assert "this file is empty" in done.err
    assert (tmp_path / "empty.txt").stat().st_size == 0
    assert "1 document, 1 incident, " in run("add", tmp_path / "a.txt").err


def test_a_gazetteer_that_is_not_there_is_said_to_be_one(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASHOMON_GAZETTEER", str(tmp_path / "nowhere"))
    (tmp_path / "a.txt").write_text(TEXT.format(n=2))
    said = run("add", tmp_path / "a.txt").err
    assert "point RASHOMON_GAZETTEER at" in said
    assert "encoder" not in said


def test_adding_again_changes_nothing_and_says_so(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(n=2))
    first = run("add", tmp_path / "a.txt")
    assert first.code == 0
    assert "1 added" in first.err
    assert (tmp_path / "rashomon.db").exists()
    listed = run("claims", "-f", "jsonl").out
    again = run("add", tmp_path / "a.txt")
    assert again.code == 0
    assert "0 added, 1 unchanged" in again.err
    assert run("claims", "-f", "jsonl").out == listed


def test_failed_inputs_are_named_and_the_others_added(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(n=2))
    (tmp_path / "b.txt").write_bytes(bytes(1000))
    done = run("add", "-r", tmp_path / "r.db", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt")
    assert done.code == 1
    assert "b.txt: is " in done.err
    assert "c.txt: no such file" in done.err
    assert "1 added, 2 failed" in done.err


def test_record_of_the_environment(run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_RECORD", str(tmp_path / "elsewhere.db"))
    (tmp_path / "a.txt").write_text(TEXT.format(n=2))
    run("add", tmp_path / "a.txt")
    assert (tmp_path / "elsewhere.db").exists()


def test_interrupted_keeps_what_was_added(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(150):
        (folder / f"{n:03}.txt").write_text(TEXT.format(n=n) + "\n" + TEXT.format(n=n + 1) * 8)
    environ = {**os.environ, "RASHOMON_ENCODER": "none", "RASHOMON_RECORD": str(tmp_path / "r.db")}
    command = [sys.executable, "-m", "rashomon.cli", "add", str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=environ, text=True)
    assert process.stderr is not None
    added = 0
    for line in process.stderr:
        added += line.startswith("added ")
        if added == 20:
            process.send_signal(signal.SIGINT)
            break
    rest = process.stderr.read()
    assert process.wait(timeout=60) == 130, rest
    reported = added + sum(line.startswith("added ") for line in rest.splitlines())
    assert 20 <= reported < 150
    from rashomon.record import open_record

    with open_record(str(tmp_path / "r.db"), create=False) as record:
        assert record.counts().documents >= reported
        assert not list(record.check())


def test_demo_shows_a_matrix_and_says_what_to_try(run: Callable[..., Ran], tmp_path: Path) -> None:
    done = run("demo", tmp_path / "demo")
    assert done.code == 0
    assert "invented" in done.out
    assert "Tel Oram" in done.out
    assert "Try next" in done.out
    assert (tmp_path / "demo" / "dispatches" / "NOTICE").exists()
    again = run("demo", tmp_path / "demo")
    assert again.code == 0
    assert again.out == done.out


@pytest.mark.parametrize("args", [["--help"], ["incidents", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    """What makes the start slow; how long it takes is measured by bench/start.py."""
    heavy = "{'numpy', 'onnxruntime', 'ray', 'starlette', 'jinja2'}"
    lines = (
        f"import runpy, sys; sys.argv = ['rashomon', *{args!r}]",
        "try: runpy.run_module('rashomon.cli', run_name='__main__')",
        f"finally: print('LOADED', sorted({heavy} & set(sys.modules)))",
    )
    code = "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED []"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run: Callable[..., Ran], shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0
    assert "_RASHOMON_COMPLETE" in done.out
