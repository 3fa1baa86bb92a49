"""The parties that a content speaks of: which act, which are one's own, which are said to have done harm."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.model import Span  # noqa: TC001  (msgspec reads the annotations at run time)

from .cues import BE, DETERMINERS, is_adverb
from .sides import root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .names import Named
    from .page import Page
    from .speakers import Speaker, Speakers

FORCES = frozenset(
    "forces force troops soldiers warplanes planes jets aircraft army military militants militiamen militias militia fighters rebels gunmen "
    "police navy artillery tanks helicopters drones regime government coalition air authorities insurgents jihadists mercenaries "
    "factions groups group backers allies guards snipers bombers pilots units battalion brigade leader leaders state side security "
    "agents intelligence officers".split()
)
STRIKES = frozenset(
    "airstrikes airstrike strikes strike shelling bombing bombings bombardment attack attacks raid raids operation operations offensive "
    "assault missiles missile rockets rocket fire shells bombs campaign gunfire barrage ambush massacre blockade siege invasion occupation "
    "incursion aggression warplanes jets drone drones crimes atrocities".split()
)
COMMON = frozenset("rebels militants insurgents jihadists gunmen militiamen terrorists mercenaries separatists".split())
WE = frozenset("we us our ours i my".split())


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A party in a content. ``subject``: it opens a clause; ``acts``: it does something; ``blamed``: it does harm."""

    name: str
    span: Span
    actor: str | None = None
    pronoun: str | None = None
    subject: bool = False
    acts: bool = False
    blamed: bool = False

    def is_self(self, speaker: Speaker) -> bool:
        """Whether the speaker belongs to this party."""
        if self.pronoun is not None:
            if self.pronoun in WE:
                return True
            if speaker.kind == "person":
                return self.pronoun in ("he", "she")
            return self.pronoun in ("it", "they", "its", "their")
        if speaker.name is not None and self.name == speaker.name:
            return True
        return bool(self.actor and speaker.side and root(self.actor) == speaker.side)


@cache
def _harm() -> re.Pattern[str]:
    return re.compile(load("stances")["harm"], re.IGNORECASE)


def parties(page: Page, spans: Sequence[Span], known: Speakers, *, charged: bool = False) -> list[Party]:
    """Parties in text order. With ``charged`` every named party counts as blamed: the cue itself brings the charge."""
    words = [i for span in spans for i in page.words_in(span)]
    if not words:
        return []
    inside = set(words)
    found = [_pronoun(page, i, words) for i in words if page.low[i] in ("we", "it", "they", "our", "he", "she", "i", "its", "their")]
    for named in known.names_between(words[0], words[-1]):
        if named.first in inside and (party := _party(page, named, words, charged=charged)) is not None:
            found.append(party)
    found += [p for i in words if page.low[i] in COMMON and (p := _common(page, i, words, charged=charged)) is not None]
    return sorted(found, key=lambda p: p.span)


def _pronoun(page: Page, at: int, words: list[int]) -> Party:
    first = at - words[0] <= 2 or page.low[at - 1] in (",", "and", "that", "but", "because", ".")
    possessive = page.low[at] in ("our", "its", "their")
    own_force = possessive and any(w in FORCES for w in page.low[at + 1 : at + 4])
    opens = first and (not possessive or own_force)
    return Party(name=page.low[at], span=page.span(at, at), pronoun=page.low[at], subject=opens, acts=opens and not _passive_after(page, at, words))


def _party(page: Page, named: Named, words: list[int], *, charged: bool) -> Party | None:
    if named.kind in ("media", "monitor", "aid agency", "international body") and not charged:
        return None
    last = _phrase_end(page, named.last, words)
    if named.kind in ("demonym", "unknown") and last == named.last and not charged:
        return None
    if named.kind == "unknown" and named.first == named.last and not charged:
        return None
    span = page.span(named.first, last)
    subject = named.first - words[0] <= 3 or page.low[named.first - 1] in (",", "and", "that", "but", "the") and named.first - words[0] <= 5
    blamed = charged or _blamed(page, named.first, last, words)
    return Party(name=_name(page, named, last), span=span, actor=named.actor, subject=subject, acts=_acts(page, last, words) or blamed, blamed=blamed)


