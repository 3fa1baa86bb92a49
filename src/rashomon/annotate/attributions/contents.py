"""How far what is said reaches: before the cue, after it, around it, into the quotations that go on. Not here: who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Span

from .boundaries import boundary
from .charge import charge
from .clauses import accused_by_relative, party_of_relative, whose
from .cues import PREPOSITIONS, nouns, statements, verbs
from .phrases import noun_phrase, phrase_after, subject_before
from .quoted import nested, next_quotes
from .spoken import CLOSE, ENDS, LINKS, NEEDS_AS, OBJECTS, OPEN, TO_ADDRESSEE, plain_name, skip_settings, skip_spoken_to

if TYPE_CHECKING:
    from .clauses import Clause
    from .page import Page
    from .quotes import Quotation

_RESUMING = (
    "had", "has", "have", "was", "were", "is", "are", "would", "will", "could", "should", "may", "might", "must", "and", "but", "not",
)  # fmt: skip
_INFORMING = ("tell", "inform", "remind", "notify", "brief")
FRAGMENT = 12  # characters; a shorter indirect content is no content


def contents(page: Page, clause: Clause, found: list[Clause], index: int) -> tuple[list[Span], Span | None]:  # noqa: C901  (one branch a frame)
    """Content spans in text order, and the party charged where the frame names one."""
    if clause.layout in ("before", "inverted"):
        return _around(page, clause, found, index), None
    if clause.layout == "passive":
        return _passive(page, clause, found, index)
    start = clause.cue.last + 1
    party = None
    if clause.frame == "charge":
        start, party = charge(page, clause, start)
        relative = accused_by_relative(page, clause.cue, clause.low)
        party = party or (page.span(*relative[1]) if relative else _antecedent(page, clause))
    elif clause.frame == "cite":
        return _from(page, clause, start, found, index), None
    elif clause.frame == "tell" or clause.cue.entry.lemma in ("warn", "promise", "assure"):
        start = _addressee(page, start, clause.high, clause.cue.entry.lemma)
    elif clause.frame == "view":
        if clause.cue.entry.lemma in NEEDS_AS and not _as_near(page, start, clause.high):
            return [], None
    elif clause.frame in ("say", "quote"):
        start = _past_citing(page, skip_settings(page, start, clause.high), clause.high)
    spans = _from(page, clause, start, found, index)
    if clause.frame == "quote" and not any(page.quote_at(s.start) for s in spans):
        return [], None
    if spans and clause.frame in ("say", "view") and (held := _antecedent(page, clause)) is not None:
        spans = [held, *spans]
    return spans, party


def _past_citing(page: Page, start: int, high: int) -> int:
    """The first word after ", citing Y," where that stands between the cue and what is said."""
    if page.low[start : start + 1] != [","] or page.low[start + 1 : start + 2] not in (["citing"], ["quoting"]):
        return start
    return next((i + 1 for i in range(start + 2, high) if page.low[i] == ","), start)


def _antecedent(page: Page, clause: Clause) -> Span | None:
    """Such as "the militias, which they say attacked ...": what is said begins with the noun before the relative pronoun."""
    if clause.source is None or clause.source[0] - 2 <= clause.low:
        return None
    at = clause.source[0] - 1
    at = whose(page, at, clause.low) or at  # "the Front, whose fighters they say shelled ..."
    if page.low[at] not in ("which", "whom", "who", "that", "whose") or page.low[
        clause.cue.last + 1 : clause.cue.last + 2
    ] == ["that"]:
        return None
    at -= 1
    if page.low[at] == ",":
        at -= 1
    if page.low[at] in verbs() or not page.low[at][0].isalnum():
        return None  # "said that he regards ..."
    held = noun_phrase(page, at, clause.low)
    if held is None:
        return None
    first = held[0]
    if (
        first - 1 > clause.low
        and page.low[first - 1].endswith("ing")
        and (head := noun_phrase(page, first - 2, clause.low))
    ):
        first = head[0]  # "the militias ruling the valley, which they say ..."
    if page.low[first].endswith("ing") and first < held[1] and not page.capital(first):
        first += 1
    return page.span(first, held[1])


def _as_near(page: Page, start: int, high: int) -> bool:
    return "as" in page.low[start : min(high, start + 14)]


def _passive(page: Page, clause: Clause, found: list[Clause], index: int) -> tuple[list[Span], Span | None]:  # noqa: PLR0911  (one return a rule)
    apposed = clause.cue.first - 1 > clause.low and page.low[clause.cue.first - 1] == ","
    aside = apposed or page.low[max(clause.low, clause.cue.first - 2) : clause.cue.first] in (
        [",", "who"],
        [",", "which"],
    )
    subject = subject_before(page, clause.cue.first - apposed, clause.low)
    party = page.span(*subject) if subject else None
    relative = party_of_relative(page, clause.cue.first - 1, clause.low)
    party = page.span(*relative) if relative else party
    if clause.frame in ("object", "view") and (told := _statement(page, clause)) is not None:
        party = told
    after = clause.source[1] + 1 if clause.source else clause.cue.last + 1
    lemma = clause.cue.entry.lemma
    if clause.frame == "charge" and lemma in ("accuse", "suspect", "charge"):
        for at in range(clause.cue.last + 1, min(clause.high, clause.cue.last + 30)):
            if page.low[at] in ("of", "with") and (
                clause.source is None or not clause.source[0] <= at <= clause.source[1]
            ):
                spans = _from(page, clause, at + 1, found, index)
                return _closed(page, clause, spans, aside=aside or relative is not None), party
        return [], None
    if clause.frame == "charge" and lemma == "blame":
        if page.low[clause.cue.last + 1 : clause.cue.last + 2] == ["on"]:
            blamed = phrase_after(page, clause.cue.last + 2, clause.high)
            return ([party] if party else []), page.span(*blamed) if blamed else None
        spans = _from(page, clause, after, found, index)
        return _closed(page, clause, spans, aside=aside or relative is not None), party
    if clause.frame == "view" and page.low[after : after + 1] == ["as"]:
        party = party or _whole_subject(page, clause)
        return ([party] if party else []) + _from(page, clause, after + 1, found, index), None
    if clause.source is not None and party is not None:
        return [party], None
    return [], None


def _closed(page: Page, clause: Clause, spans: list[Span], *, aside: bool) -> list[Span]:
    """The charge up to "by X", and where it stands in an aside up to the comma that closes it."""
    if not spans:
        return spans
    words = list(page.words_in(spans[0]))
    ends = [i for i in words[1:] if (aside and page.low[i] == ",") or (clause.source and i == clause.source[0] - 1)]
    return [trimmed(page, page.span(words[0], ends[0] - 1))] if ends else spans


def _statement(page: Page, clause: Clause) -> Span | None:
    """The whole of a claim that is answered: "the Front's claim that 40 people died | was rejected by the army"."""
    for at in range(clause.low, clause.cue.first - 1):
        if page.low[at] not in statements() or page.low[at + 1] not in ("that", "of", "by", "from", "about"):
            continue
        first = (noun_phrase(page, at, clause.low) or (at, at))[0]
        before = page.low[first - 1] if first > clause.low else ","
        if before not in _OPENS or _another_verb(page, at + 1, clause.cue.first):
            return None
        return page.span(first, clause.cue.first - 1)
    return None


# What stands before the subject of a clause.
_OPENS = frozenset((",", ";", "and", "but", "while", "that", "“", '"', "though", "although", "as", "because"))


def _another_verb(page: Page, first: int, stop: int) -> bool:
    """Whether the statement is over before word ``stop``: a comma closes it and another clause begins."""
    return any(page.low[i] in (";", ":", "“", "”") for i in range(first, stop)) or any(
        page.low[i] == "," and page.low[i + 1] in LINKS for i in range(first, stop - 1)
    )


def _whole_subject(page: Page, clause: Clause) -> Span | None:
    """All words from the start of the sentence to the verb: "the count of 18 dead in Karsa | was dismissed by X as lies"."""
    last = clause.cue.first - 1
    inner = page.low[clause.low : last + 1]
    return page.span(clause.low, last) if inner and not {",", ";", ":", "and", "but"} & set(inner) else None


def _addressee(page: Page, start: int, high: int, lemma: str) -> int:
    """The first word after the person spoken to."""
    at = skip_settings(page, start, high)
    if (
        at >= high
        or page.low[at] in OPEN
        or page.low[at] in ("that", ":", ",", "to", "not", "against", "of", "if", "how", "what", "why", "whether")
    ):
        return _skip_comma(page, at, high)
    if page.low[at] in OBJECTS:
        return _skip_comma(page, skip_settings(page, at + 1, high), high)
    for stop in range(at, min(high, at + 22)):
        word = page.low[stop]
        if word in ("that", ":", "whether", "how", "why") or word in OPEN:
            return stop
        asking = lemma in TO_ADDRESSEE or word != "to" or lemma in ("warn", "promise")
        if word in ("to", "not", "against") and lemma not in _INFORMING and stop > at and asking:
            return stop
        if word in ENDS or word == ";":
            break
    named = plain_name(page, at, high)
    return _skip_comma(page, skip_settings(page, named, high), high) if lemma not in ("warn", "promise") else at


def _skip_comma(page: Page, at: int, high: int) -> int:
    return at + 1 if at < high and page.low[at] in (",", ":") else at


def _from(page: Page, clause: Clause, start: int, found: list[Clause], index: int) -> list[Span]:  # noqa: PLR0911  (one return a rule)
    """Content that starts at word ``start`` and runs to its clause's end, with the quotations that go on after it."""
    at = start
    while at < clause.high and page.low[at] in (":", ",", "*", "-", "–", "—"):
        at += 1
    if at >= clause.high:
        return (
            next_quotes(page, clause, clause.high) if start < len(page.low) and page.low[clause.high - 1] == ":" else []
        )
    if page.low[at] == "‘" and (inner := nested(page, at)) is not None:
        return [inner]
    quote = page.quote_at(page.starts[at])
    outer_quote = page.quote_at(page.starts[clause.cue.verb])
    if quote is not None and quote is not outer_quote and quote.outer.start == page.starts[at] and quote.whole:
        spans = [_tail(page, clause, quote, found, index)]
        return spans + (next_quotes(page, clause, page.word_at(spans[0].end)) if quote.closed else [])
    if clause.cue.entry.lemma == "deny" and page.low[at] in OBJECTS and clause.frame == "object":
        return []  # "denied them entry" says nothing
    at = _claimed(page, clause, at)
    stop = boundary(page, clause, at, found, index)
    if stop <= at:
        return []
    span = page.span(at, stop - 1)
    span = trimmed(page, span)
    if (
        clause.frame in ("say", "tell")
        and page.low[at] in ("in", "at", "on", "from", "with", "of")
        and page.word_at(span.end - 1) - at < 6
    ):
        return []  # "wrote in the Herald", "told ministers in Karsa"
    if span.end - span.start < (3 if clause.frame in ("object", "charge", "view") else FRAGMENT):
        return []
    return [span]


