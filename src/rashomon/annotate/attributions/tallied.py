"""Who gives a number of the dead: "X put the toll at 30", "X raised its count to 14", and what "the count of X" is.

The source must be somebody who can speak: a name that was read as an actor's, or a word for officials, doctors, a ministry. "The
strike raised the toll to 14" and "the army raised the toll" have no speaker.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

from .clauses import limits
from .contents import trimmed
from .cues import auxiliaries, is_adverb
from .described import classes, organisation_words, role_words
from .draft import Draft
from .phrases import subject_before
from .spoken import ENDS

if TYPE_CHECKING:
    from .page import Page

_NOUN, _NUMBER = 6, 16  # words from the verb to the noun for the tally, and to its number
_ARMED = frozenset({"military", "armed group", "coalition"})
_BREAKS = frozenset({";", "while", "whereas"})
_DUMB = frozenset({"place", "state"})


class _Words(NamedTuple):
    """tallies.yaml as sets."""

    verbs: frozenset[str]
    deeds: frozenset[str]
    tallies: frozenset[str]
    between: frozenset[str]
    joints: frozenset[str]
    kept: frozenset[str]
    by: frozenset[str]
    armed: frozenset[str]


@cache
def _words() -> _Words:
    data = load("tallies")
    return _Words(*(frozenset(data[name]) for name in _Words._fields))


def tallied(page: Page) -> list[Draft]:
    """The drafts of "X put the toll at 30", in text order."""
    return [draft for at, word in enumerate(page.low) if word in _words().verbs for draft in _tally(page, at)]


def _tally(page: Page, at: int) -> list[Draft]:
    low, high = limits(page, at)
    joint = _joint(page, at, high)
    first = at
    while first - 1 > low and (page.low[first - 1] in auxiliaries() or is_adverb(page.low[first - 1])):
        first -= 1
    source = _subject(page, first, low)
    if joint is None or source is None or not speaks(page, source, at):
        return []
    others = _others(page, joint, high, at)
    stop = others[0][0][0] - 1 if others else joint
    while (
        not others
        and stop < high
        and page.low[stop] not in _BREAKS
        and not (page.low[stop] in ENDS and stop + 1 >= high)
    ):
        stop += 1
    cue = (page.span(first, at),)
    told = [(source, (at + 1, stop - 1)), *others]
    return [
        Draft(
            source=(page.span(*who),), cue=cue, content=(trimmed(page, page.span(*what)),),
            lemma="put", frame="object", rule="tally:put", score=0.6,
        )
        for who, what in told
    ]  # fmt: skip


def _joint(page: Page, at: int, high: int) -> int | None:
    """The "at" or "to" behind the verb of a tally, before its number."""
    words = _words()
    noun = next((i for i in range(at + 1, min(high, at + _NOUN)) if page.low[i] not in words.between), None)
    if noun is None or page.low[noun] not in words.tallies or noun == at + 1:
        return None
    last = min(high - 1, at + _NUMBER)
    return next((i for i in range(noun + 1, last) if page.low[i] in words.joints and _number(page, i + 1, high)), None)


def counted(page: Page, at: int, high: int) -> bool:
    """Whether a verb at ``at`` gives a number of the dead: "put the toll at seven"."""
    return page.low[at] in _words().verbs and _joint(page, at, high) is not None


def _subject(page: Page, first: int, low: int) -> tuple[int, int] | None:
    """The subject of the verb at ``first``; that of the verb before "and" where it has none of its own ("X insists ... and puts")."""
    source = subject_before(page, first, low)
    if source is not None or first - 1 <= low or page.low[first - 1] not in _AND:
        return source
    verb = next((i for i in range(low + 1, first - 1) if page.low[i] in _saying()), None)
    return subject_before(page, verb, low) if verb is not None else None


def _others(page: Page, joint: int, high: int, at: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Those who give another number by the same verb, and its words: "X put the toll at 22 and the ministry at 60"."""
    found: list[tuple[tuple[int, int], tuple[int, int]]] = []
    start = joint + 1
    for i in range(joint + 1, high - 1):
        if page.low[i] != page.low[joint] or not _number(page, i + 1, min(high, i + 4)):
            continue
        link = next((k for k in range(i - 1, start, -1) if page.low[k] in _AND), None)
        if link is None or i - link > _NOUN + 1 or i - link < 2:
            break
        if not speaks(page, (link + 1, i - 1), at):
            break
        stop = next((k for k in range(i + 1, high) if page.low[k] in (*_AND, ";", *ENDS)), high)
        found.append(((link + 1, i - 1), (i, stop - 1)))
        start = i + 1
    return found


_AND = frozenset({"and", "but", "while", ","})


@cache
def _saying() -> frozenset[str]:
    return frozenset(load("tallies")["saying"])


def _number(page: Page, at: int, high: int) -> bool:
    return joined_number(page, at, high) is not None


def joined_number(page: Page, at: int, high: int) -> int | None:
    """Where a number stands: at ``at`` or up to three words on ("at at least 30", "to more than 14")."""
    near = range(at, min(high, at + 4))
    return next((i for i in near if page.low[i][:1].isdigit() or isinstance(value_of(page.low[i]), int)), None)


def speaks(page: Page, source: tuple[int, int], at: int) -> bool:
    """Whether the subject is somebody who can speak, and rather speaks than acts."""
    span = page.span(*source)
    actors = [m for m in page.annotated.actors if span.covers(m.span) and m.mention != "demonym"]
    own = page.low[at + 1] in ("its", "their", "his", "her")
    deed = page.low[at] in _words().deeds
    if actors:
        kinds = {m.kind for m in actors}
        return not kinds <= _DUMB and (own or not deed or not kinds & _ARMED)
    last = page.low[source[1]]
    return not deed and (last in classes() or last in role_words() or last in organisation_words())


def armed(page: Page, source: tuple[int, int]) -> bool:
    """Whether the words name a body that fights, which has dead of its own."""
    span = page.span(*source)
    if any(span.covers(m.span) and m.kind in _ARMED for m in page.annotated.actors):
        return True
    return not _words().armed.isdisjoint(page.low[source[0] : source[1] + 1])


def tally_verbs() -> frozenset[str]:
    """Verbs of giving a number."""
    return _words().verbs


def kept_words() -> frozenset[str]:
    """Nouns for what a body keeps ("count", "figures"): a source's name begins behind them."""
    return _words().kept


def keeper(page: Page, named: tuple[int, int]) -> tuple[int, int]:
    """The words of X in "the count of X", "figures from X"; the phrase itself where it is none."""
    words = _words()
    for at in range(named[0], named[1]):
        if page.low[at] in words.by and page.low[at - 1] in words.kept and at > named[0]:
            rest = (at + 1, named[1])
            actors = any(page.span(*rest).covers(m.span) for m in page.annotated.actors)
            return rest if actors or page.low[rest[1]] in classes() | organisation_words() | role_words() else named
    return named
