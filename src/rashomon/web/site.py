"""The record as static pages: what ``serve`` shows, written to files that need no server and no script.

Each page is asked of the application itself and then made to stand alone: links lead to the files beside it, what only a
server can do (forms, other moments) is taken out. The same record gives the same bytes; a folder is replaced whole.
"""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from collections import deque
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import httpx
import msgspec

from rashomon.api import open_book
from rashomon.api.rows import incident_row
from rashomon.errors import OutputError
from rashomon.model.codec import line
from rashomon.record import ClaimFilter, IncidentFilter, Moment, actor_key
from rashomon.record.identities import NAMED
from rashomon.version import __version__

from .app import create_app
from .drawing import STATIC, environment
from .security.accounts import ROLES
from .security.guard import Guard, Visitor
from .standalone import Addresses, anchored, rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

    from rashomon.api import Book
    from rashomon.config import Settings

MANIFEST = "manifest.json"
_CHUNK = 200


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to write: the incidents of a filter, as of a moment; ``texts`` with the documents' full texts; under a title."""

    wanted: IncidentFilter
    moment: Moment = Moment()
    texts: bool = True
    title: str = "Conflicting accounts"


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: ``pages`` are HTML files among the ``files``."""

    files: int
    pages: int
    size: int
    incidents: int


class _Reader(Guard):
    """Only this process asks, as somebody who reads and does not decide: no page shows what it shows to reviewers."""

    def visitor(self, request: Request) -> Visitor:  # noqa: ARG002
        """The reader."""
        return Visitor(None, ROLES[0], "")


def write_site(settings: Settings, folder: Path, wish: Wish, progress: Callable[[int], None] | None = None) -> Written:
    """Write the pages to ``folder``, whole or not at all; one that ``write_site`` wrote before is replaced.

    ``progress`` is told after each page how many wait.

    Raises:
        OutputError: the folder holds something else.
        RecordError: there is no record, or it cannot be read.
    """
    _ours_or_empty(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(
        mkdtemp(prefix=f".{folder.name}.", dir=folder.parent)
    )  # a name of nobody's: what lies there is the reader's
    unfinished = beside / "new"
    unfinished.mkdir()
    try:
        with open_book(create=False, using=settings) as book:
            count = asyncio.run(_write(settings, book, unfinished, wish, progress))
        found = _manifest(unfinished, wish, count)
        _replace(folder, unfinished, beside / "old")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found


def _ours_or_empty(folder: Path) -> None:
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).is_file():
        raise OutputError(
            str(folder), "it holds files that are not of such a site", hint="name a new or an empty folder"
        )
    if folder.exists() and not folder.is_dir():
        raise OutputError(str(folder), "it is a file", hint="name a folder")


def _replace(folder: Path, new: Path, old: Path) -> None:
    """Puts ``new`` in the place of ``folder``, which becomes ``old``; where that fails, all is as it was."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


async def _write(
    settings: Settings, book: Book, folder: Path, wish: Wish, progress: Callable[[int], None] | None
) -> int:
    """Writes all files; how many incidents there are."""
    then = book.at(wish.moment.asof, wish.moment.known)
    incidents, documents, claims = _members(then, wish)
    addresses = Addresses(
        incidents=incidents, documents=documents if wish.texts else frozenset(), claims=claims, moment=wish.moment.query(),
        actor=_finder(then, documents),
    )  # fmt: skip
    _index(then, folder, wish, addresses)
    app = create_app(settings, patience=3600, guard=_Reader())
    app.state.only, app.state.documents = incidents, documents
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client,
    ):
        waiting = deque(addresses.seeds())
        known = {*waiting, "index.html", "index.json", "index.csv"}
        cited: dict[str, set[str]] = {}
        while waiting:
            name = waiting.popleft()
            answer = await client.get(addresses.asked(name))
            content = answer.content
            if answer.status_code != 200:
                asked = addresses.asked(name)
                raise OutputError(str(folder), f"the page {asked} could not be made", hint="run rashomon check")
            if name.endswith(".html"):
                content, leads = rewritten(content, name, addresses)
                for file, fragment in sorted(leads):
                    cited.setdefault(file, set()).add(fragment)
                fresh = sorted({file for file, _ in leads} - known)
                waiting.extend(fresh)
                known.update(fresh)
            _put(folder / name, content)
            if progress:
                progress(len(waiting))
    for name in sorted(cited):
        if name.startswith("documents/") and name.endswith(".html"):
            path = folder / name
            path.write_bytes(anchored(path.read_bytes(), frozenset(cited[name])))
    return len(incidents)


