"""How far an expression reaches in histories: "a week of intense fighting", "five days after the fall of Karsa".

The annotators of histories (WikiWars) take in what a length is filled with and what it counts from; those of news stop
at the unit. Only extents change here, never values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .words import word_set

if TYPE_CHECKING:
    from .context import Context
    from .grammar import Reading

_MOST_WORDS = 12


def reaching(ctx: Context, reading: Reading) -> Reading:
    """The reading with the phrase that fills or anchors it, where the text is a history and such a phrase follows."""
    words = ctx.words
    i = reading.last
    if not ctx.history or i >= len(words.low):
        return reading
    final = words.low[i - 1]
    if words.said(reading.first, i) == "the time":
        # "the time he left office": a whole clause, verbs and all.
        return reading if words.low[i] in word_set("ends_phrase") else _until(ctx, reading, i, clause=True)
    if final in {"before", "after"}:
        return _until(ctx, reading, i)
    if words.kinds[i - 1] in "uU" and words.low[i] in word_set("fills"):
        return _until(ctx, reading, i + 1)
    return reading


def _until(ctx: Context, reading: Reading, start: int, *, clause: bool = False) -> Reading:
    """Goes on from word ``start`` to the end of the phrase; the reading as it was where there is none or no end near."""
    words = ctx.words
    i = start
    if words.low[i : i + 1] == ["that"]:
        i += 1
    while i < len(words.low) and i - start < _MOST_WORDS and _inside(ctx, i, clause=clause):
        i += 1
    ends = i < len(words.low) and i - start < _MOST_WORDS
    return reading._replace(last=i) if i > start and ends else reading


def _inside(ctx: Context, i: int, *, clause: bool) -> bool:
    """Whether word ``i`` goes on the phrase: no punctuation, no verb that begins a clause."""
    words = ctx.words
    if words.kinds[i] in "-'~":
        return words.starts[i] == words.ends[i - 1]
    return words.low[i][0].isalnum() and (clause or words.low[i] not in word_set("ends_phrase"))
