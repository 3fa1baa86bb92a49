"""From a search to the exact characters, with the keyboard alone and without JavaScript; the same page under the same address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from journeys import by_keyboard, by_links, cell_names, denied, richest

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsing import Visitor


def disputed(visitor: Visitor) -> str:
    """The path of the matrix of the demo's most told incident."""
    return f"/incidents/{richest(visitor, 'market')['id']}/matrix"


def test_search_to_exact_characters_by_keyboard(visit: Callable[..., Visitor], demo: str) -> None:
    by_keyboard(visit(demo).page, "market")


def test_the_same_without_javascript(visit: Callable[..., Visitor], demo: str) -> None:
    by_links(visit(demo, java_script_enabled=False).page, "market")


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
    page = visitor.go(f"{denied(visitor)}?columns=all")
    silent, denies = cell_names(page, "silent"), cell_names(page, "denies")
    assert silent
    assert denies
    assert not silent & denies
