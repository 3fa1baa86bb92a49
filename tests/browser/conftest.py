"""A real record, served by the real command on loopback, driven in a real browser. Skips where there is no Chromium."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from browsing import FLAGS, Visitor, chromium, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")  # while Playwright runs, asyncio.run() of other tests' code does not
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = chromium()
    if path is None:
        pytest.skip("needs Chromium (Debian, Ubuntu: apt install chromium), or RASHOMON_TEST_CHROMIUM with its path")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens a record's address in a window of its own; options as for a browser context (javaScriptEnabled, viewport)."""
    contexts = []

    def call(address: str, **options: object) -> Visitor:
        contexts.append(browser.new_context(**options))
        return Visitor(contexts[-1], address)

    yield call
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's record, read with rules alone."""
    from rashomon import demo as invented

    folder = tmp_path_factory.mktemp("browser-demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        assert not invented.build(folder).failed
    return folder / invented.RECORD


@pytest.fixture(scope="session")
def demo(demo_record: Path) -> Iterator[str]:
    """The address of the demo's record."""
    with serving(demo_record) as address:
        yield address


@pytest.fixture(scope="session")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a record of texts that are hard to show, made by tests/browser/odd.py."""
    from odd_reports import build

    with serving(build(tmp_path_factory.mktemp("browser-odd"))) as address:
        yield address


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a record in which 175 sources tell of one incident."""
    from odd_reports import build_crowd

    with serving(build_crowd(tmp_path_factory.mktemp("browser-crowd"))) as address:
        yield address


@pytest.fixture(scope="session")
def guardian(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a record of Guardian reports: all in which somebody denies something, and some more."""
    rows = _rows(shared / "data/news/guardian_syria.jsonl")
    denying = [row for row in rows if re.search(r"\bden(y|ies|ied)\b", row["text"])]
    with serving(
        _record(tmp_path_factory.mktemp("guardian"), denying + [r for r in rows if r not in denying][:12])
    ) as address:
        yield address


@pytest.fixture(scope="session")
def airwars(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a record of Airwars pages as saved from the web, and of the narratives that weigh most sources."""
    rows = _rows(shared / "data/airwars/dev.jsonl")
    most = sorted(rows, key=lambda row: -row["gold"]["source_count"])[:6]
    narratives = [{name: row[name] for name in ("id", "url", "text", "published")} for row in most]
    with serving(_record(tmp_path_factory.mktemp("airwars"), narratives, shared / "data/airwars/html")) as address:
        yield address


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _record(folder: Path, rows: list[dict[str, Any]], *more: Path) -> Path:
    """A record of real reports, read by rules alone."""
    from rashomon.api import open_book
    from rashomon.config import Settings

    source, record = folder / "reports.jsonl", folder / "real.db"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        with open_book(str(record), using=Settings(encoder="none")) as book:
            for path in (source, *more):
                assert not book.add(str(path)).failed
    return record
