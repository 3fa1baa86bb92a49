"""All attributions that the rules find without the encoder, one draft each. Not here: speakers' names, stances, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clauses import Clause, clauses
from .contents import contents
from .counting import counting
from .described import classes, organisation_words, role_words
from .draft import Draft, likeness, overlap
from .nominal import according, content_nouns, headlines, hedged
from .phrases import phrase_after
from .tallied import tallied

if TYPE_CHECKING:
    from .page import Page


def extract(page: Page) -> list[Draft]:
    """The drafts in text order of their content."""
    spoken = _spoken(page, clauses(page)) + according(page) + headlines(page)
    for found in (tallied(page), counting(page)):
        spoken += [d for d in found if not _clashes(d, spoken)]
    rest = [d for d in content_nouns(page) + hedged(page) if not _clashes(d, spoken)]
    return sorted(spoken + rest, key=lambda d: (d.start, d.place, d.lemma))


def _spoken(page: Page, found: list[Clause]) -> list[Draft]:
    out: list[Draft] = []
    for i, clause in enumerate(found):
        if _musing(page, clause):
            continue
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
        out.append(draft)
    cites = [c for c in found if c.frame == "cite" and c.cue.entry.form == "ing"]
    places = {page.starts[c.cue.first] for c in cites}
    out = [d for d in out if d.lemma != "cite" and d.place not in places]
    return out + [d for c in cites if (d := _cited(page, c, out)) is not None]


def _musing(page: Page, clause: Clause) -> bool:
    """Such as "I think" and "we demand" within a quotation: the quotation itself says that already."""
    if clause.source is None or clause.source[0] != clause.source[1] or clause.cue.entry.form != "base":
        return False
    return page.low[clause.source[0]] in ("i", "we") and page.quote_at(page.starts[clause.cue.verb]) is not None


def _cited(page: Page, clause: Clause, drafts: list[Draft]) -> Draft | None:
    """Such as "X, citing Y, said": Y said what X says. The content is that of the statement that "citing" hangs on."""
    named = phrase_after(page, clause.cue.last + 1, clause.high)
    sentence = page.sentence_of(clause.cue.verb)
    near = [d for d in drafts if d.frame != "cite" and page.sentence_of(page.word_at(d.place)) == sentence]
    speaks = classes() | organisation_words() | role_words()
    if named is None or not near or not (page.capital(named[1]) or page.low[named[1]] in speaks):
        return None  # "citing his policy" names a reason, not a source
    other = min(near, key=lambda d: abs(d.place - page.starts[clause.cue.first]))
    cue = (page.span(clause.cue.first, clause.cue.last),)
    return Draft(
        source=(page.span(*named),), cue=cue, content=other.content, lemma="cite", frame="cite", rule="cue:citing"
    )


def _clashes(draft: Draft, spoken: list[Draft]) -> bool:
    """Whether a weaker draft says the same as a stronger one, or its cue belongs to one."""
    return any(
        likeness(draft.content, other.content) > 0.6
        or overlap(draft.cue, other.cue) > 0
        or (draft.frame == "noun" and overlap(draft.cue, other.source) > 0)
        for other in spoken
    )
