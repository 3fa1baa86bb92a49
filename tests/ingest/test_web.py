"""Addresses, against a real server on the loopback."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from rashomon.config import Settings
from rashomon.errors import InputError, MissingInputError
from rashomon.ingest import Ingested, ingest

BODY = "The Velmari Army said on Monday that two soldiers were killed near Karsa when a mine went off. " * 4
PAGE = f"<html><head><title>Mine near Karsa</title></head><body><article><p>{BODY}</p></article></body></html>".encode()


ANSWERS: dict[str, dict[str, Any]] = {
    "/moved": {"status": 301, "body": b"", "location": "/page"},
    "/loop": {"status": 302, "body": b"", "location": "/loop"},
    "/large": {"status": 200, "body": PAGE + b" " * 100_000},
    "/picture": {"status": 200, "body": b"\x89PNG", "kind": "image/png"},
    "/fails": {"status": 503, "body": b""},
    "/short": {"status": 200, "body": PAGE, "length": len(PAGE) + 50},
    "/rows": {"status": 200, "body": b'{"text": "one"}\n{"text": "two"}\n', "kind": "application/x-ndjson"},
    "/latin": {
        "status": 200,
        "body": "Caf\xe9 hit\n\nThe caf\xe9 was hit.".encode("latin-1"),
        "kind": "text/plain; charset=iso-8859-1",
    },
    "/page": {"status": 200, "body": PAGE},
}


class Handler(BaseHTTPRequestHandler):
    """Answers by path; never logs."""

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.server.stop.wait(5)  # type: ignore[attr-defined]
            return
        self.answer(**ANSWERS.get(self.path, {"status": 404, "body": b""}))

    def answer(
        self, status: int, body: bytes, kind: str = "text/html", location: str = "", length: int | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.stop = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stop.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def read(address: str, **changes: float) -> Ingested | InputError:
    (found,) = ingest([address], Settings(**{"timeout": 5.0, "max_bytes": 50_000, **changes}))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("path", ["/page", "/moved"])
def test_page_is_fetched_and_redirects_are_followed(site: str, path: str) -> None:
    found = read(site + path)
    assert isinstance(found, Ingested)
    assert found.document.title == "Mine near Karsa"
    assert found.document.url == f"{site}/page"
    assert found.capture.content == PAGE
    assert found.capture.origin == site + path


def test_charset_of_the_server_is_believed(site: str) -> None:
    found = read(site + "/latin")
    assert isinstance(found, Ingested)
    assert found.document.title == "Café hit"


def test_rows_are_fetched(site: str) -> None:
    assert [item.document.text for item in ingest([site + "/rows"]) if isinstance(item, Ingested)] == ["one", "two"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nothing", "no such page"),
        ("/fails", "503"),
        ("/loop", "redirects more than"),
        ("/large", "larger than the limit"),
        ("/picture", "image/png"),
        ("/short", "broke off"),
    ],
)
def test_failures_in_words(site: str, path: str, words: str) -> None:
    found = read(site + path)
    assert isinstance(found, InputError)
    assert words in str(found)
    assert found.origin == site + path


def test_slow_server(site: str) -> None:
    found = read(site + "/slow", timeout=0.2)
    assert isinstance(found, InputError)
    assert "0.2 seconds" in found.reason


def test_nobody_there() -> None:
    assert isinstance(read("http://127.0.0.1:9/x"), MissingInputError)
