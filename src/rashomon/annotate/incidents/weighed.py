"""The range that a page gives which weighs its sources: the narrator's opening total, widened by what its sources say.

Such a page (a monitor's narrative) tells of one incident and opens with a total in its own voice:

* "between 17 and 25" is the range; "14" is 14, unless a named source gives more;
* "at least 14" is open above: the greatest total below it in the text closes it, if not out of all proportion (``CAP``);
* "up to 14" is open below: the least total of the sources that is no early toll, else those counted by name, else 14;
* "dozens" is read from what the most cautious policy takes it for to what the default one does.

Totals are numbers of people or civilians, not parts of them, single persons, children, women, men, families or fighters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load
from rashomon.model import Range

from .civilians import armed_of
from .described import counted
from .weighing import patterns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Figure

    from .context import Context

PLURAL = 2
_BESIDE = 6  # persons told of beside "others" at most
CAP = 3  # a source's total beyond this many times the narrator's least is another count; found on one half of the narratives
PARTS = frozenset({"children", "women", "men", "families"})
COMBATANT = frozenset({"fighters", "soldiers", "militants", "combatants", "terrorists", "mercenaries", "police"})
_JOINED = re.compile(r"[\s\"“”']*(?:and|to|or|-|–)(?:\s+up\s+to)?[\s\"“”']*", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_OTHERS = re.compile(r"\s+(?:other|more|further|additional)\b", re.IGNORECASE)
_BESIDES = re.compile(r"\s+(?:others?|more|further|additional)\b", re.IGNORECASE)


class Opening(NamedTuple):
    """The narrator's own total: its least and greatest number (None: open), and where it stands."""

    low: int | None
    high: int | None
    figure: Figure


# "Corrected its toll from 17 to seven", "the toll stood at 22, up from 17": the number that another has taken the place of.
_FROM = re.compile(
    r"\bfrom\s+(?:a\s+|an\s+|the\s+|its\s+)?(?:earlier\s+|previous\s+|initial\s+)?(?:\w+\s+of\s+)?$", re.IGNORECASE
)
_TO = re.compile(r"\s+(?:\w+\s+){0,2}?to\s+(?:at\s+least\s+|more\s+than\s+)?(?:\d|[a-z]+\b)", re.IGNORECASE)
_UP = re.compile(r"\b(?:up|down|rising|rose|risen|increase|decrease)\s+from\s+[^.;]*$", re.IGNORECASE)


def is_early(context: Context, figure: Figure) -> bool:
    """Whether the words before a figure, in its sentence, call it an early toll."""
    at = figure.span.start
    sentence = context.annotated.sentences[context.sentence_at(at)].span
    if patterns().early.search(context.text[sentence.start : min(at + 40, sentence.end)]) is not None:
        return True
    before, after = context.text[sentence.start : at], context.text[figure.span.end : sentence.end]
    return _FROM.search(before) is not None and (_TO.match(after) is not None or _UP.search(before) is not None)


def least(figure: Figure) -> int:
    """The least number that the words allow: "more than 30" is 31."""
    assert figure.low is not None
    return figure.low + 1 if figure.approximator == "more than" and figure.high is None else figure.low


def greatest(figure: Figure) -> int:
    """The greatest number that the words give."""
    return figure.high if figure.high is not None else least(figure)


def weighed(context: Context, opening: Opening, figures: Sequence[Figure], named: int | None = None) -> Range:
    """The range of an opening total; ``figures`` are all of the text's of that measure, ``named`` those counted by name."""
    totals = [f for f in figures if f.id != opening.figure.id and is_total(context, f)]
    killed = opening.figure.measure == "killed" and bool(
        figures
    )  # parts come without figures: nothing else closes them
    less = armed_of(context, opening.figure) if killed else 0
    low, high = (n - less if n is not None and n > less else n for n in (opening.low, opening.high))
    words = opening.figure.span.of(context.text).lower()
    if high is None and low is not None and (least_taken := cautious(words)) is not None:
        return Range(least_taken, low, low, "narrator")
    if low is None:
        assert high is not None
        low = _least_total(context, totals, high, named)
        return Range(low, low, high, "narrator")
    if high is None:
        return Range(low, low, _closed(context, low, totals, figures, killed=killed), "narrator")
    if low == high:
        above = (
            greatest(f) - armed_of(context, f)
            for f in totals
            if (f.speaker or f.attribution) and not is_early(context, f)
        )
        high = max([high, *(g for g in above if low < g <= CAP * low)])
        if killed and low == 1 and high == 1 and patterns().uncounted.search(context.text):
            high = PLURAL
    return Range(low, low, high, "narrator")


