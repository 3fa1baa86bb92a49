"""Attributions by verbs: which cue has which subject, and how far what is said reaches. Not here: nouns, headlines, hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .cues import PREPOSITIONS, Cue, blamed_on, cue_at, verbs
from .phrases import noun_phrase, phrase_after, subject_before
from .spoken import CLOSE, ENDS, NEEDS_AS, OPEN, skip_settings, skip_spoken_to
from .stanced import labelled_untrue, stanced

if TYPE_CHECKING:
    from .page import Page


class Clause(msgspec.Struct, frozen=True):
    """A cue with its subject. ``layout``: after (content follows), before (content precedes), inverted ("..., said X")."""

    cue: Cue
    source: tuple[int, int] | None
    layout: str
    frame: str
    low: int
    high: int


_OWNED = 3  # words of "whose long-range jets" before the verb
PREDICTING = frozenset(("will", "would", "'ll", "might", "may", "should", "must", "won't", "shall"))


def clauses(page: Page) -> list[Clause]:
    """All verbal cues of the document with their subjects, in text order."""
    found: list[Clause] = []
    known = verbs()
    for word, low_word in enumerate(page.low):
        if low_word not in known:
            continue
        cue = cue_at(page, word)
        if cue is None or (found and cue.first <= found[-1].cue.last):
            continue
        clause = _clause(page, cue, found)
        if clause is not None:
            found.append(clause)
    return found


def limits(page: Page, word: int) -> tuple[int, int]:
    """The words within which a cue finds subject and content: its sentence, or the quotation inside it."""
    low, high = page.bounds(word)
    quote = page.quote_at(page.starts[word])
    if quote is not None:
        inside = page.words_in(quote.inner)
        low, high = max(low, inside.start), min(high, inside.stop)
        return low, high
    return low, high


def _clause(page: Page, cue: Cue, found: list[Clause]) -> Clause | None:  # noqa: C901, PLR0911, PLR0912  (one return a rule)
    low, high = limits(page, cue.verb)
    before = page.low[cue.first - 1] if cue.first > low else ""
    frame = _frame(page, cue, high)
    if frame is None or (frame == "quote" and not _beside_quote(page, cue, low, high)):
        return None
    if any(page.low[i] in PREDICTING for i in range(cue.first, cue.verb)) and cue.entry.frames != ("charge",):
        return None  # what somebody will or might say has not been said
    if frame == "charge" and not cue.passive and (pair := accused_by_relative(page, cue, low)) is not None:
        return Clause(cue, pair[0], "after", frame, low, high)
    if _reduced(page, cue, high):
        return _reduced_clause(page, cue, low, high, frame)
    if cue.passive and frame in ("quote", "cite"):
        return None  # "was quoted by the agency": what was said stands behind "as saying"
    if before == "as" and (quoted := _quoted(page, cue, found, low)) is not None:
        teller = phrase_after(page, cue.last + 2, high) if page.low[cue.last + 1 : cue.last + 2] == ["by"] else None
        end = teller[1] + 1 if teller else cue.last + 1
        closed = end >= high or page.low[end] in ENDS or (teller is not None and _stops(page, end, high))
        return Clause(cue, quoted, "before" if closed else "after", frame, low, high)
    if cue.passive:
        return _passive(page, cue, low, high, frame)
    if (
        cue.entry.form in ("past", "s", "base")
        and frame in ("say", "tell", "quote")
        and _closes(page, cue.first - 1, low)
    ):
        apposed = page.low[cue.first - 1] == "," and subject_before(page, cue.first, low) is not None
        named = None if apposed else phrase_after(page, cue.last + 1, high)
        if named is not None and not _starts_clause(page, cue.last + 1) and _stops(page, named[1] + 1, high):
            return Clause(cue, named, "inverted", frame, low, high)
    if "having" in page.low[cue.first : cue.verb]:
        shared = _shared_subject(page, cue, found, low) or _main_subject(page, cue, low)
        return Clause(cue, shared, "after", frame, low, high) if shared else None
    if cue.entry.form == "ing":
        source = _shared_subject(page, cue, found, low)
        opens = frame == "cite" and cue.first <= low  # "Citing residents, the monitor said"
        return (
            Clause(cue, source, "after", frame, low, high) if source or opens or before in (",", "and", "by") else None
        )
    source = subject_before(page, cue.first, low)
    if source is None and (before in ("and", "but", "or", "then", ",") or before == ""):
        source = _shared_subject(page, cue, found, low)
    if source is None:
        return None
    layout = (
        "before" if frame in ("say", "tell", "quote") and _parenthetical(page, cue, source[0], low, high) else "after"
    )
    return Clause(cue, source, layout, frame, low, high)


def _quoted(page: Page, cue: Cue, found: list[Clause], low: int) -> tuple[int, int] | None:
    """X of "quoted X as saying" and of "X was quoted (by the agency) as saying": the words are those of X."""
    if found and found[-1].frame == "cite" and found[-1].cue.last + 1 <= cue.first - 2:
        return found[-1].cue.last + 1, cue.first - 2
    for at in range(cue.first - 2, max(low, cue.first - 12), -1):
        if page.low[at] in ("quoted", "cited"):
            passive = cue_at(page, at)
            return subject_before(page, passive.first, low) if passive is not None and passive.passive else None
    return None


def _beside_quote(page: Page, cue: Cue, low: int, high: int) -> bool:
    """Whether a quotation closes before the speaker or opens after the cue."""
    after = skip_settings(page, cue.last + 1, high)
    while after < high and page.low[after] in (":", ","):
        after += 1
    opened = page.quote_at(page.starts[after]) if after < high and page.low[after] in OPEN else None
    if opened is not None and (opened.whole or page.low[after - 1] in (":", ",")):
        return True
    return any(page.low[i] in CLOSE for i in range(max(low - 1, 0, cue.first - 14), cue.first))


def accused_by_relative(page: Page, cue: Cue, low: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Such as "X, whose jets Y accused of ...", "X, which Y blames for ...": the words of Y and of X."""
    if cue.last + 1 >= len(page.low) or page.low[cue.last + 1] not in ("of", "for"):
        return None
    source = subject_before(page, cue.first, low)
    if source is not None and page.low[source[0]] == "whose":
        name = next((i for i in range(source[0] + 2, source[1] + 1) if page.capital(i)), None)
        source = (name, source[1]) if name is not None else None  # "whose leaders | Ardania blames"
    if source is None or source[0] - 2 < low:
        return None
    pronoun = source[0] - 1
    if page.low[pronoun] not in ("whom", "which", "who", "that"):
        pronoun = whose(page, pronoun, low) or pronoun
    if page.low[pronoun] not in ("whom", "which", "who", "that", "whose"):
        return None
    named = _named_before(page, pronoun, low)
    return (source, named) if named is not None else None


