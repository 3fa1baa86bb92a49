"""Who a speaker is: names, offices, pronouns and common nouns resolved within the document. Abstains when unsure.

A wrong claim in a person's mouth is the worst mistake that a reader of reports can make: where two persons could be
meant equally, nobody is. Recency, gender, number, kind and office decide (Lappin and Leass 1994, reduced).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.lexicon import load
from rashomon.lexicon.registry import registry

from .names import GENITIVE, Named, names, role_words
from .sides import root

if TYPE_CHECKING:
    from rashomon.model import Span

    from .page import Page

HE, SHE = frozenset(("he", "his", "him")), frozenset(("she", "her"))
THEY, IT = frozenset(("they", "their", "them")), frozenset(("it", "its"))
SELF = frozenset(("i", "we", "my", "our", "me", "us"))
FAR = 140  # words; a pronoun does not reach further back
GROUPS = frozenset(("organization", "armed group", "monitor", "media", "aid agency", "ministry", "government", "military", "international body",
                    "coalition", "party", "state", "police", "court", "company"))  # fmt: skip


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks. ``name`` None: nobody is named, see ``group`` (a speaker class, "unresolved" where we abstain).

    ``side`` is the id of the state or uppermost body for which the speaker stands, where the registry knows it.
    """

    name: str | None = None
    group: str | None = None
    actor: str | None = None
    represents: str | None = None
    kind: str | None = None
    gender: str | None = None
    side: str | None = None
    rule: str = "none"


class Voice(msgspec.Struct, frozen=True):
    """Somebody who has spoken, for pronouns later on: word index and speaker."""

    word: int
    speaker: Speaker


@cache
def _lexicon() -> dict[str, Any]:
    words = load("speakers")
    return {
        "classes": {noun: name for name, listed in words["classes"].items() for noun in listed},
        "voices": frozenset(words["voices"]),
        "nominals": {noun: frozenset(kinds) for noun, kinds in words["nominals"].items()},
        "offices": {noun: frozenset(offices) for noun, offices in words["offices"].items()},
    }


