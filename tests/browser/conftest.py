"""A real record, served by the real command on loopback, driven in a real browser. Skips where there is no Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

# Debian's Chromium calls home and wants a sandbox that containers do not have.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """The path of a Chromium: RASHOMON_TEST_CHROMIUM, else the system's."""
    named = os.environ.get("RASHOMON_TEST_CHROMIUM")
    return named or next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)


@contextmanager
def serving(record: Path, *options: str) -> Iterator[str]:
    """``rashomon serve`` over ``record``: yields the address that it prints, token included; stops it in the end."""
    command = [sys.executable, "-m", "rashomon.cli", "serve", "--record", str(record), "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        try:
            told = []
            for line in process.stdout or ():
                told.append(line)
                if found := re.search(r"http://\S+", line):
                    yield found[0]
                    break
            else:
                pytest.fail(f"rashomon serve ended without an address: {''.join(told)}")
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    path = chromium()
    if path is None:
        pytest.skip("needs Chromium (Debian, Ubuntu: apt install chromium), or RASHOMON_TEST_CHROMIUM with its path")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


class Watched:
    """What a page asked for and complained of: addresses asked, console errors, answers that failed."""

    def __init__(self, context: BrowserContext) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", lambda message: self._note(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" or "Content Security Policy" in text or "Content-Security-Policy" in text:
            self.complaints.append(text)

    def outside(self, home: str) -> list[str]:
        """Addresses asked that are not under ``home``."""
        inside = (home, "data:", "blob:", "about:")
        return [url for url in self.asked if not url.startswith(inside)]


class Visitor:
    """A browser window on one record: ``page`` goes to addresses below ``home``, past the token in ``address``."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.home = re.match(r"http://[^/]+", address)[0]  # type: ignore[index]
        self.watched = Watched(context)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.goto(address)

    def go(self, path: str) -> Page:
        """The page at ``path``."""
        self.page.goto(self.home + path)
        return self.page


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
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the demo's record, read with rules alone."""
    from rashomon import demo as invented

    folder = tmp_path_factory.mktemp("browser-demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        assert not invented.build(folder).failed
    with serving(folder / "rashomon.db") as address:
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
