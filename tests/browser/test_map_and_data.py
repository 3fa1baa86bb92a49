"""The map without a network and without WebGL; tables that equal the screen; words for what goes wrong."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from browsing import serving

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browsing import Visitor


def test_the_map_works_offline_and_the_list_without_it(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    page = visitor.go("/map")
    page.wait_for_load_state("networkidle")
    assert not visitor.watched.outside(visitor.home)
    assert any("countries" in url for url in visitor.watched.asked) or "WebGL" in page.locator("#map-note").inner_text()
    assert page.get_by_role("row").filter(has_text="Tel Oram").count() >= 1
    bare = visit(demo, java_script_enabled=False).go("/map")
    assert bare.get_by_role("row").filter(has_text="Tel Oram").count() >= 1


def test_csv_equals_the_filtered_screen(visit: Callable[..., Visitor], demo: str) -> None:
    visitor = visit(demo)
    for query in ("", "?q=market", "?status=contested", "?type=shelling"):
        page = visitor.go(f"/incidents{query}")
        shown = page.locator("li.hit").evaluate_all("nodes => nodes.map(node => node.id)")
        href = page.get_by_role("link", name="CSV").get_attribute("href")
        rows = list(csv.DictReader(io.StringIO(page.request.get(visitor.home + href).text())))
        assert shown
        assert [row["id"] for row in rows] == shown, query


def test_what_goes_wrong_is_said_in_words(visit: Callable[..., Visitor], demo: str, tmp_path: Path) -> None:
    visitor = visit(demo)
    page = visitor.page
    for path, status, words in (
        ("/nowhere", 404, "No such page"),
        ("/incidents/i0000", 404, "i0000"),
        ("/documents/000000", 404, "000000"),
        ("/incidents?asof=yesterday", 400, "yesterday"),
    ):
        answer = page.goto(visitor.home + path)
        assert answer is not None
        assert answer.status == status, path
        assert words in page.locator("main").inner_text(), path
    page = visitor.go("/incidents?q=nothingofthekind")
    assert "nothingofthekind" in page.locator("main").inner_text()
    from rashomon.api import open_book

    with open_book(str(tmp_path / "empty.db")):
        pass
    with serving(tmp_path / "empty.db") as address:
        empty = visit(address)
        for path in ("/", "/incidents", "/disputes", "/map", "/timeline", "/review", "/audit"):
            answer = empty.page.goto(empty.home + path)
            assert answer is not None
            assert answer.status == 200, path
        assert "rashomon add" in empty.go("/incidents").locator("main").inner_text()
