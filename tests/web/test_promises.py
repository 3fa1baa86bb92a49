"""Promises: the rows of ``rashomon promises``, each with its words; what is said of keeping them beside them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

import rashomon
from rashomon.config import Settings
from rashomon.record import IncidentFilter
from rashomon.web.site import Wish, write_site

REPORTS = (
    {
        "id": "a", "outlet": "Velmar Wire", "published": "2031-03-12", "title": "Front agrees to let aid in",
        "text": "The Northern Front promised the Velmar Council to let aid convoys into Karsa until 20 March if the shelling stopped."
        "\n\nThe Velmari Army said it would withdraw from Dessary by 18 March.",
    },
    {
        "id": "b", "outlet": "Meridian Times", "published": "2031-03-21", "title": "Convoys stand still",
        "text": "Velmar Casualty Watch said that the Northern Front broke its promise.\n\nThe Northern Front denied that it had broken the promise.",
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def promising(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two invented reports: two promises, of which one is said to be broken, which is denied."""
    folder = tmp_path_factory.mktemp("promises")
    (folder / "reports.jsonl").write_text("".join(json.dumps(one) + "\n" for one in REPORTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        with rashomon.open(str(folder / "p.db")) as book:
            assert not book.add([str(folder / "reports.jsonl")]).failed
    return folder / "p.db"


@pytest.fixture(scope="module")
def promises(visiting: Callable[..., TestClient], promising: Path) -> TestClient:
    return visiting(promising)


def test_the_rows_are_those_of_the_command(promises: TestClient, promising: Path) -> None:
    with rashomon.open(str(promising)) as book:
        rows = json.loads(json.dumps(list(book.promises())))
    assert promises.get("/promises.json").json()["promises"] == rows
    assert [row["kind"] for row in rows] == ["access for aid", "withdrawal"]
    told = list(csv.DictReader(io.StringIO(promises.get("/promises.csv?status=contested").text)))
    assert [row["id"] for row in told] == [rows[0]["id"]]


def test_of_some_documents_only_what_these_say_counts(promising: Path) -> None:
    with rashomon.open(str(promising)) as book:
        [promise] = [row for row in book.promises(kind="access for aid") if row["status"] == "contested"]
        alone = {promise["told"][0]["document"]}
        [within] = book.promises(kind="access for aid", documents=alone)
        others = {word["telling"]["document"] for word in promise["keeping"]} - alone
        assert list(book.promises(documents=others)) == []
    assert (within["keeping"], within["told"]) == ((), promise["told"])
    assert within["status"] not in {"contested", "said to be broken"}


def test_a_promise_stands_with_its_words_and_what_is_said_of_keeping_it(promises: TestClient) -> None:
    page = html.document_fromstring(promises.get("/promises").text)
    [row] = page.xpath("//tr[.//strong[text()='contested']]")
    said = " ".join(row.text_content().split())
    for words in (
        "Northern Front promises: access for aid",
        "Velmar Council",
        "by 20 March 2031",
        "if the shelling stopped",
    ):
        assert words in said
    for words in ("Velmar Casualty Watch says that it was broken", "Northern Front denies having broken it"):
        assert words in said
    links = row.xpath(".//a[@class='to-source']/@href")
    assert len(links) == 3
    for link in links:
        assert "checked: the quoted characters" in promises.get(link).text
    assert page.xpath("//nav//a[@aria-current='page']/text()") == ["Promises"]


def test_filters(promises: TestClient) -> None:
    def ids(query: str) -> int:
        return promises.get(f"/promises.json?{query}").json()["total"]

    assert ids("") == 2
    assert ids("kind=withdrawal") == ids("q=velmari+army") == ids("status=contested") == ids("q=council") == 1
    assert ids("from=2031-03-13") == ids("to=2031-03-11") == ids("kind=ceasefire") == 0
    assert "matches all of this" in promises.get("/promises?kind=ceasefire").text
    assert promises.get("/promises?from=yesterday").status_code == 400
    assert ids("asof=2031-03-20&status=nothing+said") == 2, "nobody had said anything of keeping them"


def test_a_record_without_promises_says_so(visiting: Callable[..., TestClient], tmp_path: Path) -> None:
    with rashomon.open(str(tmp_path / "none.db")):
        pass
    assert 'data-empty="nothing"' in visiting(tmp_path / "none.db").get("/promises").text


def test_a_site_of_a_part_tells_only_promises_of_its_documents(promising: Path, tmp_path: Path) -> None:
    using = Settings(record=str(promising), encoder="none")
    write_site(using, tmp_path / "whole", Wish(wanted=IncidentFilter()))
    write_site(using, tmp_path / "part", Wish(wanted=IncidentFilter(place="Nowhere")))
    whole = json.loads((tmp_path / "whole" / "promises.json").read_text())["promises"]
    assert [len(row["told"]) for row in whole] == [1, 1]
    assert "by 20 March 2031" in (tmp_path / "whole" / "promises.html").read_text()
    assert json.loads((tmp_path / "part" / "promises.json").read_text())["promises"] == []
    assert json.loads((tmp_path / "part" / "actors.json").read_text())["of"] == 0
