"""Every page: no outside host, no broken rule of the security policy, no violation that axe finds, usable when small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from journeys import filled, overflow

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsing import Visitor


def test_no_outside_host_and_no_broken_policy(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    for place in filled(visitor):
        page = visitor.go(place)
        page.wait_for_load_state("networkidle")
        assert page.locator("h1").count() == 1, place
    assert not visitor.watched.outside(visitor.home)
    complaints = [told for told in visitor.watched.complaints if "404" not in told]
    assert not complaints


def test_axe_finds_nothing(visit: Callable[..., Visitor], demo: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    found = []
    for scheme, width in (("light", 1280), ("dark", 320)):
        visitor = visit(demo, color_scheme=scheme, viewport={"width": width, "height": 800})
        for place in filled(visitor) if scheme == "light" else filled(visitor)[4:18]:
            answer = axe.run(visitor.go(place))
            found += [
                f"{scheme} {place}: {one['id']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])})"
                for one in answer.response["violations"]
            ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_narrow_windows_need_no_sideways_scrolling(visit: Callable[..., Visitor], demo: str, width: int) -> None:
    """320 CSS pixels are also what 400 % of zoom leaves of a window 1,280 wide."""
    visitor = visit(demo, viewport={"width": width, "height": 800}, reduced_motion="reduce", forced_colors="active")
    wide = {place: over for place in filled(visitor) if (over := overflow(visitor.go(place))) > 0}
    assert not wide


def test_print_holds_every_cell_and_address(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    place = next(place for place in filled(visitor) if place.endswith("/matrix"))
    page = visitor.go(place)
    cells = page.locator("#matrix td.cell").count()
    page.emulate_media(media="print")
    assert page.locator("#matrix td.cell:visible").count() == cells
    assert page.locator("nav.tabs:visible, form.find:visible").count() == 0
    quotes = page.locator("#matrix blockquote")
    assert quotes.count() > 0
    after = page.evaluate("getComputedStyle(document.querySelector('#matrix a.to-source'), '::after').content")
    assert "documents" in after, "addresses are printed"
    assert len(page.pdf()) > 10_000


def test_graphic_media_are_never_fetched(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    for place in filled(visitor):
        visitor.go(place)
    media = [url for url in visitor.watched.asked if url.endswith((".jpg", ".jpeg", ".png", ".gif", ".mp4", ".webm"))]
    assert not media
