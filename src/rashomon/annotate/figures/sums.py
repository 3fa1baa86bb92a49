"""Different people counted side by side add up: "three patients and a nurse were killed" are four.

The figures stay as the text gives them; each but the first names the first as the one ``beside`` which it is counted, and claims
and ranges add them up. Nothing is added up where one group may hold
the other ("12 civilians and three children"), where only age and sex are told ("two women and a child": a description as often
as a count), where civilians stand beside fighters, or where the words only name some of a greater number ("among the dead were").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from .lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .lines import Line
    from .measures import Decision
    from .quantities import Quantity

_LINKS = (
    ("and",), (",",), (",", "and"), ("plus",), ("&",), ("as", "well", "as"), (",", "as", "well", "as"), ("along", "with"),
    (",", "along", "with"), ("together", "with"), ("alongside",),
)  # fmt: skip
_OWNERS = frozenset({"his", "her", "their", "its"})
_POOLED = frozenset({"people", "persons", None})
_PARTS = frozenset({"children", "women", "men"})
_SOME = frozenset({"among", "including", "include", "includes", "included", "comprising", "mostly"})
_MEASURES = frozenset({"killed", "injured", "abducted", "detained", "missing"})
_GROWN = frozenset({"adult", "adults"})  # beside children, nobody of them is one
# Words that count anybody: beside them a nurse may be one of those counted.
_ANYBODY = frozenset(
    {
        "people",
        "person",
        "persons",
        "individuals",
        "others",
        "other",
        "victims",
        "members",
        "lives",
        "dead",
        "killed",
        "bodies",
        "deaths",
        "residents",
        "citizens",
    }
)


def sums(line: Line, decided: Sequence[Decision | None]) -> list[list[int]]:
    """The runs of quantities that are counted side by side and add up, as indices of the line's quantities."""
    found: list[list[int]] = []
    run: list[int] = []
    for index in range(len(line.quantities)):
        if run and not (
            _same(decided[run[-1]], decided[index]) and (_linked(line, run[-1], index) or _another(line, index))
        ):
            found += _checked(line, run)
            run = []
        if _able(line, index, decided[index]):
            run.append(index)
        elif run:
            found += _checked(line, run)
            run = []
    return found + (_checked(line, run) if run else [])


def _able(line: Line, index: int, decision: Decision | None) -> bool:
    quantity = line.quantities[index]
    exact = quantity.number.low is not None and quantity.number.low == quantity.number.high
    return (
        decision is not None
        and decision.measure in _MEASURES
        and not decision.part
        and exact
        and quantity.noun is not None
    )


def _same(one: Decision | None, other: Decision | None) -> bool:
    return one is not None and other is not None and one.measure == other.measure


def _linked(line: Line, one: int, other: int) -> bool:
    gap = line.words[line.quantities[one].head : line.quantities[other].first]
    return tuple(w for w in gap if w not in _OWNERS) in _LINKS


def _another(line: Line, index: int) -> bool:
    """Whether the words say that those counted are others than the ones before: "killing two there, and another person here"."""
    first = line.quantities[index].first
    return "another" in line.words[max(0, first - 1) : first + 1]


def _owned(line: Line, one: int, other: int) -> bool:
    """Whether the later are told by whose they are, and so are others: "a man and his two sons"."""
    start, first = line.quantities[one].head, line.quantities[other].first
    return any(w in _OWNERS for w in line.words[start : first + 1])


def _checked(line: Line, run: list[int]) -> list[list[int]]:
    """The run in a list, where its groups exclude each other."""
    quantities = [line.quantities[i] for i in run]
    if (
        len(run) < 2
        or any(w in _SOME for w in line.words[: quantities[0].first])
        or _followed_by_parts(line, quantities[-1])
    ):
        return []
    if all(_another(line, i) or _owned(line, at, i) for at, i in pairwise(run)):
        return [run]
    nouns = [line.words[q.head - 1] for q in quantities]
    groups = [q.noun.group for q in quantities if q.noun]
    armed = [_armed(group) for group in groups]
    if (
        any(n in _ANYBODY for n in nouns)
        or len(set(nouns)) < len(nouns)
        or (any(armed) and not all(armed))
        or opposed(groups)
    ):
        return []
    apart = _family(nouns) or bool(_GROWN & set(nouns))
    if all(g in _PARTS for g in groups) or (set(groups) & _PARTS and not apart) or "families" in groups:
        return []
    return [run]


def _followed_by_parts(line: Line, last: Quantity) -> bool:
    return line.words[last.head : last.head + 2] in (
        ["are", "among"],
        ["were", "among"],
        ["was", "among"],
        ["is", "among"],
    )


def opposed(groups: Iterable[str | None]) -> bool:
    """Whether the groups are of sides that fight each other, whose dead nobody adds up but who says the sum."""
    found = set(groups)
    sides: list[list[str]] = load("policies")["groups"]["opposed"]
    return sum(bool(found & set(side)) for side in sides) > 1


def _armed(group: str) -> bool:
    return lexicon().default_measure.get(group) == "fighters"


def _family(nouns: list[str]) -> bool:
    """Whether children stand beside their parents, who are nobody's children: "a couple and their two sons"."""
    return nouns[0] in lexicon().pairs
