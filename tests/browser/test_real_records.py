"""The journeys of a reader over records of real reports: read by rules alone from the data sets beside the checkout."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from journeys import (
    LAYERS,
    by_keyboard,
    by_links,
    cell_names,
    check_marks,
    denied,
    filled,
    incidents,
    overflow,
    squeezed,
    table,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from browsing import Visitor

    Visit = Callable[..., Visitor]


def bare(text: str) -> str:
    """Letters and digits alone: paper breaks lines anywhere."""
    return re.sub(r"\W", "", text)


class Real(NamedTuple):
    """The address of a record that is served, and a word of many of its reports."""

    address: str
    word: str


@pytest.fixture(params=[("guardian", "attack"), ("airwars", "children")], ids=lambda param: param[0])
def real(request: pytest.FixtureRequest) -> Real:
    name, word = request.param
    return Real(request.getfixturevalue(name), word)


def test_search_to_exact_characters_by_keyboard(visit: Visit, real: Real) -> None:
    by_keyboard(visit(real.address).page, real.word)


def test_the_same_without_javascript(visit: Visit, real: Real) -> None:
    by_links(visit(real.address, java_script_enabled=False).page, real.word)


def test_as_of_reload_and_back_give_the_same_page(visit: Visit, real: Real) -> None:
    visitor = visit(real.address)
    days = sorted(day for row in incidents(visitor) for one in row["documents"] if (day := one["published"]))
    middle, total = days[len(days) // 2], len(incidents(visitor))
    assert 0 < len(incidents(visitor, asof=middle)) < total
    page = visitor.go(f"/incidents?q={real.word}&asof={middle}")
    address, then = page.url, page.locator("main").inner_text()
    page.reload()
    assert (page.url, page.locator("main").inner_text()) == (address, then)
    page.locator("li.hit h3 a").first.click()
    page.wait_for_url(re.compile(r"/incidents/i[0-9a-f]+"))
    page.keyboard.press("m")
    page.wait_for_url("**/matrix*")
    assert f"asof={middle}" in page.url
    matrix, cells = page.url, page.locator("#matrix").inner_text()
    page.reload()
    assert (page.url, page.locator("#matrix").inner_text()) == (matrix, cells)
    page.locator("td.cell details summary").first.click()
    page.locator("td.cell details[open] a.to-source").first.click()
    page.wait_for_url("**/documents/**")
    assert f"asof={middle}" in page.url, "links keep the moment"
    page.go_back()
    assert (page.url, page.locator("#matrix").inner_text()) == (matrix, cells)
    page.go_back()
    page.go_back()
    assert (page.url, page.locator("main").inner_text()) == (address, then)


def test_silent_and_denied_cells_have_names_of_their_own(visit: Visit, real: Real) -> None:
    visitor = visit(real.address)
    page = visitor.go(f"{denied(visitor)}?columns=all")
    silent, denies = cell_names(page, "silent"), cell_names(page, "denies")
    assert silent
    assert denies
    assert not silent & denies


def test_every_mark_stands_over_its_characters(visit: Visit, real: Real) -> None:
    visitor = visit(real.address)
    shas = sorted({one["sha256"] for row in incidents(visitor) for one in row["documents"]})
    assert len(shas) > 20
    marks = 0
    for number, sha in enumerate(shas):
        document = visitor.page.request.get(f"{visitor.home}/documents/{sha}.json").json()
        page = visitor.go(f"/documents/{sha}?layers={LAYERS}")
        marks += check_marks(page, document)
        if number % 8 == 0:
            page.reload()
            check_marks(page, document)
    assert marks > 1000


def test_paper_holds_every_cell_and_address(visit: Visit, real: Real) -> None:
    pypdf = pytest.importorskip("pypdf", reason="needs pypdf")
    visitor = visit(real.address)
    path = denied(visitor)
    page = visitor.go(f"{path}?columns=all")
    cells = page.locator("#matrix td.cell").count()
    wanted = [
        squeezed(words)
        for words in page.locator("#matrix td.cell .value, #matrix blockquote mark").all_text_contents()
        if words.strip()
    ]
    links = page.locator("#matrix a.to-source").evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    assert cells > 20
    assert links
    page.emulate_media(media="print")
    assert page.locator("#matrix td.cell:visible").count() == cells
    assert page.locator("nav.tabs:visible, form.find:visible").count() == 0
    paper = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)
    printed = bare(paper)
    missing = [words for words in dict.fromkeys(wanted) if bare(words) not in printed]
    assert not missing, missing[:5]
    lost = [link for link in dict.fromkeys(links) if bare(link) not in printed]
    assert not lost, lost[:5]


def test_every_page_is_clean(visit: Visit, real: Real) -> None:
    """One walk: no outside host, no broken rule of the security policy, no media, nothing that axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    visitor = visit(real.address)
    found = []
    places = filled(visitor, real.word)
    for place in places:
        page = visitor.go(place)
        assert page.locator("h1").count() == 1, place
        if place not in (*places[:4], f"{places[5]}?columns=all", "/nowhere"):  # axe sees these on the demo
            answer = axe.run(page)
            found += [f"{place}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in answer.response["violations"]]
    assert not found, "\n".join(found)
    assert not visitor.watched.outside(visitor.home)
    assert not [told for told in visitor.watched.complaints if "404" not in told]
    media = [url for url in visitor.watched.asked if url.endswith((".jpg", ".jpeg", ".png", ".gif", ".mp4", ".webm"))]
    assert not media


def test_narrow_windows_need_no_sideways_scrolling(visit: Visit, real: Real) -> None:
    """320 CSS pixels are also what 400 % of zoom leaves of a window 1,280 wide."""
    visitor = visit(
        real.address, viewport={"width": 320, "height": 800}, reduced_motion="reduce", forced_colors="active"
    )
    wide = {place: over for place in filled(visitor, real.word) if (over := overflow(visitor.go(place))) > 0}
    assert not wide


def test_csv_equals_the_filtered_screen(visit: Visit, real: Real) -> None:
    visitor = visit(real.address)
    facets = visitor.page.request.get(f"{visitor.home}/incidents.json").json()["facets"]
    queries = ["", f"q={real.word}", *(f"{name}={facets[name][0]['value']}" for name in ("status", "type", "country"))]
    for query in queries:
        page = visitor.go(f"/incidents?limit=500&{query}")
        shown = page.locator("li.hit").evaluate_all("nodes => nodes.map(node => node.id)")
        href = page.get_by_role("link", name="CSV").get_attribute("href")
        assert shown, query
        assert [row["id"] for row in table(visitor, href or "")] == shown, query


def test_few_bytes(visit: Visit, real: Real) -> None:
    """Pages of the incident with most accounts as they are sent: at most 100 KB."""
    visitor = visit(real.address)
    most = incidents(visitor)[0]
    for path in ("", "/matrix", "/figures", "/disputes", "/claims"):
        answer = visitor.page.request.get(f"{visitor.home}/incidents/{most['id']}{path}")
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) <= 100_000, path
