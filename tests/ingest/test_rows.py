"""JSON Lines."""

import json
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rashomon.config import Settings
from rashomon.errors import InputError
from rashomon.ingest import Ingested, ingest
from rashomon.model import sha256


def read(path: Path, settings: Settings | None = None) -> list[Ingested | InputError]:
    return list(ingest([str(path)], settings))


def test_fields_and_untouched_text(tmp_path: Path) -> None:
    row = {
        "id": 7, "text": "\nTitle\r\n\r\n30/09/2031\n\nHe said [so](#)\u200b.\n", "title": "Title", "outlet": "Karsa Courier",
        "url": "http://k.invalid/1", "language": "en", "published": "2031-10-01T08:00:00Z", "gold": {"x": 1},
    }  # fmt: skip
    path = tmp_path / "rows.jsonl"
    line = json.dumps(row)
    path.write_text(line + "\n")
    (found,) = read(path)
    assert isinstance(found, Ingested)
    document = found.document
    assert document.text == row["text"]
    assert (document.id, document.title, document.outlet, document.url) == (
        "7",
        "Title",
        "Karsa Courier",
        "http://k.invalid/1",
    )
    assert document.published == date(2031, 10, 1)
    assert document.headline is not None
    assert document.headline.of(document.text) == "Title"
    assert document.sha256 == sha256(line.encode())
    assert found.capture.content == line.encode()
    assert document.origin == f"{path}#1"


def test_day_under_the_title_serves_where_no_field_tells(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "A title\n\n30 September 2031\n\nWords follow here."}))
    (found,) = read(path)
    assert isinstance(found, Ingested)
    assert found.document.published == date(2031, 9, 30)


def test_broken_rows_are_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"text": "first"}\n{"text": \n\n[1]\n{"id": "x"}\n{"text": 5}\n{"text": "caf\xe9"}\n{"text": "last"}'
    )
    found = read(path)
    assert [item.line if isinstance(item, InputError) else item.document.text for item in found] == [
        "first", 2, 4, 5, 6, 7, "last",
    ]  # fmt: skip
    assert "line 2" in str(found[1])


def test_empty_text_is_kept_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "", "id": "e"}\n')
    (found,) = read(path)
    assert isinstance(found, Ingested)
    assert found.document.skipped == "empty: no text"


def test_row_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "x" * 500}) + '\n{"text": "after"}\n')
    first, second = read(path, Settings(max_bytes=100))
    assert isinstance(first, InputError)
    assert first.line == 1
    assert isinstance(second, Ingested)


def test_json_array_and_object(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"text": "one"}, {"text": "two"}]')
    (tmp_path / "b.json").write_text('{\n "text": "three"\n}')
    (tmp_path / "c.json").write_text('{"text": "four"}\n{"text": "five"}')
    (tmp_path / "d.json").write_text("[{")
    texts = [item.document.text if isinstance(item, Ingested) else "!" for item in ingest([str(tmp_path)])]
    assert texts == ["one", "two", "three", "four", "five", "!"]


def test_unreadable_day_is_noted_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "words", "published": "last Tuesday"}')
    (found,) = read(path)
    assert isinstance(found, Ingested)
    assert found.document.published is None
    assert "last Tuesday" in found.document.notes[0]


@given(st.text())
def test_any_text_is_kept_to_the_character(text: str) -> None:
    from rashomon.ingest import rows

    row = rows.parse(json.dumps({"text": text}).encode("utf-8", "surrogatepass"), "x", 1)
    drafted = rows.draft(row)
    assert drafted.text == text
    for span in (*drafted.asides, *filter(None, (drafted.headline, drafted.dateline))):
        assert 0 <= span.start < span.end <= len(text)