def _claimed(page: Page, clause: Clause, at: int) -> int:
    """Such as "repeated earlier claims that ...", "rejected allegations that ...": what is said starts after the noun."""
    if clause.frame not in ("object", "say") or clause.cue.entry.lemma in ("announce", "report"):
        return at
    for i in range(at, min(clause.high - 2, at + 5)):
        if page.low[i] in nouns() and page.low[i + 1] == "that":
            return i + 1
        if not page.low[i].isalpha() or (page.low[i] in ("that", "the") and i > at):
            break
    return at


def _tail(page: Page, clause: Clause, quote: Quotation, found: list[Clause], index: int) -> Span:
    """The quotation, with the words after it that end the same sentence ("..." of the city)."""
    after = page.word_at(quote.outer.end)
    if (
        after < len(page.low)
        and after < page.bounds(clause.cue.verb)[1]
        and page.low[after] not in (",", ".", ";", "–")
        and page.low[after] not in LINKS
        and not page.low[after - 1].endswith((".", "!", "?"))
        and page.text[quote.inner.end - 1] not in ".!?,"
    ):
        stop = boundary(page, clause, after, found, index)
        if stop > after:
            return trimmed(page, Span(quote.outer.start, page.ends[stop - 1]))
    return quote.outer


def _around(page: Page, clause: Clause, found: list[Clause], index: int) -> list[Span]:
    """Content before the speaker and cue, and what goes on after them."""
    assert clause.source is not None
    first = min(clause.source[0], clause.cue.first)
    last = max(clause.source[1], clause.cue.last)
    before = _before(page, clause, first, found, index)
    if before is None:
        return []
    return [before, *_after(page, clause, last, before, found, index)]


