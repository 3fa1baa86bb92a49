"""When something was said, where the text tells it beside the cue. Not here: resolving the time words (annotate.times)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rashomon.annotate.numbers import value_of
from rashomon.model import Interval

if TYPE_CHECKING:
    from datetime import date

    from rashomon.model import Timex

    from .draft import Draft
    from .page import Page
    from .speakers import Speaker

NEAR = 6  # words between cue and time
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_LONGEST = 60  # days that are counted back; more is told roundly


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
        if words.start > low and page.low[words.start - 1] in ("since", "until"):
            continue  # how long something has lasted, not when it was said
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


def earlier(page: Page, drafts: list[Draft], found: list[Interval | None]) -> list[Interval | None]:
    """The days, with that of "acknowledged on Sunday ..., three days after it denied ..." counted back for the denial."""
    out = list(found)
    for i, draft in enumerate(drafts):
        days = _days_after(page, draft)
        if days is None:
            continue
        here = page.sentence_of(page.word_at(draft.cue[0].start))
        told = [
            day.start for other, day in zip(drafts, found, strict=True)
            if other.cue and other.cue[0].start < draft.cue[0].start and day is not None and day.start == day.end
            and page.sentence_of(page.word_at(other.cue[0].start)) == here
        ]  # fmt: skip
        if told and told[-1] is not None:
            out[i] = Interval.day(told[-1] - timedelta(days=days))
    return out


def _days_after(page: Page, draft: Draft) -> int | None:
    """N of "N days after" right before the statement's speaker or cue."""
    if not draft.cue:
        return None
    first = min(page.word_at(span.start) for span in (*draft.source, draft.cue[0]))
    if first > page.word_at(draft.cue[0].start) or first < 3 or page.low[first - 1] != "after":
        return None
    many = 1 if page.low[first - 3] in ("a", "the") else value_of(page.low[first - 3])
    unit = _UNITS.get(page.low[first - 2])
    return round(many * unit) if many and unit and many * unit <= _LONGEST else None


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
