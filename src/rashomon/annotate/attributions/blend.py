"""Joins the encoder's marks with what the rules find. Not here: finding either.

Outside armed conflict the marks stand as they are. In reports on conflict only statements count; there the rules know
the field's conventions better and the marks know more ways of saying (measured on the readings: see the tests' floors).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .clauses import PREDICTING
from .cues import DETERMINERS, PRONOUNS
from .described import classes
from .draft import Draft, likeness, overlap
from .extract import extract
from .marked import marked
from .tallied import kept_words
from .topic import about_conflict

if TYPE_CHECKING:
    from rashomon.model import Span

    from .page import Page

SURE = 0.5  # a mark without a rule beside it needs this score to be taken in a report on conflict
ALIKE = 0.85  # contents this alike differ at their edges only; there the marks follow the annotators more closely
SAME = 0.6  # contents that are alike by this much are one


def blend(page: Page) -> list[Draft]:
    """One list of drafts out of the page's marks and the rules; the rules' alone where there are no marks."""
    if not page.annotated.marks.attributions:
        return extract(page)
    marks = marked(page)
    return join(page, marks, extract(page)) if about_conflict(page) else marks


def join(page: Page, marks: list[Draft], rules: list[Draft]) -> list[Draft]:
    """Statements only: the rules' drafts, each with the better spans of the two, and the marks of speech that they miss."""
    taken: set[int] = set()
    out: list[Draft] = []
    for rule in rules:
        pair = _partner(rule, marks, taken)
        if pair is None:
            out.append(rule)
            continue
        taken.add(pair)
        out.append(_better(page, rule, marks[pair]))
    for i, mark in enumerate(marks):
        cites = mark.frame == "cite" and any(overlap(mark.content, rule.source) for rule in rules)
        if i not in taken and not cites and _states(page, mark) and not any(_clash(mark, rule) for rule in rules):
            out.append(mark)
    return out


def _partner(rule: Draft, marks: list[Draft], taken: set[int]) -> int | None:
    """The mark that means the same attribution: it shares the cue, or nearly all of the content."""
    best, value = None, 0.0
    for i, mark in enumerate(marks):
        if i in taken:
            continue
        same_cue = overlap(rule.cue, mark.cue) > 0
        if not same_cue and rule.frame == "cite":
            continue  # "X, citing Y, said": the same words, another cue
        told = mark.cue and (rule.source or mark.cue[0].start >= rule.content[-1].end)
        if not same_cue and rule.frame == "noun" and told:
            continue  # "the claim that ... | was rejected by": what another says of the statement
        alike = likeness(rule.content, mark.content)
        score = alike + same_cue
        if (same_cue or alike > SAME) and score > value:
            best, value = i, score
    return best


def _better(page: Page, rule: Draft, mark: Draft) -> Draft:
    """The rule's draft; with the mark's content where both are nearly alike or the mark's is the narrower part of it."""
    near = likeness(rule.content, mark.content) >= ALIKE
    if rule.frame == "noun" and mark.source and mark.cue and not overlap(rule.cue, mark.cue):
        return msgspec.structs.replace(mark, rule=f"{rule.rule}+mark")  # "rejected | claims that": the verb decides
    # "Claims by residents that 40 died | were rejected": cut in two, the number would be the answering side's.
    whole = rule.passive and len(mark.content) > len(rule.content) == 1 and rule.content[0].covers(mark.content[-1])
    content = mark.content if not whole and (near or _within(mark, rule)) else rule.content
    source = _source(page, rule, mark)
    return msgspec.structs.replace(
        rule,
        content=content,
        source=source,
        cue=mark.cue or rule.cue,
        score=mark.score,
        rule=f"{rule.rule}+mark",
    )


def _source(page: Page, rule: Draft, mark: Draft) -> tuple[Span, ...]:
    """The fuller noun phrase where both mean the same; else the rule's, unless it does not look like somebody."""
    if not rule.source or not mark.source:
        return rule.source or mark.source
    if overlap(rule.source, mark.source) > 0:
        longer = max(rule.source, mark.source, key=lambda spans: sum(s.end - s.start for s in spans))
        further = [
            page.low[i] for s in longer for i in page.words_in(s) if overlap(rule.source, (page.span(i, i),)) == 0
        ]
        cut = any(w in ("citing", "quoting", "whose") or w in kept_words() for w in further)
        return rule.source if cut else longer
    words = [i for span in rule.source for i in page.words_in(span)]
    seems = any(
        page.capital(i) or page.low[i] in DETERMINERS or page.low[i] in PRONOUNS or page.low[i] in classes()
        for i in words
    )
    return rule.source if seems else mark.source


def _within(inner: Draft, outer: Draft) -> bool:
    size = inner.size
    if len(outer.content) > len(inner.content) or size * 4 < outer.size:
        return False  # a quotation that goes on in the next sentence, or a mere scrap
    return size < outer.size and overlap(inner.content, outer.content) >= 0.95 * size and size >= 6


def _clash(one: Draft, other: Draft) -> bool:
    return overlap(one.cue, other.cue) > 0 or likeness(one.content, other.content) > 0.3


def _reasons(page: Page, mark: Draft) -> bool:
    """Whether a mark says on what its source relies, and nothing else: "the Herald, | citing | its policy, declined"."""
    last = page.word_at(mark.cue[-1].end - 1) if mark.cue else None
    if last is None or page.low[last] not in ("citing", "quoting") or not mark.source:
        return False
    return mark.source[0].start < mark.cue[0].start or mark.source[0].start > mark.content[-1].end


def _states(page: Page, mark: Draft) -> bool:
    """Whether a mark is a statement: its cue is one of speech, or it quotes."""
    if mark.score < SURE or mark.frame == "other":
        return False
    if _reasons(page, mark):
        return False
    if mark.frame == "quote" and not any((q := page.quote_at(s.start)) is not None and q.whole for s in mark.content):
        return False  # a label in quotation marks
    return not any(page.low[i] in PREDICTING for span in mark.cue for i in page.words_in(span))
