"""One way to answer: a page as HTML, or its twin as JSON or CSV; and "not modified" where nothing changed since."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from starlette.responses import HTMLResponse, Response, StreamingResponse

from rashomon.export import csv
from rashomon.model.codec import line
from rashomon.version import __version__

from .problems import NO_PAGE, Problem
from .security import allowed, form_token, person

if TYPE_CHECKING:
    from starlette.requests import Request

    from .visit import Answer, Page, Visit

MEDIA = {"json": "application/json", "csv": "text/csv"}


def reply(visit: Visit, page: Page, answer: Answer) -> Response:
    """The answer in the form that was asked for."""
    data, rows = answer.data or answer.both, answer.rows or answer.both
    if visit.kind == "json" and data is not None:
        found: Response = Response(line(data()).encode("utf-8", "replace"), answer.status, media_type=MEDIA["json"])
    elif visit.kind == "csv" and rows is not None:
        lines = csv(rows(), answer.columns)
        if answer.columns is None:
            found = Response(b"".join(lines), answer.status, media_type=MEDIA["csv"])
        else:
            found = StreamingResponse(lines, answer.status, media_type=MEDIA["csv"])
        found.headers["Content-Disposition"] = f'inline; filename="{_file_name(visit)}"'
    elif visit.kind != "html":
        return sorry(visit.request, NO_PAGE, visit.kind)
    else:
        twins = [kind for kind, way in (("json", data), ("csv", rows)) if way is not None and kind in page.twins]
        context = answer.context() if callable(answer.context) else answer.context
        found = html(
            visit.request, answer.template, {**context, "title": answer.title, "twins": twins}, visit, answer.status
        )
    if answer.status == 200 and not getattr(visit.request.state, "behind", False):
        found.headers["ETag"] = etag(visit)
    return found


def html(
    request: Request, template: str, context: dict[str, Any], visit: Visit | None = None, status: int = 200
) -> HTMLResponse:
    """A template with what every page needs: the visit, who looks, where in the navigation we are."""
    drawn = request.app.state.templates.get_template(template)
    given = {
        "visit": visit, "request": request, "person": person(request), "csrf": form_token(request),
        "may": lambda role: allowed(request, role), **context,
    }  # fmt: skip
    return HTMLResponse(drawn.render(given), status)


def sorry(request: Request, problem: Problem, kind: str = "html") -> Response:
    """A problem in words, in the form that was asked for."""
    if kind == "html":
        return html(request, "problem.html", {"title": problem.title, "problem": problem}, status=problem.status)
    body = {"error": problem.title, "detail": problem.words, "hint": problem.hint, "near": problem.near}
    return Response(line(body), problem.status, media_type=MEDIA["json"])


def unchanged(visit: Visit) -> Response | None:
    """304 where the visitor holds this very page already."""
    held = visit.request.headers.get("if-none-match", "")
    if held and etag(visit) in [one.strip() for one in held.split(",")]:
        return Response(status_code=304, headers={"ETag": etag(visit)})
    return None


def etag(visit: Visit) -> str:
    """Changes with the record, the version, the address and who looks: everything that a page is made of."""
    parts = (
        __version__, visit.request.app.state.mark, visit.book.record.mark(), visit.book.settings.policy,
        str(visit.request.url), visit.request.headers.get("hx-request", ""), person(visit.request),
        form_token(visit.request),
    )  # fmt: skip
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:20]}"'


def _file_name(visit: Visit) -> str:
    name = "-".join(piece for piece in visit.page_path.split("/") if piece)
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in name)[:80] + ".csv"
