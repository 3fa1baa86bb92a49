"""A map of a region from a real PMTiles file: asked part by part from this server alone, and drawn."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from browsing import Visitor

TILES = Path(__file__).with_name("velmar.pmtiles")  # made by velmar_tiles.py
WATER, SEA = (201, 216, 222), (223, 231, 234)  # as map.js paints the region's water, and what lies under it


@pytest.fixture(scope="module")
def region(demo_record: Path) -> Iterator[str]:
    """The address of the demo's record, served with a map of its region."""
    with serving(demo_record, "--tiles", str(TILES)) as address:
        yield address


def colours(page: Page) -> dict[tuple[int, int, int], int]:
    """How many pixels of the map, as it is seen, have which colour."""
    picture = base64.b64encode(page.locator("#map").screenshot()).decode()
    found = page.evaluate(
        """async picture => {
          const image = new Image();
          image.src = "data:image/png;base64," + picture;
          await image.decode();
          const canvas = document.createElement("canvas");
          canvas.width = image.width; canvas.height = image.height;
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const data = context.getImageData(0, 0, image.width, image.height).data, found = {};
          for (let at = 0; at < data.length; at += 4) {
            const key = data[at] + "," + data[at + 1] + "," + data[at + 2];
            found[key] = (found[key] || 0) + 1;
          }
          return found;
        }""",
        picture,
    )
    return {tuple(map(int, key.split(","))): many for key, many in found.items()}


def test_the_region_is_drawn_from_parts_of_the_file(visit: Callable[..., Visitor], region: str, demo: str) -> None:
    visitor = visit(region)
    answers = []
    visitor.context.on("response", lambda answer: answers.append(answer) if "tiles.pmtiles" in answer.url else None)
    page = visitor.go("/map")
    page.locator("#map[data-ready], #map[hidden]").wait_for(state="attached")
    if page.locator("#map").is_hidden():
        pytest.skip("this browser has no WebGL")
    page.wait_for_load_state("networkidle")
    assert answers
    for answer in answers:
        assert answer.status == 206
        assert answer.request.headers["range"].startswith("bytes=")
        assert int(answer.headers["content-length"]) <= TILES.stat().st_size
        assert answer.headers["content-range"].endswith(f"/{TILES.stat().st_size}")
    assert not visitor.watched.outside(visitor.home)
    assert not visitor.watched.complaints
    page.wait_for_timeout(500)
    assert colours(page).get(WATER, 0) > 500, "the lake of the file is on the map"

    bare = visit(demo).go("/map")
    bare.locator("#map[data-ready]").wait_for()
    bare.wait_for_timeout(500)
    found = colours(bare)
    assert found.get(WATER, 0) < 50, "which has none without it"
    assert found.get(SEA, 0) > 500


def test_parts_of_the_file(visit: Callable[..., Visitor], region: str) -> None:
    visitor = visit(region)
    get, whole = visitor.page.request.get, TILES.read_bytes()
    for asked, start, end in (("0-126", 0, 127), ("100-", 100, None), ("-16", -16, None)):
        answer = get(f"{visitor.home}/tiles.pmtiles", headers={"Range": f"bytes={asked}", "Accept-Encoding": "gzip"})
        assert answer.status == 206, asked
        assert answer.body() == whole[start:end], asked
    assert get(f"{visitor.home}/tiles.pmtiles", headers={"Range": "bytes=99999999-"}).status == 416
    stranger = visit(region)
    stranger.context.clear_cookies()
    assert stranger.page.request.get(f"{visitor.home}/tiles.pmtiles").status == 403
