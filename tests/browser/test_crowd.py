"""One incident told by 175 sources in more than 500 claims: the matrix stays a page that one can use."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsing import Visitor


def test_the_matrix_of_175_sources(visit: Callable[..., Visitor], crowd: str) -> None:
    visitor = visit(crowd)
    rows = visitor.page.request.get(f"{visitor.home}/incidents.json").json()["incidents"]
    mine = max(rows, key=lambda row: len(row["documents"]))
    assert len(mine["documents"]) == 175
    page = visitor.go(f"/incidents/{mine['id']}/matrix")
    heads = page.locator("#matrix thead tr:first-child th:visible")
    assert heads.count() <= 10, "eight accounts, what they are compared with, and the corner"
    more = page.locator("#more-columns")
    hidden = int(re.match(r"(\d+) more", more.inner_text())[1])
    more.click()
    page.wait_for_url("**columns=all**")
    assert page.locator("#matrix thead tr:first-child th:visible").count() >= hidden
    assert page.locator("#matrix td.cell details").count() >= 500
    page.locator("#matrix td.cell details").nth(400).locator("summary").click()
    assert page.locator("#matrix td.cell details[open] a.to-source").count() >= 1


def test_few_bytes(visit: Callable[..., Visitor], crowd: str) -> None:
    visitor = visit(crowd)
    rows = visitor.page.request.get(f"{visitor.home}/incidents.json").json()["incidents"]
    mine = max(rows, key=lambda row: len(row["documents"]))
    for path in ("", "/matrix", "/figures", "/disputes", "/claims"):
        body = visitor.page.request.get(f"{visitor.home}/incidents/{mine['id']}{path}").body()
        assert len(gzip.compress(body, 6)) <= 100_000, path
