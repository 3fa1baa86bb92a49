"""What an outlet takes back itself: "an earlier version of this article wrongly said that 17 were killed".

The withdrawal is the narrator's, of what his outlet told before; what the article says now stands. Not here: the corrected value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model import Span

from .contents import trimmed
from .draft import Draft, overlap
from .withdrawn import LEMMA

if TYPE_CHECKING:
    from .page import Page

RULE = "correction"
NARRATOR = "narrator"
_THING = r"(?:article|story|report|dispatch|piece|headline|caption)"
_WRONGLY = r"(?:wrongly|incorrectly|mistakenly|erroneously|inaccurately|falsely)"
_ADVERB = r"(?:wrongly|incorrectly|mistakenly|erroneously|inaccurately|falsely|originally|previously|initially|first)"
_SAID = r"(?:said|stated|reported|gave|put|claimed|wrote|described|misstated|overstated|understated|suggested|attributed|quoted)"
# The version is one of the page itself: "of this article", or of nothing named. "Of its report", "of events", "of the plan" is anybody's.
_VERSION = re.compile(
    rf"\b(?:an?|the|our|this)\s+(?P<age>earlier|previous|original|initial|first)\s+(?:version|edition)\b"
    rf"(?P<own>\s+of\s+(?:this|our)\s+(?:[\w-]+\s+)?{_THING})?(?:\s*\([^()]{{0,40}}\))?"
    rf"(?:,?\s+(?:published|posted|issued|sent)\s+(?:on|at|in|earlier)\s[^.,;:]{{0,30}}?)?,?(?:\s+(?:which|that))?"
    rf"(?:\s+(?:had|has))?(?:\s+(?P<adverb>{_ADVERB}))?\s+(?P<said>{_SAID})\b(?!\s+(?:by|to)\b)",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    rf"\b(?P<own>this|our|the|a)\s+(?:[\w-]+\s+)?{_THING}\b(?P<between>[^.;:]{{0,100}}?)\s(?P<adverb>{_ADVERB})\s+(?P<said>{_SAID})\b"
    r"(?!\s+(?:by|to)\b)",
    re.IGNORECASE,
)
# What an outlet writes over or before its corrections; a word of them makes "originally" and "gave" words of an error.
_MARK = re.compile(
    rf"\b(?:correction|clarification|editor['’]s note)\b[^:]{{0,30}}:|\bediting error\b"
    rf"|\b(?:this|our)\s+(?:[\w-]+\s+)?{_THING}\s+(?:was|has been)\s+(?:\w+\s+)?(?:amended|corrected)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\W*(?:corrections?|clarifications?|corrected)\W*", re.IGNORECASE)
_WRONG = re.compile(_WRONGLY, re.IGNORECASE)
# Verbs and versions that tell of an error only with a word of one: "the first version of this story claimed" may be of a rumour.
_MILD = re.compile(r"gave|claimed|described|quoted|attributed|suggested|wrote", re.IGNORECASE)
_FIRST = re.compile(r"original|initial|first", re.IGNORECASE)
# Somebody else speaks: before the words, or between "this report" and what it wrongly said.
_OTHERS = re.compile(
    r"\b(?:said|says?|told|claim(?:s|ed)?|accord(?:ing|s)|admit(?:s|ted)|wrote|writes)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:who|whom|which|that|what|how|where|when|why|because|by|from|is|are|was|were|be|been|being)\b|,",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\s*(?:;|[-–—]{1,2}\s|,?\s+(?:instead of|rather than|when in fact|in fact|whereas|while|but|not)\b)", re.IGNORECASE
)


def corrections(page: Page) -> list[Draft]:
    """One draft for each statement of the outlet's own that it takes back, in text order."""
    found: list[Draft] = []
    for number, sentence in enumerate(page.annotated.sentences):
        match = _taken_back(page, number)
        if match is None or page.quote_at(match.start()) is not None:
            continue
        cue = page.words_in(Span(match.start("said"), match.end("said")))
        stop = _NOW.search(page.text, match.end("said"), sentence.span.end)
        words = page.words_in(Span(match.end("said"), stop.start() if stop else sentence.span.end))
        if cue and words:
            content = trimmed(page, page.span(words[0], words[-1]))
            found.append(Draft(
                source=(), cue=(page.span(cue[0], cue[-1]),), content=(content,), lemma=LEMMA, frame="object", rule=RULE,
                given=NARRATOR,
            ))  # fmt: skip
    return found


def _taken_back(page: Page, number: int) -> re.Match[str] | None:
    """The words with which sentence ``number`` takes back what the page itself said; None where they may be of another's report."""
    span = page.annotated.sentences[number].span
    match = _VERSION.search(page.text, span.start, span.end)
    own = match is not None and _is_own_version(page, match, number)
    if not own:
        match = _ITSELF.search(page.text, span.start, span.end)
        own = match is not None and _is_itself(page, match, number)
    if match is None or not own or _OTHERS.search(page.text, span.start, match.start()):
        return None
    return match


def _is_own_version(page: Page, match: re.Match[str], number: int) -> bool:
    if _is_marked(page, match, number):
        return True
    wrong = match["adverb"] is not None and _WRONG.fullmatch(match["adverb"]) is not None
    mild = _MILD.fullmatch(match["said"]) or _FIRST.fullmatch(match["age"])
    return match["own"] is not None and (wrong or mild is None)


def _is_itself(page: Page, match: re.Match[str], number: int) -> bool:
    """Whether "this report ... wrongly said" is the page's word of itself; a "falsely claimed" is rather a check of another's words."""
    if _ANOTHER.search(match["between"]) or any(
        a.span.start < match.start("adverb") and match.start("adverb") - a.span.end in range(3)
        for a in page.annotated.actors
    ):
        return False
    if _is_marked(page, match, number):
        return True
    wrong = _WRONG.fullmatch(match["adverb"]) is not None and match["adverb"].lower() != "falsely"
    return match["own"].lower() in ("this", "our") and wrong and match["said"].lower() != "claimed"


def _is_marked(page: Page, match: re.Match[str], number: int) -> bool:
    """Whether a word of correcting stands before the words, in their sentence or the one before."""
    sentences = page.annotated.sentences
    before = sentences[number - 1].span if number else None
    headed = before is not None and (
        _MARK.search(page.text, before.start, before.end) or _HEADED.fullmatch(before.of(page.text))
    )
    return bool(headed) or _MARK.search(page.text, sentences[number].span.start, match.start()) is not None


def without(page: Page, drafts: list[Draft], taken: list[Draft]) -> list[Draft]:
    """The drafts but those that take what is corrected for somebody's statement."""
    spans = [page.span(page.bounds(page.word_at(d.place))[0], page.words_in(d.content[0])[-1]) for d in taken]
    return [d for d in drafts if not any(overlap(d.cue or d.content, (span,)) for span in spans)]
