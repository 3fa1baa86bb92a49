"""The days that the words around a trigger give it: dates, stretches of time, an onset that goes on, a day told before.

Dates come from the trigger's own sentence. A time at which somebody *spoke* does not date what he spoke of: where the
trigger stands inside an attributed content, only times inside the same content count, and the other way round.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from rashomon.model import Interval

from . import words as lexicon
from .afterwards import of_aftermath, of_custody

if TYPE_CHECKING:
    from rashomon.model import Attribution, Span, Timex

    from .context import Context
    from .triggers import Mention

_BESIDE = 3
_BACK = 3  # sentences over which an hour is one of the day named before
_HOURS = frozenset({"clock", "part", "twelve", "one-part"})
_DAY_WORD = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun|yester|to)day|tonight|tomorrow|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_SHORT, _LONG = 7, 45  # days
_FEW = 3  # days: "the past 48 hours" dates as closely as a day
_OPENING = 6  # characters: ", the "
_SEASON = 120  # days
# Ends the clause of a trigger, so that a time behind it may date something else.
_BREAKS = frozenset([",", ";", ":", "–", "—", "who", "which", "that", "where", "when", "after", "before", "while", "since", "as", "and", "but", '"', "“", "”", "(", ")"])  # fmt: skip
_ARTICLES = frozenset(["a", "an", "another", "some"])
_ERA = 30 * 365  # days; an epithet, no date
_APART = 21  # days; what is dated so far from an event in its own clause is another
_LONGEST = 400  # days; a wider interval dates a campaign, not an incident
_HISTORIC = 150  # years; a report names such a year for what it tells of long ago, hardly for a strike or a shooting
_RECENT = 31  # days; what began longer before the report may have ended since
LASTING = frozenset({"campaign", "battle", "siege"})  # types that go on for more than a day
_ONSET = frozenset(["launch", "launched", "launching", "began", "begun", "begin", "started", "erupted"])
_ONGOING = frozenset(["offensive", "assault", "operation", "invasion", "incursion", "onslaught", "barrage", "campaign", "blockade"])  # fmt: skip
_WITHIN = frozenset(["in", "over", "during", "within", "for", "throughout"])
_SAME = tuple(["same", unit] for unit in ("period", "day", "night", "morning", "evening", "time", "week", "hours"))
_LENGTH = re.compile(r"P(?:T(\d+)H|(\d+)([DWMY]))$")
_UNITS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def content_of(context: Context, span: Span) -> Attribution | None:
    """The innermost attribution whose content covers the span."""
    found: Attribution | None = None
    size = 0
    for content, attribution in context.contents.get(context.sentence_at(span.start), ()):
        length = content.end - content.start
        if content.covers(span) and (found is None or length < size):
            found, size = attribution, length
    return found


def said_by(context: Context, mention: Mention) -> dt.date | None:
    """The last day on which the words were said that tell of it; None where nobody says them, or the text does not date them."""
    told = content_of(context, context.span(mention.first, mention.last))
    return told.said.end if told is not None and told.said is not None else None


def admitted(context: Context, mention: Mention) -> bool:
    """Whether the words that tell of it are those in which somebody admits or claims a deed."""
    told = content_of(context, context.span(mention.first, mention.last))
    return told is not None and told.stance in ("acknowledge", "claim responsibility")


def elsewhere(context: Context, mention: Mention) -> bool:
    """Whether it is a deed that somebody owns up to beside one that he denies: "admitted it hit a barracks, and denied that a school was hit".

    What was hit must be named as something new; who admits the strike and denies its dead speaks of one event.
    """
    told = content_of(context, context.span(mention.first, mention.last))
    if told is None or told.stance not in ("acknowledge", "claim responsibility"):
        return False
    if not _ARTICLES & set(context.words[mention.last : mention.last + 3]):
        return False
    return any(
        other.stance == "deny" and other.denies not in ("harm", "figures", "statement") and other.speaker == told.speaker
        and other.cue and context.sentence_at(other.cue[0].start) == mention.sentence
        for other in context.annotated.attributions
    )  # fmt: skip


def own_days(context: Context, mention: Mention) -> Interval | None:
    """The days or years that stand in the mention's own clause, however far behind it ("was killed by X over the past decade")."""
    told = content_of(context, context.span(mention.first, mention.last))
    for first, last, timex in context.times_in(mention.sentence):
        if of_aftermath(context, mention, first, last, timex):
            return None
        if first < mention.last or timex.start is None or timex.end is None or timex.type == "SET":
            continue
        if not _BREAKS.isdisjoint(context.words[mention.last : first]) or _of_speech(context, first, timex, told):
            return None
        return timex.interval if content_of(context, timex.span) is told else None
    return None


