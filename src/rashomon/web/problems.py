"""What can go wrong with a request, and what a person is told: a status, a title, words, what to do next."""

from __future__ import annotations

from typing import NamedTuple

from rashomon.errors import NotInRecordError, NotThenError, RashomonError, RecordBusyError, RecordError, SettingError


class BadQueryError(RashomonError):
    """A parameter of the address has a value that it cannot take."""

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"{name}={value}: {value!r} is not {wanted}")


class RefusedError(RashomonError):
    """The visitor may not do this. ``reason`` says why, ``hint`` what to do."""

    def __init__(self, reason: str, hint: str = "", *, status: int = 403) -> None:
        self.reason, self.hint, self.status = reason, hint, status
        super().__init__(f"{reason}; {hint}" if hint else reason)


class TookTooLongError(RashomonError):
    """The page was not made within ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"the page took longer than {seconds:g} seconds")


class Problem(NamedTuple):
    """What is shown: HTTP status, a heading, what is wrong, what to do; ``near`` are ids or names that come close."""

    status: int
    title: str
    words: str
    hint: str
    kind: str = ""
    near: tuple[str, ...] = ()


NO_PAGE = Problem(
    404, "No such page", "There is no page at this address.", "Search the incidents, or start at the front page."
)
NOT_SO = Problem(
    405, "Not in this way", "This page cannot be asked in this way.", "Go back and use the page's own buttons."
)
BROKEN = Problem(
    500, "Something went wrong here", "The page could not be made. Nothing in the record was changed.",
    "Try again; if it stays so, look at what `rashomon serve` printed, and run `rashomon check`.",
)  # fmt: skip


def problem_of(error: Exception) -> Problem:
    """The words for an error; ``BROKEN`` for those that nobody foresaw."""
    words = f"{_first(str(error))}."
    if isinstance(error, NotInRecordError):
        return _missing(error)
    if isinstance(error, RefusedError):
        return Problem(error.status, "Not allowed", f"{_first(error.reason)}.", error.hint)
    for kinds, status, title, hint in _WORDS:
        if isinstance(error, kinds):
            return Problem(status, title, words, hint)
    return BROKEN


_WORDS: tuple[tuple[tuple[type[Exception], ...], int, str, str], ...] = (
    ((BadQueryError, SettingError), 400, "The address cannot be read", "Mend the address, or start from the search."),
    ((TookTooLongError,), 503, "It takes too long", "Narrow the search, or try again in a moment."),
    ((RecordBusyError,), 503, "The record is busy", "Try again in a moment."),
    ((RecordError,), 500, "The record cannot be read", "Run `rashomon check` on it."),
)


def _missing(error: NotInRecordError) -> Problem:
    if isinstance(error, NotThenError):
        return Problem(
            404,
            "Not yet then",
            f"{_first(str(error))}.",
            "Turn the clock forward, or look at the record as it is now.",
            error.kind,
        )
    several = error.kind.startswith("single")
    title = "More than one fits" if several else f"No such {error.kind}"
    hint = "Did you mean one of these?" if error.near else "It may have been joined with another since: search for it."
    return Problem(404, title, f"{_first(str(error).split('; did you mean')[0])}.", hint, error.kind, error.near)


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]
