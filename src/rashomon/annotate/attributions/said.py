"""When something was said, where the text tells it beside the cue. Not here: resolving the time words (annotate.times)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rashomon.model import Interval, Timex

    from .draft import Draft
    from .page import Page

NEAR = 6  # words between cue and time


def said(page: Page, draft: Draft, times: list[Timex]) -> Interval | None:
    """The days of the time expression that stands beside the cue, outside the content; None where there is none."""
    if not draft.cue or not times:
        return None
    cue_first = page.word_at(draft.cue[0].start)
    cue_last = page.word_at(draft.cue[-1].end - 1)
    low, high = page.bounds(cue_first)
    best: tuple[int, Interval] | None = None
    for timex in times:
        words = page.words_in(timex.span)
        if not words or words.start < low or words.start >= high or timex.interval is None or timex.type in ("DURATION", "SET"):
            continue
        if timex.interval.start is None or any(timex.span.overlaps(span) for span in draft.content):
            continue
        distance = _distance(page, draft, words, cue_first, cue_last, low)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, timex.interval)
    return best[1] if best is not None else None


def _distance(page: Page, draft: Draft, words: range, cue_first: int, cue_last: int, low: int) -> int | None:
    """How far the time stands from the cue, if it can date it: right after, right before, or opening the sentence."""
    if words.start > cue_last:
        gap = range(cue_last + 1, words.start)
        if len(gap) > NEAR or any(page.low[i] in (".", ";", "said") for i in gap):
            return None
        return len(gap)
    if words.stop <= cue_first:
        gap = range(words.stop, cue_first)
        source = {i for span in draft.source for i in page.words_in(span)}
        if any(i in source for i in words):
            return None
        plain = [i for i in gap if i not in source]
        opening = words.start - low <= 2
        if (len(plain) <= 3 and not any(page.low[i] in (";", ":") for i in plain)) or (opening and len(plain) <= 3):
            return len(plain) + 1
    return None
