"""Every page: no outside host, no broken rule of the security policy, no violation that axe finds, usable when small."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from browsing import Visitor

PLACES = (
    "/", "/incidents", "/incidents?q=market", "/incidents?q=nothingofthekind", "{incident}", "{incident}/matrix",
    "{incident}/matrix?columns=all", "{incident}/figures", "{incident}/victims", "{incident}/disputes",
    "{incident}/claims", "{claim}", "{document}", "{document}/diff", "/disputes", "/actors", "{actor}", "/promises", "/map", "/timeline",
    "/compare", "/review", "/audit", "/data", "/nowhere",
)  # fmt: skip


def filled(visitor: Visitor) -> list[str]:
    """``PLACES`` with an incident, a claim, a document and an actor of the record."""
    get = visitor.page.request.get
    rows = get(f"{visitor.home}/incidents.json?q=market").json()["incidents"]
    row = max(rows, key=lambda one: len(one["accounts"]))
    account = next(one for one in row["accounts"] if one["speaker"])
    known = {
        "incident": f"/incidents/{row['id']}", "claim": f"/claims/{account['claims'][0]}",
        "document": f"/documents/{row['documents'][0]['sha256']}", "actor": f"/actors/{account['actor'] or account['speaker']}",
    }  # fmt: skip
    return [place.format_map(known) for place in PLACES]


def overflow(page: Page) -> int:
    """How many CSS pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


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
    for scheme in ("light", "dark"):
        visitor = visit(demo, color_scheme=scheme)
        for place in filled(visitor) if scheme == "light" else filled(visitor)[4:13]:
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
