"""Which incident a figure counts and which an attribution is about: by local words, or not at all."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from .accused import by_words
from .aside import told_aside
from .described import of_several
from .earlier import of_another, turned_away
from .roles import OBJECT
from .tolls import MEASURES, is_shot
from .words import nouns, triggers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Attribution, Figure, Span

    from .context import Context
    from .merge import Group
    from .triggers import Mention

_BACK = 3  # sentences over which a figure without an event word of its own refers back
HARM = frozenset({"killed", "injured"})
HARMLESS = frozenset(
    {"displacement", "detention", "abduction", "siege"}
)  # deaths in their sentence are rather those of another
_WAR = re.compile(
    r"\b(?:in|of|since|during|throughout) (?:the|this|its) (?:\w+[- ]){0,2}(?:conflict|war|uprising|revolution|insurgency)\b|\bsince (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(responsib\w+|involve\w+|allegations?|accusations?|claims?|charges?|reports?|role|mistake|error|deaths?|doing (?:it|this|so))\b",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"\b(?:charges?|allegations?|accusations?|claims?)\b", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:it|this)\W*$", re.IGNORECASE)  # "denied it", not "denied that it was bound"
_FINITE = frozenset(
    {"had", "has", "have", "was", "were", "is", "are", "did", "does", "would", "will", "could", "failed"}
)
_SHORT = 90  # characters; longer contents say themselves what they are about
_BLAME = re.compile(r"\b(?:blam|accus|suspect|point)|responsib", re.IGNORECASE)
_EPITHETS = 3  # words beside the name: "the criminal Ardan Air Force"
_SPEECH_ACTS = frozenset({"retract", "deny", "acknowledge", "claim responsibility"})
_OF_OTHERS = frozenset({"own deed", "responsibility", "charge", "figures"})  # denials that answer what others have said


class Tellings:
    """Where the groups are told, by sentence."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.at: dict[int, list[tuple[Mention, int]]] = {}
        for number, group in enumerate(groups):
            for told in group.told:
                self.at.setdefault(told.mention.sentence, []).append((told.mention, number))
        self.first = min(((g.told[0].mention.sentence, n) for n, g in enumerate(groups) if g.told), default=None)

    def near(self, context: Context, span: Span, passed: frozenset[int] = frozenset(), *, named: bool) -> int | None:
        """The group whose mention in the span's sentence stands nearest; ``named`` asks for a word that names the event."""
        first, last = context.range_of(span)
        best: tuple[int, int] | None = None
        for mention, number in self.at.get(context.sentence_of(first), ()):
            if number in passed or (named and mention.type is None):
                continue
            gap = mention.first - last if mention.first >= last else first - mention.last
            if best is None or (gap, number) < best:
                best = (gap, number)
        return best[1] if best else None

    def before(self, context: Context, span: Span) -> int | None:
        """The group told last before the span, if not further back than a few sentences."""
        sentence = context.sentence_at(span.start)
        for back in range(1, _BACK + 1):
            if told := self.at.get(sentence - back):
                return max(number for _, number in told)
        return None

    def next(self, context: Context, span: Span) -> int | None:
        """The group told first behind a figure before which nothing was told: a headline or lead that gives the toll first."""
        sentence = context.sentence_at(span.start)
        if self.first is None or self.first[0] <= sentence or self.first[0] - sentence > _BACK:
            return None
        return self.first[1]


def figure_ties(context: Context, figures: Sequence[Figure], groups: Sequence[Group]) -> dict[str, int]:
    """{figure id: number of the group it counts}."""
    found: dict[str, int] = {}
    tellings = Tellings(groups)
    harmless = frozenset(n for n, group in enumerate(groups) if group.type in HARMLESS)
    for figure in figures:
        if (figure.measure not in MEASURES and not is_shot(figure)) or _of_several(context, figure):
            continue
        war = _of_war(context, figure)
        harm = figure.measure in HARM or is_shot(figure)
        tied = tellings.near(context, figure.span, harmless if harm else frozenset(), named=war)
        if tied is None:
            tied = tellings.near(context, figure.span, named=war)
        if tied is None and figure.part_of is not None:
            tied = found.get(figure.part_of)
        if tied is None and harm and not war:
            tied = tellings.before(context, figure.span)
            if tied is None:
                tied = tellings.next(context, figure.span)
        if tied is not None and not (
            of_another(context, figure, groups[tied])
            or turned_away(context, figure, groups[tied])
            or told_aside(context, figure, groups[tied])
        ):
            found[figure.id] = tied
    return found


