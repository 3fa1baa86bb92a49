"""Finds the pages: every module of ``views`` names its own in ``PAGES``; a new page is a new module and nothing else."""

from __future__ import annotations

import asyncio
import functools
import os
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import structlog
from starlette.responses import Response
from starlette.routing import Route

from rashomon.errors import RashomonError

from . import views
from .moment import moment_of
from .problems import BROKEN, RefusedError, TookTooLongError
from .reply import reply, sorry, unchanged
from .security import allowed, check_form
from .visit import Page, Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request


DEBUG = "RASHOMON_DEBUG"  # set, it shows where a fault lies


@functools.cache
def pages() -> tuple[Page, ...]:
    """All pages; addresses that are spelled out come before those with a part to fill in."""
    names = sorted(found.name for found in pkgutil.iter_modules(views.__path__))
    found = [page for name in names for page in import_module(f"{views.__name__}.{name}").PAGES]
    return tuple(sorted(found, key=lambda page: (page.path.count("{"), -page.path.count("/"), page.path)))


def navigation() -> tuple[Page, ...]:
    """The pages that the bar at the top names, in its order."""
    return tuple(sorted((page for page in pages() if page.nav), key=lambda page: (page.order, page.path)))


def routes() -> list[Route]:
    """A route for each page and each of its twins, the twins first: an id may hold a dot."""
    twins = [_route(page, kind) for page in pages() for kind in page.twins if page.path != "/"]
    return twins + [_route(page, "html") for page in pages()]


def _route(page: Page, kind: str) -> Route:
    path = page.path if kind == "html" else f"{page.path}.{kind}"
    methods = list(page.methods) if kind == "html" else ["GET"]
    return Route(path, _endpoint(page, kind), methods=methods, name=f"{page.path} {kind}")


def _endpoint(page: Page, kind: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not allowed(request, role := needed(page, request.method)):
            raise RefusedError(f"this is for the role {role}")
        form = await request.form() if request.method == "POST" else None
        if form is not None:
            check_form(request, form)
        moment = moment_of(request.query_params)
        book = request.app.state.book.at(moment.asof, moment.known)
        visit = Visit(request=request, book=book, moment=moment, kind=kind, form=form)
        seconds: float = request.app.state.patience
        try:
            return await asyncio.wait_for(_beside(request, page, visit), seconds)
        except TimeoutError as error:
            raise TookTooLongError(seconds) from error

    return endpoint


def needed(page: Page, method: str) -> str:
    """The least role for asking a page in this way: who changes something is a reviewer at least."""
    return "reviewer" if method == "POST" and page.role == "reader" else page.role


def _beside(request: Request, page: Page, visit: Visit) -> asyncio.Future[Response]:
    """The page, made in a thread: who waits no longer gets his answer at once, whatever the thread is still at."""
    return asyncio.get_running_loop().run_in_executor(request.app.state.workers, _made, page, visit)


def _made(page: Page, visit: Visit) -> Response:
    if visit.request.method == "GET" and (kept := unchanged(visit)) is not None:
        return kept
    try:
        with visit.book.known_actors():
            made = page.view(visit)
            return made if isinstance(made, Response) else reply(visit, page, made)
    except RashomonError:
        raise
    except Exception as error:  # noqa: BLE001  (a fault of ours: said in words, with all headers; the server goes on)
        told = {"exc_info": error} if os.environ.get(DEBUG) else {}
        structlog.get_logger().error("page failed", path=visit.request.url.path, error=repr(error), **told)
        return sorry(visit.request, BROKEN, visit.kind)
