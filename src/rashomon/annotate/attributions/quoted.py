"""Quotations that belong to a cue although it stands in another sentence, and quotations inside quotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Span

from .cues import cue_at
from .spoken import ENDS

if TYPE_CHECKING:
    from .clauses import Clause
    from .page import Page


def nested(page: Page, at: int) -> Span | None:
    """A quotation inside a quotation, in single marks; up to the end of the outer one where it never closes."""
    outer = page.quote_at(page.starts[at])
    if outer is None:
        return None
    end = page.text.find("’ ", page.starts[at], outer.inner.end)
    while end > 0 and page.text[end - 1].isalnum() and page.text[end - 1] == "s":
        end = page.text.find("’ ", end + 1, outer.inner.end)
    return Span(page.starts[at], end + 1 if end > 0 else outer.inner.end)


def next_quotes(page: Page, clause: Clause, at: int) -> list[Span]:
    """Quotations that open right after word ``at - 1`` and have no cue of their own."""
    spans: list[Span] = []
    while at < len(page.low):
        if page.low[at] in ENDS or page.low[at] in (",", ":", "*"):
            at += 1
            continue
        quote = page.quote_at(page.starts[at])
        if (
            quote is None
            or quote.outer.start != page.starts[at]
            or not quote.whole
            or quote.outer.start < page.ends[clause.cue.last]
        ):
            break
        after = page.word_at(quote.outer.end)
        if _has_own_cue(page, after):
            break
        spans.append(quote.outer)
        at = after
    return spans


def _has_own_cue(page: Page, after: int) -> bool:
    """Whether the words after a closed quotation name another speaker for it."""
    if after >= len(page.low):
        return False
    previous = page.words[after - 1] if after else ""
    if (
        page.text[page.starts[after - 1] - 1 : page.starts[after - 1]] in tuple(".!?")
        and page.words[after][:1].isupper()
    ):
        return False
    for at in range(after, min(len(page.low), after + 14)):
        if page.low[at] in ENDS:
            return False
        if cue_at(page, at) is not None:
            return True
    return previous == ","
