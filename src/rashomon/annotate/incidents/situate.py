"""The place that the words of a trigger's own sentence give it, and how places compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.registry import key, registry

from . import words as lexicon
from .afterwards import of_aftermath
from .dated import in_aside

_NAMING = frozenset(["known", "called", "named"])
_SETTLED = frozenset(["town", "village", "city", "hamlet", "neighbourhood", "neighborhood"])
_BACK = 2  # sentences over which "the town" points back
_LAST = 3  # how a place stands that only heads the text
_FAR = 2  # after all named in the text itself
_PART = 3  # tokens after a genitive in which a part of the place is named
_PARTS = frozenset(["capital", "city", "town", "border", "coast", "north", "south", "east", "west", "centre", "center", "border", "province", "region", "outskirts", "airport", "market", "hospital", "district"])  # fmt: skip

if TYPE_CHECKING:
    from rashomon.model import PlaceValue, Toponym

    from .context import Context
    from .triggers import Mention

_BESIDE = 3


def placed_closely(context: Context, mention: Mention) -> bool:
    """Whether a place stands right beside the trigger ("the strike in X", "the X massacre")."""
    return any(
        located(t)
        and context.words[first - 1] != "from"
        and (0 <= first - mention.last <= _BESIDE or 0 <= mention.first - last <= 1)
        for first, last, t in context.toponyms_in(mention.sentence)
    )


def place_of(context: Context, mention: Mention) -> Toponym | None:
    """The narrowest place that the mention's sentence ties to the event, or None."""
    named = [
        (f, e, t)
        for f, e, t in context.toponyms_in(mention.sentence)
        if t.reading == "literal"
        and not context.text.startswith("-based", t.span.end)  # "the Karsa-based monitor"
        and not of_aftermath(context, mention, f, e)
        and not in_aside(context, mention, f)
    ]
    best: tuple[tuple[int, int, int, int], int] | None = None
    for index, (first, last, toponym) in enumerate(named):
        standing = _standing(context, mention, named, index)
        if standing is None:
            continue
        gap = first - mention.last if first >= mention.last else mention.first - last + 3
        # A village that the gazetteer lacks is still where it happened, if no place on the map stands as well beside it.
        between = context.words[mention.last : first] if first >= mention.last else context.words[last : mention.first]
        rank = (_FAR if standing == _LAST else int("while" in between), int(not located(toponym)), standing, gap)
        if best is None or rank < best[0]:
            best = (rank, index)
    if best is None or (best[0][2] > 0 and narrowness(named[best[1]][2].place, named[best[1]][2].kind) == 0):
        meant = _meant(context, mention)
        if meant is not None:
            return meant
    if best is None:
        return None
    here = [item for item in named if located(item[2])] if located(named[best[1]][2]) else named
    return _narrowest(context, here, here.index(named[best[1]]))


def heads(context: Context, place: Toponym | None) -> bool:
    """Whether a place only heads the report: where it was written, not where the text says that it happened."""
    dateline = context.annotated.document.dateline
    return place is not None and dateline is not None and dateline.covers(place.span)


def _meant(context: Context, mention: Mention) -> Toponym | None:
    """The place that "the town" or "the village" of the sentence points back to: the last one named just before."""
    start, end = context.bounds(mention.sentence)
    words = context.words[start:end]
    if not any(
        word in _SETTLED and "the" in words[max(0, at - 2) : at] and words[at + 1 : at + 2] not in (["of"], ["'s"])
        for at, word in enumerate(words)
    ):
        return None
    for sentence in range(mention.sentence - 1, max(-1, mention.sentence - 1 - _BACK), -1):
        named = [(f, e, t) for f, e, t in context.toponyms_in(sentence) if located(t)]
        towns = [
            t for f, _, t in named
            if narrowness(t.place, t.kind) > 1 and context.words[f - 1] != "from" and f not in context.parties
        ]  # fmt: skip
        called = [
            t
            for _, e, t in named
            if t in towns and _SETTLED & set(context.words[e : e + 4]) and context.words[e] == ","
        ]
        if towns:
            return (called or towns)[-1] if called or len({t.name for t in towns}) == 1 else None
    return None


def _standing(context: Context, mention: Mention, here: list[tuple[int, int, Toponym]], index: int) -> int | None:
    """How well the words before and behind a place say that it happened there, 0 the best; None where they speak against it."""
    start, _ = context.bounds(mention.sentence)
    first, last, toponym = here[index]
    before = context.words[first - 1] if first > start else ""
    before2 = context.words[first - 2] if first > start + 1 else ""
    if (
        (before2, before) == ("according", "to")
        or before == "from"
        or (before == "," and _of_origin(context, here, index))
    ):
        return None  # where the news or somebody comes from, not where it happened
    local = (
        before in lexicon.closed("local")
        or before == ","
        or (before2 in lexicon.closed("local") and before in lexicon.closed("before_places"))
        or (before == "as" and before2 in _NAMING)
    )
    if not 0 <= first - mention.last <= 1 and (owner := _owning(context, here, index)) is not None:
        return owner or None
    if (not local and first in context.parties) or _modifier(context, mention, toponym, last):
        return None  # "blamed Moscow": a party, no place
    if heads(context, toponym):
        return _LAST
    return 0 if local else 1


