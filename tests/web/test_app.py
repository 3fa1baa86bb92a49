"""What holds for every page: headers, twins, errors in words, nothing inline."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from rashomon.config import Settings
from rashomon.web import create_app
from rashomon.web.headers import POLICY
from rashomon.web.pages import pages

STATIC = Path(__file__).resolve().parents[2] / "src" / "rashomon" / "web" / "static"


def test_the_front_page_counts(client: TestClient) -> None:
    found = client.get("/")
    assert found.status_code == 200
    assert "15 documents" in found.text


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/style.css", "/incidents/nothing"])
def test_every_answer_is_guarded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_nothing_is_inline(client: TestClient) -> None:
    text = client.get("/").text
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


def test_unknown_addresses_get_words(client: TestClient) -> None:
    found = client.get("/nowhere")
    assert found.status_code == 404
    assert "There is no page at this address" in found.text
    assert client.get("/nowhere.json").json()["error"] == "No such page"


def test_a_day_that_is_none_is_named(client: TestClient) -> None:
    found = client.get("/?asof=yesterday")
    assert found.status_code == 400
    assert "yesterday" in found.text


def test_other_methods_are_refused_in_words(client: TestClient) -> None:
    assert client.delete("/").status_code == 405


def test_a_page_that_is_held_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert not again.content


def test_static_files_are_kept_by_their_hash(client: TestClient) -> None:
    address = re.search(r'href="(/static/style\.css\?v=[0-9a-f]+)"', client.get("/").text)
    assert address
    assert "immutable" in client.get(address.group(1)).headers["cache-control"]


def test_a_fault_of_ours_is_said_in_words(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.app.state.book.record, "mark", lambda: 1 / 0)
    found = client.get("/")
    assert found.status_code == 500
    assert "Nothing in the record was changed" in found.text
    assert found.headers["content-security-policy"] == POLICY
    assert "ZeroDivision" not in found.text


def test_slow_pages_give_up_in_words(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    app = create_app(Settings(record=str(record)), patience=0.01)
    monkeypatch.setattr(app.state.book.record, "mark", lambda: time.sleep(1.5) or "mark")
    browser = TestClient(app, base_url="http://127.0.0.1:8737", raise_server_exceptions=False, follow_redirects=False)
    browser.get(app.state.guard.entry())
    began = time.monotonic()
    found = browser.get("/")
    waited = time.monotonic() - began
    app.state.workers.shutdown()
    app.state.book.close()
    assert waited < 1.2, "nobody waits for what is given up"
    assert found.status_code == 503
    assert "It takes too long" in found.text


def test_every_page_has_a_path_of_its_own() -> None:
    paths = [page.path for page in pages()]
    assert len(paths) == len(set(paths))


def test_static_files_hold_no_outside_address() -> None:
    for file in (STATIC / "style.css", STATIC / "keys.js"):
        assert not re.search(r"(https?:)?//[a-z]", re.sub(r"(?m)^\s*//.*$", "", file.read_text(encoding="utf-8")))
