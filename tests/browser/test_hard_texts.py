"""Texts that are hard to show: other scripts and directions, emoji, crossing marks, markup that must stay text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsing import Visitor


def told(visitor: Visitor, name: str) -> tuple[str, list[str]]:
    """The hash of the document whose id is ``name``, and the ids of the incidents that it tells of."""
    rows = visitor.page.request.get(f"{visitor.home}/incidents.json").json()["incidents"]
    telling = {row["id"]: document["sha256"] for row in rows for document in row["documents"] if document["id"] == name}
    assert telling, f"no incident is told by {name}"
    return next(iter(telling.values())), sorted(telling)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_arabic_digits_emoji_and_crossing_marks(visit: Callable[..., Visitor], odd: str, scripts: bool) -> None:
    visitor = visit(odd, java_script_enabled=scripts)
    sha, incidents = told(visitor, "arabic")
    get = visitor.page.request.get
    claims = [claim for one in incidents for claim in get(f"{visitor.home}/incidents/{one}/claims.json").json()]
    open_ended = next(claim for claim in claims if "١٢" in claim["original"])
    start, end = open_ended["span"]
    page = visitor.go(f"/documents/{sha}?c={start}-{end}&layers=said,figures,incidents,times,places,actors")
    for _ in range(2):
        assert "".join(page.locator("mark.here").all_inner_texts()) == open_ended["original"]
        assert "🕯️ woman from صوت بئر حديد told us" in page.locator("#text").inner_text()
        page.reload()
    marked = page.locator("#text [data-stop]").count()
    assert marked > 5
    assert page.locator("#text .k.k-content.k-figure, #text mark.here").count() > 0, "marks nest"


def test_markup_in_headlines_speakers_and_outlets_stays_text(visit: Callable[..., Visitor], odd: str) -> None:
    visitor = visit(odd)
    sha, incidents = told(visitor, "script")
    for path in (
        "/incidents",
        f"/incidents/{incidents[0]}",
        f"/incidents/{incidents[0]}/matrix",
        f"/documents/{sha}",
        "/timeline",
    ):
        page = visitor.go(path)
        assert page.title() != "taken", path
        assert page.locator("main script").count() == 0, path
    page = visitor.go(f"/documents/{sha}")
    assert "<script>document.title='taken'</script>" in page.locator("h1").inner_text()
    assert not [words for words in visitor.watched.complaints if "Security" in words]


def test_names_in_other_scripts_stand_alone(visit: Callable[..., Visitor], odd: str) -> None:
    visitor = visit(odd)
    _, incidents = told(visitor, "arabic")
    page = visitor.go(f"/incidents/{incidents[0]}/matrix")
    outlet = page.locator("bdi", has_text="صوت بئر حديد").first
    assert outlet.count() == 1
    assert page.evaluate("node => getComputedStyle(node).unicodeBidi", outlet.element_handle()) in (
        "isolate",
        "plaintext",
    )


def test_cells_that_look_like_formulas_are_escaped(visit: Callable[..., Visitor], odd: str) -> None:
    visitor = visit(odd)
    _, incidents = told(visitor, "script")
    table = visitor.page.request.get(f"{visitor.home}/incidents/{incidents[0]}/matrix.csv").text()
    assert "=2+5 Gazette" in table
    assert not re.search(r'(^|[,"])=2\+5', table, re.MULTILINE)
