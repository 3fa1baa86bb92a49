"""The shelves of one application, and when one is made anew.

A shelf is made again when the record has changed. Where making it takes long, the old one is shown meanwhile and the new
one is made beside: a page of it says so, and is not kept by browsers. The statuses of incidents that nobody has assessed
yet are worked out beside, too.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np
import structlog

from rashomon.run.assessing import assessments

from .columns import Columnist, Columns
from .shelf import AT_ONCE, make, statuses

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from rashomon.api import Book
    from rashomon.config import Settings

    from .shelf import Shelf

_QUICK = 0.1  # seconds of processor time; a shelf made faster is always made anew at once
_PAUSE = 10  # a slower one at most each so many times what making it takes
_KEPT = 4  # shelves of other moments that are kept
_WORDS = 16  # searches of which the mentions found are kept


class Shelves:
    """Safe to ask from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making = threading.Lock()
        self._kept: OrderedDict[str, Shelf] = OrderedDict()
        self._busy: set[str] = set()
        self._columnist = Columnist()
        self._columns: Columns | None = None
        self._told: OrderedDict[tuple[str, str], NDArray[np.int64]] = OrderedDict()

    def get(self, book: Book) -> Shelf:
        """The shelf of the book at its moment: of the record as it is, or, where making it takes long, as it just was."""
        key, mark = str(book.moment), book.record.mark()
        held = self._kept.get(key)
        if held is None or (held.mark != mark and held.cost <= _QUICK):
            with self._making:
                held = self._kept.get(key)  # somebody may have made it while we waited
                if held is None or held.mark != mark:
                    held = self._make(book, mark)
        elif held.mark != mark and time.monotonic() - held.made > _PAUSE * held.cost:
            self._beside(f"shelf {key}", lambda: self._anew(book))
        self._assess(book, key, held)
        return held

    def telling(self, book: Book, words: str) -> NDArray[np.int64]:
        """Numbers of the mentions whose sentences hold all ``words``; those of the last searches are kept while the record stays."""
        key = book.record.mark(), words
        with self._lock:
            found = self._told.get(key)
        if found is None:
            found = np.array(book.record.telling(words), dtype=np.int64)
            with self._lock:
                self._told[key] = found
                while len(self._told) > _WORDS:
                    self._told.popitem(last=False)
        return found

    def warm(self, book: Book) -> None:
        """Makes the first shelf, and counts, before anybody asks for it."""
        self._beside("warm", lambda: self.get(book).counts)

    def _anew(self, book: Book) -> None:
        with self._making:
            self._make(book, book.record.mark())

    def _make(self, book: Book, mark: str) -> Shelf:
        """Makes and keeps a shelf; who calls holds the lock of making."""
        began = time.thread_time()
        if self._columns is None or self._columns.mark != mark:
            try:
                self._columns = self._columnist.columns(book, mark)
            except BaseException:
                self._columnist = Columnist()  # it may have taken up half of what was added
                raise
        found = make(book, mark, self._columns)
        found.cost = time.thread_time() - began
        if found.cost > _QUICK:
            _ = found.counts  # beside, or by the first visitor of all
        with self._lock:
            self._kept[str(book.moment)] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _assess(self, book: Book, key: str, shelf: Shelf) -> None:
        if shelf.unassessed and not book.moment and not shelf.tried:
            self._beside(f"assess {key}", lambda: _work_out(book, shelf))

    def _beside(self, name: str, work: Callable[[], object]) -> None:
        """Does it in a thread of its own, once at a time; the process may end meanwhile. What goes wrong is said in the log."""
        with self._lock:
            if name in self._busy:
                return
            self._busy.add(name)

        def run() -> None:
            try:
                work()
            except Exception as error:  # noqa: BLE001  (nobody waits for this thread: what is shown stays as it is)
                structlog.get_logger().error("work beside the pages failed", work=name, error=repr(error))
            finally:
                with self._lock:
                    self._busy.discard(name)

        threading.Thread(target=run, name=name, daemon=True).start()


def _work_out(book: Book, shelf: Shelf) -> None:
    """Assesses what nobody has assessed yet, in a process of its own, so that visitors do not wait; takes what it kept.

    A record that cannot be written keeps nothing: then the statuses stay unknown, and the page says of how many.
    """
    shelf.tried = True
    beside = get_context("spawn").Process(target=_assess_all, args=(book.settings, shelf.ids), daemon=True)
    beside.start()
    beside.join()
    if beside.exitcode:
        structlog.get_logger().error("assessing beside the pages failed", exit=beside.exitcode)
    statuses(book, shelf, limit=0)


def _assess_all(using: Settings, ids: list[str]) -> None:
    """Assesses, in the process beside, those of these incidents for which nothing is kept; gives way to everything else."""
    from rashomon.api import open_book

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it ends this process, too
    with suppress(OSError, AttributeError):
        os.nice(15)
    with open_book(create=False, using=using) as book:
        known = {incident for incident, *_ in book.record.statuses(book.settings.policy)}
        missing = [key for key in ids if key not in known]
        for start in range(0, len(missing), AT_ONCE):
            assessments(book.record, missing[start : start + AT_ONCE], policy=book.settings.policy)
