"""The desk in a real browser: one key each, letters while somebody types, focus, collision, no JavaScript. Skips without Chromium."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rashomon
from rashomon.api import review

api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = os.environ.get("RASHOMON_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")


@pytest.fixture
def own(record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(record, tmp_path / "r.db"))


@pytest.fixture
def served(own: Path) -> Iterator[str]:
    """The address that the command prints, with its token."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "RASHOMON_ENCODER": "none", "RASHOMON_AUTHOR": "Ines"}
    command = [sys.executable, "-m", "rashomon.cli", "serve", "--record", str(own), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield next(found[0] for line in process.stderr or () if (found := re.search(r"http://\S+", line)))
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


def at_the_desk(browser: Any, served: str, **options: Any) -> Any:
    page = browser.new_context(**options).new_page()
    page.goto(served)
    assert "token" not in page.url
    page.goto(served.split("?", maxsplit=1)[0] + "review")
    return page


def judged(own: Path) -> list[tuple[str, str]]:
    with rashomon.open(str(own)) as book:
        return [(judgement.verdict, judgement.reason) for judgement in book.record.judgements()]


def press(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_one_key_each_but_letters_while_typing(browser: Any, served: str, own: Path) -> None:
    page = at_the_desk(browser, served)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    assert page.evaluate("document.activeElement.id") == "proposal"
    page.focus("#why")
    page.keyboard.type("a x s u j k e")
    page.keyboard.press("Escape")
    for chord in ("Control+a", "Alt+x", "Meta+s"):
        page.keyboard.press(chord)
    assert page.input_value("#why") == "a x s u j k e"
    assert judged(own) == []
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "value"
    page.keyboard.type("axs")
    page.keyboard.press("Escape")
    press(page, "a")
    assert page.evaluate("document.activeElement.id") == "proposal"
    press(page, "x")
    press(page, "j")
    press(page, "k")
    assert judged(own) == [("accept", "a x s u j k e"), ("reject", "")]
    assert said == []


def test_taking_back_with_a_key(browser: Any, served: str, own: Path) -> None:
    page = at_the_desk(browser, served)
    title = page.inner_text("#proposal-title")
    press(page, "s")
    assert page.inner_text("#proposal-title") != title or page.url.count("claim=")
    press(page, "u")
    assert page.inner_text("#proposal-title") == title
    assert [verdict for verdict, _ in judged(own)] == ["unsure", "undo"]


def test_colliding_reviewers_see_both_sides(browser: Any, served: str, own: Path) -> None:
    page = at_the_desk(browser, served)
    claim = page.get_attribute("#verdict input[name=claim]", "value")
    with rashomon.open(str(own)) as book:
        review.decide(book, claim, "accept", by="Ole", why="plain to see")
    page.fill("#why", "I read it otherwise")
    page.keyboard.press("Escape")
    press(page, "x")
    assert "Ole" in page.inner_text("[role=alert]")
    assert page.input_value("#why") == "I read it otherwise"
    press(page, "x")
    assert judged(own) == [("accept", "plain to see"), ("reject", "I read it otherwise")]


def test_without_javascript(browser: Any, served: str, own: Path) -> None:
    page = at_the_desk(browser, served, java_script_enabled=False)
    page.fill("#why", "read twice")
    with page.expect_navigation():
        page.click("button[value=reject]")
    with page.expect_navigation():
        page.click("button[value=undo]")
    page.goto(served.split("?", maxsplit=1)[0] + "audit")
    assert page.locator("tbody tr").count() == 2
    assert [verdict for verdict, _ in judged(own)] == ["reject", "undo"]