def _closed(context: Context, low: int, totals: Sequence[Figure], figures: Sequence[Figure], *, killed: bool) -> int:
    """The upper end of "at least ``low``": the greatest total of the page within reach, of the killed also those told of otherwise."""
    reach = max(CAP * low, low + 1)
    if not killed:
        return max([low, *(g for f in totals if low <= (g := greatest(f)) <= reach)])
    found = [low]
    for figure in totals:
        number = greatest(figure) - armed_of(context, figure)
        # A vague word is as far off as the most cautious reading of it.
        if low <= number and (cautious(figure.span.of(context.text).lower()) or number) <= reach:
            found.append(number)
    found += [g for g in (*(with_others(context, f) for f in figures), *_listed(context)) if low <= g <= reach]
    if low == 1 and patterns().uncounted.search(context.text):
        found.append(PLURAL)
    if patterns().another.search(context.text):
        found.append(low + 1)
    return max(found)


def with_others(context: Context, figure: Figure) -> int:
    """How many "X and 33 others" are: those counted, and those told of beside them; 0 where the figure counts no others."""
    if not _BESIDES.match(context.text, figure.span.end):
        return 0
    sentence = context.annotated.sentences[context.sentence_at(figure.span.start)].span
    told = counted(" ".join(sentence.of(context.text).split()), "killed") or 0
    return told if told > greatest(figure) and told <= greatest(figure) + _BESIDE else 0


def _listed(context: Context) -> list[int]:
    """How many dead the page says are named in some list."""
    found = (value_of(match["n"].lower()) for match in patterns().names.finditer(context.text))
    return [n for n in found if isinstance(n, int)]


def cautious(words: str) -> int | None:
    """What the most cautious policy takes a vague word for; None where the words are no vague number."""
    policies = load("policies")["policies"]
    vague: dict[str, int] = policies["conservative"]["vague"]
    return vague.get(words.strip(" \"'“”‘’"))


def _least_total(context: Context, totals: Sequence[Figure], high: int, named: int | None) -> int:
    below = [
        least(f) for f in totals if f.low is not None and not is_early(context, f) and high / CAP <= least(f) <= high
    ]
    counted_by_name = named if named is not None and PLURAL < named < high else 0
    return max(min(below, default=0), counted_by_name) or high


def is_total(context: Context, figure: Figure) -> bool:
    """Whether a figure may count all those harmed."""
    alone = figure.rule is not None and figure.span.of(context.text).lower() in ("a", "an", "another", "one")
    before = context.text[max(0, figure.span.start - 30) : figure.span.start]
    return (
        figure.part_of is None
        and not patterns().across.match(context.text, figure.span.end)
        and figure.group not in PARTS | COMBATANT
        and not alone
        and not patterns().bodies.search(before + context.text[figure.span.end : figure.span.end + 20])
        and not _OTHERS.match(context.text, figure.span.end)
    )


def widened(context: Context, opening: Opening, figures: Sequence[Figure]) -> Opening:
    """The opening with its upper end from a second number joined on ("at least 30 and up to more than 50")."""
    after = [f for f in figures if f.span.start >= opening.figure.span.end]
    before = context.text[max(0, opening.figure.span.start - 10) : opening.figure.span.start]
    lower = opening.high is None or (opening.high == opening.low and _BETWEEN.search(before) is not None)
    if not lower or opening.low is None or not after:
        return opening
    between = context.text[opening.figure.span.end : after[0].span.start]
    upper = greatest(after[0]) if after[0].low is not None or after[0].high is not None else None
    if upper is not None and upper > opening.low and _JOINED.fullmatch(between):
        return opening._replace(high=upper)
    return opening
