"""Who gives a number of the dead in other words than "put the toll at".

"Gave a figure of 12", "the ministry's count stands at 9", "officials put it at 30", "documented 17 deaths", "speaks of 5 dead",
"put at 30 by officials", "by the ministry's count". Read with the lists of lexicon/tallies.yaml. Drafts of which the rule begins with "tally:" hold their number (see annotate/figures).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load
from rashomon.model import Span

from .clauses import limits
from .contents import trimmed
from .cues import JOINERS, PREPOSITIONS, auxiliaries, is_adverb
from .draft import Draft
from .phrases import noun_phrase, phrase_after, subject_before
from .spoken import ENDS
from .tallied import armed, joined_number, speaks

if TYPE_CHECKING:
    from collections.abc import Callable

    from .page import Page

_Words = tuple[int, int]
_APART = frozenset(("while", "whereas", "with", "but", "although", "though", "and"))  # lead to what another says
_ADVERBS = frozenset(
    (
        "so",
        "then",
        "now",
        "later",
        "earlier",
        "early",
        "late",
        "today",
        "yesterday",
        "already",
        "alone",
        "altogether",
        "overall",
        "higher",
        "lower",
    )
)
_OF_DEATH = frozenset(("death", "casualty", "injury"))
_ITS = frozenset(("its", "their", "his", "her"))
_RANKS = frozenset(("ranks", "rank", "forces", "units", "army", "lines", "positions", "camp", "side", "own"))
_STOPS = frozenset((";", "while", "whereas", "although", "though", "but"))


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load("tallies")[name])


@cache
def _begins() -> frozenset[str]:
    """The words at which one of the rules may hold."""
    return frozenset({"by"}).union(
        *(_list(name) for name in ("giving", "verbs", "recording", "speaking", "counts", "figures"))
    )


def counting(page: Page) -> list[Draft]:
    """The drafts of all such sentences, in text order."""
    begins = _begins()
    found = [
        draft
        for at, word in enumerate(page.low)
        if word in begins
        for rule in _RULES
        if (draft := rule(page, at)) is not None
    ]
    return sorted(found, key=lambda d: (d.start, d.place))


def apart(page: Page, drafts: list[Draft]) -> list[Draft]:
    """The drafts without what others count beside them: "the monitor said 17 died, while officials put it at 30"."""
    tallies = [d for d in drafts if d.rule.startswith("tally:") and d.source]
    return [_cut(page, draft, tallies) for draft in drafts] if tallies else drafts


def _cut(page: Page, draft: Draft, tallies: list[Draft]) -> Draft:
    content = list(draft.content)
    for tally in tallies:
        if tally.source == draft.source:
            continue
        at = page.word_at(tally.source[0].start)
        link = at - 1
        comma = link - 1 if page.low[link] in _APART and page.low[link - 1] == "," else link
        start = page.starts[comma]
        for i, span in enumerate(content):
            inside = span.start < start and span.covers(tally.source[0]) and tally.content[0].end <= span.end + 1
            if inside and page.low[link] in _APART and comma > 0:
                content[i] = Span(span.start, page.ends[comma - 1])
    return msgspec.structs.replace(draft, content=tuple(content)) if content != list(draft.content) else draft


def _gives(page: Page, at: int) -> Draft | None:
    """Such as "doctors gave a figure of 12", "with officials giving a toll of 30"."""
    if page.low[at] not in _list("giving"):
        return None
    high = limits(page, at)[1]
    noun = next((i for i in range(at + 2, min(high, at + 6)) if page.low[i] in _list("tallies")), None)
    if noun is None or page.low[at + 1] not in ("a", "an", "the", "its", "their"):
        return None
    number = _number(page, noun + 2, high) if page.low[noun + 1 : noun + 2] in (["of"], ["as"]) else None
    if number is None or not _of_people(page, at, noun, number, high):
        return None
    return _active(page, at, (at + 1, _end(page, noun + 2, high)))


def _of_people(page: Page, at: int, noun: int, number: int, high: int) -> bool:
    """Whether what is given counts the harmed: said around the number, or just told of where the number ends its phrase."""
    if "toll" in page.low[at + 1 : noun + 1] or not _list("harmed").isdisjoint(page.low[at + 1 : number]):
        return True
    stop = next(
        (i for i in range(number + 1, min(high, number + 4)) if page.low[i] in PREPOSITIONS), min(high, number + 4)
    )
    if not (_list("harmed") | _people_nouns()).isdisjoint(page.low[number + 1 : stop]):
        return True
    ends = number + 1 >= high or page.low[number + 1] in (*ENDS, *_STOPS, ",")
    return ends and _of_the_harmed(page, at)


def _puts_it(page: Page, at: int) -> Draft | None:
    """Such as "while officials put it at 30", where a toll was just told of."""
    high = limits(page, at)[1]
    if page.low[at] not in _list("verbs") or page.low[at + 1 : at + 2] not in (["it"], ["them"], ["this"]):
        return None
    if page.low[at + 2 : at + 3] not in (["at"], ["to"]) or _number(page, at + 3, high) is None:
        return None
    if not _of_the_harmed(page, at):
        return None
    return _active(page, at, (at + 1, _end(page, at + 3, high)))


def _records(page: Page, at: int) -> Draft | None:
    """Such as "the monitor documented 17 deaths", "residents counted 20 bodies", "the army speaks of 5 dead"."""
    high = limits(page, at)[1]
    spoken = page.low[at] in _list("speaking") and page.low[at + 1 : at + 2] == ["of"]
    if page.low[at] not in _list("recording") and not spoken:
        return None
    number = _number(page, at + 1 + spoken, min(high, at + 5 + spoken))
    if number is None or _list("harmed").isdisjoint(page.low[number + 1 : min(high, number + 4)]):
        return None
    if page.low[at - 1] in auxiliaries() and page.low[at - 1] not in ("has", "have", "had"):
        return None  # "were counted": nobody counts
    if _own_losses(page, number, high):
        return None
    return _active(page, at, (at + 1, _end(page, number, high)))


def _own_losses(page: Page, number: int, high: int) -> bool:
    """Such as "30 deaths in its ranks", "among its fighters": what befell the subject, whoever counted."""
    for i in range(number + 1, high - 1):
        if page.low[i] in ("among", "amongst", "of") and page.low[i + 1] in _ITS:
            return True
        if (
            page.low[i] in ("in", "within", "from")
            and page.low[i + 1] in _ITS
            and not _RANKS.isdisjoint(page.low[i + 2 : i + 5])
        ):
            return True
    return False


def _passive(page: Page, at: int) -> Draft | None:
    """Such as "the toll, put at 30 by officials", "and at 17 by the monitor"."""
    low, high = limits(page, at)
    if page.low[at] != "by" or at + 1 >= high:
        return None
    number = next((i for i in range(at - 1, max(low, at - 4), -1) if _is_number(page, i)), None)
    joint = next((i for i in range(at - 2, max(low, at - 7), -1) if page.low[i] in ("at", "as")), None)
    if number is None or joint is None or joint > number:
        return None
    verb = next((i for i in range(joint, max(low, joint - 14), -1) if page.low[i] in _list("put")), None)
    another = next(
        (i for i in range(at + 2, high) if page.low[i] == "and" and page.low[i + 1 : i + 2] == [page.low[joint]]), high
    )
    named = phrase_after(page, at + 1, another)
    told = page.low[low:at]
    if verb is None or named is None or not speaks(page, named, verb) or _list("tallies").isdisjoint(told):
        return None
    return _draft(page, named, (verb, verb), (joint, number))


def _owns(page: Page, at: int) -> Draft | None:
    """Such as "the ministry's count stands at 9", "officials' figure of 30 dead"."""
    low, high = limits(page, at)
    told = page.low[at] in _list("counts") or (page.low[at] in _list("figures") and _of_the_harmed(page, at, at + 6))
    owner = _owner(page, at, low) if told else None
    if owner is None or page.low[owner[0] - 1 : owner[0]] in (["by"], ["to"]):
        return None
    verb = at + 1
    if (
        owner[0] == low
        and page.low[verb : verb + 1] == ["of"]
        and _number(page, verb + 1, min(high, verb + 3)) is not None
    ):
        return _draft(page, owner, (at, at), (verb, _end(page, verb + 1, min(high, verb + 5))))
    while verb < high and (page.low[verb] in auxiliaries() | {"now"} or is_adverb(page.low[verb])):
        if page.low[verb] in ("is", "was") and _number(page, verb + 1, min(high, verb + 3)) is not None:
            break
        verb += 1
    if verb >= high or page.low[verb] not in _list("stand") or _number(page, verb + 1, min(high, verb + 5)) is None:
        return None
    return _draft(page, owner, (at, verb), (verb + 1, _end(page, verb + 1, high)))


def _by_count(page: Page, at: int) -> Draft | None:
    """Such as "by the ministry's count, 9 people died"."""
    low, high = limits(page, at)
    owner = _owner(page, at, low) if page.low[at] in _list("counts") | _list("figures") else None
    if owner is None or page.low[owner[0] - 1 : owner[0]] != ["by"] or owner[0] - 1 != low:
        return None
    first = at + 1 + (page.low[at + 1 : at + 2] == [","])
    last = next((i for i in range(first, high) if page.low[i] in _STOPS), high) - 1
    if last <= first:
        return None
    return _draft(page, owner, (at, at), (first, last))


def _owner(page: Page, at: int, low: int) -> _Words | None:
    """Whose count the noun at ``at`` tells of: the words before its genitive, where they are somebody who can speak."""
    first = at
    while first > low and page.low[first - 1] in _list("between"):
        first -= 1
    if first - 2 < low or page.low[first - 1] not in ("'s", "'"):
        return None
    owner = noun_phrase(page, first - 2, low)
    if (
        owner is not None
        and (page.low[at] == "toll" or not _OF_DEATH.isdisjoint(page.low[first:at]))
        and armed(page, owner)
    ):
        return None  # "the army's death toll" is of its own dead as well
    return owner if owner is not None and speaks(page, owner, at) else None


def _active(page: Page, at: int, content: _Words) -> Draft | None:
    """The draft of a verb at ``at`` with its subject; None where no one who can speak is."""
    low = limits(page, at)[0]
    first = at
    while first - 1 > low and (page.low[first - 1] in auxiliaries() or is_adverb(page.low[first - 1])):
        first -= 1
    if {"not", "n't", "never"} & set(page.low[first:at]):
        return None
    source = subject_before(page, first, low)
    if source is None or not speaks(page, source, at):
        return None
    return _draft(page, source, (first, at), content)


def _draft(page: Page, source: _Words, cue: _Words, content: _Words) -> Draft:
    return Draft(
        source=(page.span(*source),), cue=(page.span(*cue),), content=(trimmed(page, page.span(*content)),), lemma="put",
        frame="object", rule="tally:count", score=0.6,
    )  # fmt: skip


def _is_number(page: Page, at: int) -> bool:
    return page.low[at][:1].isdigit() or isinstance(value_of(page.low[at]), int)


def _number(page: Page, at: int, high: int) -> int | None:
    """Where a number of people stands within a few words; none of degrees, votes or tanks."""
    found = joined_number(page, at, high)
    if found is None or found + 1 >= high or not page.low[found + 1].isalpha() or found + 1 in page.timed:
        return found
    return found if page.low[found + 1] in _people() else None


@cache
def _people_nouns() -> frozenset[str]:
    groups = load("groups")
    return frozenset(
        w for key in ("people", "counted") for words in groups[key].values() for noun in words for w in noun.split()
    )


@cache
def _people() -> frozenset[str]:
    """Words that may stand behind a number of people: nouns for them, what befell them, and what begins another phrase."""
    return _people_nouns() | _list("harmed") | PREPOSITIONS | JOINERS | auxiliaries() | _STOPS | _ADVERBS


def _of_the_harmed(page: Page, at: int, last: int | None = None) -> bool:
    """Whether the dead or hurt were told of in the sentence before, or by then (up to ``last``) in this one."""
    low, high = page.bounds(at)
    before = page.low[page.bounds(low - 1)[0] if low else 0 : min(last or at, high)]
    return not (_list("tallies") - _list("figures") - {"total", "number"}).isdisjoint(before) or not _list(
        "harmed"
    ).isdisjoint(before)


def _end(page: Page, at: int, high: int) -> int:
    """The last word of what is counted: up to what another says, or the end of the sentence."""
    stop = next(
        (i for i in range(at, high) if page.low[i] in _STOPS or (page.low[i] == "and" and _anew(page, i, high))), high
    )
    while stop > at + 1 and page.low[stop - 1] in (*ENDS, ","):
        stop -= 1
    return stop - 1


def _anew(page: Page, at: int, high: int) -> bool:
    """Whether "and" at ``at`` leads to another clause with a verb of counting or speaking of its own."""
    verbs = _list("verbs") | _list("giving") | _list("saying") | _list("recording") | _list("speaking")
    return any(page.low[i] in verbs for i in range(at + 1, min(high, at + 8)))


_RULES: tuple[Callable[[Page, int], Draft | None], ...] = (_gives, _puts_it, _records, _passive, _owns, _by_count)
