"""Which mentions are one incident: same or compatible type, days and places that can be one, agents that can be one.

A definite noun ("the attack") looks for the last event it can refer to; an unlocated, undated word joins the event
that is being told; what has its own day, place or doer and does not fit stays apart.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Interval, PlaceValue, Toponym

from . import words as lexicon
from .apart import elsewhen, long_past, named_alike, of_another, said_before
from .dated import LASTING, same_days, spell
from .handed import handed_on
from .roles import AGENT, OBJECT, Tie
from .shelf import Shelf
from .situate import narrowness, same_place
from .tolls import MEASURES
from .triggers import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .context import Context

_SEASON = 120  # days; a general word that is dated less closely founds nothing
_WIDE = 45  # days; that two such stretches meet does not make two strikes one
_WEEKS = 21  # days
_FEW = 3  # days
_REACH = 3  # sentences over which an unlocated mention of another type still joins
_LEAD = 3  # sentences after a headline in which the event that it announces is told


class Told(msgspec.Struct, frozen=True):
    """A mention with what its sentence says about it."""

    mention: Mention
    day: Interval | None
    place: Toponym | None
    ties: tuple[Tie, ...]
    dated: bool = True  # whether the day stands right beside the trigger
    placed: bool = True  # whether the place does
    doers: frozenset[str] = frozenset()  # the names of those whom the words make the doer
    struck: frozenset[str] = frozenset()  # the states, forces and groups that the words make its object
    over: bool = False  # whether a length of time stands beside a word of harm
    turn: int = -1  # the last sentence up to its own that turns to something else ("Elsewhere"); -1 for none
    aims: frozenset[str] = frozenset()  # the kinds of things that the words make its object
    admitted: bool = False  # whether whoever did it says so
    headed: bool = False  # whether the place only heads the report
    past: bool = False  # whether its days lie more than a season before the report, and are no single day
    own: Interval | None = None  # the days or years of its own clause
    elsewhere: bool = False  # whether it is a deed owned up to beside another that is denied
    by: date | None = None  # the last day on which the words that tell it were said, where the text dates them


class Group(msgspec.Struct):
    """Mentions of one incident while they are being gathered; ``told`` in text order."""

    told: list[Told]
    type: str
    day: Interval | None = None
    place: Toponym | None = None
    founded: bool = True
    spoken_of: list[Mention] = []  # words that deny or suppose it
    doers: frozenset[str] = frozenset()  # all doers named by its mentions
    struck: frozenset[str] = frozenset()  # all parties that its mentions say were hit
    aims: frozenset[str] = frozenset()  # the kinds of all things that they say were hit
    total: bool = False  # the dead of many weeks, told in a number: no strike is one with it
    headed: bool = False  # whether its place only heads the report

    @classmethod
    def of(cls, told: Told, kind: str, *, founded: bool = True, total: bool = False) -> Group:
        """The group that a mention founds."""
        return cls(
            [told], kind, told.day, told.place, founded,
            doers=told.doers, struck=told.struck, aims=told.aims, total=total, headed=told.headed,
        )  # fmt: skip

    def add(self, told: Told) -> None:
        """Takes a mention in, narrowing type, day and place."""
        self.told.append(told)
        self.doers |= told.doers
        self.struck |= told.struck
        self.aims |= told.aims
        kind = told.mention.type
        loose = self.type == lexicon.UNSPECIFIED and kind not in LASTING
        if kind and (loose or not self.founded) and kind != lexicon.UNSPECIFIED:
            self.type = kind
        if told.day and not self._strays(told) and (self.day is None or self._narrows(told.day)):
            self.day = told.day
        if told.place and (self.place is None or self._closer(told, told.place, self.place)):
            self.place, self.headed = told.place, told.headed

    def _strays(self, told: Told) -> bool:
        """Whether a general word's weeks or years, named elsewhere in a later sentence, are rather another event's."""
        later = told.mention.sentence != self.told[0].mention.sentence
        return later and general(told) and not told.dated and told.day is not None and spell(told.day) > _WEEKS

    def _narrows(self, day: Interval) -> bool:
        """Whether a single day within its days is the closer date; what goes on for weeks has no single day."""
        lasting = self.type in LASTING or self.told[0].mention.type in LASTING
        wide = (
            self.day is not None and spell(self.day) > _FEW
        )  # "over two days" is as close as a story of two days gets
        return day.is_day and wide and self.day is not None and self.day.meets(day) and not lasting

    def _closer(self, told: Told, place: Toponym, known: Toponym) -> bool:
        """Whether a place told now says more closely where it was: narrower, or named in the text and not only at its head."""
        if self.headed and not told.headed and narrowness(place.place, place.kind) > 0:
            return self._near(told)
        return self._near(told) and _narrower(place, known)

    def _near(self, told: Told) -> bool:
        """Whether a place told now is surely the event's: beside the trigger, or where the event was first told."""
        return told.placed or told.mention.sentence - self.told[0].mention.sentence <= 1

    @property
    def last_sentence(self) -> int:
        """The sentence of its latest mention."""
        return self.told[-1].mention.sentence


