"""Takes the pictures of the README: the matrix and a document of the demo, as Debian's chromium shows them.

usage: python docs/pictures.py [FOLDER]   (docs/pictures by default)
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import msgspec
import uvicorn

from rashomon import demo
from rashomon.api import open_book
from rashomon.api.book import most_disputed
from rashomon.config import settings
from rashomon.web import create_app

SIZE = "1280,860"
PORT = 8799


def main(target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # the demo's documents then name short paths
        demo.build(Path("demo"))
        record = str(Path("demo") / demo.RECORD)
        with open_book(record, create=False) as book:
            incident = most_disputed(book.each_incident())
        app = create_app(msgspec.structs.replace(settings(), record=record))
        server = uvicorn.Server(uvicorn.Config(app, port=PORT, log_level="warning"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.1)
        matrix = f"/incidents/{incident}/matrix"
        shoot(app.state.guard.entry(matrix), target / "matrix.webp")
        shoot(app.state.guard.entry(denial(app.state.guard.entry(matrix))), target / "document.webp")
        server.should_exit = True
        time.sleep(1)


def denial(matrix: str) -> str:
    """The address of the first words by which somebody denies it."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(f"http://127.0.0.1:{PORT}{matrix}") as answer:
        page = answer.read().decode()
    at = page.index('<span class="stance">denies</span>', page.index("<tbody"))
    found = re.search(r'href="(/documents/[^"#]+)', page[at:])
    assert found
    return found.group(1).replace("&amp;", "&")


def shoot(path: str, file: Path) -> None:
    chromium = shutil.which("chromium") or "chromium-browser"
    with tempfile.TemporaryDirectory() as profile:
        command = [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            f"--user-data-dir={profile}", f"--window-size={SIZE}", f"--screenshot={file}", f"http://127.0.0.1:{PORT}{path}",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures").absolute())