def whose(page: Page, at: int, low: int) -> int | None:
    """Where the "whose" stands of a short phrase that ends with the word ``at`` ("whose jets", "whose air force")."""
    for i in range(at, max(low, at - _OWNED) - 1, -1):
        if page.low[i] == "whose":
            return i
        if not page.low[i].isalpha() or page.low[i] in PREPOSITIONS:
            return None
    return None


def _named_before(page: Page, pronoun: int, low: int) -> tuple[int, int] | None:
    """The phrase to which a relative pronoun points back."""
    at = pronoun - 1
    if at > low and page.low[at] == ",":
        at -= 1
    return noun_phrase(page, at, low) if at >= low and page.low[at][0].isalnum() else None


def party_of_relative(page: Page, at: int, low: int) -> tuple[int, int] | None:
    """X where a phrase that ends with the word ``at`` is the "whose jets" of "X, whose jets were accused of ..."; else None."""
    pronoun = whose(page, at, low)
    return None if pronoun is None else _named_before(page, pronoun, low)


def _reduced(page: Page, cue: Cue, high: int) -> bool:
    """Such as "a charge denied by X": a participle without its auxiliary."""
    if cue.passive or cue.entry.form != "past" or cue.last + 1 >= high or cue.first < cue.verb:
        return False
    if cue.entry.lemma == "blame" and page.low[cue.last + 1] == "on":
        return page.low[cue.first - 1] in blamed_on()  # "in shelling | blamed on the army"
    return page.low[cue.last + 1] == "by" or (
        cue.entry.lemma in ("accuse", "suspect") and page.low[cue.last + 1] == "of"
    )


def _reduced_clause(page: Page, cue: Cue, low: int, high: int, frame: str) -> Clause | None:
    if frame not in ("object", "charge") or cue.entry.lemma not in stanced():
        return None
    return _passive(page, cue, low, high, frame)


def _frame(page: Page, cue: Cue, high: int) -> str | None:  # noqa: PLR0911  (one return a rule)
    """Which of the verb's frames holds here, by what follows."""
    frames = cue.entry.frames
    after = page.low[cue.last + 1] if cue.last + 1 < high else ""
    window = page.low[cue.last + 1 : min(high, cue.last + 14)]
    if "cite" in frames:
        return "cite"
    if "charge" in frames:
        if (
            cue.entry.lemma == "blame"
            or "of" in window
            or ("for" in window and cue.passive)
            or (cue.entry.lemma == "charge" and "with" in window)
        ):
            return "charge"
        return "say" if cue.entry.lemma in ("charge", "suspect") and after in ("that", "") else None
    if "quote" in frames and _labels(page, cue, high):
        return "view"
    if "view" in frames and cue.entry.lemma in NEEDS_AS and "as" in window:
        return "view"
    if "view" in frames and cue.entry.lemma not in NEEDS_AS and any(w in OPEN for w in window[:8]):
        return "view"
    if "tell" in frames:
        return "tell"
    if "say" in frames and (
        "object" not in frames or after in ("that", ",", ":", ".", "", "it", "he", "she", "they") or after in OPEN
    ):
        return "say"
    if "object" in frames:
        return "object"
    return "quote" if "quote" in frames else None


