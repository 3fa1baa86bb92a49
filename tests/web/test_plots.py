"""Map, timeline, comparison and data: the same incidents as the record's, in every form, without script."""

import csv
import io
import itertools
import json
import re
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from rashomon.errors import QueryError
from rashomon.record import open_record
from rashomon.web import create_app
from rashomon.web.plots import bars


def rows(client: TestClient, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(path).text)))


def test_the_map_lists_every_incident_with_its_precision(client: TestClient) -> None:
    found = client.get("/map.json").json()["incidents"]
    assert {one["precision"] for one in found} <= {"exact", "near", "region", "country", None}
    page = client.get("/map").text
    for one in found:
        assert f"/incidents/{one['incident']}" in page
        if one["lat"] is None:
            assert one["where"] == "place unknown"
    assert len(rows(client, "/map.csv")) == len(found)
    assert "needs JavaScript and WebGL" in page
    assert 'data-tiles="' not in page


def test_the_map_keeps_to_its_box_and_days(client: TestClient) -> None:
    everything = client.get("/map.json").json()["incidents"]
    one = next(one for one in everything if one["lat"] is not None and one["start"])
    box = f"{one['lon'] - 0.01},{one['lat'] - 0.01},{one['lon'] + 0.01},{one['lat'] + 0.01}"
    inside = client.get("/map.json", params={"box": box}).json()["incidents"]
    assert one["incident"] in {found["incident"] for found in inside}
    assert len(inside) < len(everything)
    on_day = client.get("/map.json", params={"from": one["start"], "to": one["start"]}).json()["incidents"]
    assert all(found["start"] == one["start"] for found in on_day)
    alone = client.get("/map.json", params={"incident": one["incident"]}).json()["incidents"]
    assert [found["incident"] for found in alone] == [one["incident"]]
    kind = client.get("/map.json", params={"type": one["type"]}).json()["incidents"]
    assert {found["type"] for found in kind} == {one["type"]}
    for wrong in ("1,2,3", "a,b,c,d", "0,50,10,40", "0,0,0,99", "nan,0,1,1"):
        assert client.get("/map", params={"box": wrong}).status_code == 400


def test_the_map_is_as_of_its_moment(client: TestClient) -> None:
    now = client.get("/map.json").json()
    then = client.get("/map.json?asof=2031-03-05").json()
    assert 0 < then["total"] < now["total"]
    assert "asof=2031-03-05" in client.get("/map?asof=2031-03-05").text
    assert client.get("/map?asof=1999-01-01").status_code == 200


def test_the_timeline_counts_every_incident_once(client: TestClient) -> None:
    found = client.get("/timeline.json").json()
    assert sum(column["incidents"] for column in found["columns"]) == found["total"]
    assert len(rows(client, "/timeline.csv")) == found["total"] + len(found["undated"])
    page = client.get("/timeline").text
    assert "<svg" in page
    assert not re.search(r"\sstyle=|\son[a-z]+=", page)
    narrow = found["columns"][0]
    there = client.get("/timeline.json", params={"from": narrow["from"], "to": narrow["to"]}).json()
    assert there["total"] >= narrow["incidents"]


@settings(deadline=None)
@given(st.lists(st.dates(), min_size=1, max_size=40))
def test_bars_hold_every_day_once(days: list[date]) -> None:
    found = bars([(day, 1) for day in days])
    assert sum(bar.many for bar in found) == len(days)
    assert all(one.end < other.start for one, other in itertools.pairwise(found))
    assert found[0].start <= min(days)
    assert found[-1].end >= max(days)
    assert len(found) <= 120 or all(bar.start.month == 1 and bar.start.day == 1 for bar in found)


def test_pairs_of_sources_and_what_they_differ_in(client: TestClient) -> None:
    pairs = client.get("/compare.json").json()["pairs"]
    assert pairs
    pair = max(pairs, key=lambda one: one["differ"])
    assert pair["differ"]
    query = {"a": pair["first_key"], "b": pair["second_key"]}
    told = client.get("/compare.json", params=query).json()
    for state in ("agree", "overlap", "differ", "unknown"):
        assert told["states"].get(state, 0) == pair[state]
    differing = client.get("/compare.json", params=query | {"state": "differ"}).json()["rows"]
    assert len(differing) == pair["differ"]
    assert all(row["first"] and row["second"] for row in differing)
    turned = client.get("/compare.json", params={"a": query["b"], "b": query["a"]}).json()["states"]
    assert turned.get("differ", 0) == pair["differ"]
    assert turned.get("first silent", 0) == told["states"].get("second silent", 0)
    page = client.get("/compare", params=query).text
    assert differing[0]["first_claims"][0] in page
    assert client.get("/compare?a=x").status_code == 400
    assert client.get("/compare?a=x&b=y&state=wild").status_code == 400
    assert "no incident in common" in client.get("/compare?a=x&b=y").text


