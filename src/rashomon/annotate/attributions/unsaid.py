"""Drafts by which nobody has stated anything: said by no one, left unsaid, or taken back. Better no row than a wrong one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from .cues import PRONOUNS, auxiliaries, is_adverb
from .stanced import stances_of_cues

if TYPE_CHECKING:
    from .draft import Draft
    from .page import Page

_OPEN_QUESTIONS = frozenset(("whether", "if", "how", "when", "where", "why", "what", "who", "which"))
_ANONYMOUS = re.compile(
    r"(?:that )?(?:(?:he|she|they) )?(?:not (?:to )?be|to not be) (?:named|identified|quoted)\b|"
    r"(?:that )?(?:(?:he|she|they) )?(?:to )?(?:remain|stay|be|speak) anonymous|(?:for )?anonymity\b|(?:that )?(?:his|her|their) (?:\w+ )?names? (?:not )?be\b"
)
_EVER = frozenset(("ever", "having", "of"))  # "denied ever having accused", "denial of having blamed"
_JOINED = frozenset(("and", "but", "or", "who", "which"))
_SUBJECT = 10  # words from "that" to a verb of accusing
NEAR = 5  # words after a verb of taking back in which the statement must be named


def unsaid(page: Page, draft: Draft) -> bool:
    """Whether the draft is no statement of its source."""
    return (
        _by_nobody(page, draft)
        or _withheld(page, draft)
        or _not_sorry(page, draft)
        or _kept_quiet(page, draft)
        or _held_back(page, draft)
        or _taken_back(page, draft)
        or _unnamed(page, draft)
        or _silent(page, draft)
        or _asked(page, draft)
        or _asked_about(page, draft)
        or _disowned(page, draft)
    )


def unowned(page: Page, draft: Draft) -> bool:
    """Whether nobody owns the deed of which the draft tells, whatever the text is about: unclaimed, or not regretted."""
    nobody = _by_nobody(page, draft) or _withheld(page, draft) or _held_back(page, draft)
    return (nobody and draft.lemma in _lists("claiming")) or _not_sorry(page, draft)


def _by_nobody(page: Page, draft: Draft) -> bool:
    """Such as "No group has claimed responsibility", "neither the army nor the rebels", "nobody in the army"."""
    words = [i for span in draft.source for i in page.words_in(span)]
    if not words:
        return False
    low = [page.low[i] for i in words]
    before = page.low[max(page.bounds(words[0])[0], words[0] - 3) : words[0]]
    if before[-1:] in (["nor"], ["neither"], ["nobody"]) or (low == ["one"] and before[-1:] == ["no"]):
        return True
    if low[0] in ("nobody", "none") or "neither" in low:
        return True
    if before[-1:] and before[-1] in _lists("among"):  # "nobody in the army", "no official of the ministry"
        return before[-2:-1] in (["nobody"], ["none"], ["neither"]) or before[:-2] in (["no"], ["not"])
    near = [*before, *low[:3]]
    if any(
        near[i : i + 3] == ["not", "a", "single"] or near[i : i + 2] == ["not", "one"] for i in range(len(before) + 1)
    ):
        return True
    return low[0] == "no" and len(low) > 1 and low[1].isalpha() and low[1] not in _lists("some")


def _withheld(page: Page, draft: Draft) -> bool:
    """Such as "has yet to admit", "declined to say whether", "refused to apologise": it was not said."""
    cue = [i for span in draft.cue[:1] for i in page.words_in(span)]
    if not cue:
        return False
    low = page.bounds(cue[0])[0]
    near = cue[0] - 1
    while near > low and (is_adverb(page.low[near]) or page.low[near] in auxiliaries()):
        near -= 1
    if "neither" in page.low[max(low, near) : cue[-1]] or page.low[max(low, cue[0] - 1)] == "nor":
        return True  # "neither confirmed nor denied"
    first = max(low, cue[0] - NEAR + 1)
    for at in range(first, cue[-1]):
        if page.low[at] in _lists("withholding") and page.low[at + 1] == "to":
            verb = at + 2
            while verb < cue[-1] and is_adverb(page.low[verb]):
                verb += 1
            if cue[0] <= verb <= cue[-1]:
                return True
    return False


def _not_sorry(page: Page, draft: Draft) -> bool:
    """Such as "has still not apologised for", "expressed no regret": neither an admission nor a denial."""
    if draft.lemma in _lists("sorry"):
        return draft.negated
    words = [page.low[i] for span in (*draft.cue, *draft.content) for i in page.words_in(span)][: NEAR + NEAR]
    if draft.lemma not in _lists("feeling") or _lists("remorse").isdisjoint(words):
        return False
    return draft.negated or not {"no", "little", "any"}.isdisjoint(words[:NEAR])


def _kept_quiet(page: Page, draft: Draft) -> bool:
    """Such as "has not said whether it will lay down its arms": the question is open, nothing is announced."""
    if not draft.negated or not draft.content or draft.lemma not in _lists("telling") | _lists("speaking"):
        return False
    opening = page.words_in(draft.content[0])
    if draft.lemma in _lists("speaking"):
        return True
    return bool(opening) and page.low[opening[0]] in _OPEN_QUESTIONS


def _held_back(page: Page, draft: Draft) -> bool:
    """Such as "stopped short of accusing the army", "avoided blaming anybody"."""
    cue = page.words_in(draft.cue[0]) if draft.cue else ()
    if not cue or not page.low[cue[-1]].endswith("ing"):
        return False
    at = cue[-1] - 1
    low = page.bounds(cue[-1])[0]
    while at > low and (is_adverb(page.low[at]) or page.low[at] in ("of", "from")):
        at -= 1
    return at >= low and page.low[at] in _lists("holding back")


def _silent(page: Page, draft: Draft) -> bool:
    """Such as "has not acknowledged the strike", "has never accused the army": neither said nor denied."""
    if not draft.negated or draft.lemma not in _lists("silent"):
        return False
    words = [page.low[i] for span in draft.cue for i in page.words_in(span)]
    return _lists("able").isdisjoint(words)


def _asked(page: Page, draft: Draft) -> bool:
    """Such as "asked whether the army had shelled the market": a question states nothing, and demands no deed."""
    if draft.lemma != "ask" or not draft.content:
        return False
    opening = page.words_in(draft.content[0])
    return bool(opening) and page.low[opening[0]] in _OPEN_QUESTIONS | {"about"}


def _asked_about(page: Page, draft: Draft) -> bool:
    """Such as "asked about reports that the army had shelled the market": nobody is told to have reported it."""
    if draft.source or draft.frame != "noun" or not draft.content:
        return False
    first = page.words_in(draft.content[0])
    before = page.low[max(page.bounds(first[0])[0], first[0] - NEAR - NEAR) : first[0]] if first else []
    return any(before[i : i + 2] in (["asked", "about"], ["questioned", "about"]) for i in range(len(before)))


def _disowned(page: Page, draft: Draft) -> bool:
    """Such as "denied that it had accused the army of ...", "denied having blamed": by these words nobody is accused, and nothing is said."""
    cue = page.words_in(draft.cue[0]) if draft.cue else ()
    if not cue or stances_of_cues().get(draft.lemma) == "deny":
        return False
    at, low = cue[0] - 1, page.bounds(cue[0])[0]
    while at > low and (is_adverb(page.low[at]) or page.low[at] in _EVER):
        at -= 1
    if page.low[at] in _lists("denying"):
        return True
    if page.low[at] in PRONOUNS and page.low[at - 1] in _lists("denying"):
        return True  # "denied it had ever accused"
    while at > low and page.low[at].isalnum() and page.low[at] not in _JOINED and cue[0] - at <= _SUBJECT:
        if page.low[at] == "that":
            before = page.low[max(low, at - NEAR) : at]
            said = before[-1] in _lists("statements") and not _lists("denying").isdisjoint(before)
            return said or before[-1] in _lists("denying")
        at -= 1
    return False


def _unnamed(page: Page, draft: Draft) -> bool:
    """Such as "who asked not to be named": it says on what terms somebody speaks, not what."""
    words = [i for span in draft.content for i in page.words_in(span)][:NEAR]
    return draft.lemma in _lists("terms") and _ANONYMOUS.match(" ".join(page.low[i] for i in words)) is not None


def _taken_back(page: Page, draft: Draft) -> bool:
    """Such as "the paper withdrew a report that ...": the verb may have been taken for a part of the source ("Paper withdraws claim that")."""
    if not draft.cue:
        return False
    cue = page.words_in(draft.cue[0])
    if not cue:
        return False
    first = max(page.bounds(cue[0])[0], cue[0] - NEAR - 1)
    if draft.source and (source := page.words_in(draft.source[0])) and source[0] < cue[0]:
        first = min(first, source[0])
    end = page.word_at(draft.cue[-1].end - 1)
    return any(
        page.low[i] in _lists("taking back") and not _lists("statements").isdisjoint(page.low[i + 1 : i + 1 + NEAR])
        for i in range(first, end + 1)
    )


@cache
def _lists(name: str) -> frozenset[str]:
    return frozenset(load("unsaid")[name])