def _finder(book: Book, documents: frozenset[str]) -> Callable[[str], str | None]:
    """The key of the actor that an id, a key or a name means, where one of the documents names it or quotes it."""
    with book.known_actors():
        known = {row["key"] for row in book.roster(documents)}
        who = book.record.identities()

    def found(words: str) -> str | None:
        key = who.canonical(words if words in known or words.startswith(NAMED) else actor_key(None, words))
        return key if key in known else None

    return found


def _members(book: Book, wish: Wish) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The incidents of the filter, the documents that tell them, the claims about them; without a filter all there are."""
    ids = [key for _, key in book.record.incident_days(wish.wanted)]
    if wish.wanted == IncidentFilter():
        shas = frozenset(found.document.sha256 for found in book.record.documents())
        return frozenset(ids), shas, frozenset(claim.id for claim in book.each_claim())
    documents: set[str] = set()
    claims: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        documents.update(sha for found in book.record.incidents(IncidentFilter(ids=part)) for sha in found.documents)
        claims.update(claim.id for claim in book.record.claims(ClaimFilter(incidents=part)))
    return frozenset(ids), frozenset(documents), frozenset(claims)


def _query(wish: Wish) -> dict[str, str]:
    """The filter and the moment as the pages' parameters name them."""
    wanted = wish.wanted
    given = {
        "q": wanted.words, "type": wanted.type, "place": wanted.place, "party": wanted.party,
        "from": wanted.start.isoformat() if wanted.start else None, "to": wanted.end.isoformat() if wanted.end else None,
    }  # fmt: skip
    return {name: value for name, value in given.items() if value} | wish.moment.query()


def _index(book: Book, folder: Path, wish: Wish, addresses: Addresses) -> None:
    """The first page: all incidents with their status; and its twins."""
    from rashomon.export import csv

    found = list(book.each_incident(wish.wanted))
    drawn = environment().get_template("site.html").render(
        title=wish.title, incidents=found, moment=wish.moment.query(), counts=book.counts(), wish=_query(wish),
        top=[name.removesuffix(".html") for name in addresses.seeds() if "/" not in name],
    )  # fmt: skip
    content, _ = rewritten(drawn.encode(), "index.html", addresses)
    _put(folder / "index.html", content)
    rows = [incident_row(*item) for item in found]
    _put(folder / "index.json", line(rows).encode("utf-8", "replace"))
    _put(folder / "index.csv", b"".join(csv(rows)))
    for file in sorted([*STATIC.glob("*.css"), STATIC / "mark.svg"]):
        _put(folder / "static" / file.name, file.read_bytes())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _manifest(folder: Path, wish: Wish, incidents: int) -> Written:
    """Names every file with its hash: what was published can be checked, and the folder is known as ours."""
    files = sorted(_files(folder), key=lambda path: path.relative_to(folder).as_posix())
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    told = {"made by": f"rashomon {__version__}", "title": wish.title, "of": _query(wish), "files": hashes}
    _put(folder / MANIFEST, msgspec.json.format(line(told).encode(), indent=1) + b"\n")
    size = sum(path.stat().st_size for path in files)
    pages = sum(path.suffix == ".html" for path in files)
    return Written(files=len(files) + 1, pages=pages, size=size, incidents=incidents)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())
