"""Attributions whose accused can be the ones accused: those harmed, tellers and places are none, however near the harm they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .accused import answerable, by_words

if TYPE_CHECKING:
    from rashomon.model import Annotated, Attribution

    from .context import Context


def charged(context: Context) -> Annotated:
    """The document with whom its accusations name, and no others; who names nobody by words of harm alone accuses nobody."""
    rows = tuple(_charged(context, row) for row in context.annotated.attributions)
    if rows == context.annotated.attributions:
        return context.annotated
    return msgspec.structs.replace(context.annotated, attributions=rows)


def _charged(context: Context, row: Attribution) -> Attribution:
    kept = tuple(name for name in row.accused if answerable(context, row, name))
    if kept == row.accused:
        return row
    if not kept and by_words(row):
        return msgspec.structs.replace(row, accused=(), stance="assert", rule=f"{row.rule}, of those harmed")
    return msgspec.structs.replace(row, accused=kept)
