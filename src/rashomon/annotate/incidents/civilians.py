"""How many of those whom a total counts bore arms: "10 people were killed, one of whom was a militant" are nine civilians."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

if TYPE_CHECKING:
    from rashomon.model import Figure

    from .context import Context


@cache
def _armed() -> re.Pattern[str]:
    return re.compile(load("harmed")["armed"].replace(" ", r"\s+"), re.IGNORECASE)


def armed_of(context: Context, figure: Figure) -> int:
    """How many of those whom a figure counts its own sentence says bore arms; none of those called civilians."""
    match = _armed().match(context.text, figure.span.end) if figure.group != "civilians" else None
    number = value_of(match["n"].lower()) if match else None
    return number if isinstance(number, int) else 0
