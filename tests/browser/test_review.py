"""The desk: one key for each verdict, an audit that holds everything, two reviewers at one claim, and letters while typing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from browsing import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from browsing import Visitor


@pytest.fixture
def desk(demo_record: object, tmp_path: object) -> Iterator[str]:
    """The address of a copy of the demo's record, for judging."""
    copy = tmp_path / "rashomon.db"  # type: ignore[operator]
    copy.write_bytes(demo_record.read_bytes())  # type: ignore[attr-defined]
    with serving(copy) as address:
        yield address


def audited(page: Page, home: str) -> list[dict[str, object]]:
    """The rows of the audit, as data."""
    found = page.request.get(f"{home}/audit.json").json()
    return found["judgements"] if isinstance(found, dict) else found


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_accept_reject_correct_undo_leave_a_complete_audit(visit: Callable[..., Visitor], desk: str) -> None:
    visitor = visit(desk)
    page = visitor.go("/review")
    assert audited(page, visitor.home) == [], "looking decides nothing"
    press(page, "j")
    press(page, "k")
    assert audited(page, visitor.home) == [], "moving on decides nothing"
    press(page, "a")
    press(page, "x")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.id") == "value"
    page.fill("#speaker", "narrator")
    page.fill("#why", "the words before name nobody")
    with page.expect_navigation():
        page.get_by_role("button", name="Note the correction").click()
    press(page, "u")
    told = audited(page, visitor.home)
    assert sorted(row["verdict"] for row in told) == ["accept", "correct", "reject", "undo"]
    correct = next(row for row in told if row["verdict"] == "correct")
    assert correct["reason"] == "the words before name nobody"
    assert correct["author"]
    page = visitor.go("/audit")
    for verdict in ("accept", "reject", "correct", "undo"):
        assert page.get_by_role("row", name=re.compile(verdict)).count() >= 1


def test_two_reviewers_at_one_claim(visit: Callable[..., Visitor], desk: str) -> None:
    one, other = visit(desk), visit(desk)
    first, second = one.go("/review"), other.go("/review")
    address = first.locator(".proposal a[href^='/claims/']").first.get_attribute("href")
    assert second.locator(".proposal a[href^='/claims/']").first.get_attribute("href") == address
    second.fill("#why", "a note that took an hour")
    press(first, "x")
    with second.expect_navigation():
        second.get_by_role("button", name="Accept").click()
    assert second.get_by_role("alert").filter(has_text="Somebody else judged this meanwhile").count() == 1
    assert second.input_value("#why") == "a note that took an hour"
    assert [row["verdict"] for row in audited(first, one.home)] == ["reject"]
    with second.expect_navigation():
        second.get_by_role("button", name="Accept").click()
    told = {row["verdict"]: row["reason"] for row in audited(first, one.home)}
    assert told == {"reject": "", "accept": "a note that took an hour"}, "who saw the other side may judge after all"


def test_letters_typed_into_a_note_are_letters(visit: Callable[..., Visitor], desk: str) -> None:
    visitor = visit(desk)
    page = visitor.go("/review")
    address = page.url
    assert page.evaluate("document.activeElement.id") == "proposal"
    page.focus("#why")
    page.keyboard.type("a x s u j k e m n p / ?")
    assert page.input_value("#why") == "a x s u j k e m n p / ?"
    assert page.url == address
    page.keyboard.press("Escape")
    for chord in ("Control+a", "Alt+x", "Meta+s"):
        page.keyboard.press(chord)
    assert page.url == address
    page.keyboard.press("e")
    page.keyboard.type("axs")
    assert page.input_value("#value").endswith("axs")
    page.keyboard.press("Escape")
    assert audited(page, visitor.home) == []
    press(page, "a")
    assert [row["reason"] for row in audited(page, visitor.home)] == ["a x s u j k e m n p / ?"]
    assert page.evaluate("document.activeElement.id") == "proposal", "the focus is on the next one"
    assert not visitor.watched.complaints


def test_taking_back_with_a_key_shows_the_claim_again(visit: Callable[..., Visitor], desk: str) -> None:
    visitor = visit(desk)
    page = visitor.go("/review")
    claim = page.get_attribute("#verdict input[name=claim]", "value")
    press(page, "s")
    assert page.get_attribute("#verdict input[name=claim]", "value") != claim
    press(page, "u")
    assert page.get_attribute("#verdict input[name=claim]", "value") == claim
    assert sorted(row["verdict"] for row in audited(page, visitor.home)) == ["undo", "unsure"]


def test_without_scripts_the_desk_is_plain_forms(visit: Callable[..., Visitor], desk: str) -> None:
    visitor = visit(desk, java_script_enabled=False)
    page = visitor.go("/review")
    page.fill("#why", "stands so in the text")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("status").filter(has_text="Noted: accept").wait_for()
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_role("status").filter(has_text="Taken back").wait_for()
    assert [row["verdict"] for row in audited(page, visitor.home)] in (["accept", "undo"], ["undo", "accept"])
