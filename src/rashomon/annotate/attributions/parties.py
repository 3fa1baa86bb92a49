"""The parties that a content speaks of: which act, which are one's own, which are said to have done harm."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.model import Span

from .cues import BE, DETERMINERS, PREPOSITIONS, auxiliaries, is_adverb
from .party_names import common_name, party_name
from .sides import root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .described import Named
    from .page import Page
    from .speakers import Cast, Speaker

WE = frozenset(["we", "us", "our", "ours", "i", "my"])
CLASSES_WITH_SIDES = frozenset(("officials", "fighters", "governments", "police", "politicians"))
# fmt: off
FUTURE = frozenset([
    "will", "would", "shall", "'ll", "could", "can", "may", "might", "should", "must", "won't", "wouldn't",
    "couldn't", "cannot", "plans", "intends",
])
# fmt: on
HARMLESS_KINDS = frozenset(("media", "monitor", "aid agency", "international body", "court", "company"))
_PARTITIVE = frozenset(
    ["one", "two", "three", "four", "some", "several", "many", "most", "members", "units", "elements"]
)
REACH = 14  # words after a party in which its deed must stand
FAR = 400  # words of a content that are looked at: nested statements each hold all those within, and would take squared time


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a content and what is said of it.

    ``tail`` are the words after it up to the next mark of punctuation, ``main`` the same from the main verb on.
    ``subject``: nothing governs it.
    ``future``, ``negated``, ``passive`` tell of the verb that follows; ``blamed``: harm is laid at its door.
    ``quoted``: it stands in quotation marks, where nobody says "he" of himself.
    """

    name: str
    span: Span
    actor: str | None = None
    pronoun: str | None = None
    tail: str = ""
    main: str = ""
    subject: bool = False
    future: bool = False
    negated: bool = False
    passive: bool = False
    blamed: bool = False
    quoted: bool = False

    def is_self(self, speaker: Speaker) -> bool:  # noqa: PLR0911  (one return a rule)
        """Whether the speaker belongs to this party."""
        if self.pronoun is not None:
            if self.pronoun in WE:
                return True
            if self.quoted:
                return False
            if speaker.name is None and speaker.group == "unresolved":
                return True
            if speaker.name is None:
                return self.pronoun in ("they", "their") and speaker.group in CLASSES_WITH_SIDES
            if speaker.kind == "person":
                body = speaker.represents is not None and self.pronoun in ("it", "its")
                return body or self.pronoun in ("he", "she", "his", "her")
            return self.pronoun in ("it", "they", "its", "their")
        if speaker.name is not None and self.name == speaker.name:
            return True
        return bool(self.actor and speaker.side and root(self.actor) == speaker.side)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("stances")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("stances")[name], re.IGNORECASE)


# "Rejected the Northern Front's claim that": it says what is denied or repeated, and did nothing.
_SAYS = re.compile(
    r"['’]s? (?:\w+ ){0,2}(?:claim|allegation|accusation|account|report|charge|statement|assertion|suggestion)s?\b",
    re.IGNORECASE,
)


def claims(party: Party) -> bool:
    """Whether a party is named as whose claim it is."""
    return _SAYS.match(party.tail) is not None


def parties(page: Page, spans: Sequence[Span], known: Cast, *, charged: bool = False) -> list[Party]:
    """Parties in text order. With ``charged`` every named party counts as blamed: the cue itself brings the charge."""
    words = list(islice((i for span in spans for i in page.words_in(span)), FAR))
    if not words:
        return []
    inside = frozenset(words)
    taken: set[int] = set()
    found = []
    for named in known.names_between(words[0], words[-1]):
        if named.first in inside and (party := _party(page, named, words, charged=charged)) is not None:
            found.append(party)
            taken.update(page.words_in(party.span))
    for place, i in enumerate(words):
        if i in taken:
            continue
        if page.low[i] in ("we", "it", "they", "our", "he", "she", "i", "its", "their") and not _cleft(page, i, taken):
            found.append(_pronoun(page, i, words))
        elif (
            _is_force(page, i, place) and (common := _common(page, known, i, words, taken, charged=charged)) is not None
        ):
            found.append(common)
            taken.update(page.words_in(common.span))
    return sorted(found, key=lambda p: p.span)


def _cleft(page: Page, at: int, taken: set[int]) -> bool:
    """Whether "it" is nobody: "it was (not) the Velmari Army that fired"."""
    low = page.low[at : at + 14]
    if low[:1] != ["it"] or low[1:2] not in (["was"], ["is"], ["wasn't"], ["isn't"]):
        return False
    named = any(k in taken or _is_force(page, k, 1) for k in range(at + 2, min(at + 6, len(page.low))))
    return named and not {"that", "who", "which"}.isdisjoint(low[3:])


