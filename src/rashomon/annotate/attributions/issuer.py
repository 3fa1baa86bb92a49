"""Texts that a party of a conflict issues itself: "Our forces did not hit the clinic" is the word of the ministry whose statement it is.

Who issues a text is told by its outlet or, where it has none, by its heading or the name under it; where nothing tells, nobody's word is made of it.
Authors do not tell: "Police Reporter" is nobody's army.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rashomon.annotate.numbers import value_of
from rashomon.lexicon import load
from rashomon.lexicon.bodies import body, is_party, issued_by

from .draft import Draft, overlap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Document, Span

    from .page import Page

RULE = "issuer"
_SIGNED, _HEADING = 10, 24  # words of a line that may be a signature, a heading
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|WE|[Oo]urs?|OURS?|us)\b")  # "US" is a country
_OWN_FORCES = re.compile(r"\bour\s+(?:\w+\s+)?(?:forces|troops|soldiers|fighters|army|units|aircraft)\b", re.IGNORECASE)
# "We spoke to residents": a paper, too, says "we".
_REPORTERS = re.compile(
    r"\b(?:we|I)\s+(?:\w+\s+)?(?:spoke|talked|interviewed|asked|visited|met|contacted)\b|\btold\s+(?-i:us)\b|"
    r"\bour\s+(?:\w+\s+)?(?:correspondents?|reporters?|newspaper|readers|newsroom)\b",
    re.IGNORECASE,
)
_LINE = 10  # words of a place and day that open a text
_SAYS = 3  # words that a sentence must have


def issuer(page: Page) -> str | None:
    """The name of the party that issues the page's text; None where it is not told, or a paper's own text."""
    document = page.annotated.document
    if document.outlet is not None:
        # A paper's headline may read as a heading ("Northern Front statement on Karsa"): its text is the paper's.
        return body(document.outlet) if is_party(document.outlet) else None
    if _REPORTERS.search(document.text) is not None:
        return None
    lines = [line for line in document.text.splitlines() if line.strip()]
    for heading in (document.title, *lines[:1]):
        if heading is not None and len(heading.split()) <= _HEADING and (found := issued_by(heading)) is not None:
            return found
    return _signed(page, lines, document)


def _signed(page: Page, lines: list[str], document: Document) -> str | None:
    """The party whose name alone stands under a text that speaks of "our forces" and does not name it otherwise.

    A last line may as well be a tag or the link to another page: of one who is spoken of.
    """
    last = lines[-1].strip(" -–—") if len(lines) > 1 else ""
    if not last or len(last.split()) > _SIGNED or last.endswith((".", "!", "?", ":", '"', "”")):
        return None
    plain = all(word[:1].isupper() or word in ("of", "the", "for", "and", "command") for word in last.split())
    own = any(page.quote_at(m.start()) is None for m in _OWN_FORCES.finditer(document.text))
    if not (plain and own and is_party(last)):
        return None
    named = body(last).removeprefix("the ").removeprefix("The ")
    return body(last) if all(named.casefold() not in line.casefold() for line in lines[:-1]) else None


def told_itself(page: Page, drafts: list[Draft]) -> Iterator[Draft]:
    """A draft for each sentence of an issued text that stands in nobody else's words and tells of harm, of a deed or of who did it."""
    taken = [span for draft in drafts for span in (*draft.source, *draft.cue, *draft.content)]
    for sentence in page.sentences:
        first, last = sentence.tokens[0], sentence.tokens[1] - 1
        while last > first and page.low[last] in (".", "!", "?"):
            last -= 1
        if last - first < _SAYS or _of_layout(page, sentence.span):
            continue
        first = _past_line(page, first, last)
        span = page.span(first, last)
        told = _of_harm(page, first, last) or _FIRST_PERSON.search(page.text, span.start, span.end) is not None
        if told and overlap((span,), taken) == 0 and page.quote_at(span.start) is None:
            yield Draft(source=(), cue=(), content=(span,), lemma="say", frame="say", rule=RULE, given=RULE)


def _past_line(page: Page, first: int, last: int) -> int:
    """The first word behind a place and day that open the text ("Karsa, 4 March 2031 - Our forces ...")."""
    dash = next((i for i in range(first, min(first + _LINE, last)) if page.low[i] in ("-", "–", "—")), None)
    timed = dash is not None and any(i in page.timed for i in range(first, dash))
    return dash + 1 if dash is not None and timed else first


def _of_layout(page: Page, span: Span) -> bool:
    document = page.annotated.document
    headings = [s for s in (document.headline, *document.asides) if s is not None]
    return any(s.covers(span) for s in headings) or issued_by(span.of(page.text)) is not None


def _of_harm(page: Page, first: int, last: int) -> bool:
    """Whether the words tell of harm or a deed: statements of other things need nobody's name."""
    low = page.low[first : last + 1]
    number = any(isinstance(value_of(w), int) for w in low)
    return not _harm().isdisjoint(low) or (number and not _deeds().isdisjoint(low))


@cache
def _harm() -> frozenset[str]:
    return frozenset(load("tallies")["harmed"]) | _deeds()


@cache
def _deeds() -> frozenset[str]:
    return frozenset(load("conflict")["words"])
