"""Figures of one incident, measure and group that cannot both be right: who disputes whom, and what is newer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .denials import NEAR
from .statements import same_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Annotated, Attribution, Figure

_NEWER = re.compile(
    r"\b(rose|risen|rising|raised|updated|revised|corrected|later|now|latest|since then|climbed|increased to|new toll)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(alone|in (?:the )?(?:last|past)|over (?:the )?(?:last|past)|since|within|a day|per day|daily|so far|in (?:\w+ )?(?:days|weeks|months|years|hours))\b",
    re.IGNORECASE,
)
_RENEWED = "withdraw instead"
_POOLED = frozenset({None, "people", "persons"})


def unequal(annotated: Annotated) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of figures of one incident, measure and group that do not meet: (later, earlier, type, rule)."""
    spoken = [
        f for f in annotated.figures
        if f.attribution and f.part_of is None and f.measure != "other" and not _PERIOD.search(_around(annotated, f))
    ]  # fmt: skip
    by_id = {a.id: a for a in annotated.attributions}
    before: dict[tuple[str, str | None, str | None], list[Figure]] = {}
    for later in spoken:
        alike = before.setdefault((later.measure, _group(later), later.incident), [])
        for earlier in alike:
            if not _comparable(earlier, later) or earlier.count.meets(later.count):
                continue
            one, two = by_id.get(earlier.attribution or ""), by_id.get(later.attribution or "")
            if one is None or two is None or one.id == two.id:
                continue
            if not same_speaker(one, two):
                # Who spoke later disputes; where no days are told, who stands later in the text.
                first, second = (two, one) if _said_before(two, one) else (one, two)
                yield second.id, first.id, "disputes figure", "figures do not meet"
            elif one.speaker and _newer(annotated, later):
                yield two.id, one.id, "supersedes", "same speaker, newer figure"
        alike.append(later)


def instead(annotated: Annotated) -> Iterator[tuple[str, str, str, str]]:
    """What somebody says in place of what he takes back in the same breath: (new, withdrawn, type, rule)."""
    taken: Attribution | None = None
    for attribution in annotated.attributions:
        if attribution.stance == "retract":
            taken = attribution
        elif taken is not None and attribution.source == taken.source and _RENEWED in (attribution.rule or ""):
            yield attribution.id, taken.id, "supersedes", "said instead"


def _said_before(one: Attribution, other: Attribution) -> bool:
    """Whether the text dates one statement before the other."""
    days = [(a.said.end or a.said.start) if a.said else None for a in (one, other)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _group(figure: Figure) -> str | None:
    """Who is counted; whether "people" is said or nothing makes no difference."""
    return None if figure.group in _POOLED else figure.group


def _comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures of one incident, measure and group may be of one event: where no incident is known, those near each other."""
    return one.incident is not None or 0 <= other.span.start - one.span.end <= NEAR


def _around(annotated: Annotated, figure: Figure) -> str:
    return annotated.text[max(0, figure.span.start - 40) : figure.span.end + 60]


def _newer(annotated: Annotated, figure: Figure) -> bool:
    """Whether words around a figure say that it is a newer one."""
    return _NEWER.search(annotated.text[max(0, figure.span.start - 90) : figure.span.end + 40]) is not None
