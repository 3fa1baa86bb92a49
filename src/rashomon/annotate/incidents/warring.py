"""Parties that a text names only together: "the strike could be attributed to either conflict party".

Who they are says lexicon/conflicts.yaml, for wars of two sides, by the country and day of the incident; see decision 30.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.lexicon import load
from rashomon.lexicon.registry import registry
from rashomon.model import Span

if TYPE_CHECKING:
    from rashomon.lexicon.registry import Entry
    from rashomon.model import Interval

    from .context import Context
    from .merge import Group


class _War(NamedTuple):
    countries: frozenset[str]
    since: date
    until: date
    sides: tuple[str, ...]


@cache
def _wars() -> tuple[_War, ...]:
    return tuple(
        _War(frozenset(row["countries"]), row["since"], row.get("until", date.max), tuple(row["sides"]))
        for row in load("conflicts")["conflicts"]
    )


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("conflicts")
    sides, doing = (re.compile(data[name].replace(" ", r"\s+"), re.IGNORECASE) for name in ("sides", "doing"))
    return sides, doing


def warring(context: Context, group: Group) -> list[tuple[Entry, Span]]:
    """Both sides of the war, with the words that name them together; none where no one war of two sides fits."""
    country = group.place.country if group.place else None
    fitting = [war for war in _wars() if country in war.countries and _during(war, group.day)]
    if len(fitting) != 1:
        return []
    sides, doing = _words()
    for sentence in context.annotated.sentences:
        said = sentence.span.of(context.text)
        match = sides.search(said)
        if match is not None and doing.search(said[: match.start()]):
            span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
            return [(entry, span) for name in fitting[0].sides if (entry := registry().entries.get(name)) is not None]
    return []


def _during(war: _War, day: Interval | None) -> bool:
    if day is None or day.start is None or day.end is None:
        return False
    return war.since <= day.start and day.end <= war.until