def _narrower(one: Toponym, other: Toponym) -> bool:
    return narrowness(one.place, one.kind) > narrowness(other.place, other.kind)


def groups(context: Context, told: list[Told]) -> list[Group]:
    """The mentions gathered to incidents, in order of first mention."""
    counted = {context.sentence_at(f.span.start) for f in context.annotated.figures if f.measure in MEASURES}
    found = Shelf()
    by_sentence: dict[int, list[Told]] = {}
    for item in told:
        by_sentence.setdefault(item.mention.sentence, []).append(item)
    for sentence in sorted(by_sentence):
        items = by_sentence[sentence]
        events = [t for t in items if t.mention.type is not None]
        for item in events:
            _place_event(context, item, found, counted=sentence in counted)
        for item in items:
            if item.mention.type is None:
                if _is_total(item, found, counted=sentence in counted):
                    found.put(Group.of(item, "campaign", total=True))
                else:
                    _place_harm(item, found, events)
    handed_on(context, found.groups)
    return _announced(context, found.groups)


def _announced(context: Context, found: list[Group]) -> list[Group]:
    """What the headline names without a day is the event at the same place that the lead tells in other words of its kind.

    "Convoy is bombed near X", then "a drone strike hit a convoy near X on Thursday": the lead's word is the more precise.
    """
    headline = context.annotated.document.headline
    if headline is None or len(found) < 2 or found[0].day is not None:
        return found
    title, rest = found[0], found[1:]
    first = title.told[0].mention
    if not headline.covers(context.span(first.first, first.last)):
        return found
    last = first.sentence + _LEAD
    lead = next((g for g in rest if g.told[0].mention.sentence <= last), None)
    if lead is None or not lexicon.akin(title.type, lead.type):
        return found
    if same_place(_value(title.place), _value(lead.place)) is not True:
        return found
    if title.doers and lead.doers and not title.doers & lead.doers:
        return found
    lead.told = sorted((*title.told, *lead.told), key=lambda t: t.mention.first)
    lead.doers |= title.doers
    lead.struck |= title.struck
    lead.spoken_of[:0] = title.spoken_of
    return rest


def _place_event(context: Context, item: Told, found: Shelf, *, counted: bool) -> None:
    kind = item.mention.type
    assert kind is not None
    near = found.near(item.day, item.place)
    fitting = [group for group in near if _fits(item, group) and not _answers(context, item, group)]
    if fitting:
        found.add(max(fitting, key=lambda g: _affinity(item, g)), item)
    elif not general(item) or founds(item, counted=counted):
        found.put(Group.of(item, kind))


def _answers(context: Context, item: Told, group: Group) -> bool:
    """Whether the words between say that one is the answer to the other ("responded with strikes")."""
    last = group.told[-1].mention
    between = context.words[last.last : item.mention.first] if last.sentence == item.mention.sentence else []
    return any(word.startswith(("respon", "retaliat", "reveng", "aveng")) for word in between)


def general(item: Told) -> bool:
    """Whether the word is too general to found an incident by itself."""
    return item.mention.base in lexicon.listed("triggers", "general")


def founds(item: Told, *, counted: bool) -> bool:
    """Whether a general word's sentence tells a particular event: dated or counted, and placed or with a doer."""
    days = item.day if item.day is not None and (item.dated or spell(item.day) <= _SEASON) else None
    return (days is not None or counted) and (item.place is not None or bool(item.doers) or item.mention.definite)


def _affinity(item: Told, group: Group) -> float:
    """How well a mention that fits several groups fits this one: same doer, day, place and type, and how lately told."""
    same = bool(item.doers & group.doers) + (same_days(item.day, group.day) is True)
    same += same_place(_where(item), _where(group)) is True
    distance = min(item.mention.sentence - group.last_sentence, 10)
    same += bool(item.aims & group.aims)  # "had shelled the camp": what hit a camp
    return 2.0 * same + named_alike(item, group) + (item.mention.type == group.type) - 0.4 * distance


def refer(found: list[Group], items: list[Told]) -> None:
    """Lets words that deny or suppose an event refer to the group that they best fit, so that denials find it."""
    for item in items:
        if item.mention.type is None:
            continue
        near = [
            g
            for g in found
            if g.told[0].mention.first <= item.mention.first and lexicon.compatible(item.mention.type, g.type)
        ]
        if near:
            max(near, key=lambda g: _affinity(item, g)).spoken_of.append(item.mention)


def _by_recency(found: list[Group]) -> list[Group]:
    return sorted(found, key=lambda g: (g.last_sentence, g.told[-1].mention.first))


