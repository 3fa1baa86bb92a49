"""What programs can ask: every address that answers in JSON or CSV, as an OpenAPI document and as a page."""

from __future__ import annotations

import re
from typing import Any

from rashomon.version import __version__
from rashomon.web.pages import pages
from rashomon.web.shelf import FACETS, ORDERS
from rashomon.web.views.actors import ORDERS as ACTOR_ORDERS
from rashomon.web.visit import Answer, Page, Visit

TEXT: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0, "maximum": 10_000_000}
MOMENT = {"asof": DAY, "known": TEXT}
FILTER = {"q": TEXT, "from": DAY, "to": DAY, "incident": TEXT, **dict.fromkeys(FACETS, TEXT)}
BOX = {"type": "string", "pattern": "^-?[0-9.]+(,-?[0-9.]+){3}$"}
TAKES: dict[str, dict[str, Any]] = {
    "/incidents": {
        **FILTER, "order": {"type": "string", "enum": list(ORDERS)}, "start": NUMBER,
        "limit": {"type": "integer", "minimum": 1, "maximum": 200},
    },
    "/incidents/{incident}/matrix": {"against": TEXT, "columns": {"type": "string", "enum": ["all"]}},
    "/incidents/{incident}/claims": {"property": TEXT, "stance": TEXT, "account": TEXT, "start": NUMBER},
    "/incidents/{incident}/figures": {"measure": TEXT},
    "/incidents/{incident}/disputes": {"start": NUMBER},
    "/disputes": {"kind": TEXT, "start": NUMBER},
    "/documents/{document}": {"c": {"type": "string", "pattern": "^[0-9]{1,9}-[0-9]{1,9}$"}, "h": TEXT, "claim": TEXT, "layers": TEXT},
    "/documents/{document}/diff": {"with": TEXT},
    "/actors": {"q": TEXT, "kind": TEXT, "side": TEXT, "order": {"type": "string", "enum": list(ACTOR_ORDERS)}, "start": NUMBER},
    "/actors/{actor}": {"start": NUMBER},
    "/promises": {"q": TEXT, "kind": TEXT, "status": TEXT, "from": DAY, "to": DAY, "start": NUMBER},
    "/map": {**FILTER, "box": BOX, "start": NUMBER},
    "/timeline": {**FILTER, "start": NUMBER},
    "/compare": {**FILTER, "a": TEXT, "b": TEXT, "state": TEXT},
    "/review": {"claim": TEXT},
    "/audit": {"about": TEXT, "by": TEXT, "verdict": TEXT, "words": TEXT, "from": DAY, "to": DAY, "start": NUMBER},
    "/data": {"sql": TEXT},
}  # fmt: skip
"""Parameters by page, besides those of the moment, which all take."""
PROBLEM = {
    "type": "object",
    "properties": {"error": TEXT, "detail": TEXT, "hint": TEXT, "near": {"type": "array", "items": TEXT}},
    "required": ["error", "detail", "hint", "near"],
}
_MEDIA = {"json": "application/json", "csv": "text/csv"}


def show(_: Visit) -> Answer:
    """The page, and the document as its twin."""
    return Answer(
        template="openapi.html", title="For programs", data=document,
        context={"addresses": [(found.path, found.twins, sorted(TAKES.get(plain(found.path), ()))) for found in answering()]},
    )  # fmt: skip


def answering() -> list[Page]:
    """The pages that have a twin."""
    return [page for page in pages() if page.twins and page.path != "/openapi"]


def plain(path: str) -> str:
    """A path as OpenAPI writes it: ``/actors/{actor:path}`` is ``/actors/{actor}``."""
    return re.sub(r":\w+}", "}", path)


def document() -> dict[str, Any]:
    """The OpenAPI document, version 3.1. The rows of the answers are those of the printed formats (docs/reference.md)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "rashomon", "version": __version__,
            "description": "Who says what about which event. Every page of the record, as data, at the page's own address with .json or .csv.",
        },
        "components": {"schemas": {"Problem": PROBLEM}},
        "paths": {f"{plain(page.path)}.{kind}": {"get": _operation(page, kind)} for page in answering() for kind in page.twins},
    }  # fmt: skip


def _operation(page: Page, kind: str) -> dict[str, Any]:
    path = plain(page.path)
    inside = [
        {"name": name, "in": "path", "required": True, "schema": TEXT | {"minLength": 1}}
        for name in re.findall(r"{(\w+)}", path)
    ]
    asked = [{"name": name, "in": "query", "schema": schema} for name, schema in (TAKES.get(path, {}) | MOMENT).items()]
    said = {
        "description": "Why not, in words",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    made = {"type": ["object", "array"]} if kind == "json" else TEXT
    return {
        "operationId": re.sub(r"\W+", "_", f"{path}_{kind}").strip("_"),
        "parameters": inside + asked,
        "responses": {
            "200": {"description": "The page as data", "content": {_MEDIA[kind]: {"schema": made}}},
            "304": {"description": "Not changed since"},
            **dict.fromkeys(("400", "403", "404", "414", "422", "503"), said),
        },
    }  # fmt: skip


PAGES = (Page("/openapi", show, twins=("json",)),)