def _closes(page: Page, at: int, low: int) -> bool:
    """Whether a quotation or a clause set off by a comma ends at word ``at``."""
    if at < low:
        # "..." said X: the sentence itself may start with the cue where the quotation ended in "!" or "?"
        return at >= 0 and page.low[at] in CLOSE and page.quote_at(page.starts[at]) is not None
    return page.low[at] in CLOSE or (page.low[at] == "," and at - low >= 2)


def _stops(page: Page, at: int, high: int) -> bool:
    """Whether the phrase after an inverted verb is all that follows ("..., said X." or "..., said X in a statement")."""
    at = skip_settings(page, at, high)
    return (
        at >= high
        or page.low[at] in ENDS
        or page.low[at] in (",", ";", "–", "—", ":", "who", "which", "as", "after", "during", "referring", "(")
        or page.low[at] in OPEN
    )


def _starts_clause(page: Page, at: int) -> bool:
    return at < len(page.low) and page.low[at] in ("that", "to", "it", "there", "if")


def _labels(page: Page, cue: Cue, high: int) -> bool:
    """Such as "called the mission's count propaganda"; the words behind the cue up to a comma."""
    stop = cue.last + 1
    while stop < high and page.low[stop] not in (",", ";", "who", "which"):
        stop += 1
    if stop == cue.last + 1:
        return False
    return labelled_untrue(cue.entry.lemma, page.span(cue.last + 1, stop - 1).of(page.text), in_order=True)


def _passive(page: Page, cue: Cue, low: int, high: int, frame: str) -> Clause | None:
    """Such as "X was accused by Y of ...": the speaker stands after "by", or nowhere."""
    for at in range(cue.last + 1, min(high, cue.last + 30)):
        if page.low[at] == "by":
            named = phrase_after(page, at + 1, high)
            reason = [i for i in range(named[0] + 1, named[1]) if page.low[i] == "for"] if named is not None else []
            if named is not None and frame == "charge" and reason:
                named = (named[0], reason[0] - 1)  # "are blamed by residents | for the strike"
            if named is not None and (at == cue.last + 1 or frame in ("charge", "view", "object")):
                return Clause(cue, named, "passive", frame, low, high)
        if page.low[at] in (",", ";", "who", "which", "that", "–"):
            break
    if frame in ("charge", "view"):
        return Clause(cue, None, "passive", frame, low, high)
    return None


def _parenthetical(page: Page, cue: Cue, source_first: int, low: int, high: int) -> bool:
    """Such as "..., X said." and "..., X said, ...": nothing that could be said follows the verb."""
    if source_first == 0 or (
        source_first > low
        and not _closes(page, source_first - 1, low)
        and page.low[source_first - 1] not in ("–", "—", "-", "…")
    ):
        return False
    if source_first <= low and not _closes(page, source_first - 1, low):
        return False
    told = "tell" in cue.entry.frames
    at = skip_spoken_to(page, cue.last + 1, high) if told else skip_settings(page, cue.last + 1, high)
    if at < high and page.low[at] == "of" and page.low[source_first - 1] in CLOSE:
        return True  # "...", she said of the raid
    return (
        at >= high
        or page.low[at] in ENDS
        or page.low[at] in (",", ";", "–", "—")
        or (page.low[at] in OPEN and page.low[source_first - 1] in CLOSE)
    )


def _shared_subject(page: Page, cue: Cue, found: list[Clause], low: int) -> tuple[int, int] | None:
    """The subject of the cue before in the same sentence ("X said ..., adding ...", "X said ... but warned ...")."""
    before = page.low[cue.first - 1] if cue.first > low else ""
    if cue.entry.form == "ing" and (own := _absolute(page, cue, low)) is not None:
        return own
    if cue.entry.form == "ing" and before not in (
        ",",
        "and",
        "by",
        "while",
        "-",
        "–",
        "with",
        "before",
        "after",
        "but",
        '"',
        "”",
    ):
        if page.capital(cue.first - 1) or before in (
            "officials",
            "sources",
            "official",
            "posts",
            "statement",
            "him",
            "them",
        ):
            return subject_before(page, cue.first, low)
        return None
    quote = page.quote_at(page.starts[cue.verb])
    for other in reversed(found):
        if page.sentence_of(other.cue.verb) != page.sentence_of(cue.verb):
            break
        if other.source is not None and page.quote_at(page.starts[other.cue.verb]) is quote:
            return other.source
    if cue.entry.form == "ing" and before == "," and cue.first - 2 > low:
        return _main_subject(page, cue, low)
    return None


def _absolute(page: Page, cue: Cue, low: int) -> tuple[int, int] | None:
    """Such as "..., with the army saying": a participle with its own subject."""
    for at in range(cue.first - 1, max(low, cue.first - 16), -1):
        if page.low[at] == "with" and page.low[at - 1] in (",", "–"):
            return phrase_after(page, at + 1, cue.first)
        if page.low[at] == ",":
            return None
    return None


def _main_subject(page: Page, cue: Cue, low: int) -> tuple[int, int] | None:
    """Such as "X signed the deal on Monday, saying ...": the phrase that opens the sentence, if it is a name or pronoun."""
    named = phrase_after(page, low, cue.first)
    if named is None or page.low[named[0]] in PREPOSITIONS:
        return None
    return named
