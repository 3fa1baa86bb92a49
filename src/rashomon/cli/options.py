"""Options that several commands share, and the settings that they and the environment make."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rashomon.config import Settings, settings
from rashomon.errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rashomon.api import Book
    from rashomon.record import IncidentFilter

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions of click only
    """A day as 2031-04-02; also 2031-04 and 2031, which mean their first or last day, as ``end`` says."""

    name = "day"

    def __init__(self, *, end: bool = False) -> None:
        self._end = end

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day."""
        if isinstance(value, date):
            return value
        try:
            parts = [int(part) for part in str(value).split("-")]
            return _day(parts, end=self._end)
        except (ValueError, TypeError):
            self.fail(f"{value!r} is no day; write it as 2031-04-02, 2031-04 or 2031", param, ctx)


class Known(click.ParamType):  # type: ignore[type-arg]
    """A moment as 2031-05-04T12:30 (UTC unless it names a zone), or a day, month or year, which mean their end."""

    name = "moment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime | None:
        """The moment, in UTC."""
        from rashomon.record import Moment

        try:
            return Moment.of(known=value).known
        except SettingError:
            self.fail(
                f"{value!r} is no day or moment; write it as 2031-05-04, 2031-05, 2031 or 2031-05-04T12:30", param, ctx
            )


def _day(parts: list[int], *, end: bool) -> date:
    import calendar

    if len(parts) == 3:
        return date(*parts)
    if len(parts) == 2:
        year, month = parts
        return date(year, month, calendar.monthrange(year, month)[1] if end else 1)
    (year,) = parts
    return date(year, 12, 31) if end else date(year, 1, 1)


class OneOf(click.ParamType):  # type: ignore[type-arg]
    """One of a list of words that is looked up when it is needed: ``kind`` is property, stance or type."""

    name = "word"

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def choices(self) -> list[str]:
        """What may be given."""
        from rashomon.lexicon import load
        from rashomon.model import STANCES
        from rashomon.model.claims import PROPERTIES

        if self._kind == "type":
            return sorted(load("triggers")["types"])
        return list(PROPERTIES if self._kind == "property" else STANCES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, if it is one of them; a wrong one is answered with all of them, the nearest first."""
        from difflib import get_close_matches

        known = self.choices()
        word = str(value).casefold()
        if word in known:
            return word
        near = get_close_matches(word, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        return self.fail(f"there is no {self._kind} {value!r}.{hint} Choose from {', '.join(known)}.", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG002
        """Those that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.choices() if word.startswith(incomplete)]


def record(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--record``: which record."""
    return click.option(
        "--record", "-r", "record_path", metavar="FILE",
        help="The record: a SQLite file or a database address.  [default: rashomon.db, or RASHOMON_RECORD]",
    )(function)  # fmt: skip


def inherited(record_path: str | None) -> str | None:
    """The record that was named behind the command or, where it was not, before it: ``actors -r x.db merge A B``."""
    ctx = click.get_current_context(silent=True)
    above = ctx.parent.params if ctx is not None and ctx.parent is not None else {}
    return record_path if record_path is not None else above.get("record_path")


def author(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--author``: who decides."""
    return click.option(
        "--author", envvar="RASHOMON_AUTHOR", metavar="NAME",
        help="Who decides.  [default: RASHOMON_AUTHOR, or the name you are logged in by]",
    )(function)  # fmt: skip


def who(author: str | None) -> str:
    """The author of a decision: as given, else the name of the person who is logged in."""
    import getpass

    try:
        return author or getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise click.UsageError("say who decides: --author NAME, or RASHOMON_AUTHOR") from error


def moment(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--asof``, ``--known``: the record as of a moment, on two clocks."""
    function = click.option(
        "--known", type=Known(), metavar="DAY",
        help="As captured by the end of this day, or by a moment as 2031-05-04T12:30 (UTC).",
    )(function)  # fmt: skip
    return click.option(
        "--asof",
        type=Day(end=True),
        help="As published by the end of this day; undated documents count from their capture.",
    )(function)


def opened(record_path: str | None, asof: date | None = None, known: datetime | None = None) -> Book:
    """The record that ``record`` names, as of the moment of ``moment``'s options."""
    from rashomon.api.book import open_book

    return open_book(create=False, using=chosen(record_path)).at(asof, known)


def workers(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--workers``: how many processes read."""
    return click.option(
        "--workers",
        "-w",
        type=click.IntRange(min=0),
        help="Processes that read; 0 takes one for each core.  [default: 1]",
    )(function)


def policy(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--policy``: how low, best and high are set."""
    return click.option(
        "--policy", type=click.Choice(["span", "conservative", "reliable", "latest"]),
        help="How low, best and high are set.  [default: span]",
    )(function)  # fmt: skip


def incident_filter(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--day``, ``--from``, ``--to``, ``--place``, ``--party``, ``--type``, ``--text``: which incidents."""
    for option in reversed(
        (
            click.option("--day", type=Day(), help="Only those that may have been on this day."),
            click.option(
                "--from", "start", type=Day(), help="Only those on or after this day (2031-03-04, 2031-03, 2031)."
            ),
            click.option("--to", "end", type=Day(end=True), help="Only those on or before this day."),
            click.option("--place", help="Part of a place's name, or a country's ISO code (SY)."),
            click.option("--party", help="Part of the name of a party held responsible, or of a victim."),
            click.option("--type", "kind", type=OneOf("type"), help="Type of incident, such as airstrike."),
            click.option("--text", "words", help='Words that its passages hold; "phrases" and begin* work.'),
        )
    ):
        function = option(function)
    return function


def wanted_incidents(
    *,
    day: date | None,
    start: date | None,
    end: date | None,
    place: str | None,
    party: str | None,
    kind: str | None,
    words: str | None,
) -> IncidentFilter:
    """The filter that ``incident_filter``'s options make."""
    from rashomon.api.book import REAL
    from rashomon.record import IncidentFilter

    return IncidentFilter(
        start=day or start, end=day or end, place=place, party=party, type=kind, words=words, reality=REAL
    )  # fmt: skip


def formats(*names: str) -> Decorator:
    """``--format``, the first being the default."""
    return click.option(
        "--format", "-f", "form", type=click.Choice(names), default=names[0], show_default=True, help="What to print."
    )


def chosen(record_path: str | None = None, **given: Any) -> Settings:
    """The settings: what was given on the command line, else the environment, else the defaults."""
    if record_path is not None:
        given["record"] = record_path
    return msgspec.structs.replace(settings(), **{name: value for name, value in given.items() if value is not None})
