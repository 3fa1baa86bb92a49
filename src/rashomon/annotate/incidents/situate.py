"""The day and the place that the words around a trigger give it.

Both come from the trigger's own sentence. A time at which somebody *spoke* does not date what he spoke of: where the
trigger stands inside an attributed content, only times inside the same content count, and the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Interval

from . import words as lexicon

if TYPE_CHECKING:
    from rashomon.model import Attribution, PlaceValue, Span, Timex, Toponym

    from .context import Context
    from .triggers import Mention

_BESIDE = 3
_SHORT, _LONG = 7, 45  # days
_FEW = 3  # days: "the past 48 hours" dates as closely as a day
_LONGEST = 400  # days; a wider interval dates a campaign, not an incident


def content_of(context: Context, span: Span) -> Attribution | None:
    """The innermost attribution whose content covers the span."""
    found: Attribution | None = None
    size = 0
    for content, attribution in context.contents.get(context.sentence_at(span.start), ()):
        length = content.end - content.start
        if content.covers(span) and (found is None or length < size):
            found, size = attribution, length
    return found


def day_of(context: Context, mention: Mention) -> Interval | None:
    """The days that the mention's sentence gives the event, or None."""
    start, _ = context.bounds(mention.sentence)
    best: tuple[tuple[int, int, int], Interval] | None = None
    told = content_of(context, context.span(mention.first, mention.last))
    for first, last, timex in context.times_in(mention.sentence):
        if not _datable(timex, mention):
            continue
        if _of_speech(context, first, timex, told):
            continue
        days = timex.interval
        assert days is not None
        if first > start and context.words[first - 1] == "since":
            days = Interval(days.start, context.annotated.document.published)
        gap = first - mention.last if first >= mention.last else mention.first - last + 2
        crossed = _crossed(context, *((mention.last, first) if first >= mention.last else (last, mention.first)))
        rank = (crossed, 0 if spell(days) <= _FEW else 1, gap)
        if best is None or rank < best[0]:
            best = (rank, days)
    return best[1] if best else None


def dated_closely(context: Context, mention: Mention) -> bool:
    """Whether a time stands right beside the trigger ("the strike on 8 August"), so that it dates this event and no other."""
    return any(
        0 <= first - mention.last <= _BESIDE or 0 <= mention.first - last <= _BESIDE
        for first, last, _ in context.times_in(mention.sentence)
    )


def placed_closely(context: Context, mention: Mention) -> bool:
    """Whether a place stands right beside the trigger ("the strike in X", "the X massacre")."""
    return any(
        located(t)
        and context.words[first - 1] != "from"
        and (0 <= first - mention.last <= _BESIDE or 0 <= mention.first - last <= 1)
        for first, last, t in context.toponyms_in(mention.sentence)
    )


def _datable(timex: Timex, mention: Mention) -> bool:
    """Whether the expression names days that an event can have."""
    if timex.type == "SET" or timex.start is None or timex.end is None:
        return False
    return mention.type in ("campaign", "siege", "battle") or (timex.end - timex.start).days <= _LONGEST


def _crossed(context: Context, first: int, last: int) -> int:
    """How many clause boundaries lie between two tokens: other triggers' verbs, "that", "after", semicolons."""
    words = context.words[first:last]
    return sum(w in (";", "after", "while", "when", "before", "since", "where") for w in words)


def _of_speech(context: Context, first: int, timex: Timex, told: Attribution | None) -> bool:
    """Whether the time dates the saying rather than what was said."""
    at = first - 1
    while at > 0 and context.words[at] in (
        "on",
        "late",
        "early",
        "in",
        "a",
        "statement",
        "earlier",
        "reporters",
        "the",
        "him",
        "them",
    ):
        at -= 1
    if at >= 0 and context.words[at] in lexicon.closed("speech"):
        return True
    inside = content_of(context, timex.span)
    if told is None or not told.source:  # "on Monday it was reported that ...": the day is all there is
        return False
    return inside is None and any(
        cue.end <= timex.span.start <= cue.end + 30 or timex.span.end <= cue.start <= timex.span.end + 12
        for cue in told.cue
    )


