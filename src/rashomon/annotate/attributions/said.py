"""When something was said, where the text tells it beside the cue. Not here: resolving the time words (annotate.times)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Interval

if TYPE_CHECKING:
    from datetime import date

    from rashomon.model import Timex

    from .draft import Draft
    from .page import Page
    from .speakers import Speaker

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
        if (
            not words
            or words.start < low
            or words.start >= high
            or timex.interval is None
            or timex.type in ("DURATION", "SET")
        ):
            continue
        if timex.interval.start is None or any(timex.span.overlaps(span) for span in draft.content):
            continue
        distance = _distance(page, draft, words, cue_first, cue_last, low)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, timex.interval)
    return best[1] if best is not None else None


def spread(
    page: Page, drafts: list[Draft], speakers: list[Speaker], found: list[Interval | None]
) -> list[Interval | None]:
    """The days, given on to further statements by the same speaker in the same or the next sentence."""
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].place)
    out = list(found)
    for k, i in enumerate(order):
        if out[i] is not None or not drafts[i].cue:
            continue
        here = page.sentence_of(page.word_at(drafts[i].place))
        for j in order[max(0, k - 3) : k + 2]:
            there = page.sentence_of(page.word_at(drafts[j].place))
            same = speakers[i].name is not None and speakers[i].name == speakers[j].name
            near = there == here or (there < here and here - there <= 2 and same)
            if j != i and near and out[j] is not None and (same or drafts[j].cue == drafts[i].cue):
                out[i] = out[j]
                break
    return out


def clipped(interval: Interval | None, published: date | None) -> Interval | None:
    """Nothing was said after the day of the report."""
    if interval is None or published is None or interval.end is None or interval.end <= published:
        return interval
    if interval.start is not None and interval.start > published:
        return None
    return Interval(interval.start, published)


def _distance(page: Page, draft: Draft, words: range, cue_first: int, cue_last: int, low: int) -> int | None:  # noqa: PLR0911  (one return a rule)
    """How far the time stands from the cue, if it can date it: right after, right before, or opening the sentence."""
    if any(span.covers(page.span(words.start, words.stop - 1)) for span in draft.cue):
        return 0  # "vowed on Sunday"
    if words.start > cue_last:
        gap = range(cue_last + 1, words.start)
        if len(gap) > NEAR or any(page.low[i] in (".", ";", "said") for i in gap):
            return None
        return len(gap)
    if words.stop <= cue_first:
        gap = range(words.stop, cue_first)
        source = {i for span in draft.source for i in page.words_in(span)}
        if source and 0 <= min(source) - words.stop <= 1:
            return 2
        if any(i in source for i in words):
            return None
        plain = [i for i in gap if i not in source]
        opening = words.start - low <= 2
        if not opening and any(page.low[i] == "," for i in plain) and len(plain) > 1:
            return None  # the time closes a clause before the one that says
        if (len(plain) <= 3 and not any(page.low[i] in (";", ":") for i in plain)) or (opening and len(plain) <= 3):
            return len(plain) + 1
    return None
