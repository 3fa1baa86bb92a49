"""All attributions that the rules find without the encoder, one draft each. Not here: speakers' names, stances, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .clauses import Clause, clauses
from .contents import contents
from .draft import Draft, likeness, overlap
from .nominal import according, content_nouns, headlines, hedged

if TYPE_CHECKING:
    from .page import Page


def extract(page: Page) -> list[Draft]:
    """The drafts in text order of their content."""
    spoken = _spoken(page, clauses(page)) + according(page) + headlines(page)
    rest = [d for d in content_nouns(page) + hedged(page) if not _clashes(d, spoken)]
    return sorted(spoken + rest, key=lambda d: (d.start, d.place, d.lemma))


def _spoken(page: Page, found: list[Clause]) -> list[Draft]:
    out: list[Draft] = []
    for i, clause in enumerate(found):
        spans, party = contents(page, clause, found, i)
        if not spans:
            continue
        source = () if clause.source is None else (page.span(*clause.source),)
        draft = Draft(
            source=source,
            cue=(page.span(clause.cue.first, clause.cue.last),),
            content=tuple(sorted(spans)),
            lemma=clause.cue.entry.lemma,
            frame=clause.frame,
            rule=f"cue:{clause.cue.entry.lemma}",
            passive=clause.cue.passive,
            negated=clause.cue.negated,
            party=party,
            given=None if source else "unspecified",
            score=0.75 if any(page.quote_at(span.start) for span in spans) else 0.6,
        )
        out.append(_cited(page, clause, draft, out))
    return out


def _cited(page: Page, clause: Clause, draft: Draft, before: list[Draft]) -> Draft:
    """Such as "X, citing Y": Y said what X says. The content is that of the clause that "citing" hangs on."""
    if draft.lemma != "cite" or clause.cue.entry.form != "ing":
        return draft
    for other in reversed(before):
        if page.sentence_of(page.word_at(other.place)) == page.sentence_of(clause.cue.verb):
            return msgspec.structs.replace(draft, source=draft.content[:1], content=other.content, rule="cue:citing")
    return draft


def _clashes(draft: Draft, spoken: list[Draft]) -> bool:
    """Whether a weaker draft says the same as a stronger one, or its cue belongs to one."""
    return any(
        likeness(draft.content, other.content) > 0.6
        or overlap(draft.cue, other.cue) > 0
        or (draft.frame == "noun" and overlap(draft.cue, other.source) > 0)
        for other in spoken
    )
