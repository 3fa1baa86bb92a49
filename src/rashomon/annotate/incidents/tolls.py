"""Ranges of killed, injured, displaced ... of an incident, from the figures that were tied to it.

Policy "span": ``low`` is the least and ``high`` the greatest that a counted account gives, ``best`` the value most
accounts share, ties: the latest. What does not count: a toll that the text calls early; parts ("five of them
children"); combatants, where others are counted too. Figures of one account that stand side by side for different
groups ("20 civilians and one aid worker") add up.

Where a text weighs its sources (as a monitor's narrative does) and the narrator himself opens with a total, he has weighed
the accounts below: his range is the range, and lower tolls of single sources are early or partial ones. Higher tolls of
named speakers still raise the upper end. In other reports the narrator is one account among others.
Where no figure is given, those whom the words name or describe as harmed are counted ("a father and his two sons").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.figures.sums import opposed
from rashomon.model import Range

from .described import PLURAL, described, died_later, fatal
from .heads import headcount
from .set_by_page import set_by_page
from .weighed import COMBATANT, Opening, cautious, greatest, is_early, is_total, least, weighed, widened
from .weighing import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Figure

    from .context import Context
    from .merge import Group
    from .roll import Person

MEASURES = {
    "killed": "killed", "injured": "injured", "displaced": "displaced", "fled": "displaced", "detained": "detained",
    "abducted": "abducted", "missing": "missing",
}  # fmt: skip
GROUPS = {"children": "children", "women": "women", "men": "men"}
FIELDS = frozenset({"killed_children", "killed_women", "killed_men", "injured_children"})
COUNTED = frozenset({"named", "told"})  # set by counting people, not by a number of the text
_SHOT = frozenset({"after:shot", "before:shot", "before:shoots", "before:shooting", "before:shooting of"})
_TOGETHER = re.compile(r"kill\w+ (?:and|or) (?:injur|wound)|(?:injur|wound)\w+ (?:and|or) kill")
_LEAD, _GOES_ON = 3, 12  # sentences: an event told so early is gone on with for so long
_POOLED = frozenset({None, "people", "persons"})


class Value(NamedTuple):
    """What one account gives: its numbers, and whether its words call it an early toll."""

    low: int | None
    high: int | None
    speaker: str | None
    at: int
    early: bool


def ranges(
    context: Context, group: Group, figures: Sequence[Figure], named: Sequence[Person] = (), *, page: bool = False
) -> dict[str, Range]:
    """{field of IncidentMention: range} over the incident's figures and its harmed; ``named``: the dead that a page names.

    ``page``: the text weighs its sources and is about this incident; ``figures`` are then all that may be of it.
    """
    found: dict[str, Range] = {}
    for measure in sorted({f.measure for f in figures} & MEASURES.keys()):
        mine = [f for f in figures if f.measure == measure]
        total = _total(context, measure, mine, named, page=page)
        if total is not None:
            found[MEASURES[measure]] = total
        for name, suffix in GROUPS.items():
            part = _part(context, [f for f in mine if f.group == name])
            if part is not None and f"{MEASURES[measure]}_{suffix}" in FIELDS:
                found[f"{MEASURES[measure]}_{suffix}"] = part
    for measure in ("killed", "injured"):
        if (
            page
            and (both := _both(context, figures)) is not None
            and _opening(context, [f for f in figures if f.measure == measure], parts=False) is None
        ):
            found[measure] = both
        if measure not in found and (heads := _named(context, group, measure, page=page)) is not None:
            # Heads counted in a report without a number are a least: who else was harmed, it may leave out.
            found[measure] = Range(heads, heads, heads, "named") if page else Range(heads, heads, None, "told")
    if not page:
        return found | _of_report(context, group, figures, found)
    found |= _by_page(context, found)
    return found | by_name(found, named)


def _of_report(context: Context, group: Group, figures: Sequence[Figure], found: dict[str, Range]) -> dict[str, Range]:
    """What in a report that weighs no sources comes of lists and of words for those who were shot."""
    made: dict[str, Range] = {}
    if (more := _listed(context, figures, found.get("killed"))) is not None:
        made["killed"] = more
    if (hit := _shot(figures, found | made) or _shot_alone(context, group, found)) is not None:
        made["injured"] = hit
    return made


def _listed(context: Context, figures: Sequence[Figure], total: Range | None) -> Range | None:
    """All whom a sentence lists as killed, where its number counts only some of them: "a man, his wife and two sons"."""
    own = [f for f in figures if f.measure == "killed" and f.part_of is None and f.low is not None and f.low == f.high]
    if total is None or total.high is None or not own:
        return None
    sentence = context.sentence_at(own[0].span.start)
    heads = described(context, [sentence], "killed")
    here = [f for f in context.annotated.figures if context.sentence_at(f.span.start) == sentence]
    # What numbers alone come to is for figures to add up, or not; those of other events are no part of it.
    numbers = sum(
        greatest(f) for f in here if f.measure in ("killed", "other") and (f.low is not None or f.high is not None)
    )
    return Range(heads, heads, None, "told") if heads is not None and heads > max(total.high, numbers, PLURAL) else None


def _by_page(context: Context, found: dict[str, Range]) -> dict[str, Range]:
    """The ranges of killed and injured whose ends a page says it has set; an end that it does not set stays, as far as it fits."""
    made = {}
    for measure in ("killed", "injured"):
        bounds, before = set_by_page(context, measure), found.get(measure)
        if bounds is None:
            continue
        low = bounds.low if bounds.low is not None else before.low if before else bounds.high
        high = bounds.high if bounds.high is not None else before.high if before else bounds.low
        if low is not None and high is not None:
            low, high = (low, max(low, high)) if bounds.low is not None else (min(low, high), high)
            made[measure] = Range(low, low, high, "narrator")
    return made


def _shot_alone(context: Context, group: Group, found: dict[str, Range]) -> Range | None:
    """Those told of as shot without a number, where the text says of nobody that they were killed or hurt."""
    if "killed" in found or "injured" in found:
        return None
    shot = described(context, sorted({t.mention.sentence for t in group.told}), "shot")
    return Range(shot, shot, shot, "shot") if shot else None


def by_name(found: dict[str, Range], named: Sequence[Person]) -> dict[str, Range]:
    """Children, women and men among those killed, counted by name where no words give their number; no more than there is room for."""
    if "killed" not in found:
        return {}
    total = found["killed"].high
    made: dict[str, Range] = {}
    for name in GROUPS:
        field = f"killed_{name}"
        told = sum((r.low or 0) for n in GROUPS if (r := (found | made).get(f"killed_{n}")) is not None)
        room = None if total is None else total - told
        count = sum(p.group == name for p in named)
        if field not in found and count and (room is None or room > 0):
            count = count if room is None else min(count, room)
            made[field] = Range(count, count, count, "named")
    return made


def is_shot(figure: Figure) -> bool:
    """Whether a figure counts people who were shot, whether they lived or not."""
    return figure.measure == "other" and figure.rule in _SHOT and figure.group not in COMBATANT


def _shot(figures: Sequence[Figure], found: dict[str, Range]) -> Range | None:
    """Those hurt as those shot less those killed ("six people were shot, one of them died"), where no more are said to be hurt."""
    shot = [
        greatest(f) for f in figures if is_shot(f) and f.part_of is None and (f.low is not None or f.high is not None)
    ]
    if not shot:
        return None
    killed, injured = found.get("killed"), found.get("injured")
    hurt = max(shot) - ((killed.best or 0) if killed else 0)
    if hurt <= 0 or (injured is not None and injured.policy not in COUNTED and (injured.best or 0) >= hurt):
        return None
    return Range(hurt, hurt, hurt, "shot")


def _named(context: Context, group: Group, measure: str, *, page: bool) -> int | None:
    """How many the words name or describe as harmed where they give no number."""
    heads = headcount(context, group, measure)
    if not page and heads is not None and measure == "killed":
        first = min((t.mention.sentence for t in group.told if t.mention.effect == measure), default=None)
        listed = described(context, [first], measure) if first is not None and first < _LEAD else None
        return max(heads, listed or 0)  # "killed his wife and her son": syntax may end at the first
    if not page and heads is None:
        at = sorted(
            {t.mention.sentence for t in group.told if t.mention.effect == measure or t.mention.type is not None}
        )
        told = described(context, at, measure)
        if (
            told is None
            and measure == "killed"
            and (fatal(context, at) or died_later(context, _going_on(context, group)))
        ):
            return 1
        return told
    # Of those hurt a text rarely says who they are; the words of harm themselves ("others were injured") say more.
    told = _in_opening(context, measure) if page and (measure == "killed" or heads is None) else None
    return told if told is not None else heads


def _going_on(context: Context, group: Group) -> range:
    """The sentences that go on with an event that the text tells near its start."""
    first = min(t.mention.sentence for t in group.told)
    return range(first, min(first + _GOES_ON, len(context.annotated.sentences))) if first < _LEAD else range(0)


def _in_opening(context: Context, measure: str) -> int | None:
    """How many the first paragraph names or describes as harmed."""
    first = _first_paragraph(context)
    return described(context, (n for n, s in enumerate(context.annotated.sentences) if s.paragraph == first), measure)


def _both(context: Context, figures: Sequence[Figure]) -> Range | None:
    """Those killed and those hurt where the first paragraph counts them together by a vague word: "dozens were killed and injured"."""
    for figure in figures:
        together = figure.measure == "other" and figure.rule is not None and _TOGETHER.search(figure.rule)
        if together and context.paragraph(context.sentence_at(figure.span.start)) <= _first_paragraph(context):
            low = cautious(figure.span.of(context.text).lower())
            return Range(low, figure.low, figure.low, "narrator") if low is not None else None
    return None


def _total(
    context: Context, measure: str, figures: list[Figure], people: Sequence[Person], *, page: bool
) -> Range | None:
    """The range of a measure: from the narrator's opening total where there is one, else the span over all accounts."""
    opening = _opening(context, figures, parts=False) if context.weighs_sources else None
    named = _in_opening(context, measure) if page and measure == "killed" else None
    if opening is not None:
        if named is not None and named > (opening.high or opening.low or 0) and _addend(context, opening.figure):
            return Range(named, named, named, "named")  # "a man and his wife were killed" is more than the man
        return weighed(context, opening, figures, len(people) if measure == "killed" else None)
    if named is not None and named != PLURAL:
        return Range(named, named, named, "named")
    later = next((f for f in figures if _told_later(context, f)), None) if page and measure == "killed" else None
    if later is not None:
        return weighed(context, Opening(later.low, later.high, later), figures, len(people))
    kept = [f for f in figures if is_total(context, f)] if page else figures
    return (_range(_totals(context, kept)) if kept else None) or _range(_totals(context, figures))


