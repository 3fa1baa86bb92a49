"""``rashomon actors``: lists, profiles, and people's decisions."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ran

WATCH = "Velmar Casualty Watch"


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Path:
    """A copy of the demo's record that a test may judge."""
    return Path(shutil.copy(record, tmp_path / "own.db"))


def test_show_says_what_an_actor_says_and_whom_it_blames(run: Callable[..., Ran], record: Path) -> None:
    row = json.loads(run("actors", "show", WATCH, "-r", record, "-f", "json").out)
    assert row["says"]["claims"] > 0
    assert row["registry"] is None
    text = run("actors", "-r", record, "show", "casualty watch").out
    assert "(not in the registry)" in text
    assert "latest words:" in text
    assert run("actors", "show", WATCH, "-r", record, "-f", "md").out.startswith(f"# {WATCH}\n")


def test_show_gives_dated_names_of_the_registry(run: Callable[..., Ran], record: Path) -> None:
    text = run("actors", "show", "hts", "-r", record).out
    assert "Jabhat Fatah al-Sham (2016-07-28 to 2017-01-27)" in text


def test_merge_list_undo(run: Callable[..., Ran], own: Path) -> None:
    before = run("actors", "-r", own, "-f", "jsonl").out
    done = run("actors", "-r", own, "merge", WATCH, "Northern Front", "--why", "a test", "--author", "reviewer")
    assert done.code == 0
    (judgement,) = re.findall(r"undo (j\w+)", done.err)
    assert run("actors", "-r", own, "-f", "jsonl").out != before
    rows = [json.loads(line) for line in run("actors", "judgements", "-r", own, "-f", "jsonl").out.splitlines()]
    (row,) = [row for row in rows if row["author"] != "rashomon"]  # the demo tells of a group's new name
    assert (row["author"], row["reason"], row["undone"]) == ("reviewer", "a test", None)
    again = run("actors", "-r", own, "merge", WATCH, "Northern Front", "--why", "a test")
    assert again.code == 2
    assert run("actors", "-r", own, "undo", judgement[:6]).code == 0
    assert run("actors", "-r", own, "-f", "jsonl").out == before
    assert run("actors", "-r", own, "undo", judgement[:6]).code == 2
    assert run("actors", "-r", own, "undo", "j0000").code == 1


def test_split_and_suggest(run: Callable[..., Ran], own: Path) -> None:
    assert run("actors", "-r", own, "suggest", "--least", "0.5", "-f", "jsonl").code == 0
    done = run("actors", "split", WATCH, "Watch of Dessary", "--why", "another", "-r", own)
    assert "name:watch of dessary is not name:velmar casualty watch" in done.err
    assert run("actors", "merge", WATCH, "nobody at all", "--why", "x", "-r", own).code == 1


def test_import_names_what_is_wrong_and_keeps_the_rest(run: Callable[..., Ran], own: Path) -> None:
    file = own.with_name("ours.yaml")
    file.write_text(
        "actors:\n- {id: vcw, name: Velmar Casualty Watch, kind: monitor, also: [VCW]}\n- {id: Q, name: Q, kind: x}\n"
    )
    done = run("actors", "import", file, "-r", own)
    assert done.code == 1
    assert "line 3: Q: id: 'Q' is no id" in done.err
    assert "own.actors.jsonl: 1 actors of your own, 1 new, 0 changed" in done.err
    assert "Velmar Casualty Watch" in run("actors", "show", "vcw", "-r", own).out
    assert "0 new" in run("actors", "-r", own, "import", file).err