def test_questions_in_sql(client: TestClient) -> None:
    found = client.get("/data.json", params={"sql": "SELECT speaker, count(*) AS n FROM claims GROUP BY 1"}).json()
    assert found["columns"] == ["speaker", "n"]
    assert len(rows(client, "/data.csv?sql=SELECT+*+FROM+documents")) == 15
    assert "bytes&gt;" in client.get("/data", params={"sql": "SELECT content FROM captures"}).text
    assert rows(client, "/data.csv?sql=SELECT+'=1%2B1'+AS+a,+2+AS+a")[0] == {"a": "'=1+1", "a 2": "2"}
    page = client.get("/data", params={"sql": "SELECT '<script>' AS a"}).text
    assert "<bdi>&lt;script&gt;</bdi>" in page
    with_words = "WITH few AS (SELECT id FROM claims LIMIT 3) SELECT count(*) FROM few"
    assert client.get("/data.json", params={"sql": with_words}).json()["rows"] == [[3]]
    with_tables = client.get("/data.json").json()["tables"]
    assert "claims" in with_tables
    words = client.get(
        "/data.json", params={"sql": "SELECT rowid FROM document_words WHERE document_words MATCH 'convoy'"}
    )
    assert words.json()["rows"]


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM claims", "UPDATE claims SET value = 1", "DROP TABLE claims", "INSERT INTO meta VALUES (1, 2)",
        "ATTACH '/etc/passwd' AS a", "PRAGMA writable_schema=ON", "PRAGMA query_only=OFF", "VACUUM INTO '/tmp/x.db'",
        "SELECT load_extension('x')", "SELECT * FROM secret", "SELECT count(*) FROM secret", "SELECT hash FROM main.secret",
        "SELECT (SELECT hash FROM secret)", "WITH x AS (SELECT * FROM secret) SELECT 1 FROM x", "SELECT * FROM alembic_version", "SELECT 1; DELETE FROM claims", "nonsense", "", ";",
        "CREATE TEMP TABLE t AS SELECT 1", "BEGIN", "EXPLAIN DELETE FROM claims",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "SELECT count(*) FROM claims a, claims b, claims c, claims d, claims e",
    ],
)  # fmt: skip
def test_nothing_can_be_changed_or_held_up(record: Path, tmp_path: Path, question: str) -> None:
    copy = tmp_path / "r.db"
    with sqlite3.connect(record) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("CREATE TABLE secret (hash TEXT)")
    before = copy.read_bytes()
    with open_record(str(copy), create=False) as opened:
        with pytest.raises(QueryError):
            opened.ask(question, seconds=0.3)
        assert opened.ask("SELECT count(*) FROM claims", seconds=20).rows[0][0] > 0
    assert copy.read_bytes() == before


def test_answers_are_cut_and_say_so(record: Path) -> None:
    with open_record(str(record), create=False) as opened:
        assert opened.ask("SELECT id FROM claims", most=3).cut
        assert len(opened.ask("SELECT id FROM claims", most=3).rows) == 3
        assert not opened.ask("SELECT 1").cut


def test_answers_as_parquet(client: TestClient) -> None:
    reading = pytest.importorskip("pyarrow.parquet")
    found = client.get("/data/parquet", params={"sql": "SELECT id, span_start FROM claims ORDER BY id"})
    table = reading.read_table(io.BytesIO(found.content))
    assert table.column_names == ["id", "span_start"]
    assert table.num_rows > 10
    assert client.get("/data/parquet").status_code == 400
    assert client.get("/data/parquet?sql=DROP+TABLE+claims").status_code == 400


def test_a_map_of_a_region_is_served_in_parts(
    record: Path, visiting: Callable[..., TestClient], tmp_path: Path
) -> None:
    import msgspec

    from rashomon.config import Settings
    from rashomon.errors import InputError

    tiles = tmp_path / "region.pmtiles"
    tiles.write_bytes(b"PMTiles\x03" + bytes(range(256)) * 40)
    chosen = msgspec.structs.replace(Settings(record=str(record), encoder="none"))
    with TestClient(create_app(chosen, tiles=tiles), base_url="http://127.0.0.1:8737") as client:
        client.get(client.app.state.guard.entry())
        part = client.get("/tiles.pmtiles", headers={"Range": "bytes=8-27", "Accept-Encoding": "gzip"})
        assert part.status_code == 206
        assert part.content == bytes(range(20))
        assert part.headers["content-range"].startswith("bytes 8-27/")
        assert 'data-tiles="/tiles.pmtiles"' in client.get("/map").text
    tiles.write_bytes(b"something else")
    with pytest.raises(InputError):
        create_app(chosen, tiles=tiles)
    assert visiting(record).get("/tiles.pmtiles").status_code == 404


def test_words_of_reports_stay_words(visiting: Callable[..., TestClient], tmp_path: Path) -> None:
    from made import KARSA, told

    evil = "</title><script>alert(1)</script>"
    path = tmp_path / "r.db"
    with open_record(str(path)) as opened:
        place = KARSA.__class__(evil, 35.5, 38.25, None, "VM", "exact")
        opened.add(*told("The strike in Karsa.", place=place, kind="airstrike", id=evil))
    client = visiting(path)
    for page in ("/map", "/timeline", "/compare", "/data?sql=SELECT+place+FROM+mentions"):
        assert "<script>alert" not in client.get(page).text
    assert json.loads(client.get("/map.json").text)["incidents"][0]["place"] == evil