def day_of(context: Context, mention: Mention) -> Interval | None:
    """The days that the mention's sentence gives the event, or None."""
    best: tuple[tuple[int, int, int], Interval] | None = None
    told = content_of(context, context.span(mention.first, mention.last))
    for first, last, timex in context.times_in(mention.sentence):
        days = _days(context, mention, first, last, timex)
        if (
            days is None
            or _of_speech(context, first, timex, told)
            or of_aftermath(context, mention, first, last, timex)
            or in_aside(context, mention, first)
            or of_custody(context, mention, first, last)
        ):
            continue
        gap = first - mention.last if first >= mention.last else mention.first - last + 2
        crossed = _crossed(context, *((mention.last, first) if first >= mention.last else (last, mention.first)))
        beside = last == mention.first and mention.form == "noun"  # "the March bombing" is of March
        rank = (
            -1 if beside else crossed + _beyond_aside(context, mention, first), 0 if spell(days) <= _FEW else 1, gap
        )  # fmt: skip
        if best is None or rank < best[0]:
            best = (rank, days)
    return best[1] if best else _same(context, mention)


def _same(context: Context, mention: Mention) -> Interval | None:
    """The days just named, where the sentence says that it was then ("in the same period", "on the same day")."""
    start, end = context.bounds(mention.sentence)
    words = context.words[start:end]
    if not any(words[at : at + 2] in _SAME for at in range(len(words))):
        return None
    return _named_before(context, mention, start, back=2, longest=_SHORT)


def _named_before(context: Context, mention: Mention, token: int, *, back: int, longest: int) -> Interval | None:
    """The last days of at most that length named before a token, in its sentence or those just before; not those of speech or court."""
    for sentence in range(mention.sentence, max(-1, mention.sentence - 1 - back), -1):
        named = [
            days for first, last, timex in context.times_in(sentence)
            if first < token and not _without_day(context, timex)
            and (days := _days(context, mention, first, last, timex)) is not None and spell(days) <= longest
            and not _of_speech(context, first, timex, content_of(context, timex.span))
            and not of_custody(context, mention, first, last)
        ]  # fmt: skip
        if named:
            return named[-1]
    return None


def _without_day(context: Context, timex: Timex) -> bool:
    """Whether an expression gives an hour or a part of the day alone ("about 7.30 p.m.", "late-night"), taken for the report's own day."""
    own = timex.start is not None and timex.start == context.annotated.document.published
    return own and timex.rule in _HOURS and not _DAY_WORD.search(timex.span.of(context.text))


def _days(context: Context, mention: Mention, first: int, last: int, timex: Timex) -> Interval | None:
    """The days of one time expression at tokens [first, last), as a date of the mention; a dateline's day is that of the report."""
    dateline = context.annotated.document.dateline
    if (dateline is not None and dateline.covers(timex.span)) or _of_page(context, first):
        return None
    if _without_day(context, timex):
        day = _named_before(context, mention, first, back=_BACK, longest=1)
        if day is not None and day.start is not None and timex.start is not None and day.start > timex.start:
            day = None  # what came after the report is no day that it has been telling of
        if day is not None or (timex.rule == "part" and context.words[first] != "the"):
            return day  # a "late-night shooting" need not be of the night of the report
    if timex.type == "DURATION" and timex.start is None:
        return _lately(context, mention, first, last, timex)
    return (
        _from_here_on(context, mention, first, last, timex)
        if _datable(timex, mention, context.annotated.document.published)
        else None
    )


