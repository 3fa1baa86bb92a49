"""Judging on the command line: command by command, and at the desk with keys."""

import io
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rich.console import Console

import rashomon
from rashomon.api import review
from rashomon.api.columns import columns
from rashomon.api.review_queue import waiting
from rashomon.cli.review_desk import Desk


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Path:
    """A record that may be judged."""
    return Path(shutil.copy(record, tmp_path / "own.db"))


def _first(run: Callable, own: Path, *options: str) -> dict:
    return json.loads(run("review", "list", "-r", own, "-f", "json", "--limit", "1", *options).out)[0]


def test_each_verdict_and_the_audit(run: Callable, own: Path) -> None:
    claim = _first(run, own, "--property", "killed")
    for name, more in (("accept", ()), ("unsure", ()), ("correct", ("--value", "12-30")), ("reject", ())):
        found = run("review", name, claim["id"], "-r", own, "--why", f"why {name}", "--by", "Ines", *more)
        assert found.code == 0, found.err
        assert f"{name} of {claim['id']}, by Ines" in found.err
    assert run("review", "undo", claim["id"], "-r", own, "--by", "Ole").code == 0
    rows = json.loads(run("review", "audit", "-r", own, "-f", "json").out)
    assert [row["verdict"] for row in rows] == ["undo", "reject", "correct", "unsure", "accept"]
    assert rows[0]["after"].startswith("corrected: ")
    assert "12-30" in rows[0]["after"]
    assert [row["reason"] for row in rows[1:]] == ["why reject", "why correct", "why unsure", "why accept"]
    assert len(json.loads(run("review", "audit", "-r", own, "-f", "json", "--author", "ole").out)) == 1
    table = run("review", "audit", "-r", own).out
    assert "taken" in table
    assert "back)" in table
    assert run("review", "audit", "-r", own, "-f", "csv").out.startswith("id,made,author,verdict")
    listed = run("claims", "-r", own, "-f", "jsonl").out.splitlines()
    [row] = [row for row in map(json.loads, listed) if row["id"] == claim["id"]]
    assert (row["review"], row["value"]) == ("corrected", {"low": 12, "high": 30})
    assert row["machine"]["value"] == claim["value"]
    assert "corrected, the machine read" in run("show", claim["incident"], "-r", own, "--quotes").out
    run("review", "reject", claim["id"], "-r", own)
    assert f"(claim {claim['id']})" in run("show", claim["incident"], "-r", own).out
    assert run("export", "-r", own, "-t", "judgements", "-").out.count("\n") == 6


def test_merge_and_split(run: Callable, own: Path) -> None:
    incidents = [json.loads(line) for line in run("incidents", "-r", own, "-f", "jsonl").out.splitlines()]
    one, other = [found for found in incidents if len(found["documents"]) > 1][:2]
    merged = run("review", "merge", one["id"], other["id"], "-r", own)
    assert merged.code == 0
    assert f"merge of {one['id']} with {other['id']}, by " in merged.err
    whole = run("show", one["id"], "-r", own, "-f", "json").out
    parted = run("review", "split", one["id"], *[d["sha256"] for d in other["documents"]], "-r", own, "--why", "two")
    assert parted.code == 0
    assert f"split of {json.loads(whole)['incident']}, by " in parted.err
    rows = json.loads(run("review", "audit", "-r", own, "-f", "json", "--about", "incidents").out)
    assert [row["verdict"] for row in rows] == ["split", "merge"]
    assert tuple(rows[0]) == columns("judgements")


def test_what_cannot_be_is_said(run: Callable, own: Path) -> None:
    claim = _first(run, own, "--property", "killed")["id"]
    assert "no claim 'nothing'" in run("review", "accept", "nothing", "-r", own).err
    assert "is no number" in run("review", "correct", claim, "--value", "many", "-r", own).err
    assert "says what is right" in run("review", "correct", claim, "-r", own).err
    assert run("review", "-r", own).code == 2
    assert "no judgement" in run("review", "undo", "nothing", "-r", own).err
    assert run("review", "audit", "-r", own, "-f", "json").out.strip() == "[]"


def test_the_author_is_named_or_known(run: Callable, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = _first(run, own)["id"]
    monkeypatch.setenv("RASHOMON_AUTHOR", "Mira")
    assert "by Mira" in run("review", "accept", claim, "-r", own).err
    assert "by Ole" in run("review", "accept", claim, "-r", own, "--by", "Ole").err


def _sat(own: Path, keys: str, answers: Iterable[str] = (), **wanted: str) -> str:
    """What a sitting shows, given these keys and answers."""
    out, told, pressed = io.StringIO(), iter(answers), iter(keys)
    with rashomon.open(str(own)) as book:
        Desk(
            book,
            "Ines",
            Console(file=out, width=100),
            lambda: next(pressed, "q"),
            lambda _, default: next(told, default),
        ).run(**wanted)
    return out.getvalue()


def _verdicts(own: Path) -> list[tuple[str, str]]:
    with rashomon.open(str(own)) as book:
        return [(j.verdict, j.reason) for j in book.record.judgements()]


def test_looking_and_moving_decide_nothing(own: Path) -> None:
    shown = _sat(own, "jjkj?z")
    assert "in dispute" in shown
    assert "No such key" in shown
    assert "Looking at a proposal" in shown
    assert "0 noted" in shown
    assert _verdicts(own) == []


def test_one_key_each(own: Path) -> None:
    shown = _sat(own, "axs")
    assert "3 noted by Ines" in shown
    assert [verdict for verdict, _ in _verdicts(own)] == ["accept", "reject", "unsure"]


def test_correcting_and_why(own: Path) -> None:
    _sat(own, "we", ["read twice", "12-30", "narrator", "assert"], prop="killed")
    [(verdict, why)] = _verdicts(own)
    assert (verdict, why) == ("correct", "read twice")
    _sat(own, "e", prop="killed")
    assert len(_verdicts(own)) == 1


def test_taking_back_goes_back(own: Path) -> None:
    shown = _sat(own, "au")
    assert "Taken back" in shown
    assert [verdict for verdict, _ in _verdicts(own)] == ["accept", "undo"]
    assert "nothing to take back" in _sat(own, "u")


def test_a_collision_keeps_the_words(own: Path) -> None:
    out, pressed = io.StringIO(), iter("waq")
    with rashomon.open(str(own)) as book:
        [claim] = waiting(book, limit=1)

        def key() -> str:
            found = next(pressed)
            if found == "a":  # while Ines looks at it
                review.decide(book, claim, "reject", by="Ole", why="not his words")
            return found

        Desk(book, "Ines", Console(file=out, width=100), key, lambda _, __: "plain to me").run()
    shown = " ".join(out.getvalue().split())
    assert "somebody else judged this meanwhile" in shown
    assert "Ole: reject" in shown
    assert "plain to me" in shown
    assert _verdicts(own) == [("reject", "not his words")]