def _pronoun(page: Page, at: int, words: list[int]) -> Party:
    possessive = page.low[at] in ("our", "its", "their")
    last = at
    if possessive:
        ahead = [k for k in range(at + 1, min(words[-1], at + 4) + 1) if page.low[k] in _words("forces")]
        last = ahead[0] if ahead else at
    subject = not possessive or last > at
    return _described(page, page.low[at], at, last, words, subject=subject, pronoun=page.low[at])


def _party(page: Page, named: Named, words: list[int], *, charged: bool) -> Party | None:
    if named.kind in HARMLESS_KINDS and not charged:
        return None
    last = _phrase_end(page, named.last, words)
    alone = last == named.last
    strikes = _pattern("struck by").match(" ".join(page.low[last + 1 : last + 4])) is not None and last < words[-1]
    between = page.low[words[0] : named.first]
    if alone and charged and named.kind == "unknown" and len(between) > 2 and not _epithets(between):
        return None  # a place or thing that the charge mentions, not one that it names as guilty
    if (
        alone
        and not charged
        and not strikes
        and (named.kind == "unknown" or (named.kind == "demonym" and not page.words[last].endswith("s")))
    ):
        return None
    return _described(
        page, party_name(page, named, last), named.first, last, words, subject=True, actor=named.actor, charged=charged
    )


def _epithets(words: list[str]) -> bool:
    """Whether only articles and adjectives stand there: "the criminal", before the name of the one blamed."""
    return len(words) <= 4 and not any(w in PREPOSITIONS or w in auxiliaries() or w == "and" for w in words)


def _is_force(page: Page, at: int, place: int) -> bool:
    """Whether the lower-case noun stands for a party: "the rebels", "regime forces", "militants"."""
    word = page.low[at]
    if word in _words("party nouns"):
        return True
    return (
        word in ("forces", "troops", "groups", "warplanes", "jets", "factions", "militias")
        and place > 0
        and page.low[at - 1] in _words("party adjectives")
    )


def _common(page: Page, known: Cast, at: int, words: list[int], taken: set[int], *, charged: bool) -> Party | None:
    first = at
    while first > words[0] and first - 1 not in taken and page.low[first - 1] in _words("party adjectives"):
        first -= 1
    last = _phrase_end(page, at, words) if page.low[at] in ("regime", "government") else at
    name, actor = common_name(page, known, first, last)
    return _described(page, name, first, last, words, subject=True, actor=actor, charged=charged)


def _described(page: Page, name: str, first: int, last: int, words: list[int], *, subject: bool, actor: str | None = None,
               pronoun: str | None = None, charged: bool = False) -> Party:  # fmt: skip
    """The party with what the words around it say."""
    tail = _tail(page, last, words)
    lead = _skim(tail)
    before = page.low[max(words[0], first - 3) : first]
    governed = _governed(before)
    relative = before[-1:] in (["that"], ["which"], ["who"], ["whom"]) and first - words[0] > 2
    relative &= before[-2:-1] not in (["and"], ["but"], [","], ["said"], ["saying"])  # "... and that they had ..."
    helpers = tail[: len(tail) - len(lead)] if lead else tail
    party = Party(
        name=name, span=page.span(first, last), actor=actor, pronoun=pronoun, tail=" ".join(tail), main=" ".join(lead), subject=subject and not governed and not relative, quoted=page.quote_at(page.starts[first]) is not None,
        future=any(w in FUTURE for w in tail[:4]) or " ".join(tail[:4]).startswith(("intend", "plan", "is going to", "are going to", "was going to", "were going to")),
        negated=any(w in ("not", "never") or w.endswith("n't") for w in tail[:6]),
        passive=_passive(helpers, lead) or tail[:2] in (["came", "under"], ["come", "under"]),
    )  # fmt: skip
    blamed = charged or (pronoun is None and _blamed(page, party, first, last, words, governed=governed))
    return msgspec.structs.replace(party, blamed=blamed)


