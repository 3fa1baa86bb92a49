"""Attributions without a verb of saying: "according to", content nouns, hedges, headlines with a colon. Not here: verbs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load
from rashomon.model import Span

from .clauses import limits
from .contents import trimmed
from .cues import (
    BE,
    DETERMINERS,
    JOINERS,
    NAMED_VERBS,
    PREPOSITIONS,
    auxiliaries,
    cue_at,
    is_adverb,
    nouns,
    responses,
    statements,
)
from .described import classes, organisation_words, role_words
from .draft import Draft
from .phrases import phrase_after, subject_before
from .spoken import ENDS, LINKS, OPEN, skip_settings
from .tallied import keeper

if TYPE_CHECKING:
    from .page import Page

_BEFORE_THAT = 6  # words that may stand between a noun and its "that"


def according(page: Page) -> list[Draft]:
    """Such as "According to X, ..." and "..., according to X"."""
    found = []
    for at, word in enumerate(page.low[:-2]):
        if word == "according" and page.low[at + 1] == "to":
            draft = _according(page, at)
            if draft is not None:
                found.append(draft)
    return found


def _according(page: Page, at: int) -> Draft | None:
    low, high = limits(page, at)
    named = phrase_after(page, at + 2, high, closed=at - low <= 2)
    if named is None:
        return None
    content = _lead_content(page, low, at, named[1] + 1, high)
    if not content:
        return None
    return Draft(source=(page.span(*keeper(page, named)),), cue=(page.span(at, at + 1),), content=tuple(content), lemma="according to",
                 frame="according", rule="cue:according-to", score=0.8)  # fmt: skip


def _lead_content(page: Page, low: int, at: int, after: int, high: int) -> list[Span]:
    """What is said: the clause before, or where the sentence opens with the cue, the clause after."""
    opening = at <= low or (at - low <= 2 and page.low[low] in LINKS | {"meanwhile", "“", '"', "-"})
    if opening:
        start = after
        while start < high and page.low[start] != ",":
            start += 1
        if start + 1 >= high:
            return []
        return [trimmed(page, page.span(start + 1, _clause_end(page, start + 1, high) - 1))]
    end = at - 1
    while end > low and page.low[end] in (",", "–", "-", "—", "reportedly"):
        end -= 1
    start = _clause_start(page, low, end)
    spans = [trimmed(page, Span(start, page.ends[end]))]
    rest = after
    if (
        page.low[rest : rest + 1] == [","]
        and rest + 1 < high
        and page.low[rest + 1] in ("and", "had", "has", "was", "were", "including", "which", "but")
    ) and not any(cue_at(page, i) for i in range(rest + 1, high)):
        spans.append(trimmed(page, page.span(rest + 1, high - 1)))
    return [s for s in spans if s.end - s.start >= 8]


def _clause_start(page: Page, low: int, end: int) -> int:
    """Where the clause that ends at word ``end`` starts: the sentence, a quotation that runs up to there, or after a cue."""
    quote = page.quote_at(page.starts[end])
    if quote is not None and quote.outer.end == page.ends[end] and quote.outer.start < page.starts[low]:
        return quote.outer.start
    for i in range(end, low, -1):
        if page.low[i] == ";":
            return page.starts[i + 1]
    return page.starts[low]


def _clause_end(page: Page, at: int, high: int) -> int:
    while at < high and page.low[at] != ";" and not (page.low[at] in ENDS and at + 1 >= high):
        at += 1
    return at


def content_nouns(page: Page) -> list[Draft]:
    """Such as "X's claim that ...", "the accusation by X that ...", "reports of ...", "a denial by X"."""
    known = nouns()
    found = []
    for at, word in enumerate(page.low):
        if word in known and at > 0 and cue_at(page, at) is None:
            draft = _noun(page, at, known[word])
            if draft is not None:
                found.append(draft)
    return found


def _noun(page: Page, at: int, noun: str) -> Draft | None:
    low, high = limits(page, at)
    if at <= low and not (page.low[at].endswith("s") and page.low[at] in statements()):
        return None
    source, after = _possessor(page, at, low), at + 1
    if page.low[after : after + 1] in (["by"], ["from"]):
        named = phrase_after(page, after + 1, high)
        if named is not None:
            source, after = named, named[1] + 1
    after = skip_settings(page, after, high)
    start = _that(page, after, high, noun)
    if start is None or start >= high:
        return None
    stop = start
    while (
        stop < high
        and page.low[stop] not in (";", ".", "–", "—")
        and not (page.low[stop] == "," and stop - start > 3 and not _inside(page, stop, high))
    ):
        if (
            page.low[stop] in OPEN
            and stop > start
            and (quote := page.quote_at(page.starts[stop])) is not None
            and quote.outer.start == page.starts[stop]
        ):
            stop = max(stop + 1, page.word_at(quote.outer.end))
            continue
        stop += 1
    stop = _answered(page, start, min(stop, high))
    if stop - start < 3:
        return None
    vague = source is None
    if vague and noun not in ("report", "claim", "allegation", "accusation", "rumour", "rumor", "warning", "charge"):
        return None
    return Draft(source=() if source is None else (page.span(*source),), cue=(page.span(at, at),), content=(trimmed(page, page.span(start, stop - 1)),),
                 lemma=noun, frame="noun", rule=f"noun:{noun}", score=0.5, negated=_denied(page, at, low),
                 given="reports" if vague and noun == "report" else "unspecified" if vague else None)  # fmt: skip


_LEADING = JOINERS | DETERMINERS | {","}


def _answered(page: Page, start: int, stop: int) -> int:
    """Where the words end that tell what befell the statement itself: "that sixty died | could not be verified"."""
    said = page.low[start - 1] == "of"  # the clause has had a verb of its own; "of 40 dead" has none
    for i in range(start + 1, stop):
        word = page.low[i]
        if page.capital(i):
            continue  # "11 May"
        lead = "" if page.capital(i - 1) else page.low[i - 1]
        if said and word in auxiliaries() and not is_adverb(lead) and lead not in _LEADING | auxiliaries():
            at = i
            while at < stop and (page.low[at] in auxiliaries() or is_adverb(page.low[at])):
                at += 1
            if at < stop and page.low[at] in responses():
                return i
        said |= word in auxiliaries() or word in NAMED_VERBS or (word.endswith("ed") and word not in JOINERS)
    return stop


def _denied(page: Page, at: int, low: int) -> bool:
    return any(page.low[i] in ("no", "without", "not") for i in range(max(low, at - 3), at))


def _inside(page: Page, comma: int, high: int) -> bool:
    """Whether the clause goes on after this comma (a list, an apposition, "but ...") rather than the main sentence."""
    following = page.low[comma + 1 : comma + 2]
    return following in (["but"], ["and"], ["which"], ["who"], ["including"], ["not"]) and comma + 2 < high


def _that(page: Page, after: int, high: int, noun: str) -> int | None:  # noqa: PLR0911  (one return a preposition)
    for i in range(after, min(high, after + _BEFORE_THAT)):
        word = page.low[i]
        if word == "that":
            return None if i > after and _has_no_subject(page, i + 1, high) else i
        if word == "of" and noun in ("dismissal", "rejection", "refutation", "denial"):
            # "the dismissal of a plan" turns a plan down, and says nothing
            return i + 1 if not statements().isdisjoint(page.low[i + 1 : min(high, i + 1 + _BEFORE_THAT)]) else None
        if word == "of" and noun in (
            "report",
            "allegation",
            "accusation",
            "claim",
            "warning",
            "criticism",
            "rumour",
            "rumor",
            "charge",
        ):
            return i + 1
        if word == "to" and noun in ("promise", "pledge", "vow", "threat", "call", "demand"):
            return i
        if word in ENDS or word in (",", ";", "is", "was", "are", "were", "has", "have", "had", "and"):
            return None
        if word in ("it", "they", "he", "she") and noun in ("announcement", "statement", "claim", "suggestion"):
            return i
    return None


def _has_no_subject(page: Page, at: int, high: int) -> bool:
    """Whether a verb stands right behind "that": "the report on the strike that killed nine" tells of the strike, not what was reported."""
    if at >= high or page.capital(at):
        return False
    word = page.low[at]
    return word in NAMED_VERBS or word in auxiliaries() or (word.endswith("ed") and len(word) > 3)


def _possessor(page: Page, at: int, low: int) -> tuple[int, int] | None:
    """The holder in "X's earlier claim", "his denial", "a US announcement"."""
    i = at - 1
    while (
        i > low
        and (
            page.low[i].isalpha()
            and page.low[i] not in DETERMINERS
            and page.low[i] not in PREPOSITIONS
            and page.low[i] != "'s"
        )
        and not page.capital(i)
        and at - i < 4
    ):
        i -= 1
    if i < low:
        return None
    if page.low[i] in ("his", "her", "their", "its"):
        return i, i
    if page.low[i] == "'s" and i > low:
        return subject_before(page, i, low)
    if page.capital(i) and i > low and page.low[i - 1] in ("a", "an", "the"):
        return i, i
    return None


@cache
def _hedges() -> tuple[frozenset[str], frozenset[str]]:
    words = load("hedges")
    return frozenset(words["adverbs"]), frozenset(words["passives"])


def hedged(page: Page) -> list[Draft]:
    """Such as "reportedly", "X is believed to ...", "it is understood that ...": attributions without any speaker."""
    words, passives = _hedges()
    found = []
    for at, word in enumerate(page.low):
        draft = None
        if word in words:
            draft = _reportedly(page, at)
        elif word in passives and at > 0:
            draft = _believed(page, at)
        if draft is not None:
            found.append(draft)
    return found


def _reportedly(page: Page, at: int) -> Draft | None:
    low, high = limits(page, at)
    start = low
    for i in range(at - 1, low, -1):
        if page.low[i] == ";" or (page.low[i] == "," and page.low[i + 1] in LINKS | {"who", "which"}):
            start = i + 1
            break
    stop = at
    while stop < high and page.low[stop] not in (";", ",") and not (page.low[stop] in ENDS and stop + 1 >= high):
        stop += 1
    if stop - start < 4:
        return None
    return Draft(source=(), cue=(page.span(at, at),), content=(trimmed(page, page.span(start, stop - 1)),), lemma=page.low[at],
                 frame="hedge", rule=f"hedge:{page.low[at]}", score=0.4, given="unspecified")  # fmt: skip


def _believed(page: Page, at: int) -> Draft | None:
    low, high = limits(page, at)
    first = at - 1
    while first > low and is_adverb(page.low[first]):
        first -= 1
    if page.low[first] not in BE and not page.low[first].endswith(("'s", "'re")):
        return None
    while first - 1 > low and page.low[first - 1] in ("have", "has", "had", "been"):
        first -= 1
    after = page.low[at + 1] if at + 1 < high else ""
    cue = (page.span(first, at),)
    stop = at + 1
    while stop < high and page.low[stop] != ";" and not (page.low[stop] in ENDS and stop + 1 >= high):
        stop += 1
    if stop - at < 4:
        return None
    rest = trimmed(page, page.span(at + 1, stop - 1))
    impersonal = page.low[max(low, first - 1)] == "it" or page.low[first].startswith("it'")
    if impersonal and page.low[at] not in ("seen", "known"):
        cue = (page.span(max(low, first - 1) if page.low[first - 1] == "it" else first, at),)
        return _unspecified(page, cue, (rest,), at)
    if after == "to" or (after == "as" and page.low[at] in ("seen", "viewed", "regarded", "described")):
        subject = subject_before(page, first, low)
        if page.low[at] == "considered" or subject is None:
            return None
        return _unspecified(page, cue, (page.span(*subject), rest), at)
    return None


def _unspecified(page: Page, cue: tuple[Span, ...], content: tuple[Span, ...], at: int) -> Draft:
    return Draft(
        source=(),
        cue=cue,
        content=content,
        lemma=page.low[at],
        frame="hedge",
        rule="hedge:passive",
        score=0.45,
        given="unspecified",
    )


def headlines(page: Page) -> list[Draft]:
    """Such as "Army: no strike on Karsa" and "No strike on Karsa: army" in the title line."""
    if not page.sentences:
        return []
    first = page.sentences[0]
    title = (page.annotated.document.title or "").strip()
    line = first.span.of(page.text)
    alone = len(page.sentences) > 1 and page.sentences[1].paragraph != first.paragraph
    if not alone or not (line.strip(" .") == title.strip(" .") or line[-1:] not in '.!?"”'):
        return []
    low, high = first.tokens
    colons = [i for i in range(low + 1, high - 1) if page.low[i] == ":"]
    if len(colons) != 1 or high - low > 40:
        return []
    return _colon(page, low, colons[0], high)


def _colon(page: Page, low: int, colon: int, high: int) -> list[Draft]:
    if page.low[high - 1] in ENDS:
        high -= 1
    left, right = (low, colon - 1), (colon + 1, high - 1)
    source, content = (left, right) if left[1] - left[0] < right[1] - right[0] else (right, left)
    if source[1] - source[0] > 4 or content[1] - content[0] < 3:
        # "...: Kremlin on the outcome of ...": the speaker is the name before "on"
        on = [i for i in range(right[0] + 1, min(right[1], right[0] + 5)) if page.low[i] == "on"]
        if not on or not page.capital(right[0]):
            return []
        source, content = (right[0], on[0] - 1), left
    if source == left and _heading(page, source, content):
        return []
    if not page.capital(source[0]) or any(page.low[i].isdigit() for i in range(source[0], source[1] + 1)):
        return []
    return [Draft(source=(page.span(*source),), cue=(page.span(colon, colon),), content=(trimmed(page, page.span(*content)),), lemma=":",
                  frame="colon", rule="headline:colon", score=0.5)]  # fmt: skip


def _heading(page: Page, source: tuple[int, int], content: tuple[int, int]) -> bool:
    """Such as "Velmar: toll rises to 12": a place before a colon says where; it speaks only in quotation marks or as "we".

    A single word that is nobody's name in the text is taken for a place too.
    """
    if any(page.low[i] in ("we", "our", "us") or page.low[i] in OPEN for i in range(content[0], content[1] + 1)):
        return False
    span, words = page.span(*source), set(page.low[source[0] : source[1] + 1])
    if any(place.span == span for place in page.annotated.places):
        return True
    actors = [m for m in page.annotated.actors if m.kind != "state"]
    named = {m.name.lower().split()[-1] if m.kind == "person" else m.name.lower() for m in actors}
    return len(words) == 1 and not words & (named | classes() | role_words() | organisation_words() | _bodies())


@cache
def _bodies() -> frozenset[str]:
    speakers = load("speakers")
    return frozenset([*speakers["nominals"], *speakers["voices"]])
