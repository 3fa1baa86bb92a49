"""Puts the application together: a book, the pages, static files, headers, errors in words."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

from rashomon.api import open_book
from rashomon.errors import RashomonError

from .drawing import STATIC, Files, environment
from .headers import Gate, Headers
from .kept import Kept
from .pages import routes
from .problems import NO_PAGE, NOT_SO, Problem, problem_of
from .reply import sorry
from .security import Guard
from .shelves import Shelves
from .tiles import tile_routes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from rashomon.config import Settings

WORKERS = 32  # pages that are made at once
PATIENCE = 20.0  # seconds that a page may take


def create_app(
    settings: Settings, *, patience: float = PATIENCE, tiles: Path | None = None, guard: Guard | None = None
) -> Starlette:
    """The pages of the record that ``settings`` names, which must be there. One book serves all requests.

    ``tiles`` is a PMTiles file of a region, which the map draws over its base map; served in parts, as the browser asks.

    Without a ``guard`` of its own, only who opens ``app.state.guard.entry()`` first gets in, as on loopback.

    Raises:
        RecordError: there is no record, or it cannot be opened.
    """
    book = open_book(create=False, using=settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.shelves.warm(book)
        yield
        app.state.workers.shutdown(wait=False, cancel_futures=True)
        book.close()

    app = Starlette(
        routes=[*routes(), *tile_routes(tiles), Mount("/static", Files(directory=STATIC), name="static")],
        middleware=[Middleware(Headers), Middleware(Gate), Middleware(GZipMiddleware, minimum_size=600)],
        exception_handlers={HTTPException: _http, RashomonError: _ours},
        lifespan=lifespan,
    )
    app.state.book = book
    app.state.workers = ThreadPoolExecutor(WORKERS, "page")
    app.state.shelves = Shelves()
    app.state.kept = Kept()
    app.state.guard = guard or Guard()
    app.state.patience = patience
    app.state.tiles = tiles
    app.state.templates = environment()
    app.state.mark = secrets.token_hex(8)  # another for each start: pages kept from an earlier one are asked for again
    return app


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    found = {404: NO_PAGE, 405: NOT_SO}.get(status)
    return sorry(request, found or Problem(status, str(getattr(error, "detail", error)), "", ""), _kind(request))


async def _ours(request: Request, error: Exception) -> Response:
    return sorry(request, problem_of(error), _kind(request))


def _kind(request: Request) -> str:
    return "json" if request.url.path.endswith((".json", ".csv")) else "html"