def _fits(item: Told, group: Group) -> bool:
    """Whether the mention can be one more of the group's."""
    mention = item.mention
    assert mention.type is not None
    if group.total:
        return False
    days, places = same_days(item.day, group.day), same_place(_where(item), _where(group))
    loose = (mention.definite and not mention.many) or general(item)
    apart = (
        not lexicon.compatible(mention.type, group.type)
        or (days is False and (item.dated or not loose))
        or (places is False and (item.placed or not loose))
        or bool(item.doers and group.doers and not item.doers & group.doers)
        or (not (days and places) and _opposed(item, group))
        or (group.last_sentence < item.turn and not (days and places))
        or (days is False and places is False)
        or elsewhen(item, group)
        or said_before(item, group)
        or of_another(item, group)
        or long_past(item, group)
        or (item.elsewhere and not item.aims & group.aims)
    )
    if apart:
        return False
    distance = mention.sentence - group.last_sentence
    wide = item.day is not None and group.day is not None and min(spell(item.day), spell(group.day)) > _WIDE
    if (days and places and not wide) or loose or distance == 0:
        return True
    return _continues(item, group, distance, placed=bool(places))


def _opposed(item: Told, group: Group) -> bool:
    """Whether the one was hit in what the other did: fire on the side that strikes is another event than its strike."""
    if item.mention.type in ("clash", "battle", "campaign") or group.type in ("clash", "battle", "campaign"):
        return False
    return not item.doers & group.doers and bool(item.struck & group.doers or item.doers & group.struck)


def _continues(item: Told, group: Group, distance: int, *, placed: bool) -> bool:
    """Whether an indefinite mention further on still tells of the group's event."""
    if item.placed and _narrower_than_country(item, group):
        return False
    if item.day is not None and group.day is None and distance > _REACH and not placed:
        return False
    if group.type in (item.mention.type, lexicon.UNSPECIFIED) or item.mention.type == lexicon.UNSPECIFIED:
        return item.day is None or group.day is None or same_days(item.day, group.day) is True
    return distance <= _REACH and item.day is None and item.place is None


def _narrower_than_country(item: Told, group: Group) -> bool:
    """Whether the mention has a town of its own, and the group so far only a country."""
    if item.place is None or group.place is None:
        return False
    return narrowness(item.place.place, item.place.kind) > 0 == narrowness(group.place.place, group.place.kind)


def _where(told: Told | Group) -> PlaceValue | None:
    """Where the text says that it was; a place that only heads the report tells no two events apart."""
    return None if told.headed else _value(told.place)


def _value(toponym: Toponym | None) -> PlaceValue | None:
    return toponym.place if toponym else None


def _is_total(item: Told, found: Shelf, *, counted: bool) -> bool:
    """Whether it tells the dead of many weeks in a number, of which no event of its sentence is the cause ("killed in three months")."""
    if not counted or item.day is None or not item.over or spell(item.day) <= _WIDE:
        return False
    if item.mention.base in lexicon.listed("triggers", "unviolent"):
        return False  # of cold or hunger
    here = [g for g in found.near(item.day, item.place) if g.last_sentence == item.mention.sentence]
    return item.mention.effect in ("killed", "injured") and not any(same_days(item.day, g.day) for g in here)


def _place_harm(item: Told, found: Shelf, events: Sequence[Told]) -> None:
    """Words of harm join the event of their sentence, or the one being told; else they found one if they tell violence.

    ``events`` are the sentence's: the dead of a barracks that somebody admits to have hit are not those of the market.
    """
    mention = item.mention
    told = [
        g
        for g in found.near(item.day, item.place)
        if g.last_sentence >= item.turn
        and not g.total
        and not (item.admitted and any(of_another(event, g) for event in events))
    ]
    here = [g for g in told if g.last_sentence == mention.sentence]
    if here:
        near = min(
            here,
            key=lambda g: min(
                abs(t.mention.first - mention.first) for t in g.told if t.mention.sentence == mention.sentence
            ),
        )
        if same_days(item.day, near.day) is not False and not (
            item.doers and near.doers and not item.doers & near.doers
        ):
            found.add(near, item)
            return
    own = item.dated and item.day is not None and (item.place is not None or bool(item.doers))
    for group in reversed(_by_recency(told)):
        far = mention.sentence - group.last_sentence > _REACH
        if far and (mention.voice is None or (own and _violent(item))):
            break
        if elsewhen(item, group) or said_before(item, group):
            continue
        same_day = same_days(item.day, group.day) is not False or (not item.dated and item.place is None)
        if (
            same_day
            and not long_past(item, group)
            and (same_place(_where(item), _where(group)) is not False or not item.placed)
        ):
            if item.doers and group.doers and not item.doers & group.doers:
                continue
            found.add(group, item)
            return
    if _violent(item):
        found.put(Group.of(item, lexicon.UNSPECIFIED, founded=False))


def _violent(item: Told) -> bool:
    mention = item.mention
    if mention.form == "harm" and mention.effect == "damaged":
        return any(t.role in (AGENT, "instrument") for t in item.ties)
    if mention.base in lexicon.listed("triggers", "unviolent"):
        if (
            item.day is not None
            and item.place is not None
            and mention.voice is not None
            and any(t.role == OBJECT for t in item.ties)
        ):
            return True
        return any(t.role in (AGENT, "instrument") for t in item.ties) and any(t.role == OBJECT for t in item.ties)
    return True
