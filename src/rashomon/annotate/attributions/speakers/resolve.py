"""Who a speaker is: names, offices, pronouns and common nouns resolved within the document. Abstains when unsure.

A wrong claim in a person's mouth is the worst mistake that a reader of reports can make. Recency, gender, number, kind
and office decide (Lappin and Leass 1994, reduced).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.annotate.attributions.cues import DETERMINERS
from rashomon.annotate.attributions.described import GENITIVE, role_words
from rashomon.annotate.attributions.sides import root
from rashomon.lexicon.registry import registry

from .cast import Cast, Speaker, head_of, inside, lexicon, personal
from .common import for_body, nominal, possessed
from .pronouns import PRONOUNS, pronoun
from .proper import with_name

if TYPE_CHECKING:
    from rashomon.annotate.attributions.described import Named
    from rashomon.model import Span


_PLACING = frozenset(("in", "at", "near", "to", "from", "inside", "outside", "against", "about", "on"))
_RELATIVE = frozenset(("who", "whose", "whom", "which", "where", "that"))


def resolve(
    cast: Cast,
    source: tuple[Span, ...],
    enclosing: Speaker | None,
    *,
    going_on: bool = False,
    content: tuple[Span, ...] = (),
) -> Speaker:
    """The speaker whom the noun phrase means; ``enclosing`` is the one in whose quotation it stands.

    ``going_on``: the cue says that the same person goes on speaking ("added"). Whoever is named in the ``content`` is not
    the one whom a pronoun outside it means: "he said Berel had fled" is not said by Berel.
    """
    cast.spoken_of = _named_in(cast, content)
    speaker = _resolve(cast, source, enclosing, going_on=going_on)
    if speaker.side is None and (side := _side(cast, source, speaker)) is not None:
        return msgspec.structs.replace(speaker, side=side)
    return speaker


def _named_in(cast: Cast, content: tuple[Span, ...]) -> frozenset[str]:
    words = [i for span in content for i in cast.page.words_in(span)]
    return frozenset(n.name for n in inside(cast, words) if n.kind == "person") if words else frozenset()


def _side(cast: Cast, source: tuple[Span, ...], speaker: Speaker) -> str | None:
    if speaker.actor is not None and speaker.kind != "person":
        return root(speaker.actor)
    words = [i for span in source for i in cast.page.words_in(span)]
    for named in inside(cast, words):
        if named.actor is not None and named.kind != "person" and not _whereabouts(cast, named, words[0]):
            return root(named.actor)
    for named in cast.names:
        if named.name == speaker.name and named.words and personal(named):
            for word in sorted(named.words):
                entry = (
                    registry().lookup(word) if len(word) > 1 and word not in ("the", "of", "in", "it", "is") else None
                )
                if entry is not None and entry.kind != "person":
                    return root(entry.id)
    return None


def _whereabouts(cast: Cast, named: Named, first: int) -> bool:
    """Whether a name only tells where the speaker is or whom he spoke of: "the Ardan consulate in Velmar", "sources named the army"."""
    low = cast.page.low
    at = named.first - 1
    at -= at > first and low[at] in DETERMINERS
    return at > first and (low[at] in _PLACING or (low[at].endswith("ed") and low[at - 1] in lexicon()["classes"]))


def _resolve(cast: Cast, source: tuple[Span, ...], enclosing: Speaker | None, *, going_on: bool) -> Speaker:
    page = cast.page
    words = [i for span in source for i in page.words_in(span)]
    if not words:
        return Speaker(group="unspecified", rule="none")
    speaker = for_body(cast, _phrase(cast, _core(cast, words), enclosing, going_on=going_on), words)
    alone = page.low[words[0]] in ("a", "an", "one", "another")
    if speaker.name is None and speaker.kind is None and alone and speaker.group not in lexicon()["impersonal"]:
        return msgspec.structs.replace(speaker, kind="person")  # one person, for the pronouns that follow
    return speaker


def _phrase(cast: Cast, words: list[int], enclosing: Speaker | None, *, going_on: bool) -> Speaker:
    page = cast.page
    low = [page.low[i] if page.words[i] != "US" else "u.s." for i in words]
    if len(words) == 1 and low[0] in PRONOUNS:
        return pronoun(cast, low[0], words[0], enclosing, going_on=going_on)
    if (named := with_name(cast, words)) is not None:
        return named
    if low[0] in PRONOUNS:
        return possessed(cast, words, low, enclosing)
    return nominal(cast, words, low)


def _core(cast: Cast, words: list[int]) -> list[int]:
    """The noun phrase without an apposition or relative clause after it; all of it where a name stands only there."""
    page = cast.page
    for k, i in enumerate(words):
        if k and page.low[i] in (",", "(", "–", "who", "which", "that", "whose"):
            before, after = inside(cast, words[:k]), inside(cast, words[k:])
            if (bearer := _bearer(cast, words[:k], words[k + 1 :])) is not None:
                return bearer
            if before and _relative(cast, words[k:]):
                return words[:k]  # "Velmar, whose guards fight beside Berel, said": Berel did not
            held = [n for n in before if n.kind == "person" and page.low[n.last + 1 : n.last + 2] != [GENITIVE]]
            if held or (before and not any(personal(n) for n in after)):
                return words[:k]
            break
    return words


def _relative(cast: Cast, words: list[int]) -> bool:
    """Whether a relative clause opens the words, with or without its comma."""
    low = [cast.page.low[i] for i in words[:2]]
    return low[0] in _RELATIVE or (low[0] == "," and low[-1] in _RELATIVE)


def _bearer(cast: Cast, office: list[int], rest: list[int]) -> list[int] | None:
    """Such as "The mayor of Karsa, Name Surname": the name that fills the apposition to an office."""
    page = cast.page
    held = [n for n in inside(cast, rest) if personal(n) and n.last > n.first]
    if not held or page.low[office[0]] in ("a", "an") or head_of(cast, office) not in lexicon()["office words"]:
        return None
    name = [i for i in rest if held[0].first <= i <= held[0].last]
    title = [i for i in rest if i < held[0].first]
    after = [i for i in rest if i > held[0].last]
    filled = all(page.low[i].rstrip(".") in role_words() for i in title) and all(page.low[i] == "," for i in after[:1])
    return name if filled else None
