"""From a search to the exact characters, with the keyboard alone and without JavaScript; the same page under the same address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from browsing import Visitor


def disputed(visitor: Visitor) -> str:
    """The path of the matrix of the demo's most told incident."""
    found = visitor.page.request.get(f"{visitor.home}/incidents.json?q=market").json()
    return f"/incidents/{max(found['incidents'], key=lambda row: len(row['accounts']))['id']}/matrix"


def pointed(page: Page) -> str:
    """The words that the open document says were quoted, after the address was found to name their place."""
    at = re.fullmatch(r"(\d+)-(\d+)", parse_qs(urlsplit(page.url).query)["c"][0])
    assert at, page.url
    shown = "".join(page.locator("mark.here").all_inner_texts())
    assert shown
    assert page.locator("#pointed .checked").count() == 1
    return shown


def test_search_to_exact_characters_by_keyboard(visit: Callable[..., Visitor], demo: str) -> None:
    page = visit(demo).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("market")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents?*")
    first = page.locator("li.hit h3 a").first
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/incidents/i[0-9a-f]+"))
    page.keyboard.press("m")
    page.wait_for_url("**/matrix*")
    page.keyboard.press("n")  # the first cell that speaks
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")  # its words, in place
    words = page.locator("details[open] mark").first.inner_text()
    assert words
    page.keyboard.press("Enter")  # the document, at the characters
    page.wait_for_url("**/documents/**")
    assert pointed(page).replace("\n", " ") == words
    assert page.evaluate("document.activeElement.id") == "here"


def test_the_same_without_javascript(visit: Callable[..., Visitor], demo: str) -> None:
    page = visit(demo, java_script_enabled=False).page
    page.fill("#find", "market")
    page.click("form.find button")
    page.locator("li.hit h3 a").first.click()
    page.get_by_role("link", name="Accounts", exact=True).click()
    cell = page.locator("td.cell details").first
    cell.locator("summary").click()
    words = cell.locator("mark").first.inner_text()
    cell.locator("a.to-source").first.click()
    assert pointed(page).replace("\n", " ") == words


def test_as_of_reload_and_back_give_the_same_page(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    page = visitor.go(disputed(visitor))
    now = page.locator("#matrix").inner_text()
    page.select_option("#asof", index=0)
    with page.expect_navigation():
        page.locator("#clocks button[type=submit]").click()
    address, then = page.url, page.locator("#matrix").inner_text()
    assert "asof=" in address
    assert then != now
    told = page.locator(".existed").inner_text()
    assert re.match(r"\d+ of \d+ accounts? existed", told)
    page.reload()
    assert (page.url, page.locator("#matrix").inner_text()) == (address, then)
    page.locator("td.cell details summary").first.click()
    page.locator("td.cell details a.to-source").first.click()
    page.wait_for_url("**/documents/**")
    assert "asof=" in page.url, "links keep the moment"
    page.go_back()
    assert (page.url, page.locator("#matrix").inner_text()) == (address, then)
    page.go_back()
    assert page.locator("#matrix").inner_text() == now


def test_silent_and_denied_cells_have_names_of_their_own(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    page = visitor.go(disputed(visitor))
    names = [cell.aria_snapshot() for cell in page.locator("#matrix td.cell").all()]
    silent = {name for name in names if re.search(r"\bsilent\b", name)}
    denied = {name for name in names if re.search(r"\bdenies\b", name)}
    assert silent
    assert denied
    assert not silent & denied