def _of_war(context: Context, figure: Figure) -> bool:
    """Whether the figure counts a whole war ("fatalities in the conflict", "since 2011") rather than an event."""
    sentence = context.annotated.sentences[context.sentence_at(figure.span.start)].span
    return _WAR.search(context.text[sentence.start : sentence.end]) is not None


def _of_several(context: Context, figure: Figure) -> bool:
    """Whether the figure counts several events together, and is the toll of none of them."""
    return of_several(context, context.sentence_at(figure.span.start))


def attribution_ties(
    context: Context,
    attributions: Sequence[Attribution],
    groups: Sequence[Group],
    counted: dict[str, int],
    figures: Sequence[Figure],
) -> dict[str, int]:
    """{attribution id: number of the group it is about}."""
    found: dict[str, int] = {}
    owners = {figure.id: figure.attribution for figure in figures}
    told = _by_start(context, groups)
    tellings = Tellings(groups)
    mine: dict[str, int] = {}
    for figure, number in counted.items():
        owner = owners.get(figure)
        if owner is not None:
            mine.setdefault(owner, number)
    for attribution in attributions:
        if attribution.denies == "statement":
            continue  # "denied that it had accused": of words, not of what happened
        tied = _tied(context, attribution, attributions, told, groups, tellings, mine, found)
        beside = _admission_beside(attribution, attributions)
        if beside is not None and (tied is None or not _same_target(context, attribution, groups[tied])):
            # "Admitted having hit a barracks but denied that a school was struck": of the same event, unless the denial
            # names what the other event hit.
            tied = found.get(beside.id)
        if tied is not None:
            found[attribution.id] = tied
    return found


def _tied(
    context: Context, attribution: Attribution, attributions: Sequence[Attribution], told: Sequence[tuple[int, int, int]],
    groups: Sequence[Group], tellings: Tellings, mine: dict[str, int], found: dict[str, int],
) -> int | None:  # fmt: skip
    """The group that an attribution is about: whose words it holds, whose figure it gives, or to which it points back."""
    tied = _mentioned(attribution, told)
    if tied is not None:
        return None if _beside_the_point(context, attribution) else tied
    tied = mine.get(attribution.id)
    if tied is None and attribution.stance in _SPEECH_ACTS and _refers_back(context, attribution):
        charge = _charge(context, attribution, attributions) or _whose(context, attribution, attributions)
        tied = found.get(charge.id) if charge is not None else tellings.before(context, attribution.content[0])
    if tied is None and attribution.stance == "accuse":
        # "Accused X of firing rockets at the hospital": no word for an event, but what was just told as hit.
        last = tellings.before(context, attribution.content[0])
        tied = last if last is not None and _of_what_was_hit(context, attribution, groups[last]) else None
    if tied is None and _names_only(attribution, context.text):
        tied = tellings.near(context, attribution.content[0], named=False)
        tied = tellings.before(context, attribution.content[0]) if tied is None else tied
    return tied


def _admission_beside(denial: Attribution, attributions: Sequence[Attribution]) -> Attribution | None:
    """The admission with the same words for who speaks as a denial: "X admitted this and denied that"."""
    if denial.stance != "deny" or not denial.source:
        return None
    return next((a for a in attributions if a.stance == "acknowledge" and a.source == denial.source), None)


def _same_target(context: Context, row: Attribution, group: Group) -> bool:
    """Whether a denial or accusation names what the group hit, as words outside it tell the group."""
    hit = {
        context.words[tie.phrase.head]
        for told in group.told
        for tie in told.ties
        if tie.role == OBJECT
        and not any(c.covers(context.span(told.mention.first, told.mention.last)) for c in row.content)
    }
    said = {word.casefold() for c in row.content for word in c.of(context.text).split()}
    return any(word.strip(".,;:'\"").casefold() in hit for word in said)


def _of_what_was_hit(context: Context, accusation: Attribution, group: Group) -> bool:
    """Whether an accusation names a kind of thing by the very word with which a sentence told the group."""
    told = {
        context.words[at]
        for t in group.told
        if t.mention.form != "harm"
        for at in range(*context.bounds(t.mention.sentence))
    }
    said = (context.words[at] for c in accusation.content for at in range(*context.range_of(c)))
    return any(w in told and (noun := nouns().longest([w], 0, 1)) is not None and noun[1].target for w in said)


