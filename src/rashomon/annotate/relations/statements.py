"""The attributions of a document, found by stance, incident and place, and whom each names. Holds no decision.

A report may hold hundreds of denials: what a rule looks for is looked up, not sought through all the others each time.
Attributions go by their number in ``Annotated.attributions``; places are offsets into the text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from rashomon.annotate.incidents.sides import state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import ActorMention, Annotated, Attribution, Span

ANY = ""  # in place of a stance: whatever it is


class Statements:
    """Look-ups over one document's attributions."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.text
        self.all = annotated.attributions
        # {folded name: state, else registry id} of the actors that the document names.
        self._sides = {m.name.casefold(): state_of(m.actor) for m in reversed(annotated.actors) if m.actor is not None}
        self._named: dict[int, frozenset[str]] = {}
        self._longest = max((end(a) - start(a) for a in self.all), default=0)

    @cached_property
    def _places(self) -> dict[tuple[str, str | None], list[tuple[int, int]]]:
        """Start and number of the attributions of each stance, and of each stance and incident, by start."""
        found: dict[tuple[str, str | None], list[tuple[int, int]]] = {}
        for number, attribution in enumerate(self.all):
            for key in {(s, about) for s in (ANY, attribution.stance) for about in (None, attribution.about)}:
                found.setdefault(key, []).append((start(attribution), number))
        return {key: sorted(places) for key, places in found.items()}

    @cached_property
    def _mentions(self) -> tuple[list[int], list[ActorMention]]:
        """The actor mentions by their starts."""
        mentions = sorted(self.annotated.actors, key=lambda m: m.span.start)
        return [m.span.start for m in mentions], mentions

    @cached_property
    def anchors(self) -> dict[str, tuple[Span, ...]]:
        """Where the text tells of each incident."""
        return {i.id: i.anchors for i in reversed(self.annotated.incidents)}

    def admits_beside(self, denial: Attribution) -> bool:
        """Whether the same words for who speaks have an admission of the same event: "X admitted this and denied that"."""
        return bool(denial.source) and (denial.source, denial.about) in self._admissions

    @cached_property
    def _admissions(self) -> frozenset[tuple[tuple[Span, ...], str | None]]:
        return frozenset((a.source, a.about) for a in self.all if a.stance == "acknowledge" and a.source)

    @cached_property
    def admitting(self) -> dict[str, frozenset[str]]:
        """Who admits or claims each incident."""
        return {
            i.id: frozenset(n for p in i.perpetrators for n in (*p.acknowledged_by, *p.claimed_by))
            for i in self.annotated.incidents
        }

    @cached_property
    def owned(self) -> frozenset[tuple[str | None, str | None]]:
        """Incident and speaker of what is admitted or claimed outright."""
        return frozenset((a.about, a.speaker) for a in self.all if a.stance in ("acknowledge", "claim responsibility"))

    @cached_property
    def counting(self) -> frozenset[str | None]:
        """The ids of the attributions that give a figure."""
        return frozenset(f.attribution for f in self.annotated.figures)

    @cached_property
    def last_of(self) -> dict[str, int]:
        """The last attribution of each named speaker for which words stand."""
        return {a.speaker: number for number, a in enumerate(self.all) if a.source and a.speaker}

    def others(
        self, number: int, stances: Sequence[str], first: int = 0, last: int | None = None, about: str | None = None
    ) -> list[int]:
        """The attributions of other speakers with one of the stances that start in [first, last), in the document's order."""
        mine = self.all[number]
        found = []
        for stance in stances:
            places = self._places.get((stance, about), [])
            low = bisect_left(places, (first, 0))
            high = len(places) if last is None else bisect_left(places, (last, 0))
            found += [n for _, n in places[low:high] if n != number and not same_speaker(self.all[n], mine)]
        return sorted(found)

    def ending_within(self, number: int, stances: Sequence[str], reach: int) -> list[int]:
        """As ``others``: those that start before this one and end not more than ``reach`` characters before its start."""
        at = start(self.all[number])
        near = self.others(number, stances, at - reach - self._longest, at)
        return [n for n in near if at - end(self.all[n]) <= reach]

    def side_of(self, name: str) -> str:
        """What tells the party of a name from others: its state or registry id, else the folded name."""
        return self._sides.get(name.casefold(), name.casefold())

    def own(self, number: int) -> frozenset[str]:
        """The sides of the speaker and of the party that the speaker represents."""
        attribution = self.all[number]
        return frozenset(self.side_of(n) for n in (attribution.speaker, attribution.represents) if n)

    def accuses(self, number: int, sides: frozenset[str]) -> bool:
        """Whether one of those accused is of these sides."""
        return any(self.side_of(name) in sides for name in self.all[number].accused)

    def names_in(self, number: int) -> frozenset[str]:
        """The names of the actors that the content mentions."""
        if number not in self._named:
            starts, mentions = self._mentions
            self._named[number] = frozenset(
                m.name
                for content in self.all[number].content
                for m in mentions[bisect_left(starts, content.start) : bisect_left(starts, content.end + 1)]
                if content.covers(m.span)
            )
        return self._named[number]

    def speaks_of(self, number: int, side: str) -> bool:
        """Whether the content names a party."""
        return any(self.side_of(name) == side for name in self.names_in(number))


def same_speaker(one: Attribution, other: Attribution) -> bool:
    """Whether two statements are of one speaker: of one name, else of one class told by the same words."""
    if one.speaker or other.speaker:
        return one.speaker == other.speaker
    return one.speaker_class == other.speaker_class and one.source == other.source


def start(attribution: Attribution) -> int:
    """Where what is said starts."""
    spans = attribution.content or attribution.cue or attribution.source
    return spans[0].start if spans else 0


def end(attribution: Attribution) -> int:
    """Where the last of its words ends."""
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return max((s.end for s in spans), default=0)