def _before(page: Page, clause: Clause, first: int, found: list[Clause], index: int) -> Span | None:
    at = first - 1
    while at >= 0 and page.low[at] in (",", "–", "—", "-", "*") and at >= clause.low:
        at -= 1
    if at < 0:
        return None
    closing = page.quote_at(page.starts[at])
    outer = page.quote_at(page.starts[clause.cue.verb])
    start = page.starts[clause.low] if clause.low < len(page.starts) else 0
    if closing is not None and closing is not outer and closing.outer.end == page.ends[at]:
        start = min(closing.outer.start, start) if not closing.whole else closing.outer.start
        if closing.whole and page.word_at(closing.outer.start) > clause.low:
            lead = page.span(clause.low, page.word_at(closing.outer.start) - 1)
            start = lead.start if len(lead.of(page.text)) > 2 and not _colon(page, closing) else start
    elif at < clause.low:
        return None
    for other in reversed(found[:index]):
        if other.high != clause.high or other.low != clause.low:
            break
        if (
            other.layout == "after"
            and other.source is not None
            and page.low[other.cue.last + 1 : other.cue.last + 2] == [":"]
        ):
            start = max(start, page.ends[other.cue.last + 1])
    span = trimmed(page, Span(start, page.ends[at]))
    if closing is None and span.end - span.start < FRAGMENT and not _goes_on(page, clause):
        return None
    return span if span.end > span.start else None