def _common(page: Page, at: int, words: list[int], *, charged: bool) -> Party | None:
    first = at
    while first > words[0] and page.low[first - 1].isalpha() and page.low[first - 1] not in DETERMINERS and not is_adverb(page.low[first - 1]) and at - first < 2 and page.low[first - 1] not in BE | {"by", "of", "and", "with", "against", "that", "to", "for"}:
        first -= 1
    blamed = charged or _blamed(page, first, at, words)
    if not blamed:
        return None
    return Party(name=page.span(first, at).of(page.text), span=page.span(first, at), blamed=blamed, acts=True)


def _name(page: Page, named: Named, last: int) -> str:
    """"Velmari troops" are Velmaria's; "the Assad regime" and "the Velmari air force" keep their words."""
    if named.kind == "demonym" and last > named.last:
        tail = page.low[named.last + 1 : last + 1]
        if tail and (tail[-1] in ("government", "regime") or tail[:2] == ["air", "force"]):
            return page.text[page.starts[named.first] : page.ends[last]]
    return named.name


def _phrase_end(page: Page, last: int, words: list[int]) -> int:
    """The last word of the nouns that follow a name ("Ardanian | warplanes", "Northern Front | fighters")."""
    at = last
    while at + 1 <= words[-1] and at - last < 4:
        word = page.low[at + 1]
        if word in FORCES or word in STRIKES and word not in ("attack", "strike", "fire", "raid"):
            at += 1
        elif word in ("'s", "and") and at + 2 <= words[-1] and (page.low[at + 2] in FORCES or page.low[at + 2] in STRIKES):
            at += 2
        elif at + 2 <= words[-1] and page.low[at + 2] in FORCES and word.isalpha() and not is_adverb(word) and word not in ("and", "or", "of", "by", "in", "on", "the", "a"):
            at += 2
        else:
            break
    return at


def _acts(page: Page, last: int, words: list[int]) -> bool:
    """Whether a verb follows that is not passive."""
    at = last + 1
    return at <= words[-1] and not _passive_after(page, last, words) and page.low[at] not in (",", ".", "and")


def _passive_after(page: Page, at: int, words: list[int]) -> bool:
    window = page.low[at + 1 : min(words[-1] + 1, at + 5)]
    be = next((k for k, w in enumerate(window) if w in BE), None)
    if be is None:
        return window[:2] in (["came", "under"], ["come", "under"])
    rest = [w for w in window[be + 1 :] if not is_adverb(w)]
    return bool(rest) and rest[0].endswith(("ed", "en", "hit", "shot")) and not rest[0].endswith("been")


def _blamed(page: Page, first: int, last: int, words: list[int]) -> bool:
    """Whether the words around a party say that it did harm."""
    before = page.low[max(words[0], first - 3) : first]
    lead = page.low[max(words[0], first - 14) : first]
    harm = _harm()
    if "by" in before[-2:] and any(harm.search(w) for w in lead):
        return True
    if any(w in STRIKES for w in page.low[last : last + 1]) or any(w in STRIKES for w in page.low[last + 1 : min(words[-1] + 1, last + 3)]):
        return _other_harm(page, words)
    tail = page.low[last + 1 : min(words[-1] + 1, last + 14)]
    stop = next((k for k, w in enumerate(tail) if w in (",", ".", ";", "and", "but", "which") and k > 1), len(tail))
    tail = tail[:stop]
    if _passive_after(page, last, words) or any(w in ("not", "never") or w.endswith("n't") for w in tail):
        return False
    if before[-1:] and before[-1] in ("against", "of", "on", "at", "for", "with", "from", "in", "to", "on", "between") and "the" != before[-1]:
        return False
    if before[-2:-1] and before[-2] in ("against", "on", "at", "for", "with", "from", "in", "to", "of", "between") and before[-1] in DETERMINERS:
        return False
    return any(harm.search(w) for w in tail) or " ".join(tail[:4]).startswith(("is responsible", "was responsible", "were responsible", "are responsible", "is behind", "was behind", "were behind"))


def _other_harm(page: Page, words: list[int]) -> bool:
    """Whether the content tells of people or things harmed, so that a strike named with its maker is an accusation."""
    text = " ".join(page.low[i] for i in words)
    return bool(re.search(r"\b(kill\w*|wound\w*|injur\w*|died|dead|destroy\w*|displac\w*|hit|struck|massacre\w*|civilians?|target\w*|victims?|casualt\w+)\b", text))
