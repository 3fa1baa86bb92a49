"""The Python API, over a small record made with rules alone."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import rashomon

TEXT = "The Velmari Army said on Monday that two soldiers were killed near Karsa."


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_ENCODER", "none")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rashomon import demo

    folder = tmp_path_factory.mktemp("api")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        demo.build(folder)
    return folder / "rashomon.db"


def test_read_a_text() -> None:
    found = rashomon.read(TEXT, published=date(2031, 3, 5), outlet="Karsa Courier")
    assert found["document"]["text"] == TEXT
    assert found["document"]["published"] == "2031-03-05"
    (said,) = (row for row in found["attributions"] if row["speaker"] == "Velmari Army")
    assert said["stance"] == "assert"
    assert [found.words(*row.source) for row in found.attributions if row.speaker == "Velmari Army"] == [
        "The Velmari Army"
    ]
    assert found.to_dict()["document"]["id"] == found.document.id
    words = found.table("attributions").to_pandas()
    assert any("Velmari Army" in cell for cell in words["source_words"])
    assert any(row["from"] == "2031-03-03" for row in found["times"])
    assert "<script" not in found._repr_html_()


def test_tables_in_three_libraries(record: Path) -> None:
    with rashomon.open(str(record)) as book:
        for rows in (book.incidents(), book.claims(), book.disputes(), book.documents()):
            assert len(rows) > 0
            shape = rows.to_pandas().shape
            assert rows.to_polars().shape == shape
            assert rows.to_arrow().shape == shape
            assert shape[0] == len(rows)
            assert "<table>" in rows._repr_html_()


def test_matrix_shows_itself_without_script(record: Path) -> None:
    with rashomon.open(str(record)) as book:
        key = max(book.incidents(), key=lambda row: len(row["accounts"]))["id"]
        html = book.matrix(key)._repr_html_()
        stored = book.incident(key)
        told = stored._repr_html_()
    assert told.count("<tr><td>") == len(stored.mentions)
    assert "<caption>" in told
    assert "<script" not in told
    assert 'scope="row"' in html
    assert "<small>denies</small>" in html, "a state is a word beside its mark"
    assert re.search(r"<details><summary>words</summary><ul><li><q[^>]*>[^<]+</q> <small>[^<]+, 2031-", html)
    assert 'scope="col"' in html
    assert "<caption>" in html
    for forbidden in ("<script", "style=", "onclick", "http://", "https://"):
        assert forbidden not in html


def test_words_of_reports_are_escaped_in_html(tmp_path: Path) -> None:
    text = "The <b>Velmari Army</b> said on Monday that <script>two</script> soldiers were killed near Karsa."
    (tmp_path / "x.jsonl").write_text('{"text": "' + text + '", "published": "2031-03-04"}')
    with rashomon.open(str(tmp_path / "r.db")) as book:
        book.add(str(tmp_path / "x.jsonl"))
        assert "<script" not in book.claims()._repr_html_()
    assert "<script" not in rashomon.read(text)._repr_html_()


def test_errors_of_the_api(record: Path, tmp_path: Path) -> None:
    with rashomon.open(str(record)) as book, pytest.raises(rashomon.NotInRecordError):
        book.matrix("nothing")
    with pytest.raises(AttributeError):
        rashomon.nothing  # noqa: B018
    with rashomon.open(str(tmp_path / "new.db")) as book:
        summary = book.add([str(tmp_path / "none.txt")])
        assert [error.origin for error in summary.failed] == [str(tmp_path / "none.txt")]


def test_importing_is_cheap() -> None:
    code = "import rashomon, sys; assert not {'numpy', 'onnxruntime', 'sqlalchemy', 'trafilatura'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert set(rashomon.__all__) - {"__version__"} <= set(dir(rashomon))
    for name in rashomon.__all__:
        assert getattr(rashomon, name)


def test_a_book_as_of_a_moment(record: Path) -> None:
    with rashomon.open(str(record)) as book:
        key = max(book.incidents(), key=lambda row: len(row["accounts"]))["id"]
        now = book.standing(key)
        assert now.accounts == now.all_accounts
        assert now.documents == now.all_documents
        assert (now.next_day, now.next_instant) == (None, None)
        first = book.at(now.days[0])
        then = first.standing(key)
        assert 0 < then.accounts < then.all_accounts == now.accounts
        assert then.previous_day is None
        assert then.next_day == now.days[1]
        assert f"{then.accounts} of {now.accounts} accounts existed" in str(then)
        assert len(first.matrix(key).matrix.columns) == then.accounts
        assert len(first.documents()) < len(book.documents())
        assert list(book.at("2099-01-01", "2099-01-01").incidents()) == list(book.incidents())
        before = book.at("1999-01-01")
        assert before.standing(key).accounts == len(before.incidents()) == len(before.claims()) == 0
