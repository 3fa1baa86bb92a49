"""Where documents are read: in this process, or in several. Ray, or anything else that maps batches, fits the same seam.

An engine knows nothing of reading: it is given a ``Maker`` that builds a reader from settings, once a process, and maps
batches through it, in order. The maker must be a function at the top of a module, so that other processes find it.
"""

from __future__ import annotations

import _thread
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

from rashomon.config import Settings
from rashomon.errors import InputError, ModelFileError, SettingError
from rashomon.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

T = TypeVar("T")
Batch: TypeAlias = list[Document]
Reader: TypeAlias = Callable[[Sequence[Document]], list[T]]
Maker: TypeAlias = Callable[[Settings], Reader[T]]
Outcomes: TypeAlias = list[T | InputError]

_LOOK = 0.2  # seconds between looks whether to go on
REPORT = "please report it, with the input if you can"


class Engine(Protocol):
    """Maps batches of documents through a reader."""

    def run(self, make: Maker[T], batches: Iterable[Batch]) -> Iterator[Outcomes[T]]:
        """One list a batch, in the order of the batches; in it, one outcome a document, in their order.

        A document that cannot be read gives an InputError in its place and stops nothing else.
        """
        ...


def engine_for(settings: Settings) -> Engine:
    """The engine that the setting ``workers`` asks for."""
    workers = settings.workers or os.cpu_count() or 1
    return HereEngine(settings) if workers <= 1 else ProcessEngine(settings, workers)


def guarded(read: Reader[T], batch: Sequence[Document]) -> Outcomes[T]:
    """The batch read; where that fails, its documents one by one, so that only the one at fault is lost.

    Raises:
        ModelFileError: a data file is missing or damaged. Likewise SettingError.
    """
    try:
        return list(read(batch))
    except (ModelFileError, SettingError):
        raise  # would strike every document alike
    except InputError as error:
        if len(batch) == 1:
            return [error]
    except Exception as error:  # noqa: BLE001
        # Any fault of a component must cost one document only; it is told with its place in the code.
        if len(batch) == 1:
            return [_failed(batch[0], error)]
    return [outcome for document in batch for outcome in guarded(read, [document])]


def _failed(document: Document, error: Exception) -> InputError:
    if os.environ.get("RASHOMON_DEBUG"):
        traceback.print_exception(error)
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    where = f"{Path(frame.f_code.co_filename).name}, line {line}"
    reason = f"reading it failed: {type(error).__name__}: {error} (in {where})"
    return InputError(document.origin or document.id, reason, hint=REPORT)


class HereEngine:
    """Reads in this process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def run(self, make: Maker[T], batches: Iterable[Batch]) -> Iterator[Outcomes[T]]:
        """As ``Engine.run``; the reader is made when the first document comes."""
        reader: Reader[T] | None = None
        for batch in batches:
            if not batch:
                yield []
                continue
            reader = reader or make(self._settings)
            yield guarded(reader, batch)


class ProcessEngine:
    """Reads in several processes; a few batches a process are under way at a time, so that memory stays bounded.

    A process that dies (out of memory, a crash of a native library) takes no other document with it: what was under way
    is read again, batch by batch, then document by document, until the one at fault is found.
    """

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings, self._workers = settings, workers

    def run(self, make: Maker[T], batches: Iterable[Batch]) -> Iterator[Outcomes[T]]:
        """As ``Engine.run``. Processes are told to stop when the iterator is closed."""
        pool = _Pool(make, self._settings, self._workers)
        waiting: deque[tuple[Batch, Future[Outcomes[T]]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, pool.submit(batch)))
                while len(waiting) > 2 * self._workers:
                    yield _next(pool, waiting)
            while waiting:
                yield _next(pool, waiting)
        finally:
            pool.close()


class _Pool(Generic[T]):
    """Processes that hold a reader each."""

    def __init__(self, make: Maker[T], settings: Settings, workers: int) -> None:
        # Fresh interpreters: forking would copy the threads of onnxruntime in an unknown state.
        self._context = multiprocessing.get_context("spawn")
        self._make, self._settings, self._workers = make, settings, workers
        self._start()

    def _start(self) -> None:
        # A bare byte: locks of an Event would be held for good by a process that dies.
        self._stop = self._context.RawValue("b", 0)
        self._executor = ProcessPoolExecutor(
            self._workers, self._context, initializer=_begin, initargs=(self._make, self._settings, self._stop)
        )

    def submit(self, batch: Batch) -> Future[Outcomes[T]]:
        """Hands a batch to a process; an empty one is done at once."""
        if not batch:
            done: Future[Outcomes[T]] = Future()
            done.set_result([])
            return done
        with _interrupts_blocked():  # Ctrl-C is for this process; those that start here never see it
            try:
                return self._executor.submit(_read, batch)
            except BrokenProcessPool as error:
                broken: Future[Outcomes[T]] = Future()
                broken.set_exception(error)
                return broken

    def restart(self) -> None:
        """New processes in place of those that died."""
        self.close()
        self._start()

    def close(self) -> None:
        """Ends the processes; what they have in hand is dropped."""
        self._stop.value = 1
        self._executor.shutdown(wait=True, cancel_futures=True)


def _next(pool: _Pool[T], waiting: deque[tuple[Batch, Future[Outcomes[T]]]]) -> Outcomes[T]:
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        found = _alone(pool, batch)
        # Everything else that was under way went down with the process.
        again = [(other, pool.submit(other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        return found


def _alone(pool: _Pool[T], batch: Batch) -> Outcomes[T]:
    """The batch with nothing else under way; if the process dies again, its documents one by one."""
    pool.restart()
    try:
        return pool.submit(batch).result()
    except BrokenProcessPool:
        pool.restart()
    if len(batch) > 1:
        return [outcome for document in batch for outcome in _alone(pool, [document])]
    return [InputError(batch[0].origin or batch[0].id, "the process that read it died", hint=REPORT)]


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Processes started within inherit that SIGINT does not reach them; one that comes meanwhile reaches us afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Stopped(BaseException):
    """Raised in a process of the pool, wherever it is reading, when its work is no longer wanted."""


# What a process of the pool holds; set once, by _begin, when the process starts.
_held: dict[str, Any] = {}


def _begin(make: Maker[Any], settings: Settings, stop: Any) -> None:
    """Runs once in each process of the pool."""
    _held.update(make=make, settings=settings, stop=stop, reading=False)
    signal.signal(signal.SIGINT, _interrupted)
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    while not _held["stop"].value:
        time.sleep(_LOOK)
    _thread.interrupt_main()


def _interrupted(_signal: int, _frame: FrameType | None) -> None:
    # Elsewhere than in reading, an exception would tear a message to the main process.
    if _held["stop"].value and _held["reading"]:
        raise _Stopped


def _read(batch: Batch) -> list[Any]:
    """Runs in a process of the pool. The reader is made here, so that a fault in making it is told as an error."""
    try:
        _held["reading"] = True
        if _held["stop"].value:
            return []
        if "reader" not in _held:
            _held["reader"] = _held["make"](_held["settings"])
        return guarded(_held["reader"], batch)
    except _Stopped:
        return []
    finally:
        _held["reading"] = False
