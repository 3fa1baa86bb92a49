"""Files, folders and standard input."""

import io
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rashomon.config import Settings
from rashomon.errors import InputError, MissingInputError, UnreadableInputError
from rashomon.ingest import Ingested, ingest
from rashomon.model import sha256

WORDS = "The Velmari Army said on Monday that two soldiers were killed near Karsa when a mine went off. " * 3
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Mine kills two near Karsa | Karsa Courier</title>
<meta property="og:site_name" content="Karsa Courier"><meta name="author" content="Rana Idris">
<meta property="article:published_time" content="2031-04-02T08:00:00Z"></head><body>
<nav><a href="/a">Home</a> <a href="/b">World</a></nav>
<article><h1>Mine kills two near Karsa</h1><p>{WORDS}</p>
<p><a href="/c">Read more: Army opens road to Dessary</a></p><p>{WORDS.replace("Monday", "Tuesday")}</p></article>
<footer>All rights reserved</footer></body></html>"""


def one(source: str | Path, settings: Settings | None = None) -> Ingested:
    found = list(ingest([str(source)], settings))
    assert len(found) == 1
    assert isinstance(found[0], Ingested), found[0]
    return found[0]


def failure(source: str | Path, settings: Settings | None = None) -> InputError:
    found = list(ingest([str(source)], settings))
    assert len(found) == 1
    assert isinstance(found[0], InputError), found[0]
    return found[0]


def test_plain_text_with_markdown_links_comes_out_clean(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(
        b"\r\nArmy denies strike\r\n\r\n30/09/2031\r\n\r\nThe *Velmari Army* said a [report](#) was false.\r\n\r\n"
        b"Trends [War](#), [Army](#)\r\n\r\nRead more [Army: we are ready](#)\r\n\r\nIt said [our] side paid 5 * 3.\r\n"
    )
    capture, document = one(path)
    assert document.title == "Army denies strike"
    assert document.published == date(2031, 9, 30)
    assert document.headline is not None
    assert document.headline.of(document.text) == document.title
    assert document.dateline is not None
    assert document.dateline.of(document.text) == "30/09/2031"
    assert "The Velmari Army said a report was false." in document.text
    assert "It said [our] side paid 5 * 3." in document.text
    assert [aside.of(document.text) for aside in document.asides] == [
        "Trends War, Army",
        "Read more Army: we are ready",
    ]
    assert "\r" not in document.text
    assert capture.content == path.read_bytes()
    assert capture.sha256 == document.sha256 == sha256(path.read_bytes())
    assert document.id == document.sha256[:16]


def test_hard_wrapped_lines_are_joined_and_short_ones_are_not(tmp_path: Path) -> None:
    path = tmp_path / "wrapped.txt"
    path.write_text(
        "Shelling in Dessary\n\nA shell fell on the market of Dessary on Tuesday and wounded\nfour traders, the mayor said in"
        " a statement to the local radio\nstation.\n\nKilled: 3\nInjured: 4\n"
    )
    text = one(path).document.text
    assert "wounded four traders, the mayor said in a statement to the local radio station." in text
    assert "Killed: 3\n\nInjured: 4" in text


def test_markdown_header_and_blocks(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "---\ntitle: Mayor blames front\ndate: 2031-04-03\noutlet: Dessary Post\nid: dp-7\n---\n\n"
        "The mayor _blamed_ the [Northern Front](http://front.invalid).\n\n> “They did it,” she said.\n\n- first\n- second\n\n"
        "![A wall](wall.jpg)\n\nRead more: [Front denies](x)\n"
    )
    document = one(path).document
    assert (document.id, document.title, document.outlet, document.published) == (
        "dp-7", "Mayor blames front", "Dessary Post", date(2031, 4, 3),
    )  # fmt: skip
    assert document.text.startswith(
        "Mayor blames front\n\nThe mayor blamed the Northern Front.\n\n“They did it,” she said."
    )
    assert "A wall" not in document.text
    assert [aside.of(document.text) for aside in document.asides] == ["Read more: Front denies"]


def test_saved_page(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    document = one(path).document
    assert document.title == "Mine kills two near Karsa"
    assert (document.outlet, document.author, document.published) == ("Karsa Courier", "Rana Idris", date(2031, 4, 2))
    assert document.language == "en"
    assert document.extractor is not None
    assert document.extractor.startswith("trafilatura ")
    assert "Home" not in document.text
    assert "rights reserved" not in document.text
    assert document.text.startswith("Mine kills two near Karsa\n\nThe Velmari Army said")
    teaser = "Read more: Army opens road to Dessary"
    assert teaser not in document.text or teaser in {aside.of(document.text) for aside in document.asides}


def test_folder_is_read_sorted_without_hidden_files_and_parts_of_pages(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", ".hidden/x.txt", "b/page_files/style.css", "c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(WORDS)
    origins = [found.document.origin for found in ingest([str(tmp_path)]) if isinstance(found, Ingested)]
    assert origins == [str(tmp_path / name) for name in ("a/1.txt", "b/2.txt", "c.md")]


def test_standard_input_of_each_kind() -> None:
    for content, title in (
        (PAGE.encode(), "Mine kills two near Karsa"),
        (b'{"text": "Words of a row.", "title": "Row"}\n', "Row"),
        (b"Plain title\n\nTwo soldiers died.\n", "Plain title"),
    ):
        found = list(ingest(["-"], stdin=io.BytesIO(content)))
        assert [item.document.title for item in found if isinstance(item, Ingested)] == [title]


def test_order_of_inputs_is_kept_and_failures_stand_in_their_place(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(WORDS)
    found = list(ingest([str(tmp_path / "no.txt"), str(good), str(tmp_path / "nor.txt")]))
    assert [isinstance(item, InputError) for item in found] == [True, False, True]


def test_time_of_capture_is_the_clock_s(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    when = datetime(2031, 4, 1, tzinfo=UTC)
    (found,) = ingest([str(path)], clock=lambda: when)
    assert isinstance(found, Ingested)
    assert found.capture.captured == when


# Bad inputs: each gives its reason, and never stops the others.


def test_missing_file(tmp_path: Path) -> None:
    error = failure(tmp_path / "none.txt")
    assert isinstance(error, MissingInputError)
    assert "no such file" in str(error)


@pytest.mark.parametrize("content", [b"", b"  \n\n\t"])
def test_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    assert "empty" in failure(path).reason


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(range(256)) * 20, b"%PDF-1.7\nsome"])
def test_binary_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(content)
    error = failure(path)
    assert isinstance(error, UnreadableInputError)
    assert "binary" in error.reason


def test_utf16_and_windows_encodings_are_read(tmp_path: Path) -> None:
    words = "Café owner said: “It was a strike.” " + WORDS
    for name, encoding in (("16.txt", "utf-16"), ("win.txt", "cp1252"), ("bom.txt", "utf-8-sig")):
        (tmp_path / name).write_bytes(words.encode(encoding))
        document = one(tmp_path / name).document
        assert "Café owner said: “It was a strike.”" in document.text
        assert bool(document.notes) == (encoding == "cp1252")


def test_declared_encoding_of_a_page_is_believed(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Rana Idris", "Рана Идрис")
    (tmp_path / "page.html").write_bytes(page.encode("cp1251"))
    assert one(tmp_path / "page.html").document.author == "Рана Идрис"


def test_broken_bytes_are_replaced_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(("Élan “said” – " * 20 + WORDS).encode() + b"\xff\xfe end.")
    document = one(path).document
    assert "\ufffd" in document.text
    assert any("replaced" in note for note in document.notes)


def test_truncated_page(tmp_path: Path) -> None:
    path = tmp_path / "cut.html"
    path.write_text(PAGE[: PAGE.index("Tuesday")])
    document = one(path).document
    assert "two soldiers were killed" in document.text
    assert any("breaks off" in note for note in document.notes)


def test_page_without_a_report_is_kept_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "menu.html"
    path.write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    document = one(path).document
    assert document.skipped is not None
    assert "no report" in document.skipped


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    error = failure(path)
    assert "50,000,000 bytes" in error.reason
    assert error.hint is not None
    assert "RASHOMON_MAX_BYTES" in error.hint
    found = list(ingest(["-"], Settings(max_bytes=1000), stdin=io.BytesIO(b"words " * 1000)))
    assert isinstance(found[0], UnreadableInputError)


def test_large_text_is_read_where_the_limit_allows(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text((WORDS + "\n\n") * 20_000)
    assert path.stat().st_size > 5_000_000
    assert one(path).document.skipped is None


def test_no_publication_day_is_none(tmp_path: Path) -> None:
    path = tmp_path / "dayless.txt"
    path.write_text("A title\n\n" + WORDS)
    assert one(path).document.published is None


def test_other_language_is_kept_unread(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text(
        "L’armée a déclaré lundi que deux soldats avaient été tués près de la ville par une mine posée la nuit. " * 3
    )
    document = one(path).document
    assert document.language == "fr"
    assert document.skipped == "language fr, only en is read"
    assert one(path, Settings(language="")).document.skipped is None


def test_unknown_language_is_read(tmp_path: Path) -> None:
    path = tmp_path / "short.txt"
    path.write_text("Two dead.")
    document = one(path).document
    assert document.language is None
    assert document.skipped is None


def test_folder_without_files(tmp_path: Path) -> None:
    assert "no files" in failure(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(WORDS)
    path.chmod(0)
    assert "not allowed" in failure(path).reason


def test_permission_error_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(WORDS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "not allowed" in failure(path).reason


@pytest.mark.parametrize("suffix", [".txt", ".md"])
@pytest.mark.parametrize("mark", ["[", "[[](", "*a ", "_a_", "![a](", "> "])
def test_hostile_marks_take_no_long_time(tmp_path: Path, suffix: str, mark: str) -> None:
    import time

    path = tmp_path / f"marks{suffix}"
    path.write_text("A title\n\n" + mark * 30_000 + "\n\n" + WORDS)
    start = time.monotonic()
    assert WORDS.strip() in one(path).document.text
    assert time.monotonic() - start < 20


def test_expected_counts_files_and_rows(tmp_path: Path) -> None:
    from rashomon.ingest import expected

    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "b.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    assert expected([str(tmp_path), "http://x.invalid/", str(tmp_path / "none")]) == 5
    assert expected([str(tmp_path), "-"]) is None