def place_of(context: Context, mention: Mention) -> Toponym | None:
    """The narrowest place that the mention's sentence ties to the event, or None."""
    start, _ = context.bounds(mention.sentence)
    named = [(f, e, t) for f, e, t in context.toponyms_in(mention.sentence) if t.reading == "literal"]
    # A village that the gazetteer lacks is still where it happened, if no place on the map is named beside it.
    here = [item for item in named if located(item[2])] or named
    best: tuple[tuple[int, int], int] | None = None
    for index, (first, last, _) in enumerate(here):
        before = context.words[first - 1] if first > start else ""
        before2 = context.words[first - 2] if first > start + 1 else ""
        local = (
            before in lexicon.closed("local")
            or before == ","
            or (before2 in lexicon.closed("local") and before in lexicon.closed("before_places"))
        )
        if before == "from":
            continue  # where somebody comes from, not where it happened
        if not local and first in context.parties:
            continue  # "blamed Moscow": a party, no place
        gap = first - mention.last if first >= mention.last else mention.first - last + 3
        rank = (0 if local else 1, gap)
        if best is None or rank < best[0]:
            best = (rank, index)
    return _narrowest(context, here, best[1]) if best else None


def located(toponym: Toponym) -> bool:
    """Whether it is read as a place on the map."""
    return toponym.reading == "literal" and toponym.lat is not None


def _narrowest(context: Context, here: list[tuple[int, int, Toponym]], index: int) -> Toponym:
    """The narrowest of the chain of places around one: "in A, B" and "the A district of B in C"."""
    low = high = index
    while low > 0 and _linked(context, here[low - 1][1], here[low][0]):
        low -= 1
    while high + 1 < len(here) and _linked(context, here[high][1], here[high + 1][0]):
        high += 1
    chain = [toponym for _, _, toponym in here[low : high + 1]]
    return max(chain, key=lambda t: (narrowness(t.place, t.kind), -t.span.start))


def _linked(context: Context, first: int, last: int) -> bool:
    words = context.words[first:last]
    return (
        len(words) <= 6
        and "and" not in words[:1]
        and all(
            w in lexicon.closed("place_links")
            or w in ("eastern", "western", "northern", "southern")
            or w.endswith("ern")
            for w in words
        )
    )


def narrowness(place: PlaceValue, kind: str | None = None) -> int:
    """0 for a country, 1 for a region, 2 for anything narrower."""
    if kind == "country" or place.precision == "country":
        return 0
    if kind in ("region", "province", "state", "governorate", "admin1") or place.precision == "region":
        return 1
    return 2


def same_days(one: Interval | None, other: Interval | None) -> bool | None:
    """Whether two dates can be one; None where either is unknown. A year's campaign is no single day's strike."""
    if one is None or other is None:
        return None
    lengths = sorted((spell(one), spell(other)))
    return one.meets(other) and not (lengths[0] <= _SHORT and lengths[1] > _LONG)


def spell(interval: Interval) -> int:
    """How many days an interval covers; an open one counts as long."""
    return (interval.end - interval.start).days + 1 if interval.start and interval.end else 10**6


def same_place(one: PlaceValue | None, other: PlaceValue | None) -> bool | None:
    """Whether two places can be one (equal, one within the other's reach, or wide); None where either is unknown."""
    if one is None or other is None:
        return None
    if one.name.casefold() == other.name.casefold():
        return True
    wide = min(narrowness(one), narrowness(other))
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    reach = {0: 8.0, 1: 1.5, 2: 0.2}[wide]  # degrees
    if wide == 0 and one.country and other.country:
        return one.country == other.country
    return abs(one.lat - other.lat) <= reach and abs(one.lon - other.lon) <= reach
