"""Finds and opens inputs: files, folders, standard input, addresses. What the bytes mean is decided elsewhere."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from rashomon.errors import InputError, MissingInputError, UnreadableInputError

from . import media

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.config import Settings

HEAD = 4096


class Piece(NamedTuple):
    """An opened input. ``head`` are its first bytes, still to be read from ``stream``; ``size`` in bytes where known.

    ``declared`` and ``charset`` are the media type and the encoding by the server; ``url`` where it came from the web.
    """

    origin: str
    stream: BinaryIO
    head: bytes
    size: int | None = None
    declared: str | None = None
    charset: str | None = None
    url: str | None = None


def expand(sources: Iterable[str]) -> Iterator[str | InputError]:
    """The single inputs that ``sources`` name, folders opened up (recursively, sorted by path), in order.

    In folders, hidden files and the images, styles and scripts of saved pages are passed over.
    """
    for source in sources:
        if source == "-" or _is_address(source):
            yield source
            continue
        path = Path(source)
        try:
            if path.is_dir():
                yield from _folder(path)
            elif path.exists():
                yield source
            else:
                yield MissingInputError(source, "no such file or folder")
        except OSError as error:
            yield UnreadableInputError(source, f"cannot be read: {error.strerror or error}")


def _folder(folder: Path) -> Iterator[str | InputError]:
    failed: list[InputError] = []

    def note(error: OSError) -> None:
        failed.append(UnreadableInputError(str(error.filename), f"cannot be read: {error.strerror}"))

    found = [
        str(Path(base) / name)
        for base, folders, names in os.walk(folder, onerror=note)
        if not _hide(folders)
        for name in names
        if not name.startswith((".", "~$")) and not media.is_asset(name)
    ]
    yield from sorted(failed, key=lambda error: error.origin)
    if not found and not failed:
        yield UnreadableInputError(
            str(folder), "has no files that can be read", hint="HTML, plain text, Markdown and JSON Lines are read"
        )
    yield from sorted(found)


def _hide(folders: list[str]) -> bool:
    """Take hidden folders out of the walk, in place as ``os.walk`` wants it; always False."""
    folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
    return False


def expected(sources: Iterable[str]) -> int | None:
    """About how many documents ``sources`` hold, for progress: files, rows of JSON Lines; None with standard input."""
    total = 0
    for source in expand(sources):
        if source == "-":
            return None
        rows = isinstance(source, str) and not _is_address(source) and media.kind(source, None, b"") == media.JSONL
        total += _rows_of(Path(str(source))) if rows else 1
    return total


def _rows_of(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) or 1
    except OSError:
        return 1


@contextmanager
def opened(source: str, settings: Settings, stdin: BinaryIO) -> Iterator[Piece]:
    """The input ``source``, opened for reading.

    Raises:
        InputError: there is no such input, or it cannot be read.
    """
    if source == "-":
        stream = _peekable(stdin)
        yield Piece("-", stream, _head(stream))
    elif _is_address(source):
        from .web import fetched  # httpx is needed for addresses only

        with fetched(source, settings) as piece:
            yield piece
    else:
        path = Path(source)
        try:
            stream = path.open("rb")
        except FileNotFoundError:
            raise MissingInputError(source, "no such file or folder") from None
        except PermissionError:
            raise UnreadableInputError(source, "you are not allowed to read it", hint="check its permissions") from None
        with stream:
            size = path.stat().st_size if path.is_file() else None
            yield Piece(source, stream, _head(stream), size=size)


def _peekable(stream: BinaryIO) -> BinaryIO:
    if hasattr(stream, "peek"):
        return stream
    from io import BufferedReader

    return BufferedReader(cast("io.RawIOBase", stream), buffer_size=HEAD)


def _head(stream: BinaryIO) -> bytes:
    return cast("io.BufferedReader", stream).peek(HEAD)[:HEAD]


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


if TYPE_CHECKING:
    import io