def _from_here_on(context: Context, mention: Mention, first: int, last: int, timex: Timex) -> Interval:
    """The days of an expression; with "since", or where something began then that goes on, those up to the report."""
    days, published = timex.interval, context.annotated.document.published
    assert days is not None
    if first > context.bounds(mention.sentence)[0] and context.words[first - 1] == "since":
        return Interval(days.start, published)
    if published is not None and days.start is not None and _begins(context, mention, first, last):
        return Interval(days.start, published) if 0 <= (published - days.start).days <= _RECENT else days
    return days


def _begins(context: Context, mention: Mention, first: int, last: int) -> bool:
    """Whether the words between say that what goes on began then ("launched the offensive on", "the shelling began on")."""
    if mention.form != "noun" or (mention.type not in LASTING and context.words[mention.last - 1] not in _ONGOING):
        return False
    low, high = (mention.first, first) if first >= mention.last else (last, mention.last)
    start = context.bounds(mention.sentence)[0]
    return any(word in _ONSET for word in context.words[max(start, low - 4) : high])


def _lately(context: Context, mention: Mention, first: int, last: int, timex: Timex) -> Interval | None:
    """The stretch up to the report that a bare length means beside a perfect ("have been killed in three months")."""
    published, match = context.annotated.document.published, _LENGTH.match(timex.value or "")
    start = context.bounds(mention.sentence)[0]
    within = context.words[first] in _WITHIN or (first > start and context.words[first - 1] in _WITHIN)
    within = within and "first" not in context.words[first:last]  # "in the first three days of the war"
    if published is None or match is None or not within:
        return None
    before = context.words[start:first]
    if not {"have", "has", "'ve"} & set(before) or {"had", "will"} & set(before):
        return None
    if context.words[min(last, len(context.words) - 1)] in ("after", "before", "ago", "earlier", "later"):
        return None
    days = -(-int(match[1]) // 24) + 1 if match[1] else int(match[2]) * _UNITS[match[3]]
    if days > _LONGEST and mention.type not in LASTING:
        return None
    return Interval(published - dt.timedelta(days=days - (1 if days <= _SHORT else 0)), published)


def dated_closely(context: Context, mention: Mention) -> bool:
    """Whether a time dates this event and no other: right beside the trigger, or alone at the opening of the sentence."""
    times = context.times_in(mention.sentence)
    start = context.bounds(mention.sentence)[0]
    return any(
        0 <= first - mention.last <= _BESIDE
        or 0 <= mention.first - last <= _BESIDE
        or (len(times) == 1 and first - start <= 1 and timex.type == "DATE" and last <= mention.first)
        for first, last, timex in times
    )


def counted_over(context: Context, mention: Mention) -> bool:
    """Whether a length of time, or "since", stands right beside a word of harm ("killed in three months", "since 2014")."""
    return mention.type is None and any(
        (timex.type == "DURATION" or context.words[first - 1] == "since")
        and (0 <= first - mention.last <= _BESIDE or 0 <= mention.first - last <= _BESIDE)
        for first, last, timex in context.times_in(mention.sentence)
        if first > 0
    )


def _datable(timex: Timex, mention: Mention, published: dt.date | None) -> bool:
    """Whether the expression names days that an event can have; "at 1730" in a wire is an hour, whatever it looks like."""
    if timex.type == "SET" or timex.start is None or timex.end is None:
        return False
    if published is not None and published.year - timex.end.year > _HISTORIC and mention.type not in LASTING:
        return False
    return mention.type in LASTING or (timex.end - timex.start).days <= _LONGEST


def _crossed(context: Context, first: int, last: int) -> int:
    """How many clause boundaries lie between two tokens: other triggers' verbs, "that", "after", semicolons."""
    words = context.words[first:last]
    return sum(w in (";", "after", "while", "when", "before", "since", "where") for w in words)


def _beyond_aside(context: Context, mention: Mention, time: int) -> bool:
    """Whether the trigger stands in a clause ", which ... ," and the time behind the comma that ends it: "who shelled X in March, denied"."""
    start, end = context.bounds(mention.sentence)
    words = context.words
    behind = mention.first - 1
    if words[behind] == "," and words[mention.first].endswith("ing"):
        behind -= 1  # ", killing nine": of the same clause
    opened = next((i for i in range(behind, start, -1) if words[i] in (",", *_RELATIVE)), None)
    if opened is None or words[opened] not in _RELATIVE or words[opened - 1] != ",":
        return False
    closed = next((i for i in range(mention.last, end) if words[i] == ","), end)
    return time > closed


def in_aside(context: Context, mention: Mention, time: int) -> bool:
    """Whether a time or place stands in a clause ", which ... ," that is over before the trigger: "X, which bombed Y last year, has hit Z"."""
    if time >= mention.first:
        return False
    start = context.bounds(mention.sentence)[0]
    words = context.words
    opened = next((i for i in range(time, start, -1) if words[i] == "," or words[i] in _RELATIVE), None)
    if opened is None or words[opened] not in _RELATIVE or words[opened - 1] != ",":
        return False
    behind = mention.first - 1
    if words[behind] == "," and words[mention.first].endswith("ing"):
        behind -= 1  # ", killing nine": of the aside
    return "," in words[time : behind + 1]


_RELATIVE = frozenset({"which", "who"})


def _of_page(context: Context, first: int) -> bool:
    """Whether a page says with it when it was put up or changed: "Posted: Tuesday, 27 May", "(Published Monday)"."""
    before = context.words[max(0, first - 3) : first]
    return any(word in _STAMPS for word in before) and all(
        word in _STAMPS or word in (":", "(", "on", "at", "-") for word in before[-2:]
    )


_STAMPS = frozenset({"posted", "published", "updated", "created", "modified"})


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
    if inside is None and any(0 <= source.start - timex.span.end <= _OPENING for source in told.source):
        return True  # "On Tuesday, the ministry said that"
    return inside is None and any(
        cue.end <= timex.span.start <= cue.end + 30 or timex.span.end <= cue.start <= timex.span.end + 12
        for cue in told.cue
    )


def long_past(context: Context, days: Interval | None) -> bool:
    """Whether the days are a stretch that ended more than a season before the report ("died in 2013")."""
    published = context.annotated.document.published
    if days is None or days.end is None or published is None:
        return False
    return (published - days.end).days > _SEASON and spell(days) > _SHORT


def same_days(one: Interval | None, other: Interval | None) -> bool | None:
    """Whether two dates can be one; None where either is unknown. A year's campaign is no single day's strike."""
    if one is None or other is None:
        return None
    lengths = sorted((spell(one), spell(other)))
    return one.meets(other) and not (lengths[0] <= _SHORT and lengths[1] > _LONG)


def far_apart(one: Interval | None, other: Interval | None) -> bool:
    """Whether weeks lie between two dates, or the one is years and the other days; False where either is unknown."""
    if one is None or other is None:
        return False
    if one.meets(other):
        short, long = sorted((spell(one), spell(other)))
        return short <= _SHORT and _LONGEST < long < _ERA  # "the massacre of the century" is today's
    ends = [(i.start or i.end, i.end or i.start) for i in (one, other)]
    (start, end), (first, last) = ends
    if start is None or end is None or first is None or last is None:
        return False
    return (first - end).days > _APART or (start - last).days > _APART


def spell(interval: Interval) -> int:
    """How many days an interval covers; an open one counts as long."""
    return (interval.end - interval.start).days + 1 if interval.start and interval.end else 10**6
