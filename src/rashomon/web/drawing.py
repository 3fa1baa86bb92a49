"""Templates and static files: where they are, and the small words that templates use."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.staticfiles import StaticFiles

from rashomon.model.wording import plural
from rashomon.version import __version__

from .bidi import whole
from .visit import part

if TYPE_CHECKING:
    from os import PathLike, stat_result

    from starlette.responses import Response
    from starlette.types import Scope

STATIC = Path(__file__).parent / "static"


class Files(StaticFiles):
    """Static files; their addresses carry their hash, so that a browser may keep them for good."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """As starlette's, kept by the browser where the address has the hash."""
        found = super().file_response(full_path, stat_result, scope, status_code)
        marked = b"v=" in scope.get("query_string", b"")
        found.headers["Cache-Control"] = "public, max-age=31536000, immutable" if marked else "public, max-age=600"
        return found


def environment() -> Environment:
    """The templates; everything that they print is escaped."""
    from . import words
    from .pages import navigation

    made = Environment(
        loader=PackageLoader("rashomon.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(static=static, navigation=navigation(), version=__version__, has_static=has_static)
    made.filters.update(
        bdi=bdi, whole=whole, part=part, day=words.day, days=words.days, number=words.number, count=words.count, plural=plural,
        scope=words.scope, verb=words.verb, voice=words.voice, brief=words.brief, matter=words.matter, outright=words.outright, country=words.country, interval=words.interval,
        because=words.because, rule=words.rule, graded=words.graded, conflict=words.conflict, worded=words.worded, precisely=words.precisely, language=words.language, direction=words.direction,
    )  # fmt: skip
    return made


@cache
def static(name: str) -> str:
    """The address of a static file, with its hash."""
    file = STATIC / name
    mark = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return f"/static/{part(name, '/')}?v={mark}"


def has_static(name: str) -> bool:
    """Whether there is such a static file: extras that are not bundled are left out."""
    return (STATIC / name).is_file()


def bdi(text: object) -> Markup:
    """A name or a few words of unknown script, kept apart from the direction of the words around it."""
    return Markup(f"<bdi>{escape(text)}</bdi>")  # noqa: S704  (escaped; ``Markup.format`` takes ten times as long)
