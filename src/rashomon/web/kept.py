"""Lists that take long to make and are the same for every visitor until the record changes: made once at a time, a few kept.

Where making one takes longer than a page's patience, it is made to its end all the same, and the next visitor has it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from .visit import Visit

_MOST = 8  # lists, over all names and moments
Made = TypeVar("Made")


class Kept:
    """The lists of one application; ``app.state.kept``. Safe to ask from several threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[str, str, str], object] = OrderedDict()
        self._making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._lock = threading.Lock()

    def get(self, visit: Visit, name: str, make: Callable[[], Made]) -> Made:
        """What ``make`` gives for the record as the visit looks at it; ``name`` tells the lists apart."""
        key = (name, visit.book.record.mark(), str(visit.book.moment))
        with self._lock:
            making = self._making[name]
        with making:
            with self._lock:
                if key in self._held:
                    self._held.move_to_end(key)
                    return self._held[key]  # type: ignore[return-value]  # made by this name's own function
            made = make()
            with self._lock:  # other names' lists are put in and fall out meanwhile
                self._held[key] = made
                while len(self._held) > _MOST:
                    self._held.popitem(last=False)
            return made
