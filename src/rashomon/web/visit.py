"""One request as a page sees it, and what a page answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from starlette.responses import Response

from .moment import MOMENT, day_of
from .problems import BadQueryError

if TYPE_CHECKING:
    from datetime import date

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from rashomon.api import Book

    from .kept import Kept, Made
    from .moment import Moment

TWINS = ("json", "csv")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What a view needs to know: the open record as of the moment looked at, the parameters, and how to make addresses.

    ``kind`` is html, json or csv; ``form`` the fields that were sent (POST), else None.
    """

    request: Request
    book: Book
    moment: Moment
    kind: str = "html"
    form: FormData | None = None

    @property
    def query(self) -> Mapping[str, str]:
        """The parameters of the address."""
        return self.request.query_params

    def path(self, name: str) -> str:
        """A part of the address: ``path("incident")`` for the page ``/incidents/{incident}``."""
        return str(self.request.path_params[name])

    def words(self, name: str) -> str | None:
        """A parameter as text, None where it is missing or blank."""
        return self.query.get(name, "").strip() or None

    def number(self, name: str, default: int, *, least: int = 0, most: int = 10_000_000) -> int:
        """A parameter as a number.

        Raises:
            BadQueryError: it is none, or out of bounds.
        """
        raw = self.words(name)
        if raw is None:
            return default
        if not (raw.isascii() and raw.isdigit() and len(raw) < 10 and least <= int(raw) <= most):
            raise BadQueryError(name, raw, f"a number from {least} to {most}")
        return int(raw)

    def day(self, name: str) -> date | None:
        """A parameter as a day.

        Raises:
            BadQueryError: it is none.
        """
        return day_of(self.query, name)

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, kept until the record changes; ``name`` tells such lists apart."""
        held: Kept = self.request.app.state.kept
        return held.get(self, name, make)

    def link(self, path: str, /, **query: object) -> str:
        """The address of a page, with asof, known and rev of this visit kept; None leaves a parameter out."""
        return address(path, self.moment.query() | query) if query else path + self._tail

    @cached_property
    def _tail(self) -> str:
        """The moment as the end of an address: a page has hundreds of links that say nothing else."""
        return address("", self.moment.query())

    def here(self, **changes: object) -> str:
        """This page with some parameters changed; None takes one out."""
        return address(self.page_path, dict(self.request.query_params) | changes)

    @property
    def page_path(self) -> str:
        """The path of the page itself, without the suffix of a twin."""
        suffix = "" if self.kind == "html" else f".{self.kind}"
        return part(self.request.scope["path"].removesuffix(suffix), "/")

    @property
    def mark(self) -> int:
        """The state of the record now, for permalinks."""
        return self.book.record.state()

    def twin(self, kind: str) -> str:
        """The same page as JSON or CSV, with the same parameters."""
        query = str(self.request.url.query)
        return f"{self.page_path}.{kind}" + (f"?{query}" if query else "")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a view says, in all three forms; only the one that is asked for is made.

    ``context`` goes into the template; ``data`` gives the value of the JSON twin; ``rows`` the rows of the CSV twin, as
    dicts under the printed names (nested values become columns); with ``columns`` named, they are sent as they are made.
    ``both`` are rows that are the value of the JSON twin, too, as a list.
    """

    template: str
    title: str
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    data: Callable[[], Any] | None = None
    rows: Callable[[], Iterable[dict[str, Any]]] | None = None
    both: Callable[[], list[dict[str, Any]]] | None = None
    columns: tuple[str, ...] | None = None
    status: int = 200


View = Callable[[Visit], Answer | Response]


class Page(NamedTuple):
    """One address.

    ``twins`` are the suffixes that it also answers to; ``nav`` puts it into the navigation, at ``order``; ``role`` is the
    least that a visitor must be: anyone, reader, reviewer or owner; what is sent (POST) wants a reviewer at least.
    """

    path: str
    view: View
    twins: tuple[str, ...] = TWINS
    methods: tuple[str, ...] = ("GET",)
    nav: str | None = None
    order: int = 100
    role: str = "reader"


def address(path: str, query: Mapping[str, object]) -> str:
    """``path`` with the parameters that are not None, in a fixed order: those of the moment last."""
    given = {name: value for name, value in query.items() if value is not None and value != ""}
    ordered = [n for n in given if n not in MOMENT] + [n for n in MOMENT if n in given]
    text = urlencode([(name, str(given[name])) for name in ordered])
    return f"{path}?{text}" if text else path


def part(text: str, also: str = "") -> str:
    """``text`` as one part of a path; ``also`` are characters that stay as they are."""
    return quote(text, safe=":@!$&'()*+,;=~" + also)
