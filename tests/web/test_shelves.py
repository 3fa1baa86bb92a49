"""What the lists are made of: read in steps or at once the same; what goes wrong beside is said; a list that is behind is not kept."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
import structlog

from odd_reports import ODD, build
from rashomon.api import open_book
from rashomon.config import Settings
from rashomon.web import shelves
from rashomon.web.columns import Columnist
from rashomon.web.shelf import UNKNOWN, make, statuses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

    from rashomon.api import Book

MORE = "On 4 May 2031 shells hit a clinic in Bir Hadid. The mayor said that {} people were killed. The Velmari Army denied it."


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Book]:
    """A record of two reports, to add to."""
    record = build(tmp_path, ODD)
    with open_book(str(record), using=Settings(record=str(record), encoder="none")) as book:
        yield book


def add(book: Book, tmp_path: Path, number: int) -> None:
    file = tmp_path / f"more-{number}.txt"
    file.write_text(MORE.format(number), encoding="utf-8")
    assert not book.add(str(file)).failed


def test_in_steps_or_at_once_is_the_same(growing: Book, tmp_path: Path) -> None:
    steps = Columnist()
    for number in range(3):
        one, other = steps.columns(growing, "m"), Columnist().columns(growing, "m")
        for name in ("incident", "document", "day", "number", "published", "captured"):
            assert np.array_equal(getattr(one, name), getattr(other, name)), name
        assert one.ids == other.ids
        assert make(growing, "m", one).find(chosen={}).counts == make(growing, "m", other).find(chosen={}).counts
        add(growing, tmp_path, number)
    assert len(steps.columns(growing, "m").number) > len(one.number)


def test_too_many_to_assess_as_of_a_day_are_said_to_be_unknown(growing: Book) -> None:
    then = growing.at("2031-05-03")
    shelf = make(then, "m")
    assert shelf.unassessed == 0
    known = shelf.find(chosen={}).counts
    statuses(then, shelf, limit=0)
    found = shelf.find(chosen={}).counts
    assert found["status"] == [(UNKNOWN, len(shelf.ids))]
    assert (found["disputed"], shelf.unassessed, shelf.disputed().sum()) == ([], len(shelf.ids), 0)
    assert {**found, "status": 0, "disputed": 0} == {**known, "status": 0, "disputed": 0}


def test_what_fails_beside_is_said(
    visiting: Callable[..., TestClient], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visiting(record).app
    monkeypatch.setattr(shelves, "make", lambda *_: 1 / 0)
    with structlog.testing.capture_logs() as told:
        mine = shelves.Shelves()
        mine.warm(app.state.book)
        for _ in range(100):
            if told:
                break
            time.sleep(0.05)
    assert told[0]["work"] == "warm"
    assert "ZeroDivisionError" in told[0]["error"]
    monkeypatch.undo()
    assert mine.get(app.state.book).ids, "the next visitor gets what can be had"


def test_a_list_that_is_behind_is_not_kept_by_browsers(
    visiting: Callable[..., TestClient], growing: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visiting(tmp_path / "odd.db")
    first = client.get("/incidents.json")
    assert "etag" in first.headers
    monkeypatch.setattr(
        shelves, "_QUICK", -1.0
    )  # as where making it takes long: the old one is shown, the new made beside
    waiting = threading.Event()
    monkeypatch.setattr(client.app.state.shelves, "_anew", lambda _: waiting.wait(10))
    add(growing, tmp_path, 1)
    behind = client.get("/incidents.json", headers={"If-None-Match": first.headers["etag"]})
    assert behind.status_code == 200
    assert behind.json()["total"] == first.json()["total"]
    assert "etag" not in behind.headers
    waiting.set()
    monkeypatch.undo()
    assert client.get("/incidents.json").json()["total"] > first.json()["total"]
