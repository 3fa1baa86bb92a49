"""Which gathered events are worth a row, and which one the document is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words as lexicon
from .dated import spell
from .roles import AGENT, OBJECT
from .situate import narrowness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .context import Context
    from .merge import Group


def kept(groups: Sequence[Group], counted: dict[str, int]) -> list[int]:
    """The numbers of the groups that are incidents of their own, in order of first mention.

    Where none is firm, the firmest that the text opens with: a short report of a single event seldom gives all its circumstances.
    """
    weights = [weight(group, n, counted) for n, group in enumerate(groups)]
    firm = [n for n, found in enumerate(weights) if found >= _FLOOR]
    opening = [n for n, group in enumerate(groups) if weights[n] >= _FAINT and _opens(group)]
    return firm or sorted(opening, key=lambda n: (-weights[n], n))[:1]


def _opens(group: Group) -> bool:
    """Whether the text names the event in its first sentences, and tells on of it."""
    return len(group.told) > 1 and any(t.mention.sentence < _LEAD and t.mention.type is not None for t in group.told)


_FLOOR, _FAINT = 2.0, 1.0
_WEEK = 7  # days
_LEAD = 3  # sentences
_OPENING = 6.0  # a page that weighs its sources is about what its first sentence tells


def weight(group: Group, number: int, counted: dict[str, int]) -> float:
    """How firmly the text tells the group as a particular event."""
    told = group.told
    anaphoric = lexicon.listed("triggers", "general")
    score = 0.0
    score += 1.0 if group.day else 0.0
    score += 1.0 if group.place else 0.0
    score += 1.0 if any(t.role == AGENT for x in told for t in x.ties) else 0.0
    score += 1.0 if any(t.role == OBJECT for x in told for t in x.ties) else 0.0
    score += 1.5 if number in counted.values() else 0.0
    score += 0.5 if any(not x.mention.many or x.mention.form != "noun" for x in told) else 0.0
    score += 0.5 if len(told) > 1 else 0.0
    score -= 1.0 if all(x.mention.base in anaphoric for x in told) and not _besieged(group) else 0.0
    return score


def _besieged(group: Group) -> bool:
    """Whether it is a siege of a town or region over weeks ("under siege since March"): the word alone names no strike, but these days do."""
    if group.type != "siege" or group.day is None or group.place is None:
        return False
    return spell(group.day) > _WEEK and narrowness(group.place.place, group.place.kind) > 0


def main_of(context: Context, groups: Sequence[Group], chosen: Sequence[int], counted: dict[str, int]) -> int | None:
    """The group that the document is about: told early, often, with figures; None where nothing was kept."""
    if not chosen:
        return None
    return max(chosen, key=lambda n: (_prominence(context, groups[n], n, counted), -n))


def _prominence(context: Context, group: Group, number: int, counted: dict[str, int]) -> float:
    sentences = {t.mention.sentence for t in group.told}
    headline = context.annotated.document.headline
    early = min(sentences)
    score = weight(group, number, counted) + min(len(sentences), 6) + 6.0 / (1 + early)
    if headline and any(headline.covers(context.span(t.mention.first, t.mention.last)) for t in group.told):
        score += 2
    if (
        context.weighs_sources
        and early <= context.first_prose
        and any(t.mention.sentence == early and t.mention.type is not None for t in group.told)
    ):
        score += _OPENING
    return score + min(3, sum(n == number for n in counted.values()))