def _modifier(context: Context, mention: Mention, toponym: Toponym, last: int) -> bool:
    """Whether a country stands before a noun as an adjective ("a U.S. convoy"), other than the word for the deed."""
    if narrowness(toponym.place, toponym.kind) > 0 or last >= len(context.words) or last == mention.first:
        return False
    following = context.words[last : last + 2]
    if _PARTS & set(following) or any(word.endswith("ern") for word in following):
        return False  # "the Velmar border", "Velmar's northern coast"
    if following[:1] == ["and"] and last + 1 in context.parties:
        return True  # "US and Velmari reports"
    return last not in context.timed and context.upos(last) in ("NOUN", "PROPN") and following[0].isalpha()


def _of_origin(context: Context, here: list[tuple[int, int, Toponym]], index: int) -> bool:
    """Whether a place behind a comma goes on telling where somebody comes from ("a student from Karsa, Velmar, was killed")."""
    while index > 0 and context.words[here[index - 1][1] : here[index][0]] == [","]:
        index -= 1
        if context.words[here[index][0] - 1] == "from":
            return True
    return False


def _owning(context: Context, here: list[tuple[int, int, Toponym]], index: int) -> int | None:
    """How a country or a seat of government in the genitive stands; None where it owns a part of itself alone.

    0 for an owner that is no place at all ("under Karsa's tutelage", "Velmar's offensive"), else a poor place.
    """
    _, last, toponym = here[index]
    if last >= len(context.words) or context.words[last] not in ("'s", "'"):
        return None
    seat = any(n.kind == "metonym" for _, n in registry().candidates(key(toponym.name)))
    if narrowness(toponym.place, toponym.kind) > 0 and not seat:
        return None
    part = any(last < first <= last + _PART for first, _, _ in here[index + 1 :])
    if part or any(word in _PARTS or word.endswith("ern") for word in context.words[last + 1 : last + 1 + _PART]):
        return None
    doing = any(
        lexicon.triggers().longest(context.words, at, len(context.words))
        for at in range(last + 1, min(last + _PART, len(context.words)))
    )
    return 0 if seat or doing else _LAST - 1


def located(toponym: Toponym) -> bool:
    """Whether it is read as a place on the map."""
    return toponym.reading == "literal" and toponym.lat is not None


def _narrowest(context: Context, here: list[tuple[int, int, Toponym]], index: int) -> Toponym:
    """The narrowest of the chain of places around one: "in A, B" and "the A district of B in C"."""
    low = high = index
    while low > 0 and _linked(context, here[low - 1][1], here[low][0]):
        low -= 1
    while high + 1 < len(here) and _linked(context, here[high][1], here[high + 1][0]):
        high += 1
    chain = [
        toponym
        for n, (_, _, toponym) in enumerate(here[low : high + 1], low)
        if n == low or not _beside(context, here, n)
    ]
    return max(chain, key=lambda t: (narrowness(t.place, t.kind), -t.span.start))


def _beside(context: Context, here: list[tuple[int, int, Toponym]], index: int) -> bool:
    """Whether a place of a chain only says where the one before it lies ("Karsa, near Tel Oram")."""
    return bool({"near", "outside"} & set(context.words[here[index - 1][1] : here[index][0]]))


def _linked(context: Context, first: int, last: int) -> bool:
    words = context.words[first:last]
    return (
        len(words) <= 6
        and "and" not in words[:1]
        and all(
            w in lexicon.closed("place_links")
            or w in ("eastern", "western", "northern", "southern")
            or w.endswith("ern")
            for w in words
        )
    )


def narrowness(place: PlaceValue, kind: str | None = None) -> int:
    """0 for a country, 1 for a region, 2 for anything narrower."""
    if kind == "country" or place.precision == "country":
        return 0
    if kind in ("region", "province", "state", "governorate", "admin1") or place.precision == "region":
        return 1
    return 2


def same_place(one: PlaceValue | None, other: PlaceValue | None) -> bool | None:
    """Whether two places can be one (equal, one within the other's reach, or wide); None where either is unknown."""
    if one is None or other is None:
        return None
    if one.name.casefold() == other.name.casefold():
        return True
    wide = min(narrowness(one), narrowness(other))
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    reach = {0: 8.0, 1: 1.5, 2: 0.2}[wide]  # degrees
    if wide == 0 and one.country and other.country:
        return one.country == other.country
    return abs(one.lat - other.lat) <= reach and abs(one.lon - other.lon) <= reach
