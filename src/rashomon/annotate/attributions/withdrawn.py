"""Statements that their speakers take back: "the agency withdrew its report that ...", "the report was retracted by the agency".

What the speaker says instead in the same sentence (", saying that seven died") is a statement of its own, which stands. Only where a statement is named right behind the verb and the speaker is told; "withdrew its forces" takes nothing back.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load

from .cues import BE, DETERMINERS, auxiliaries, is_adverb
from .draft import Draft
from .phrases import subject_before
from .tallied import counted, tally_verbs

if TYPE_CHECKING:
    from .page import Page

LEMMA = "withdraw"
_REACH = 4  # words from the verb to the statement that is taken back
_NOT = frozenset({"not", "never", "n't", "refused", "declined", "to", "no", "nobody"})
_OPENING = 7  # words in which a number of people must be told
_PEOPLE = frozenset(
    {
        "dead",
        "deaths",
        "killed",
        "casualties",
        "fatalities",
        "victims",
        "injured",
        "wounded",
        "people",
        "civilians",
        "children",
    }
)
_LEADS = frozenset({"that", "about", "on", "of", "against", "concerning", "regarding", "blaming", "accusing"})
_ENDS = frozenset({",", ";", ".", "!", "?", ":", "after", "because", "saying", "while", "when", "but"})
# Between the verb and its statement stand adjectives alone: "withdrew its troops, reports said" takes no report back.
_APART = DETERMINERS | _LEADS | _ENDS | frozenset(
    {"from", "in", "into", "at", "to", "for", "with", "by", "and", "as", "over", "amid", "before", "since", "despite", "under", "(", "-", "–", "—"}
)  # fmt: skip
_SAYS = frozenset(
    {"saying", "stating", "adding", "reporting", "said", "says", "stated", "states", "reported", "reports"}
)
_THEN = frozenset({"and", "but", ",", "which", "who", "now", "instead", "later", "then", "also"})
_OTHER_CLAUSE = frozenset({"that", "which", "who", "whom", "whose", "where", "said", "says", *_ENDS})


def withdrawals(page: Page) -> list[Draft]:
    """One draft for each statement that is taken back, in text order."""
    found = (_withdrawal(page, at) for at, word in enumerate(page.low) if word in _forms())
    return [draft for draft in found if draft is not None]


def renewed(page: Page, taken: list[Draft]) -> list[Draft]:
    """What those who take a statement back say instead, in the same sentence; ``taken`` are the withdrawals."""
    found = (_instead(page, draft) for draft in taken)
    return [draft for draft in found if draft is not None]


def _instead(page: Page, draft: Draft) -> Draft | None:
    """Such as ", saying that seven died", "and said seven had died", "which now says"."""
    words = [i for spans in (draft.source, draft.cue, draft.content) for span in spans for i in page.words_in(span)]
    high = page.bounds(words[0])[1]
    at = max(words) + 1
    while at < high and page.low[at] in _THEN:
        at += 1
    if at + 2 >= high or at == max(words) + 1 or (page.low[at] not in _SAYS and not counted(page, at, high)):
        return None
    first = at + 2 if page.low[at + 1] == "that" else at + 1
    last = next((i for i in range(first, high) if page.low[i] == ";"), high) - 1
    while last > first and page.low[last] in (".", "!", "?", '"', "”"):
        last -= 1
    return Draft(
        source=draft.source, cue=(page.span(at, at),), content=(page.span(at + 1, last),), lemma="say", frame="say",
        rule="cue:withdraw instead",
    )  # fmt: skip


def counts(page: Page, draft: Draft) -> bool:
    """Whether a report that is taken back is one of a number of people ("its report of 17 dead"), and of nothing besides."""
    low = [page.low[i] for i in page.words_in(draft.content[0])][:_OPENING] if draft.content else []
    number = next((i for i, w in enumerate(low) if i and (w[:1].isdigit() or isinstance(value_of(w), int))), None)
    return low[:1] == ["of"] and number is not None and not _PEOPLE.isdisjoint(low[number:])


def _withdrawal(page: Page, at: int) -> Draft | None:
    low, high = page.bounds(at)
    first = at
    while first > low and (page.low[first - 1] in auxiliaries() or is_adverb(page.low[first - 1])):
        first -= 1
    if not _NOT.isdisjoint(page.low[max(low, first - 1) : at]) or any(w.endswith("n't") for w in page.low[first:at]):
        return None
    if page.low[at + 1 : at + 2] == ["by"]:
        return _passive(page, at, first, low, high)
    noun = next((i for i in range(at + 1, min(at + 1 + _REACH, high)) if page.low[i] in _statements()), None)
    if noun is None or page.low[at + 1] not in DETERMINERS or not BE.isdisjoint(page.low[first:at]):
        return None
    if not _APART.isdisjoint(page.low[at + 2 : noun]) or page.low[noun + 1 : noun + 2] in (["to"], ["d'affaires"]):
        return None  # "its claim to the valley", "its charge d'affaires" are no statements
    source = subject_before(page, first, low)
    return None if source is None else _draft(page, source, (first, noun), noun, high)


def _passive(page: Page, at: int, first: int, low: int, high: int) -> Draft | None:
    """Such as "the report (that ...) was withdrawn by the agency"."""
    noun = next((i for i in range(first - 1, low - 1, -1) if page.low[i] in _statements()), None)
    if noun is None or at + 2 >= high or BE.isdisjoint(page.low[first:at]) or not _withdrawn(page, noun, first, at):
        return None
    last = at + 2
    while last + 1 < high and (page.low[last] in DETERMINERS or page.capital(last + 1)):
        last += 1
    if not page.capital(last) or last in page.timed:  # "were withdrawn by Monday"
        return None
    return _draft(page, (at + 2, last), (noun, noun), noun, first)


def _withdrawn(page: Page, noun: int, first: int, at: int) -> bool:
    """Whether the statement is what was withdrawn, and not the troops of which it tells ("reports that troops were withdrawn by")."""
    gap = page.low[noun + 1 : first]
    if not gap:
        return True
    if gap[0] not in _LEADS or "being" in page.low[first:at] or not _OTHER_CLAUSE.isdisjoint(gap[1:]):
        return False
    return gap[0] != "that" or not auxiliaries().isdisjoint(gap)  # a clause with its own verb stands between


def _draft(page: Page, source: tuple[int, int], cue: tuple[int, int], noun: int, high: int) -> Draft:
    end = noun + 1
    if end < high and page.low[end] in _LEADS:
        while end < high and page.low[end] not in _ENDS and not _goes_on(page, end, high):
            end += 1
        content = page.span(noun + 1, end - 1)
    else:
        content = page.span(noun, noun)
    return Draft(
        source=(page.span(*source),), cue=(page.span(*cue),), content=(content,), lemma=LEMMA, frame="object",
        rule=f"cue:{LEMMA}",
    )  # fmt: skip


def _goes_on(page: Page, at: int, high: int) -> bool:
    """Whether "and" at ``at`` leads on to what the speaker says or counts instead ("and put the toll at seven")."""
    verb = next((i for i in range(at + 1, min(at + 3, high)) if page.low[i] not in _THEN), at)
    return page.low[at] == "and" and (page.low[verb] in _SAYS or page.low[verb] in tally_verbs())


@cache
def _forms() -> frozenset[str]:
    """Finite forms and participles of the verbs: who is withdrawing, or will withdraw, has not done so."""
    return frozenset(w for w in load("unsaid")["taking back"] if w.endswith(("ed", "ew", "wn", "s")))


@cache
def _statements() -> frozenset[str]:
    return frozenset(load("unsaid")["statements"])
