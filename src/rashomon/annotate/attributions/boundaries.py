"""Where a content ends: at its clause's end, at a later cue of the sentence, before the narrator's afterthoughts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import DETERMINERS, is_adverb
from .spoken import ENDS, LINKS

if TYPE_CHECKING:
    from .clauses import Clause
    from .page import Page


# What narrators call a statement that they have just passed on.
_REMARKS = frozenset(
    (
        "hint",
        "sign",
        "indication",
        "reference",
        "echo",
        "nod",
        "rebuke",
        "swipe",
        "warning",
        "statement",
        "speech",
        "interview",
        "letter",
        "message",
    )
)


def boundary(page: Page, clause: Clause, at: int, found: list[Clause], index: int) -> int:
    """One past the last word of the content that starts at word ``at``."""
    outer = page.quote_at(page.starts[clause.cue.verb])
    opening = at  # "denied ever | having accused": with its first verb a content only begins
    while opening < clause.high and (is_adverb(page.low[opening]) or page.low[opening] == "ever"):
        opening += 1
    others = [o for o in found[index + 1 : index + 8] if opening < o.cue.first < clause.high]
    stops = _cue_stops(page, clause, others)
    i, high = at, clause.high
    while i < high:
        quote = page.quote_at(page.starts[i])
        if quote is not None and quote is not outer and quote.outer.start == page.starts[i]:
            following = page.word_at(quote.outer.end)
            if following >= high and quote.closed:
                return min(following, len(page.low))
            i = max(i + 1, following)
            continue
        if i in stops or _ends_content(page, clause, i, at, quoted=outer is not None):
            break
        i += 1
    while i > at and page.low[i - 1] in (",", "–", "—", "and", "but", "while", "as"):
        i -= 1
    return i


def _ends_content(page: Page, clause: Clause, i: int, start: int, *, quoted: bool) -> bool:  # noqa: PLR0911  (one return a rule)
    """Whether word ``i`` stands outside the content that starts at ``start``."""
    word, high = page.low[i], clause.high
    after = page.low[i + 1] if i + 1 < high else ""
    if word in ENDS:
        return i + 1 >= high
    if word in ("–", "—", "--"):
        return _closing_dash(page, i, high)
    if (
        word == ","
        and not quoted
        and clause.source is not None
        and (
            page.low[clause.source[0] - 1] in ("who", "whom", "which")
            or "whose" in page.low[max(clause.low, clause.source[0] - 4) : clause.source[0]]
            or page.low[clause.cue.first - 2 : clause.cue.first] in ([",", "which"], [",", "who"])
        )
    ):
        return True  # the relative clause ends
    if word == "in" and after == "what":
        return True
    if word == ",":
        remark = _remark(page, i, high)
        return remark or (not quoted and i - start > 4 and _afterthought(page, i, high))
    if word == "and" and after in ("which", "whom"):
        return True
    if word == "and":
        return clause.frame in ("object", "charge") and i > start and _new_verb(page, i + 1, high)
    return word == ";" or (word == "according" and after == "to")


def _remark(page: Page, comma: int, high: int) -> bool:
    """Such as ", in remarks to ...", ", citing ...", ", in another hint at ...": the narrator goes on about the statement."""
    after = page.low[comma + 1 : min(high, comma + 6)]
    if after[:1] in (["citing"], ["according"], ["quoting"]) or after[:2] == ["in", "remarks"]:
        return True
    return after[:1] == ["in"] and after[1:2] in (["a"], ["an"], ["another"]) and not _REMARKS.isdisjoint(after[2:])


def _new_verb(page: Page, at: int, high: int) -> bool:
    """Whether a verb opens the words after "and": "blamed the army for the raid and | ordered a strike"."""
    if at + 1 >= high:
        return False
    word, after = page.low[at], page.low[at + 1]
    return word in ("has", "have", "had") or (
        word.endswith("ed") and (after in DETERMINERS or after in ("cruise", "that", "to", "for"))
    )


def _afterthought(page: Page, comma: int, high: int) -> bool:
    """Whether a clause of the narrator ends the sentence: ", which ...", ", a town that ..."; not if the sentence goes on after it."""
    if comma + 1 >= high or page.low[comma + 1] not in ("which", "where", "whose", "a", "an"):
        return False
    rest = page.low[comma + 1 : high]
    if "," in rest or any(page.quote_at(page.starts[i]) for i in range(comma + 1, high)):
        return False
    return rest[0] not in ("a", "an") or any(w in ("that", "which", "who", "where") for w in rest[2:12])


def _closing_dash(page: Page, at: int, high: int) -> bool:
    """A dash that is not one of a pair, before an afterthought of the narrator."""
    rest = page.low[at + 1 : high]
    return "–" not in rest and "—" not in rest and bool(rest) and rest[0] in ("a", "an", "the", "though", "although")


def _cue_stops(page: Page, clause: Clause, others: list[Clause]) -> set[int]:
    """Words at which a later cue of the same sentence ends this one's content."""
    stops: set[int] = set()
    for other in others:
        if other.source is None:
            continue
        shared = other.source == clause.source
        inside = clause.cue.last < other.source[0] and other.cue.first == other.source[1] + 1
        if clause.frame == "object" and other.cue.entry.form == "ing" and inside:
            stops.add(other.cue.first)  # "rejected a statement | urging restraint"
        if shared:
            at = other.cue.first - 1
            while at > clause.cue.last and (
                is_adverb(page.low[at]) or (page.low[at] in LINKS and page.low[at] != "as")
            ):
                at -= 1
            stops.add(at if page.low[at] == "," else at + 1)
            continue
        start = min(other.source[0], other.cue.first)
        link = page.low[start - 1]
        if other.layout == "before" and link == ",":
            stops.add(start - 1)
        elif link in LINKS and page.low[start - 2] == "," and not page.quote_at(page.starts[start]):
            stops.add(start - 2)
        elif link in ("while", "as", "although", "though", "with", "whereas", "but"):
            stops.add(start - 1)
    return stops