def _told_later(context: Context, figure: Figure) -> bool:
    """Whether a figure is a total of the narrator's own, who opened without one."""
    known = figure.low is not None or figure.high is not None
    return (
        known
        and figure.speaker is None
        and figure.attribution is None
        and is_total(context, figure)
        and not is_early(context, figure)
    )


def _addend(context: Context, figure: Figure) -> bool:
    """Whether a figure is no total by its words: an article with a single person, or those killed beside somebody."""
    before = context.text[max(0, figure.span.start - 24) : figure.span.start]
    return (
        figure.span.of(context.text).lower() in ("a", "an", "another") or patterns().beside.search(before) is not None
    )


def _part(context: Context, figures: list[Figure]) -> Range | None:
    opening = _opening(context, figures, parts=True) if context.weighs_sources else None
    if opening is not None:
        return weighed(context, opening, [])
    return _range([_value(context, [f]) for f in figures])


def _opening(context: Context, figures: list[Figure], *, parts: bool) -> Opening | None:
    """The narrator's own total (or part) in the first paragraph of a text that weighs its sources."""
    for figure in figures:
        sentence = context.sentence_at(figure.span.start)
        if context.paragraph(sentence) > _first_paragraph(context):
            return None
        if figure.speaker is None and (parts or figure.part_of is None) and (parts or figure.group not in COMBATANT):
            same = [f for f in figures if f.part_of is None and context.sentence_at(f.span.start) == sentence]
            value = _value(context, [figure] if parts else _side_by_side(same, figure))
            if value.early or (value.low is None and value.high is None):
                return None
            return widened(context, Opening(value.low, value.high, figure), figures)
    return None


