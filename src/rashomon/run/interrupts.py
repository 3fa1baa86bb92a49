"""Ctrl-C between documents, never within one."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Interrupts:
    """Within ``caught``, Ctrl-C raises KeyboardInterrupt at once, but not within ``held``: there, after it.

    A second Ctrl-C within ``held`` raises at once. Where Python's own handler is not in charge (another thread, a host
    that has its own), nothing is changed.
    """

    def __init__(self) -> None:
        self._holding = self._asked = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Takes over Ctrl-C for the time being."""
        ours = threading.current_thread() is threading.main_thread()
        if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
            yield
            return
        signal.signal(signal.SIGINT, self._asked_to_stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """What is done within is done wholly."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._asked:
            self._asked = False
            raise KeyboardInterrupt

    def _asked_to_stop(self, _signal: int, _frame: FrameType | None) -> None:
        if not self._holding or self._asked:
            raise KeyboardInterrupt
        self._asked = True
