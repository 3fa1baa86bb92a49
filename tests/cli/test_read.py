"""``rashomon read`` as a process and within this one."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rashomon.cli.reading_text import lines

from .conftest import Ran

TEXT = (
    "Strike hits Karsa\n\n4 March 2031\n\nThe Velmari Army said on Tuesday that two soldiers were killed near Karsa.\n"
)
DOCUMENT = {"id", "text", "title", "outlet", "url", "published", "language", "sha256", "skipped"}
LAYERS = {"attributions", "times", "places", "actors", "figures", "incidents", "relations", "promises", "keepings"}
ATTRIBUTION = {
    "id", "source", "cue", "content", "kind", "stance", "speaker", "speaker_class", "actor", "accused", "about", "within", "said",
    "confidence",
}  # fmt: skip


def rows(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def test_who_is_nobody_is_printed_in_words() -> None:
    roles = {"blamed_by": ["unresolved", "residents"], "denied_by": [], "acknowledged_by": [], "claimed_by": []}
    incident = {
        "id": "e1", "type": "airstrike", "place": None, "main": False, "date": None, "status": "reported", "why": None,
        "perpetrators": [{"name": "Velmari Army", "confidence": "alleged", **roles}],
    }  # fmt: skip
    about = {"title": "Strike", "id": "a", "outlet": None, "published": None, "url": None, "skipped": None, "text": ""}
    row = {"document": about, "attributions": [], "figures": [], "incidents": [incident]}
    assert "       Velmari Army: alleged (blamed by somebody not named, residents)" in list(lines(row))


def test_row_has_the_shape_of_the_contract(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", "--format", "jsonl", tmp_path / "a.txt")
    assert done.code == 0
    (row,) = rows(done.out)
    assert set(row) == LAYERS | {"document"}
    assert set(row["document"]) == DOCUMENT
    assert row["document"]["published"] == "2031-03-04"
    assert row["document"]["skipped"] is None
    assert all(set(found) >= ATTRIBUTION for found in row["attributions"])
    assert any(found["speaker"] == "Velmari Army" for found in row["attributions"])
    for found in row["times"]:
        assert set(found) >= {"span", "type", "value", "from", "to"}
    assert "1 read" in done.err


def test_order_is_that_of_the_inputs_whatever_the_workers(run: Callable[..., Ran], tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": TEXT.replace("Karsa", f"Karsa {n}")}) for n in range(40)]
    lines[7] = "{broken"
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    one, two = (run("read", "-f", "jsonl", "-w", workers, tmp_path / "in.jsonl") for workers in ("1", "2"))
    assert one.code == two.code == 1
    assert one.out == two.out
    assert [row["document"]["id"] for row in rows(one.out)] == [str(n) for n in range(40) if n != 7]


def test_failures_are_named_and_the_rest_is_printed(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "rows.jsonl").write_text('{"text": "Two men died."}\n{"text"\n')
    done = run(
        "read",
        "-f",
        "jsonl",
        tmp_path / "none.txt",
        tmp_path / "empty.txt",
        tmp_path / "good.txt",
        tmp_path / "rows.jsonl",
    )
    assert done.code == 1
    assert len(rows(done.out)) == 2
    assert "none.txt: no such file" in done.err
    assert "empty.txt: is empty" in done.err
    assert "rows.jsonl, line 2: is not JSON" in done.err
    assert "2 read, 3 failed" in done.err


def test_other_languages_come_out_bare_with_the_reason(run: Callable[..., Ran], tmp_path: Path) -> None:
    words = "L’armée a déclaré lundi que deux soldats avaient été tués près de la ville par une mine posée la nuit. "
    (tmp_path / "fr.txt").write_text(words * 3)
    done = run("read", "-f", "jsonl", tmp_path / "fr.txt")
    assert done.code == 0
    (row,) = rows(done.out)
    assert row["document"]["skipped"] == "language fr, only en is read"
    assert row["attributions"] == []
    assert "kept unread (language fr" in done.err


def test_text_for_people(run: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = run("read", "-f", "text", tmp_path / "a.txt")
    assert "Strike hits Karsa" in done.out
    assert "Velmari Army [assert]" in done.out


def test_standard_input(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BufferedReader(io.BytesIO(TEXT.encode()))  # type: ignore[arg-type]

        @staticmethod
        def isatty() -> bool:
            return False

    monkeypatch.setattr(sys, "stdin", Input())
    (row,) = rows(run("read", "-f", "jsonl", "-").out)
    assert row["document"]["title"] == "Strike hits Karsa"


def test_wrong_usage_ends_with_2(run: Callable[..., Ran]) -> None:
    assert run("read", "--format", "xml", "x").code == 2
    assert run("reed").code == 2
    assert "did you mean 'read'" in run("reed").err


def test_setting_that_is_no_number_ends_with_2(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_MAX_BYTES", "many")
    done = run("read", "x.txt")
    assert done.code == 2
    assert "RASHOMON_MAX_BYTES" in done.err


def test_output_is_utf8_whatever_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("Karsa", "Kärsa 🚑 بئر حديد"))
    environ = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "RASHOMON_ENCODER": "none"}
    done = subprocess.run(
        [sys.executable, "-m", "rashomon.cli", "read", "-f", "jsonl", str(tmp_path / "a.txt")],
        capture_output=True,
        env=environ,
        check=True,
    )
    assert "بئر حديد" in json.loads(done.stdout)["document"]["text"]


def test_reader_of_the_output_may_leave(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"text": TEXT * 20}) for _ in range(60)))
    command = f"{sys.executable} -m rashomon.cli read -f jsonl {tmp_path / 'in.jsonl'} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, env={**os.environ, "RASHOMON_ENCODER": "none"}, check=True
    )
    assert b"Traceback" not in done.stderr