def _first_paragraph(context: Context) -> int:
    """The number of the first paragraph that is prose rather than a title or dateline."""
    for sentence in context.annotated.sentences:
        if sentence.tokens[1] - sentence.tokens[0] >= 8:
            return sentence.paragraph
    return 0


def _totals(context: Context, figures: list[Figure]) -> list[Value]:
    """One value for each account and sentence: its total, or the sum of its groups where they stand side by side."""
    whole = [f for f in figures if f.part_of is None]
    civil = [f for f in whole if f.group not in COMBATANT]
    by_account: dict[tuple[str | None, int], list[Figure]] = {}
    for figure in civil or whole:
        by_account.setdefault((figure.speaker, context.sentence_at(figure.span.start)), []).append(figure)
    values = []
    for same in by_account.values():
        together = _side_by_side(same, same[0])
        values.append(_value(context, together))
        values += [_value(context, [f]) for f in same if f not in together]
    return sorted(values, key=lambda v: v.at)


def _side_by_side(same: list[Figure], first: Figure) -> list[Figure]:
    """The figures of one sentence that add up with the first: told side by side, or different groups, none of them everybody."""
    beside = [f for f in same if f.beside == first.id]
    if beside:
        return [first, *beside]
    civil = [f for f in same if f.group not in COMBATANT and f.group != "families"] or same
    if {f.group for f in civil} & (_POOLED | {"civilians"}):
        civil = [f for f in civil if f.group not in GROUPS]  # children, women and men are among them
    groups = [f.group for f in civil]
    if opposed(groups):
        return [first]
    if len(civil) > 1 and first in civil and len(set(groups)) == len(groups) and not _POOLED & set(groups):
        return civil
    return [first]


def _value(context: Context, figures: list[Figure]) -> Value:
    lows = [least(f) for f in figures if f.low is not None]
    highs = [f.high for f in figures if f.high is not None]
    return Value(
        sum(lows) if len(lows) == len(figures) else None, sum(highs) if len(highs) == len(figures) else None,
        figures[0].speaker, figures[0].span.start, is_early(context, figures[0]),
    )  # fmt: skip


def _range(values: list[Value]) -> Range | None:
    """Low, best and high of some accounts' values; None where there is none."""
    kept = [v for v in values if not v.early] or values
    lows = [v.low if v.low is not None else v.high for v in kept]
    highs = [v.high if v.high is not None else v.low for v in kept]
    known = [n for n in lows + highs if n is not None]
    if not known:
        return None
    exact = [n for n in lows if n is not None]
    counts = Counter(exact)
    most = max(counts.values())
    best = next(n for n in reversed(exact) if counts[n] == most)
    low, high = min(known), max(known)
    return Range(low, min(max(best, low), high), high)
