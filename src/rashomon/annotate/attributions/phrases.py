"""Noun phrases beside a cue, found without a parser: from words that can and cannot stand in one. Not here: whose name it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import (
    BODIES,
    DETERMINERS,
    JOINERS,
    NAMED_VERBS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    auxiliaries,
    is_adverb,
    verbs,
)

if TYPE_CHECKING:
    from .page import Page

LONGEST_NAME = 28  # words of a speaker's noun phrase with its apposition
STOPS = frozenset(['"', "“", "”", "‘", "(", ")", "[", "]", ";", ":", "!", "?", "…", "—", "–", "-", "--", ",", "."]) | {
    "''",
    "``",
    "*",
    "#",
}
# fmt: off
ROLES = frozenset([
    "official", "officials", "source", "sources", "spokesman", "spokeswoman", "spokesperson", "spokesmen",
    "minister", "ministers", "head", "director", "chief", "chairman", "chairwoman", "leader", "leaders",
    "commander", "doctor", "doctors", "resident", "residents", "activist", "activists", "witness", "witnesses",
    "member", "members", "secretary", "president", "report", "reports", "statement", "group", "groups",
    "worker", "workers", "survivor", "survivors", "envoy", "ambassador", "coordinator", "representative",
    "representatives", "adviser", "advisor", "analyst", "expert", "experts", "agencies", "agency", "media",
    "lawyer", "lawyers", "branch", "prosecutor", "prosecutors", "judge", "officer", "officers", "general",
    "researcher", "professor", "manager", "mother", "father", "brother", "sister",
])
# fmt: on
CALLED = frozenset(["called", "calls", "call", "known", "named", "renamed", "styled", "styles", "dubbed"])
# fmt: off
DAYS = frozenset([
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday", "today",
    "tonight", "earlier", "later", "week", "month", "year", "day", "morning", "evening", "night", "afternoon",
    "last", "this", "ago", "recently",
])
# fmt: on


def subject_before(page: Page, cue_first: int, low: int) -> tuple[int, int] | None:
    """Words (first, last) of the noun phrase that is the subject of the verb group starting at ``cue_first``; None if unclear.

    ``low`` is the first word that may belong to it.
    """
    at = skip_adjuncts_back(page, cue_first - 1, low)
    if at < low:
        return None
    if page.low[at] in (",", ")", "–", "—", "-"):
        return _before_apposition(page, at, low)
    if page.low[at] in ("which", "who", "that"):
        return _antecedent(page, at, low)
    if page.low[at] in STOPS or (page.low[at] in JOINERS and page.low[at] not in PRONOUNS):
        return None
    return noun_phrase(page, at, low)


def _antecedent(page: Page, at: int, low: int) -> tuple[int, int] | None:
    """Such as "..., which said" and "... who said": the phrase before the relative pronoun."""
    at -= 1
    if at >= low and page.low[at] == ",":
        at -= 1
    if at < low or page.low[at] in STOPS:
        return None
    found = noun_phrase(page, at, low)
    for i in range(at, found[0] if found else at, -1):
        if page.low[i - 1] in ("by", "from", "with", "to"):
            return i, at
    return found


def skip_adjuncts_back(page: Page, at: int, low: int) -> int:
    """The last word before ``at`` that is no adverb and no time expression ("X on Monday also said")."""
    start = at
    while at >= low:
        word = page.low[at]
        if is_adverb(word) or at in page.timed or word in DAYS:
            at -= 1
            if (
                at > low
                and page.low[at] == "the"
                and page.low[at - 1] in ("in", "on", "during")
                and not page.capital(at + 1)
            ):
                at -= 1
            if at >= low and page.low[at] in ("on", "in", "late", "early", "since", "at") and at + 1 <= start:
                at -= 1
            continue
        break
    return at


def noun_phrase(page: Page, last: int, low: int) -> tuple[int, int] | None:
    """The noun phrase that ends with the word ``last``; None if that ends none."""
    if page.low[last] in PRONOUNS:
        return last, last
    at, floor = last, max(low, last - LONGEST_NAME)
    while at >= floor:
        word = page.low[at]
        if word == "that":
            return (at + 1, last) if at < last else None
        if word in DETERMINERS:
            attached = _attached(page, at, floor)
            if attached is None:
                return at, last
            at = attached
            continue
        if word in PREPOSITIONS or word in ("and", "or", "&"):
            joined = _attached(page, at + 1, floor)
            if joined is None:
                return (at + 1, last) if at < last and not _where(page, at, last) else None
            at = joined
            continue
        if word == "," and _lists_names(page, at, last, low):
            at -= 1
            continue
        if _ends_phrase(page, at, last):
            return (at + 1, last) if at < last else None
        at -= 1
    return floor, last


def _where(page: Page, at: int, last: int) -> bool:
    """Whether the words only say where something is: "a hospital | in Karsa" does not make the town speak."""
    if page.low[at] not in ("in", "near", "outside", "around") or not page.capital(at + 1):
        return False
    span = page.span(at + 1, last)
    return any(place.span.covers(span) for place in page.annotated.places) or at + 1 == last


def _lists_names(page: Page, comma: int, last: int, low: int) -> bool:
    """A comma in "The US, Britain and other countries": names on both sides up to the start of the sentence, "and" after it."""
    if "and" not in page.low[comma + 1 : last] or not page.capital(comma + 1) or comma - low > 5:
        return False
    return all(page.capital(i) or page.low[i] in ("the", ",") for i in range(low, comma)) and comma > low


def _ends_phrase(page: Page, at: int, last: int) -> bool:
    word = page.low[at]
    if word in STOPS or word in JOINERS or word in PRONOUNS:
        return True
    if at != last and (at in page.timed or word in DAYS):
        return True
    if page.capital(at):
        return False
    if (word in auxiliaries() and word != "'s") or word in NAMED_VERBS:
        return True
    if at == last:
        return False
    return is_adverb(word) or at in page.timed or (word in verbs() and word.endswith(("ed", "ing", "said", "told")))


def _attached(page: Page, start: int, low: int) -> int | None:  # noqa: PLR0911  (one return a rule)
    """Where to go on when a phrase that starts at ``start`` hangs on another ("a spokesman for | the army"); None if not."""
    link = start - 1
    if link - 1 < low:
        return None
    word, before = page.low[link], page.low[link - 1]
    head_like = (
        before.isalpha()
        and not any(before in words for words in (JOINERS, PREPOSITIONS, auxiliaries(), PRONOUNS))
        and not is_adverb(before)
    )
    if not head_like:
        return None
    if word == "of":
        return link - 1
    if word in ("for", "at", "in", "from", "with", "to", "on"):
        person = page.capital(link - 1) and word in ("for", "at", "with", "from")
        placed = word in ("in", "at", "from") and before in BODIES  # "the Health Ministry in Karsa said"
        return link - 1 if before in ROLES or person or placed else None
    if word == "by":
        return link - 1 if before in ROLES else None
    if word in ("and", "or", "&") and (link - 1 in page.timed or before in DAYS):
        return None
    if word in ("and", "or", "&"):
        both = page.capital(link - 1) and (
            page.capital(start) or page.low[start] in ("other", "the") or start + 1 < len(page.low)
        )
        plural = before.endswith("s") or before in ROLES
        return link - 1 if both or plural else None
    return None


def _before_apposition(page: Page, close: int, low: int) -> tuple[int, int] | None:
    """``close`` ends an apposition or parenthesis: "Name, the head of Y, said", "Name (Y) said"."""
    if page.low[close] == ")":
        at = close
        while at > low and page.low[at] != "(":
            at -= 1
        if at <= low:
            return None
        inner = noun_phrase(page, at - 1, low)
        return (inner[0], close) if inner else None
    opener = close - 1
    tries = 0
    while opener > low and close - opener < LONGEST_NAME and tries < 4:
        if page.low[opener] == page.low[close] and (found := _apposed(page, opener, close, low)):
            return found
        tries += page.low[opener] == page.low[close]
        opener -= 1
    return None


def _apposed(page: Page, opener: int, close: int, low: int) -> tuple[int, int] | None:
    head = noun_phrase(page, opener - 1, low)
    if head is None or page.low[head[1]] in DAYS or head[1] in page.timed:
        return None
    first = page.low[opener + 1]
    named_anew = page.low[opener + 2] in CALLED  # "..., now known as ..."
    if (opener + 1 in page.timed and not named_anew) or (opener + 2 in page.timed and first in DETERMINERS):
        return None  # "..., two weeks ago, ..."
    if (
        first in ("who", "which", "whose", "where", "whom", "that")
        or first.endswith("ing")
        or is_adverb(first)
        or first in ("speaking", "in", "at")
        or _done_to(page, opener, close)
        or (first == "as" and _as_called(page, opener, close))
    ):
        return head if _nameish(page, head) else None
    if (
        first in DETERMINERS
        or page.capital(opener + 1)
        or first.isdigit()
        or _role_inside(page, opener, close)
        or first in ("now", "also")
    ):
        if any(page.low[i] in ("he", "she", "they", "it") for i in range(opener + 1, close)):
            return None
        inner = next((i for i in range(opener + 2, close) if page.low[i] in ("who", "which", "that", "whose")), close)
        return (head[0], inner - 1) if _nameish(page, head) else None
    return None


def _done_to(page: Page, opener: int, close: int) -> bool:
    """Whether the words between two commas begin with what others do to the subject: "X, accused by Y of the strike, denied"."""
    first = page.low[opener + 1]
    return (first.endswith("ed") or first in ("led", "held", "seen")) and "by" in page.low[
        opener + 2 : min(close, opener + 4)
    ]


def _as_called(page: Page, opener: int, close: int) -> bool:
    """Whether the words between two commas only say what somebody is called: "..., as the Front calls itself, ..."."""
    return any(page.low[i] in CALLED for i in range(opener + 2, close))


def _nameish(page: Page, head: tuple[int, int]) -> bool:
    return any(page.capital(i) for i in range(head[0], head[1] + 1)) or any(
        page.low[i] in ROLES or page.low[i] in DETERMINERS for i in range(head[0], head[1] + 1)
    )


def _role_inside(page: Page, opener: int, close: int) -> bool:
    return any(page.low[i] in ROLES for i in range(opener + 1, close))


def phrase_after(page: Page, start: int, high: int, *, closed: bool = False) -> tuple[int, int] | None:
    """The noun phrase that starts at ``start`` (after an inverted verb or "according to"), with its apposition; None if none.

    With ``closed`` an apposition counts only where a comma closes it: something follows that belongs to the sentence.
    """
    at = start
    while at < high and (is_adverb(page.low[at]) and not page.capital(at)):
        at += 1
    if (
        at >= high
        or page.low[at] in STOPS
        or (page.low[at] in JOINERS and page.low[at] != "who")
        or (page.low[at] in PREPOSITIONS and page.low[at] not in ("over", "about", "like"))
    ):
        return None
    if page.low[at] in PRONOUNS:
        return at, at
    if at in page.timed or (
        page.low[at] in DETERMINERS and at + 1 < high and (at + 1 in page.timed or page.low[at + 1] in DAYS)
    ):
        return None
    first = at
    while at < high and at - first < LONGEST_NAME and not _stops_forward(page, at, first):
        at += 1
    last = at - 1
    while last > first and (
        page.low[last] in PREPOSITIONS
        or page.low[last] in ("and", "or")
        or last in page.timed
        or page.low[last] in DAYS
    ):
        last -= 1
    if last < first:
        return None
    apposed = _apposition_after(page, last, high)
    if closed and not (apposed + 1 < high and page.low[apposed + 1] == ","):
        return first, last
    return first, apposed


def _stops_forward(page: Page, at: int, first: int) -> bool:  # noqa: PLR0911  (one return a rule)
    word = page.low[at]
    if word == "at" and page.low[at + 1 : at + 3] in (["the", "time"], ["that", "time"]):
        return True
    if word == "of" and at + 1 < len(page.low) and page.low[at + 1].endswith("ing"):
        return True  # "accused by residents | of stealing"
    if word in ("(", ")") or page.low[max(first, at - 1)] == "(":
        return not _short_parenthesis(page, at)
    if word in STOPS and word not in ("[", "]", "#", "*", "-"):
        return True
    if word in (
        "who",
        "which",
        "that",
        "whose",
        "as",
        "while",
        "when",
        "after",
        "before",
        "but",
        "because",
        "where",
        "if",
    ):
        return True
    if word in auxiliaries() and word != "'s":
        return True
    if at > first and at in page.timed and page.low[at - 1] in ("on", "in"):
        return True
    if word in ("published", "released", "issued", "speaking", "adding", "during", "seen", "via"):
        return True
    return word in verbs() and at > first and verbs()[word][0].form == "past" and word != "united"


def _short_parenthesis(page: Page, at: int) -> bool:
    """An abbreviation in brackets belongs to the name: "the Velmar Casualty Watch (VCW)"."""
    window = page.low[max(0, at - 2) : at + 3]
    return "(" in window and ")" in window


def _apposition_after(page: Page, last: int, high: int) -> int:
    """The last word of an apposition after a comma ("said Name, the head of Y."), or ``last``."""
    if last + 2 >= high or page.low[last + 1] != ",":
        return last
    first = last + 2
    word = page.low[first]
    if not (
        (word in DETERMINERS and word not in POSSESSIVES) or page.low[first] in ROLES or word.endswith("'s")
    ) or page.low[first] in ("that", "this"):
        return last
    at = first
    while at < high and at - first < LONGEST_NAME and not _stops_forward(page, at, first):
        at += 1
    if at >= high or page.low[at] in (".", ",", "–", '"', "“", "”", ")", "who", "which", "that"):
        closing = at - 1
        return closing if closing > first else last
    return last