class Speakers:
    """Resolves the speakers of one document, in text order; remembers who has spoken."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names: list[Named] = names(page)
        self._starts = [n.first for n in self.names]
        self.voices: list[Voice] = []

    def remember(self, speaker: Speaker, word: int) -> None:
        """Keeps a speaker in mind for the pronouns that follow."""
        if speaker.name is not None or speaker.group not in (None, "unspecified", "unresolved"):
            self.voices.append(Voice(word, speaker))

    def resolve(self, source: tuple[Span, ...], enclosing: Speaker | None) -> Speaker:
        """The speaker whom the noun phrase means; ``enclosing`` is the one in whose quotation it stands."""
        speaker = self._resolve(source, enclosing)
        if speaker.side is None and (side := self._side(source, speaker)) is not None:
            return msgspec.structs.replace(speaker, side=side)
        return speaker

    def _side(self, source: tuple[Span, ...], speaker: Speaker) -> str | None:
        if speaker.actor is not None and speaker.kind != "person":
            return root(speaker.actor)
        words = [i for span in source for i in self.page.words_in(span)]
        for named in self._inside(words):
            if named.actor is not None and named.kind != "person":
                return root(named.actor)
        for named in self.names:
            if named.name == speaker.name:
                for word in sorted(named.words):
                    entry = registry().lookup(word) if len(word) > 1 and word not in ("the", "of", "in", "it", "is") else None
                    if entry is not None and entry.kind != "person":
                        return root(entry.id)
        return None

    def names_between(self, first: int, last: int) -> list[Named]:
        """The names that start at words ``first`` to ``last``, both included."""
        return self.names[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    def _resolve(self, source: tuple[Span, ...], enclosing: Speaker | None) -> Speaker:
        page = self.page
        words = [i for span in source for i in page.words_in(span)]
        if not words:
            return Speaker(group="unspecified", rule="none")
        speaker = self._phrase(self._core(words), enclosing)
        if speaker.name is None and speaker.kind is None and page.low[words[0]] in ("a", "an", "one", "another"):
            return msgspec.structs.replace(speaker, kind="person")  # one person, for the pronouns that follow
        return speaker

    def _phrase(self, words: list[int], enclosing: Speaker | None) -> Speaker:
        page = self.page
        low = [page.low[i] if page.words[i] != "US" else "u.s." for i in words]
        if len(words) == 1 and low[0] in HE | SHE | THEY | IT | SELF:
            return self._pronoun(low[0], words[0], enclosing)
        if (named := self._named(words)) is not None:
            return named
        if low[0] in HE | SHE | THEY | IT | SELF:
            return self._possessed(words, low, enclosing)
        return self._nominal(words, low)

    def _core(self, words: list[int]) -> list[int]:
        """The noun phrase without an apposition or relative clause after it; all of it where a name stands only there."""
        page = self.page
        for k, i in enumerate(words):
            if k and page.low[i] in (",", "(", "–", "who", "which", "that", "whose"):
                if any(n.first in words[:k] for n in self.names if n.kind != "demonym" and n.kind != "state"):
                    return words[:k]
                break
        return words

    def _inside(self, words: list[int]) -> list[Named]:
        inside = set(words)
        return [n for n in self.names_between(words[0], words[-1]) if n.first in inside and n.last in inside] if words else []

    def _named(self, words: list[int]) -> Speaker | None:
        page = self.page
        inside = self._inside(words)
        if not inside:
            return None
        low = [page.low[i] for i in words]
        persons = [n for n in inside if n.kind == "person" or (n.kind == "unknown" and n.first < n.last)]
        possessed = {n.first for n in inside if n.last + 1 in words and page.low[n.last + 1] == GENITIVE}
        free = [n for n in persons if n.first not in possessed]
        if free and not self._under(words, free[0]):
            chosen = free[0] if page.low[words[0]] not in ("a", "an") else free[-1]
            return self._person(chosen, inside)
        head = self._head(words)
        if head in _lexicon()["voices"] or head in ("head", "leader") and False:
            return self._voice(inside, words)
        if head in _lexicon()["classes"] and not self._names_head(inside, words, head):
            group = self._group(low, head)
            return Speaker(group=group, rule=f"class:{head}")
        if head in role_words() and head not in ("department", "state"):
            return self._office(words, low, inside)
        return self._body(words, inside)

    def _under(self, words: list[int], named: Named) -> bool:
        """Whether the name only says to whom the speaker belongs ("an aide to Name", "supporters of Name")."""
        before = self.page.low[named.first - 1] if named.first - 1 in words else ""
        return before in ("of", "to", "for", "with", "by") and self.page.low[words[0]] not in ("president", "minister")

    def _head(self, words: list[int]) -> str:
        """The noun that the phrase is about: the last one before "of", "for", "in", ... or a comma."""
        page = self.page
        last = words[0]
        for i in words:
            if page.low[i] in ("of", "for", "in", "at", "from", "with", "to", "by", "on", "who", "that", "which", ",", "(", "close", "familiar", "about", "inside") and i > words[0]:
                break
            last = i
        return page.low[last]

    def _names_head(self, inside: list[Named], words: list[int], head: str) -> bool:
        """Whether the head noun is part of a name ("Human Rights Watch researchers" is not, "the Press Agency" is)."""
        return any(self.page.low[n.last] == head for n in inside)

    def _group(self, low: list[str], head: str) -> str:
        text = " ".join(low)
        if head in ("groups", "organisations", "organizations", "watchdogs", "monitors") and "human rights" in text:
            return "human rights groups"
        if head in ("organisations", "organizations") and "medical" in text:
            return "medical organisations"
        if head == "workers" and "aid" not in text and "relief" not in text and "humanitarian" not in text:
            return "residents"
        if head == "posts":
            return "social media posts"
        return str(_lexicon()["classes"][head])

    def _person(self, named: Named, inside: list[Named]) -> Speaker:
        represents = None
        if "spokesman" in named.words or "spokeswoman" in named.words or "spokesperson" in named.words:
            bodies = [n for n in inside if n is not named and n.kind != "person"]
            represents = bodies[0].name if bodies else None
        return Speaker(name=named.name, actor=named.actor, kind="person", gender=named.gender, represents=represents, rule="name")

    def _voice(self, inside: list[Named], words: list[int]) -> Speaker:
        """"A spokesman for the Front", "a statement from X": the body speaks."""
        chosen = inside[0]
        return self._of(chosen, words, "voice")

    def _office(self, words: list[int], low: list[str], inside: list[Named]) -> Speaker:
        """"The Velmari president": the person of that office in this document, if there is just one."""
        head = next((w for w in reversed(low[: self._head_index(words) + 1]) if w in role_words() or w in _lexicon()["offices"]), low[-1])
        offices = _lexicon()["offices"].get(head, frozenset()) | {head}
        near = frozenset(low) | {n.name.lower() for n in inside}
        adjectives = {w for w in near if w not in role_words() and w not in ("the", "a", "an", "of", GENITIVE)}
        found: dict[str, Named] = {}
        for named in self.names:
            if named.kind == "person" and named.words & offices and self._same_body(named, adjectives, inside):
                found.setdefault(named.name, named)
        if len(found) == 1 and low[0] not in ("a", "an"):
            return self._person(next(iter(found.values())), inside)
        if head in ("spokesman", "spokeswoman", "spokesperson"):
            return self._voice(inside, words)
        if low[0] in ("a", "an") or found:
            return Speaker(group=_lexicon()["classes"].get(head, "officials"), rule=f"office:{head}")
        return Speaker(group=_lexicon()["classes"].get(head, "officials"), rule=f"office:{head}")

    def _head_index(self, words: list[int]) -> int:
        head = self._head(words)
        low = [self.page.low[i] for i in words]
        return low.index(head) if head in low else len(low) - 1

    def _same_body(self, named: Named, adjectives: set[str], inside: list[Named]) -> bool:
        if not adjectives:
            return True
        return bool(adjectives & named.words) or any(n.actor and n.name.lower() in named.words for n in inside)

    def _body(self, words: list[int], inside: list[Named]) -> Speaker | None:
        """An organisation or state: the name, with the common nouns that end it ("the Velmari defence ministry")."""
        page = self.page
        stop = self._head_stop(words)
        heads = [n for n in inside if n.first <= stop]
        if not heads:
            return None
        chosen = heads[-1]
        tail = [i for i in words if chosen.last < i <= stop]
        if tail and page.low[tail[0]] == GENITIVE:
            rest = tail[1:]
            if rest and page.low[rest[-1]] in _lexicon()["nominals"]:
                return Speaker(name=f"{self._adjective(chosen)} {self._text(rest)}", kind=next(iter(sorted(_lexicon()["nominals"][page.low[rest[-1]]]))), rule="body:genitive")
            return self._of(chosen, words, "body:part")
        if tail:
            if chosen.kind in ("demonym", "state", "unknown", "government") or page.low[tail[-1]] in ("agency", "tv", "television", "media", "ministry"):
                name = page.text[page.starts[chosen.first] : page.ends[tail[-1]]]
                kinds = _lexicon()["nominals"].get(page.low[tail[-1]], frozenset(("organization",)))
                return Speaker(name=" ".join(name.split()), kind=sorted(kinds)[0], rule="body:nouns")
            return self._of(chosen, words, "body")
        return self._of(chosen, words, "name")

    def _head_stop(self, words: list[int]) -> int:
        page = self.page
        last = words[0]
        for i in words:
            if i > words[0] and page.low[i] in ("of", "for", "in", "at", "from", "with", "to", "by", "on", "who", "that", "which", ",", "(") and not any(n.first < i < n.last for n in self.names):
                break
            last = i
        return last

    def _adjective(self, named: Named) -> str:
        entry = registry().entries.get(named.actor or "")
        adjectives = [n.text for n in entry.names if n.kind == "demonym"] if entry is not None else []
        return adjectives[0] if adjectives else named.name

    def _text(self, words: list[int]) -> str:
        return " ".join(self.page.text[self.page.starts[words[0]] : self.page.ends[words[-1]]].split())

    def _of(self, named: Named, words: list[int], rule: str) -> Speaker:
        kind = "state" if named.kind == "demonym" else named.kind
        if named.kind == "demonym" and len(words) <= 2 and self.page.low[words[-1]].endswith("s"):
            kind = "state"
        return Speaker(name=named.name, actor=named.actor, kind=kind, gender=named.gender, rule=rule)

    def _pronoun(self, word: str, at: int, enclosing: Speaker | None) -> Speaker:
        if word in SELF:
            if enclosing is not None:
                return msgspec.structs.replace(enclosing, rule="pronoun:quoted")
            return Speaker(group="narrator" if word in ("i", "my") else "unresolved", rule="pronoun:narrator")
        wanted = "m" if word in HE else "f" if word in SHE else None
        if wanted is not None:
            return self._he(at, wanted)
        return self._it(at) if word in IT else self._they(at)

    def _he(self, at: int, wanted: str) -> Speaker:
        """The person who spoke last, unless another person of that gender was named since."""
        page = self.page
        sentence = page.sentence_of(at)
        recent: dict[str, tuple[float, Speaker]] = {}
        for voice in self.voices:
            if voice.word >= at or at - voice.word > FAR or voice.speaker.kind != "person":
                continue
            if voice.speaker.gender not in (None, wanted):
                continue
            key = voice.speaker.name or f"({voice.speaker.group})"
            recent[key] = (voice.word + 25.0, voice.speaker)
        for named in self.names:
            if named.first >= at or at - named.first > FAR or named.kind != "person" or named.gender not in (None, wanted):
                continue
            subject = named.first - page.bounds(named.first)[0] <= 6
            score = named.first + (15.0 if subject else 0.0) - (8.0 if page.sentence_of(named.first) == sentence and not subject else 0.0)
            old = recent.get(named.name)
            if old is None or score > old[0]:
                speaker = Speaker(name=named.name, actor=named.actor, kind="person", gender=named.gender or wanted, rule="pronoun")
                recent[named.name] = (score, old[1] if old else speaker)
        if not recent:
            return Speaker(group="unresolved", kind="person", gender=wanted, rule="pronoun:none")
        ranked = sorted(recent.items(), key=lambda kv: -kv[1][0])
        best = ranked[0][1]
        chosen = best[1]
        return msgspec.structs.replace(chosen, rule="pronoun", gender=chosen.gender or wanted)

    def _it(self, at: int) -> Speaker:
        return self._last(at, GROUPS, "pronoun:it")

    def _they(self, at: int) -> Speaker:
        for voice in reversed(self.voices):
            if voice.word < at and at - voice.word < FAR and (voice.speaker.name is None or voice.speaker.kind != "person"):
                return msgspec.structs.replace(voice.speaker, rule="pronoun:they")
        return Speaker(group="unresolved", rule="pronoun:they")

    def _last(self, at: int, kinds: frozenset[str], rule: str) -> Speaker:
        """The nearest body of these kinds before: the last speaker of such a kind, else the subject named last."""
        best: tuple[float, Speaker] | None = None
        for voice in self.voices:
            if voice.word < at and at - voice.word <= FAR and voice.speaker.kind in kinds and voice.speaker.name:
                score = voice.word + 20.0
                if best is None or score >= best[0]:
                    best = (score, voice.speaker)
        for named in self.names:
            if named.first < at and at - named.first <= FAR and named.kind in kinds and self._is_subject(named):
                score = float(named.first)
                if best is None or score > best[0]:
                    best = (score, Speaker(name=named.name, actor=named.actor, kind=named.kind))
        if best is None:
            return Speaker(group="unresolved", rule=rule)
        return msgspec.structs.replace(best[1], rule=rule)

    def _is_subject(self, named: Named) -> bool:
        return named.first - self.page.bounds(named.first)[0] <= 5

    def _possessed(self, words: list[int], low: list[str], enclosing: Speaker | None) -> Speaker:
        """"His speech", "its spokesman": the holder speaks; "his brother": somebody of a class."""
        head = self._head(words)
        if head in _lexicon()["voices"]:
            return self._pronoun(low[0], words[0], enclosing)
        if head in _lexicon()["classes"]:
            return Speaker(group=self._group(low, head), rule=f"class:{head}")
        return Speaker(group="unresolved", rule="possessed")

    def _nominal(self, words: list[int], low: list[str]) -> Speaker:
        """"The ministry", "the source", "officials": somebody named before, or a class."""
        head = self._head(words)
        at = words[0]
        if head in ("some", "others", "many", "most", "few", "both", "several"):
            return self._some(at)
        definite = low[0] in ("the", "this", "that")
        if definite and head in _lexicon()["nominals"]:
            found = self._same_word(at, head) or self._last_of_kind(at, _lexicon()["nominals"][head], f"nominal:{head}")
            if found.name is not None:
                return found
        if definite and (head in role_words() or head in _lexicon()["offices"]):
            found = self._same_office(words, low, head)
            if found is not None:
                return found
        if head in ("spokesman", "spokeswoman", "spokesperson") or definite and head in _lexicon()["classes"] and not head.endswith("s"):
            earlier = self._earlier_voice(at, head)
            if earlier is not None:
                return earlier
        voice = next((v for v in (low[0:0]) if v), None)
        if head in _lexicon()["voices"] and head not in _lexicon()["classes"] or voice:
            return self._statement(words, low, at, head)
        if head in _lexicon()["classes"]:
            if definite and head in ("report", "account", "figures", "documents", "document", "survey", "poll"):
                return self._statement(words, low, at, head)
            by = self._by(words, at)
            return by or Speaker(group=self._group(low, head), rule=f"class:{head}")
        if head in _lexicon()["nominals"]:
            return Speaker(group="unresolved", rule=f"nominal:{head}")
        return Speaker(group="unresolved", rule="noun")

    def _by(self, words: list[int], at: int) -> Speaker | None:
        """"Reports by the group": the group."""
        page = self.page
        for k, i in enumerate(words):
            if page.low[i] in ("by", "from", "of") and k + 1 < len(words):
                rest = words[k + 1 :]
                low = [page.low[j] for j in rest]
                if low[0] == "the" and len(low) > 1:
                    found = self._nominal(rest, low)
                    return found if found.name is not None else None
        return None

    def _statement(self, words: list[int], low: list[str], at: int, head: str) -> Speaker:
        by = self._by(words, at)
        if by is not None:
            return by
        for voice in reversed(self.voices):
            if voice.word < at and at - voice.word < FAR:
                if voice.speaker.kind != "person" and voice.speaker.name:
                    return msgspec.structs.replace(voice.speaker, rule=f"voice:{head}")
                break
        return Speaker(group=_lexicon()["classes"].get(head, "reports"), rule=f"class:{head}")

    def _some(self, at: int) -> Speaker:
        return Speaker(group="unresolved", rule="some")

    def _same_word(self, at: int, head: str) -> Speaker | None:
        """"The observatory": the one whose name has that word."""
        for named in sorted((n for n in self.names if n.first < at), key=lambda n: -n.first):
            if head in named.name.lower().split() and named.kind != "person":
                return Speaker(name=named.name, actor=named.actor, kind=named.kind, rule=f"nominal:{head}")
        for voice in reversed(self.voices):
            if voice.word < at and voice.speaker.name and head in voice.speaker.name.lower().split():
                return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
        return None

    def _last_of_kind(self, at: int, kinds: frozenset[str], rule: str) -> Speaker:
        return self._last(at, kinds, rule)

    def _same_office(self, words: list[int], low: list[str], head: str) -> Speaker | None:
        offices = _lexicon()["offices"].get(head, frozenset()) | {head}
        extra = {w for w in low if w not in role_words() and w not in ("the", "of", GENITIVE)}
        found: dict[str, Named] = {}
        for named in self.names:
            if named.kind == "person" and named.words & offices and (not extra or extra & named.words):
                found.setdefault(named.name, named)
        if len(found) == 1:
            return self._person(next(iter(found.values())), [])
        before = [n for n in found.values() if n.first < words[0]]
        if len(before) == 1 or (before and words[0] - before[-1].first < FAR and len(found) <= 2):
            return self._person(before[-1], [])
        return None

    def _earlier_voice(self, at: int, head: str) -> Speaker | None:
        """"The spokesman", "the source": whoever spoke last under that word."""
        group = _lexicon()["classes"].get(head)
        for voice in reversed(self.voices):
            if voice.word < at and at - voice.word < FAR:
                if group is not None and voice.speaker.group == group:
                    return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
                if head.startswith("spokes") and voice.speaker.rule == "voice":
                    return msgspec.structs.replace(voice.speaker, rule=f"nominal:{head}")
        return None