def _goes_on(page: Page, clause: Clause) -> bool:
    assert clause.source is not None
    last = max(clause.source[1], clause.cue.last)
    return page.low[last + 1 : last + 2] == [","]


def _colon(page: Page, quote: Quotation) -> bool:
    word = page.word_at(quote.outer.start) - 1
    return word >= 0 and page.low[word] == ":"


def _after(page: Page, clause: Clause, last: int, before: Span, found: list[Clause], index: int) -> list[Span]:  # noqa: PLR0911  (one return a rule)
    """The second half of what is said: ", had ..." or ". “...”"."""
    at = skip_settings(page, last + 1, clause.high)
    sentence_end = page.bounds(clause.cue.verb)[1]
    if at >= len(page.low) or at >= sentence_end:
        return next_quotes(page, clause, at)
    if clause.frame == "tell" and page.low[at] not in ENDS:
        at = min(skip_spoken_to(page, last + 1, clause.high), len(page.low) - 1)
    if page.low[at] in ENDS:
        return next_quotes(page, clause, at)
    if (
        page.low[at] in (",", "(")
        and page.low[at + 1 : at + 2]
        and page.low[at + 1] in ("who", "which", "whose", "where", "speaking", "referring", "a", "an", "the")
    ) or page.low[at] in ("who", "which"):
        return next_quotes(page, clause, sentence_end)
    if page.low[at] in ("–", "—") and page.low[at + 1 : at + 2] in (["and"], ["but"], ["or"]):
        stop = boundary(page, clause, at + 1, found, index)
        return [trimmed(page, page.span(at + 1, stop - 1))] if stop > at + 2 else []
    if page.low[at] != ",":
        quote = page.quote_at(page.starts[at])
        return [quote.outer] if quote is not None and quote.outer.start == page.starts[at] and quote.whole else []
    following = at + 1
    quote = page.quote_at(page.starts[following]) if following < sentence_end else None
    if quote is not None and quote.outer.start == page.starts[following]:
        spans = [quote.outer]
        return spans + next_quotes(page, clause, page.word_at(quote.outer.end))
    quoted_before = page.text[before.end - 1 : before.end] in tuple(CLOSE)
    if quoted_before or following >= sentence_end or not _resumes(page, following):
        return []
    stop = boundary(page, clause, following, found, index)
    return [trimmed(page, page.span(following, stop - 1))] if stop > following else []


def _resumes(page: Page, at: int) -> bool:
    """Whether a clause goes on at ``at`` after ", he said,": with a verb or an object, not with a new clause."""
    word = page.low[at]
    return word in _RESUMING or word in PREPOSITIONS


def trimmed(page: Page, span: Span) -> Span:
    """The span without white space, marks of emphasis and a final full stop outside quotations."""
    clean = span.trimmed(page.text, "*")
    if clean.end > clean.start and page.text[clean.end - 1] in ".;,:" and not page.quote_at(clean.end - 1):
        clean = Span(clean.start, clean.end - 1).trimmed(page.text)
    return clean
