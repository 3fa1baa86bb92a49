"""Where log lines go in programs of our own: to standard error, so that printed rows stay rows."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict

DEBUG = "RASHOMON_DEBUG"


def to_stderr() -> None:
    """One plain line an event; with tracebacks where the environment sets RASHOMON_DEBUG. A library's users keep theirs."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info if os.environ.get(DEBUG) else _without_traceback,
            structlog.processors.KeyValueRenderer(key_order=["level", "event"]),
        ],
        logger_factory=_printing,
        cache_logger_on_first_use=False,
    )


def _printing(*_: object) -> structlog.PrintLogger:
    # Standard error as it is when something is logged: who called us may have put another in its place since.
    return structlog.PrintLogger(file=sys.stderr)


def _without_traceback(_logger: object, _name: str, event: EventDict) -> EventDict:
    if not event.pop("exc_info", None):
        return event
    # What failed is told beside the document's name already.
    raise structlog.DropEvent
