"""The list of all actors: what it counts is what the pages it leads to show; search, facets and twins are of one filter."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

import rashomon
from rashomon.api.roster import side


def listed(client: TestClient, query: str = "") -> dict:
    return client.get(f"/actors.json{query}").json()


def test_the_list_counts_what_the_actors_page_shows(client: TestClient) -> None:
    rows = listed(client)["actors"]
    assert len(rows) > 20
    assert {"claims", "blames", "blamed", "side", "kind"} <= set(rows[0])
    for row in rows[:6] + [one for one in rows if one["blamed"]]:
        own = client.get(f"/actors/{row['key']}.json").json()
        assert own["claims"] == row["claims"], row["key"]
        assert len(own["held_responsible_in"]) == row["blamed"], row["key"]
        assert sum(name["mentions"] for name in own["names"]) == row["mentions"], row["key"]
    army = next(row for row in rows if row["name"] == "Velmari Army")
    assert army["blamed"] > 0
    mayor = next(row for row in rows if row["name"] == "Samira Qasbani")
    assert mayor["blames"] > 0


def test_counted_by_the_database_or_row_by_row_is_the_same(client: TestClient) -> None:
    book = client.app.state.book
    every = [found.document.sha256 for found in book.record.documents()]
    by_key = {row["key"]: row for row in book.roster(frozenset(every))}
    for row in book.roster():
        other = by_key.pop(row["key"])
        assert {**row, "names": sorted(row["names"])} == {**other, "names": sorted(other["names"])}
    assert not by_key


def test_every_name_leads_to_its_page(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/actors").text)
    links = page.xpath("//table[contains(@class, 'actors')]//th/a/@href")
    assert len(links) == listed(client)["total"]
    for link in links:
        assert client.get(link).status_code == 200, link
    assert page.xpath("//nav//a[@aria-current='page']/text()") == ["Actors"]


def test_search_and_facets_narrow_one_another(client: TestClient) -> None:
    assert [row["name"] for row in listed(client, "?q=CASUALTY+watch")["actors"]] == ["Velmar Casualty Watch"]
    for one in listed(client)["facets"]["kind"]:
        found = listed(client, f"?kind={one['value'].replace(' ', '+')}")
        assert found["total"] == one["count"] > 0
        assert {row["kind"] for row in found["actors"]} == {one["value"]}
    both = listed(client, "?q=army&kind=person")
    assert both["total"] == 0 < both["of"]
    assert "matches all of this" in client.get("/actors?q=army&kind=person").text


def test_orders(client: TestClient) -> None:
    for order in ("claims", "blamed", "blames", "mentions"):
        counts = [row[order] for row in listed(client, f"?order={order}")["actors"]]
        assert counts == sorted(counts, reverse=True)
        assert counts[0] > 0
    names = [row["name"].casefold() for row in listed(client, "?order=name")["actors"]]
    assert names == sorted(names)


def test_the_csv_holds_all_that_the_filter_finds(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/actors.csv?kind=person").text)))
    assert [row["key"] for row in rows] == [row["key"] for row in listed(client, "?kind=person")["actors"]]
    assert list(rows[0])[:4] == ["key", "name", "kind", "side"]


def test_merged_actors_are_one_row(visiting: Callable[..., TestClient], record: Path, tmp_path: Path) -> None:
    own = tmp_path / "merged.db"
    own.write_bytes(record.read_bytes())
    before = {row["name"]: row for row in listed(visiting(record))["actors"]}
    with rashomon.open(str(own)) as book:
        book.merge_actors("Velmari Army", "General Command", why="its staff", author="Dalia")
    after = {row["name"]: row for row in listed(visiting(own))["actors"]}
    assert "General Command" not in after
    one, other = before["Velmari Army"], before["General Command"]
    assert after["Velmari Army"]["claims"] == one["claims"] + other["claims"] > one["claims"]


def test_counted_by_the_database_or_one_by_one_it_is_the_same(record: Path) -> None:
    with rashomon.open(str(record)) as book:
        documents = frozenset(found.document.sha256 for found in book.record.documents())
        assert book.record.heard(documents) == book.record.heard()
        assert book.roster(documents) == book.roster()
        assert book.roster(frozenset()) == []


def test_as_of_a_day_only_what_was_published_counts(client: TestClient) -> None:
    then, now = listed(client, "?asof=2031-03-04"), listed(client)
    assert 0 < then["of"] < now["of"]
    assert sum(row["claims"] for row in then["actors"]) < sum(row["claims"] for row in now["actors"])
    assert listed(client, "?asof=2030-01-01")["of"] == 0
    assert "names anybody at this moment" in client.get("/actors?asof=2030-01-01").text


def test_sides_are_those_of_the_registry() -> None:
    assert side("sy-army") == side("sy") == "Syria"
    assert side("hamas") == "Hamas"
    assert side("name:velmari army") is None
