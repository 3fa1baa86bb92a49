"""The real command on loopback and a real browser's window before it: what the tests of tests/browser share."""

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
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page

# Debian's Chromium calls home and wants a sandbox that containers do not have.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str | None:
    """The path of a Chromium: RASHOMON_TEST_CHROMIUM, else the system's."""
    named = os.environ.get("RASHOMON_TEST_CHROMIUM")
    return named or next(
        (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
    )


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
