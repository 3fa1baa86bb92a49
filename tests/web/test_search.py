"""Search, facets, feeds: what is counted is what is found; the twin holds all of it."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from rashomon.api.book import REAL
from rashomon.record import IncidentFilter, open_record
from rashomon.web.columns import UNDATED
from rashomon.web.shelf import Facet, make
from rashomon.web.views import disputes


def test_words_find_incidents(client: TestClient) -> None:
    found = client.get("/incidents.json?q=market").json()
    assert 0 < found["total"] < found["of"]
    assert all(one["place"]["name"] == "Tel Oram" for one in found["incidents"])
    assert "Incidents that tell of" in client.get("/incidents?q=market").text


def test_facets_count_what_they_lead_to(client: TestClient) -> None:
    facets = client.get("/incidents.json").json()["facets"]
    assert {"status", "type", "country", "place", "party", "outlet", "year"} <= set(facets)
    for name, values in facets.items():
        for one in values:
            led = client.get("/incidents.json", params={name: one["value"]}).json()
            assert led["total"] == one["count"], (name, one)


def test_filters_narrow_each_other(client: TestClient) -> None:
    contested = client.get("/incidents.json?status=contested").json()
    both = client.get("/incidents.json?status=contested&place=Tel Oram").json()
    assert 0 < both["total"] < contested["total"]
    assert all(one["status"] == "contested" for one in contested["incidents"])
    assert client.get("/incidents.json?from=2031-03-07&to=2031-03-07").json()["total"] == 2


def test_csv_holds_every_incident_found_not_only_the_screen(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/incidents.csv?limit=1").text)))
    assert len(rows) == client.get("/incidents.json?limit=1").json()["total"] > 1
    assert len(client.get("/incidents.json?limit=1").json()["incidents"]) == 1
    narrowed = list(csv.DictReader(io.StringIO(client.get("/incidents.csv?status=contested").text)))
    assert {row["status"] for row in narrowed} == {"contested"}


@pytest.mark.parametrize("order", ["newest", "oldest", "documents"])
def test_orders(client: TestClient, order: str) -> None:
    found = client.get(f"/incidents.json?order={order}").json()["incidents"]
    days = [one["date"]["from"] for one in found if one["date"]]
    if order == "documents":
        numbers = [len(one["documents"]) for one in found]
        assert numbers == sorted(numbers, reverse=True)
    else:
        assert days == sorted(days, reverse=order == "newest")
        assert [one["date"] is None for one in found] == sorted(one["date"] is None for one in found)


def test_empty_states_differ(client: TestClient, visiting: Callable[..., TestClient], tmp_path: Path) -> None:
    assert 'data-empty="no-match"' in client.get("/incidents?q=unheardof").text
    assert 'data-empty="silent"' in client.get("/incidents?asof=1999-01-01").text
    empty = tmp_path / "empty.db"
    open_record(str(empty)).close()
    assert 'data-empty="nothing"' in visiting(empty).get("/incidents").text


def test_links_keep_the_moment(client: TestClient) -> None:
    page = client.get("/incidents?asof=2031-03-06&known=2099-01-01").text
    links = re.findall(r'href="(/incidents/i[^"]+)"', page)
    assert links
    assert all("asof=2031-03-06" in link and "known=2099-01-01" in link for link in links)


def test_the_feed_is_atom_and_holds_the_disputes_of_the_search(client: TestClient) -> None:
    found = client.get("/incidents/feed?q=market")
    assert found.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(found.text)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert entries
    ids = [entry.findtext("{http://www.w3.org/2005/Atom}id") for entry in entries]
    assert len(ids) == len(set(ids))


def test_disputes_of_the_whole_record(client: TestClient) -> None:
    page = client.get("/disputes").text
    assert "Who disputes whom" in page
    rows = client.get("/disputes.json").json()["disputes"]
    assert {"denies", "rejects source"} <= {row["type"] for row in rows}
    only = client.get("/disputes.json?kind=denies").json()["disputes"]
    assert {row["type"] for row in only} == {"denies"}
    assert client.get("/disputes?kind=quarrels").status_code == 400


def test_disputes_of_one_kind_fill_the_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disputes, "PAGE", 2)
    monkeypatch.setattr(disputes, "EACH", 1)
    every = client.app.state.book.disputes(kind="denies")
    first = client.get("/disputes.json?kind=denies").json()
    assert first["found"] == len(every)
    assert first["total"] == first["incidents"] == len({row["incident"] for row in every})
    pages = [client.get(f"/disputes.json?kind=denies&start={at}").json() for at in range(0, first["total"], 2)]
    assert [len(page["disputes"]) for page in pages[:-1]] == [2] * (len(pages) - 1), "no page is short but the last"
    shown = [row["incident"] for page in pages for row in page["disputes"]]
    assert sorted(shown) == sorted({row["incident"] for row in every})
    left = {key: many for page in pages for key, many in page["more"].items()}
    assert len(shown) + sum(left.values()) == len(every), "what no page shows is counted"


def test_disputes_are_all_there_whatever_the_status_of_their_incidents(client: TestClient) -> None:
    every = [(row["incident"], row["claim"], row["against"], row["type"]) for row in client.app.state.book.disputes()]
    first = client.get("/disputes.json").json()
    shown = [
        (row["incident"], row["claim"], row["against"], row["type"])
        for start in range(0, first["total"], first["limit"])
        for row in client.get(f"/disputes.json?start={start}").json()["disputes"]
    ]
    assert sorted(shown, key=str) == sorted(every, key=str)
    whole = list(csv.DictReader(io.StringIO(client.get("/disputes.csv").text)))
    assert {row["claim"] for row in whole} == {claim for _, claim, *_ in every}
    assert len(whole) == len(every)
    assert all(int(row["span_start"]) < int(row["span_end"]) for row in whole)
    listed = client.get("/incidents.json?limit=500").json()
    disputed = {one["id"] for one in listed["incidents"] if one["disputes"]}
    assert {one["status"] for one in listed["incidents"] if one["disputes"]} > {"contested"}
    found = client.get("/incidents.json?disputed=yes&limit=500").json()
    assert {one["id"] for one in found["incidents"]} == disputed
    assert f">{len(disputed)} disputed</a>" in client.get("/incidents").text
    feed = client.get("/incidents/feed").text
    assert {key for key in disputed if f"urn:rashomon:{key}:" in feed} == disputed


def test_a_kept_assessment_tells_whether_anything_is_disputed(client: TestClient) -> None:
    book = client.app.state.book
    told = {incident.id: (found.status, bool(found.disputes)) for incident, found in book.each_incident()}
    kept = {key: (status, disputed != "{}") for key, status, disputed in book.record.statuses(book.settings.policy)}
    assert {key: kept[key] for key in told} == told
    assert {disputed for _, disputed in told.values()} == {True, False}


@pytest.mark.parametrize("query", ["status=bogus", "disputed=perhaps"])
def test_a_choice_that_there_is_not_is_refused(client: TestClient, query: str) -> None:
    for path in ("/incidents", "/disputes", "/incidents/feed"):
        assert client.get(f"{path}?{query}").status_code == 400
    assert client.get("/incidents?status=single source").status_code == 200


def test_a_shelf_depends_on_what_is_there_alone(client: TestClient) -> None:
    book = client.app.state.book
    one, other = make(book, "a"), make(book, "b")
    assert one.ids == other.ids == sorted(one.ids)
    assert one.find(chosen={}).counts == other.find(chosen={}).counts


@pytest.mark.parametrize("asof", [None, "1999-01-01", "2031-03-05", "2031-03-08", "2099-01-01"])
@pytest.mark.parametrize("known", [None, "1999-01-01", "2099-01-01"])
def test_a_shelf_of_a_moment_holds_what_counted_then(client: TestClient, asof: str | None, known: str | None) -> None:
    then = client.app.state.book.at(asof, known)
    told = {one.id: one.mentions for one in then.record.incidents(IncidentFilter(reality=REAL))}
    shelf = make(then, "a")
    assert shelf.ids == sorted(told)
    for n, key in enumerate(shelf.ids):
        mine = [one for one in told[key] if one.mention.reality in REAL]
        assert shelf.documents[n] == len({one.document for one in mine})
        days = [date.start.toordinal() for one in mine if (date := one.mention.date) and date.start]
        assert shelf.days[n] == min(days, default=UNDATED)
        assert list(shelf.mention).count(n) == len(mine)
        wanted = {
            "type": {one.mention.type for one in mine},
            "country": {place.country for one in mine if (place := one.mention.place) and place.country},
            "place": {place.name for one in mine if (place := one.mention.place) and place.name},
            "outlet": {one.outlet for one in mine if one.outlet},
        }
        for name, values in wanted.items():
            facet = shelf.facets[name]
            assert {facet.names[v] for r, v in zip(facet.rows, facet.values, strict=True) if r == n} == values, name


def test_a_facet_counts_an_incident_once_for_each_value() -> None:
    facet = Facet([(0, "x"), (0, "x"), (0, "y"), (2, "x")])
    import numpy as np

    assert facet.count(np.array([True, True, True])) == [("x", 2), ("y", 1)]
    assert list(facet.having("x", 3)) == [True, False, True]
    assert not facet.having("z", 3).any()