def _tail(page: Page, last: int, words: list[int]) -> list[str]:
    out: list[str] = []
    start = last + 1
    if start < words[-1] and page.low[start] == "(" and _among(words, start):
        closing = [k for k in range(start + 1, min(words[-1], start + 12)) if page.low[k] == ")"]
        start = closing[0] + 1 if closing else start  # "Ilyas Dahn (31 years old) was ..."
    if start < words[-1] and page.low[start] == "," and _among(words, start):
        closing = [k for k in range(start + 1, min(words[-1], start + 12)) if page.low[k] == ","]
        if not closing:
            return []
        start = closing[0] + 1  # "the army, backed by militias, has ..."
    for at in range(start, min(words[-1], start + REACH) + 1):
        if not _among(words, at):
            continue
        if page.low[at] in (".", ";", "?", "!", ":") or (page.low[at] == "," and out):
            break
        out.append(page.low[at])
    return out


def _among(words: list[int], at: int) -> bool:
    """Whether the sorted list holds the word."""
    place = bisect_left(words, at)
    return place < len(words) and words[place] == at


def _skim(tail: list[str]) -> list[str]:
    """The words from the main verb on: without the nouns that end the phrase, auxiliaries and adverbs."""
    ahead = [k for k, w in enumerate(tail[:4]) if w in auxiliaries() and w != "'s"]
    at = (
        ahead[0]
        if ahead
        and all(w.isalpha() for w in tail[: ahead[0]])
        and not any(w in PREPOSITIONS or w.endswith("ed") for w in tail[: ahead[0]])
        else 0
    )
    while at < len(tail) and (tail[at] in auxiliaries() or is_adverb(tail[at]) or tail[at] in ("to", "have", "“", '"')):
        at += 1
    return tail[at:]


def _passive(helpers: list[str], lead: list[str]) -> bool:
    return (
        any(w in BE for w in helpers)
        and bool(lead)
        and (
            lead[0].endswith(("ed", "en"))
            or lead[0] in ("hit", "shot", "struck", "kept", "held", "cut", "caught", "put")
        )
    )


def _governed(before: list[str]) -> bool:
    """Whether a preposition stands before the party: it does nothing there, but in "one of its planes"."""
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in _PARTITIVE:
        before = before[:-2]
    words = [w for w in before if w not in DETERMINERS and w not in _words("party adjectives")]
    if not words or before[-1] not in (words[-1], *DETERMINERS, *_words("party adjectives")):
        return False
    joined = words[-1] == "and" and len(words) > 2 and words[-3] in PREPOSITIONS
    return (
        joined
        or words[-1] in PREPOSITIONS
        or (words[-1].endswith("ing") and _pattern("harm verbs").search(words[-1]) is not None)
    )


def _phrase_end(page: Page, last: int, words: list[int]) -> int:
    """The last word of the nouns that follow a name ("Ardanian | warplanes", "Northern Front | fighters")."""
    at, nouns = last, _words("forces")
    while at + 1 <= words[-1] and at - last < 4:
        word = page.low[at + 1]
        if word in nouns:
            at += 1
        elif (word in ("'s", "and") and at + 2 <= words[-1] and page.low[at + 2] in nouns) or (
            at + 2 <= words[-1]
            and page.low[at + 2] in nouns
            and word
            in (
                "air",
                "government",
                "military",
                "security",
                "army",
                "regime",
                "special",
                "ground",
                "coalition",
                "state",
            )
        ):
            at += 2
        else:
            break
    return at


def _blamed(page: Page, party: Party, first: int, last: int, words: list[int], *, governed: bool) -> bool:
    """Whether the words around a party say that it did harm."""
    start = max(words[0], first - 8)
    before = page.low[start:first]
    if governed:
        return _blamed_after(before, party)
    if _pattern("struck by").match(" ".join(page.low[last + 1 : last + 6])):
        return _harmful(page, words)
    if party.passive or party.future or party.negated:
        return False
    own = _pattern("of others").split(party.tail, maxsplit=1)[0]
    harm = _pattern("harm verbs").search(own)
    if harm is not None and _pattern("enemies").match(own[harm.end() :]):
        return False  # "struck terrorist positions": told as a success, not laid at anybody's door
    return harm is not None or bool(_pattern("guilty").search(own))


def _blamed_after(before: list[str], party: Party) -> bool:
    """Such as "... killed by the army", "crimes of the army", "as a result of army operations", "suffered under the army"."""
    text = " ".join(before)
    return bool(_pattern("harm before").search(text)) or (
        bool(_pattern("cause before").search(text)) and bool(_pattern("struck by").match(party.tail))
    )


def _harmful(page: Page, words: list[int]) -> bool:
    """Whether strikes named with their maker ("Ardanian airstrikes") hit somebody: who, or what, follows or precedes."""
    text = " ".join(page.low[i] for i in words)
    return bool(_pattern("victims").search(text))
