"""A real record, served by the real command on loopback, driven in a real browser. Skips where there is no Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
