"""Who appears in a document: its names, and those who have spoken so far. Not here: choosing among them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from rashomon.annotate.attributions.cues import NAMED_VERBS, PREPOSITIONS, auxiliaries, is_adverb, verbs
from rashomon.annotate.attributions.described import Named, role_words
from rashomon.annotate.attributions.issuer import issuer
from rashomon.annotate.attributions.names import names
from rashomon.lexicon import load
from rashomon.lexicon.registry import registry

from .titles import Office, offices_of

if TYPE_CHECKING:
    from rashomon.annotate.attributions.page import Page

FAR = 140  # words; a pronoun does not reach further back
# fmt: off
_AFTER_HEAD = PREPOSITIONS | frozenset(
    ["who", "that", "which", ",", "(", "close", "familiar", "based", "living", "working", "speaking", "called", "known", "named", "loyal"]
)


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


def _issuing(page: Page) -> Speaker | None:
    """The party whose own text the page is, where it is one's."""
    name = issuer(page)
    if name is None:
        return None
    entry = registry().lookup(name, page.annotated.document.published)
    return Speaker(
        name=name, actor=entry.id if entry else None, kind=entry.kind if entry else "organization", rule="issuer"
    )


class Voice(msgspec.Struct, frozen=True):
    """Somebody who has spoken, for pronouns later on: word index and speaker."""

    word: int
    speaker: Speaker


class Cast:
    """The names of a document in text order, and the voices so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.names: list[Named] = names(page)
        self.issuer = _issuing(page)
        self.offices: list[tuple[Named, Office]] = [
            (named, one) for named in self.names if personal(named) for one in offices_of(page, named)
        ]
        self._starts = [n.first for n in self.names]
        self.voices: list[Voice] = []
        self._dim: list[Voice] = []  # those of whom nothing is known
        self.spoken_of: frozenset[str] = frozenset()
        self.nominals = [m for m in page.annotated.actors if m.mention == "nominal" and m.rule != "registry:nominal"]

    def remember(self, speaker: Speaker, word: int) -> None:
        """Keeps a speaker in mind for the pronouns that follow."""
        if speaker.name is not None or speaker.group not in (None, "unspecified", "unresolved"):
            self.voices.append(Voice(word, speaker))
        if speaker.name is None and speaker.group != "unspecified":
            self._dim.append(Voice(word, speaker))

    def heard(self, at: int, *, dim: bool = False) -> list[Voice]:
        """Those who spoke in the ``FAR`` words before word ``at``, in the order in which they were resolved.

        ``dim``: those without a name instead, also those of whom nothing is known.
        """
        near: list[Voice] = []
        for voice in reversed(self._dim if dim else self.voices):
            if voice.word < at - 8 * FAR:
                break
            if at - FAR <= voice.word < at:
                near.append(voice)
        return near[::-1]

    def names_before(self, at: int) -> list[Named]:
        """The names in the ``FAR`` words before word ``at``."""
        return self.names_between(at - FAR, at - 1)

    def names_between(self, first: int, last: int) -> list[Named]:
        """The names that start at words ``first`` to ``last``, both included."""
        return self.names[bisect_left(self._starts, first) : bisect_right(self._starts, last)]


@cache
def lexicon() -> dict[str, Any]:
    """lexicon/speakers.yaml, turned for looking up."""
    words = load("speakers")
    return {
        "classes": {noun: name for name, listed in words["classes"].items() for noun in listed},
        "voices": frozenset(words["voices"]),
        "impersonal": frozenset(words["impersonal"]),
        "nominals": {noun: frozenset(kinds) for noun, kinds in words["nominals"].items()},
        "offices": {noun: frozenset(offices) for noun, offices in words["offices"].items()},
        "office words": role_words() - frozenset(words["no offices"]),
        "bodies": frozenset(words["bodies"]),
    }


def inside(cast: Cast, words: list[int]) -> list[Named]:
    """The names that stand wholly within the words."""
    held = set(words)
    return [n for n in cast.names_between(words[0], words[-1]) if n.first in held and n.last in held] if words else []


def personal(named: Named) -> bool:
    """Whether the name is a person's, or may be."""
    return named.kind == "person" or (named.kind == "unknown" and named.first < named.last)


def is_subject(cast: Cast, named: Named) -> bool:
    """Whether a verb follows the name, or an apposition to it, and no preposition stands before it."""
    page = cast.page
    if page.low[named.first - 1] in PREPOSITIONS or named.last + 1 >= len(page.low):
        return False
    after = page.low[named.last + 1]
    if after == ",":
        return named.first - page.bounds(named.first)[0] <= 8
    return (
        after in verbs()
        or after in auxiliaries()
        or after in NAMED_VERBS
        or is_adverb(after)
        or (after.endswith(("ed", "s")) and after != "'s")
    )


def head_of(cast: Cast, words: list[int]) -> str:
    """The noun that the phrase is about: the last one before "of", "for", "in", ... or a comma."""
    page = cast.page
    last = words[0]
    for i in words:
        if page.low[i] in _AFTER_HEAD and i > words[0]:
            break
        if page.low[i][0].isalnum():
            last = i
    return page.low[last]


def group_of(low: list[str], head: str) -> str:
    """The speaker class of an unnamed speaker whose noun is ``head``."""
    text = " ".join(low)
    if head in ("groups", "organisations", "organizations", "watchdogs", "monitors") and "human rights" in text:
        return "human rights groups"
    if head in ("organisations", "organizations") and "medical" in text:
        return "medical organisations"
    if head == "workers" and "aid" not in text and "relief" not in text and "humanitarian" not in text:
        return "residents"
    if head == "posts":
        return "social media posts"
    return str(lexicon()["classes"][head])


def person(named: Named, beside: list[Named]) -> Speaker:
    """The speaker of a person's name; ``beside`` are the names in the same phrase, for whom a spokesperson speaks."""
    represents = None
    if "spokesman" in named.words or "spokeswoman" in named.words or "spokesperson" in named.words:
        bodies = [n for n in beside if n is not named and n.kind != "person"]
        represents = bodies[0].name if bodies else None
    return Speaker(
        name=named.name, actor=named.actor, kind="person", gender=named.gender, represents=represents, rule="name"
    )


def of_name(named: Named, rule: str) -> Speaker:
    """The speaker of a name that stands for itself."""
    kind = "state" if named.kind == "demonym" else named.kind
    return Speaker(name=named.name, actor=named.actor, kind=kind, gender=named.gender, rule=rule)


def words_text(cast: Cast, words: list[int]) -> str:
    """The characters from the first to the last of the words, with single spaces."""
    return " ".join(cast.page.text[cast.page.starts[words[0]] : cast.page.ends[words[-1]]].split())