def _beside_the_point(context: Context, attribution: Attribution) -> bool:
    """Whether words of harm name whoever ordered or did something, and the event of the content stands in another clause.

    "A raid ordered by X had failed to deter further attacks": X is accused of the raid, and of no attack. Looked for where the
    one accused stands behind "by" alone: every word for an event follows him, behind a verb of the main clause.
    """
    if attribution.stance != "accuse" or not by_words(attribution):
        return False
    said = [at for content in attribution.content for at in range(*context.range_of(content))]
    by = next(
        (n for n, at in enumerate(said) if context.words[at] == "by" and _names(context, attribution, at + 1)), None
    )
    if by is None:
        return False
    verb = next((at for at in said[by:] if context.words[at] in _FINITE), None)
    events = [at for at in said if triggers().longest(context.words, at, said[-1] + 1) is not None]
    return verb is not None and bool(events) and min(events) > verb


def _names(context: Context, attribution: Attribution, first: int) -> bool:
    """Whether one of those accused is named within the next few words."""
    near = context.words[first : first + _EPITHETS + 2]
    return any(name.casefold().split()[-1] in near for name in attribution.accused)


def _names_only(attribution: Attribution, text: str) -> bool:
    """Whether an accusation names the accused and no deed ("blamed the Northern Front"): it is about what was just told."""
    if attribution.stance != "accuse" or not attribution.accused or len(attribution.content) != 1:
        return False
    if not any(_BLAME.search(cue.of(text)) for cue in attribution.cue):
        return False  # "criticised the council": no deed is laid at its door
    words = re.findall(r"\w+", attribution.content[0].of(text).casefold())
    named = {w for name in attribution.accused for w in re.findall(r"\w+", name.casefold())}
    return len([w for w in words if w not in named]) <= _EPITHETS


def _refers_back(context: Context, attribution: Attribution) -> bool:
    """Whether a denial or admission without an event word points back ("denied responsibility", "the mistake")."""
    words = " ".join(span.of(context.text) for span in (*attribution.cue, *attribution.content))
    back = (
        _BACKWARD.search(words) is not None or _POINTING.search(words) is not None or attribution.denies in _OF_OTHERS
    )
    return bool(attribution.content) and len(words) <= _SHORT and back


def _whose(context: Context, denial: Attribution, attributions: Sequence[Attribution]) -> Attribution | None:
    """The last statement before of the one whose words a denial names: "dismissed the Casualty Watch's reports as propaganda"."""
    words = " ".join(c.of(context.text) for c in denial.content).casefold()
    start = denial.content[0].start
    for row in sorted(attributions, key=lambda a: -a.content[0].start if a.content else 0):
        named = (row.speaker or "").casefold().split()[-2:]
        if (
            row.content
            and row.content[0].start < start
            and row.speaker != denial.speaker
            and len(named) > 1
            and f"{' '.join(named)}'s " in words.replace("’", "'")
        ):
            return row
    return None


def _charge(context: Context, denial: Attribution, attributions: Sequence[Attribution]) -> Attribution | None:
    """The accusation just before that "a charge" or "the allegation" points to; None where the words name neither."""
    if _CHARGE.search(" ".join(span.of(context.text) for span in denial.content)) is None:
        return None
    start = denial.content[0].start
    before = [
        a for a in attributions
        if a.stance == "accuse" and a.content and a.content[-1].end <= start and a.speaker != denial.speaker
        and context.sentence_at(a.content[-1].start) >= context.sentence_at(start) - 1
    ]  # fmt: skip
    return max(before, key=lambda a: a.content[-1].end) if before else None


def _by_start(context: Context, groups: Sequence[Group]) -> list[tuple[int, int, int]]:
    """(start, end, number of the group) of all mentions, sorted."""
    return sorted(
        (context.span(m.first, m.last).start, context.span(m.first, m.last).end, number)
        for number, group in enumerate(groups)
        for m in (*(t.mention for t in group.told), *group.spoken_of)
    )


def _mentioned(attribution: Attribution, told: Sequence[tuple[int, int, int]]) -> int | None:
    """The group with the most mentions inside the content; else inside cue and source ("claimed the attack")."""
    for spans in (attribution.content, attribution.cue, attribution.source):
        counts: dict[int, int] = {}
        inside = {
            (start, end, number)
            for span in spans
            for start, end, number in told[bisect_left(told, (span.start,)) : bisect_left(told, (span.end,))]
            if end <= span.end
        }
        for _, _, number in inside:
            counts[number] = counts.get(number, 0) + 1
        if counts:
            return max(counts, key=lambda n: (counts[n], -n))
    return None
