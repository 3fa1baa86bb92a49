"""One tree of errors. Each carries its facts as fields and a message that tells a person what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class RashomonError(Exception):
    """Anything that rashomon can say about what went wrong. ``exit_code`` is what the command line ends with."""

    exit_code = 1

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel between processes with their fields; by default only the message would go to __init__.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[RashomonError], args: tuple[object, ...], fields: dict[str, object]) -> RashomonError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error


class InputError(RashomonError):
    """One input could not be read; the others go on.

    Attributes:
        origin: the file, address or ``-``.
        line: line number within it, from 1, or None.
        reason: what is wrong, in words.
        hint: what to do next, or None.
    """

    def __init__(self, origin: str, reason: str, *, line: int | None = None, hint: str | None = None) -> None:
        self.origin, self.reason, self.line, self.hint = origin, reason, line, hint
        place = origin if line is None else f"{origin}, line {line}"
        super().__init__(f"{place}: {reason}" + (f" ({hint})" if hint else ""))


class MissingInputError(InputError):
    """There is no such file or address."""


class UnreadableInputError(InputError):
    """The bytes are there but are no text that rashomon reads: binary, empty, too large, broken JSON, broken HTML."""


class RecordError(RashomonError):
    """The record cannot be opened, is damaged, or cannot be written. ``path`` names it, ``reason`` says why."""

    exit_code = 3

    def __init__(self, path: str, reason: str, *, hint: str | None = None) -> None:
        self.path, self.reason, self.hint = path, reason, hint
        super().__init__(f"record {path}: {reason}" + (f" ({hint})" if hint else ""))


class NewerRecordError(RecordError):
    """The record was written by a newer rashomon."""


class RecordFullError(RecordError):
    """The disk is full; what was reported as added is kept."""


class RecordBusyError(RecordError):
    """Another process holds the record longer than we were told to wait."""


class NotInRecordError(RashomonError):
    """Nothing in the record has this id, or several things have it (then ``kind`` begins with "single").

    ``near`` lists ids or names that resemble it, or the first of those that are meant; ``several`` is how many these are,
    where that was counted.
    """

    def __init__(self, kind: str, key: str, near: tuple[str, ...] = (), several: int = 0) -> None:
        self.kind, self.key, self.near, self.several = kind, key, near, several
        if kind.startswith("single "):
            noun = kind.removeprefix("single ")
            more = f" and {several - len(near)} more" if several > len(near) else ""
            many = several or "several"
            told = f"{key!r} may be any of {many} {noun}s of the record: {', '.join(near)}{more}; write more of the one you mean"
        else:
            told = f"no {kind} {key!r} in the record" + (f"; did you mean {', '.join(near)}?" if near else "")
        super().__init__(told)


class JudgementError(RashomonError):
    """A judgement that cannot be made as it stands: about nothing, undone already, a value that does not fit.

    ``reason`` says why in words.
    """

    exit_code = 2

    def __init__(self, subject: str, reason: str) -> None:
        self.subject, self.reason = subject, reason
        super().__init__(f"{subject}: {reason}")


class CollisionError(JudgementError):
    """Somebody else judged the same meanwhile; nothing was noted.

    Attributes:
        mine: the judgement that was not noted, as a dict with the fields of Judgement; nothing of it is lost.
        theirs: the one that came in between.
    """

    def __init__(self, mine: dict[str, object], theirs: dict[str, object]) -> None:
        self.mine, self.theirs = mine, theirs
        why = f" ({theirs['reason']})" if theirs.get("reason") else ""
        super().__init__(
            str(mine["subject"]),
            f"{theirs['author']} has judged the same meanwhile: {theirs['verdict']}{why}; look again, then decide anew",
        )


class NotThenError(NotInRecordError):
    """What has this id came later than the moment that was asked for; ``first`` is the day on which the first of it came."""

    def __init__(self, kind: str, key: str, moment: str, first: date | None) -> None:
        super().__init__(kind, key)
        self.moment, self.first = moment, first
        came = f"the first report of it is of {first}" if first else "its first report came later"
        self.args = (f"no {kind} {key!r} in the record as of then ({moment}): {came}",)


class OutputError(RashomonError):
    """A file or folder cannot be written as asked; ``reason`` says why, ``hint`` what to do."""

    def __init__(self, path: str, reason: str, hint: str = "") -> None:
        self.path, self.reason, self.hint = path, reason, hint
        super().__init__(f"{path}: {reason}" + (f"; {hint}" if hint else ""))


class QueryError(RashomonError):
    """A question in SQL that is no single SELECT, is refused, took too long or is wrong; ``reason`` says which."""

    exit_code = 2

    def __init__(self, question: str, reason: str) -> None:
        self.question, self.reason = question, reason
        super().__init__(f"the question cannot be answered: {reason}")


class ModelFileError(RashomonError):
    """A file of the learned encoder or a data file of the package is missing or damaged; ``hint`` says what to do."""

    def __init__(
        self, path: str, reason: str, hint: str = "reinstall rashomon, or point the encoder setting at a good folder"
    ) -> None:
        self.path, self.reason, self.hint = path, reason, hint
        super().__init__(f"{path}: {reason} ({hint})")


class SettingError(RashomonError):
    """A setting has a value that it cannot take."""

    exit_code = 2

    def __init__(self, name: str, value: str, wanted: str) -> None:
        self.name, self.value, self.wanted = name, value, wanted
        super().__init__(f"setting {name}: {value!r} is not {wanted}")


class MissingExtraError(RashomonError):
    """A library that only some users need is not installed. ``extra`` names the set to install."""

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(
            f"{library} is not installed: pip install 'rashomon[{extra}]' (in a clone: pip install -e '.[{extra}]')"
        )
