"""rashomon keeps the record of conflicting accounts of armed conflict.

Who says what about which event, when; who confirms, denies, blames, admits or rejects the other as a source. It never says what is true.

    >>> import rashomon
    >>> found = rashomon.read("The army said on Monday that ...", published="2031-03-04")
    >>> with rashomon.open("rashomon.db") as record:
    ...     record.add("reports/")
    ...     record.incidents(status="contested").to_pandas()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .version import __version__

if TYPE_CHECKING:
    from .api import Accounts, Book, Reading, Rows, read
    from .api import open_book as open  # noqa: A004  (rashomon.open, as gzip.open)
    from .config import Settings
    from .errors import InputError, NotInRecordError, RashomonError, RecordError


# What is public, and where it is: imported when first asked for, so that `import rashomon` costs nothing.
_PUBLIC = {
    "Accounts": ("rashomon.api", "Accounts"),
    "Book": ("rashomon.api", "Book"),
    "InputError": ("rashomon.errors", "InputError"),
    "NotInRecordError": ("rashomon.errors", "NotInRecordError"),
    "RashomonError": ("rashomon.errors", "RashomonError"),
    "Reading": ("rashomon.api", "Reading"),
    "RecordError": ("rashomon.errors", "RecordError"),
    "Rows": ("rashomon.api", "Rows"),
    "Settings": ("rashomon.config", "Settings"),
    "open": ("rashomon.api", "open_book"),
    "read": ("rashomon.api", "read"),
}

__all__ = [
    "Accounts", "Book", "InputError", "NotInRecordError", "RashomonError", "Reading", "RecordError", "Rows", "Settings",
    "__version__", "open", "read",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_PUBLIC])
