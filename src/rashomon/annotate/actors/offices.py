"""Persons named by their office alone: "the Velmari president", "the president", "the spokesman"."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load
from rashomon.lexicon.registry import Name, key, registry
from rashomon.model import ActorMention, Span

from .words import joins

if TYPE_CHECKING:
    from datetime import date

    from .people import Person
    from .words import Word

NEAR = 2500  # code points within which "the president" takes up somebody named
# "The Velmari leader" is whoever holds the first of these offices.
_LEADER = (("president",), ("prime", "minister"), ("chancellor",), ("supreme", "leader"), ("king",))


class _Holder:
    """A person of the document with the offices that the text or the registry gives to it."""

    def __init__(self, mention: ActorMention) -> None:
        self.mention = mention
        self.starts = [mention.span.start]
        self.roles: set[tuple[str, ...]] = set()
        self.bodies: set[str] = set()


def offices(
    words: list[Word], mentions: list[ActorMention], persons: list[Person], on: date | None
) -> list[ActorMention]:
    """Mentions by office, in text order; only where one person is meant."""
    holders = _holders(words, mentions, persons, on)
    by_role: dict[tuple[str, ...], list[_Holder]] = {}
    for holder in holders:
        for role in sorted(holder.roles):
            by_role.setdefault(role, []).append(holder)
    starts = {m.span.end: m for m in mentions if m.kind == "state"}
    covered = {i for m in mentions if m.kind == "person" for i in (m.span.start,)}
    found: list[ActorMention] = []
    others: dict[tuple[str, ...], int] = {}  # where somebody else was last told of under that title
    for at, word in enumerate(words):
        phrase = _office_at(words, at)
        if phrase is None or _names_follow(words, at + len(phrase), covered):
            continue
        span = Span(word.span.start, words[at + len(phrase) - 1].span.end)
        state = _state_before(words, at, starts)
        if state is not None:
            person = _of_state(phrase, state, by_role, on)
            span = Span(state.span.start, span.end)
        elif at and words[at - 1].key == "the" and not _qualified(words, at + len(phrase)):
            person = _last(span.start, by_role.get(phrase, []), others.get(phrase, -1))
        else:
            person = None
        told = at and not word.first and words[at - 1].key not in ("the", "this")
        if person is None and (told or _qualified(words, at + len(phrase))):
            others[phrase] = word.span.start  # "a spokesman", "the Tel Oram mayor", "the mayor of Tel Oram"
        if person is not None:
            found.append(
                ActorMention(
                    span,
                    person.name,
                    person.actor,
                    "person",
                    "nominal",
                    f"office:{' '.join(phrase)}",
                    person.represents,
                )
            )
    return found


@cache
def _single() -> frozenset[tuple[str, ...]]:
    """Offices that one person of a body holds, and spokespeople."""
    return frozenset(key(p) for p in load("titles")["office"])


@cache
def _firsts() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _single())


def _office_at(words: list[Word], at: int) -> tuple[str, ...] | None:
    if words[at].key not in _firsts():
        return None
    for count in (3, 2, 1):
        phrase = tuple(w.key for w in words[at : at + count])
        if len(phrase) == count and phrase in _single() and all(joins(w.gap) for w in words[at + 1 : at + count]):
            return phrase
    return None


def _names_follow(words: list[Word], at: int, covered: set[int]) -> bool:
    """Whether a name comes next, so that the office is only its title; or the office is part of a compound."""
    if at >= len(words):
        return False
    following = words[at]
    if following.span.start in covered or (following.capital and not following.first and joins(following.gap)):
        return True
    return (
        following.gap.strip() == "," and following.capital and following.span.start in covered
    ) or following.key == "'s"


def _qualified(words: list[Word], at: int) -> bool:
    return at < len(words) and joins(words[at].gap) and words[at].key in ("of", "for", "who", "at")


def _state_before(words: list[Word], at: int, ends: dict[int, ActorMention]) -> ActorMention | None:
    """The state named right before the office: "the Velmari president", "Velmar's president"."""
    if not at or not joins(words[at].gap):
        return None
    before = words[at - 1]
    if before.key == "'s" and at > 1:
        return ends.get(words[at - 2].span.end)
    return ends.get(before.span.end)


def _holders(words: list[Word], mentions: list[ActorMention], persons: list[Person], on: date | None) -> list[_Holder]:
    by_name: dict[str, _Holder] = {}
    for mention in mentions:
        if mention.kind != "person":
            continue
        if mention.name in by_name:
            by_name[mention.name].starts.append(mention.span.start)
            continue
        holder = by_name[mention.name] = _Holder(mention)
        entry = registry().entries.get(mention.actor or "")
        for term in entry.terms if entry else ():
            if on is None or Name("", term.since, term.until).holds(on):
                holder.roles.add(key(term.role))
                holder.bodies.add(term.of)
    by_start = {start: h for h in by_name.values() for start in h.starts}
    word_starts, states = [w.span.start for w in words], [m for m in mentions if m.kind == "state"]
    state_starts = [m.span.start for m in states]
    for person in persons:
        own = by_start.get(person.span.start)
        if person.phrase is None or own is None:
            continue
        start, end = person.phrase
        inside = range(bisect_left(word_starts, start), bisect_left(word_starts, end))
        if (role := _held(words, inside)) is not None:
            own.roles.add(role)
        near = states[bisect_left(state_starts, start) : bisect_left(state_starts, end)]
        own.bodies |= {f"{m.actor}-gov" for m in near}
    return list(by_name.values())


# Where the noun of a title phrase ends, and what before it makes it another office.
_TURNS = frozenset({"of", "for", "to", "in", "at", "from", "with", "by", "on", "and"})


@cache
def _ranks() -> frozenset[str]:
    return frozenset(load("speakers")["ranks"])


def _held(words: list[Word], inside: range) -> tuple[str, ...] | None:
    """The office that a title phrase gives: its noun, not that of "an aide to the governor" or "the governor's wife"; no deputy's."""
    stop = next((i for i in inside if words[i].key in _TURNS), inside.stop)
    for at in range(inside.start, stop):
        found = _office_at(words, at)
        if found is not None and at + len(found) == stop:
            before = {w.key for w in words[inside.start : at]}
            return None if before & _ranks() else found
    return None


def _of_state(
    phrase: tuple[str, ...], state: ActorMention, holders: dict[tuple[str, ...], list[_Holder]], on: date | None
) -> ActorMention | None:
    """Who holds the office in that state: somebody of the document, else of the registry on that day."""
    body = f"{state.actor}-gov"
    wanted = _LEADER if phrase == ("leader",) else (phrase,)
    for role in wanted:
        fitting = [h for h in holders.get(role, []) if body in h.bodies]
        if len(fitting) == 1:
            return fitting[0].mention
        if fitting:
            return None
    if on is None:
        return None
    for role in wanted:
        for entry in registry().entries.values():
            if any(t.of == body and key(t.role) == role and Name("", t.since, t.until).holds(on) for t in entry.terms):
                return ActorMention(
                    state.span, entry.name, entry.id, "person", represents=registry().entries[body].name_on(on)
                )
    return None


def _last(start: int, holders: list[_Holder], other: int) -> ActorMention | None:
    """The person with that office who was named last before, and near; None where one that is not named was told of since."""
    before = [(h.starts[i - 1], h.mention) for h in holders if (i := bisect_left(h.starts, start))]
    near = [(at, mention) for at, mention in before if start - at < NEAR and at > other]
    return max(near, key=lambda p: p[0])[1] if near else None
