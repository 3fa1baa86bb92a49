"""Puts the steps together: candidates, which of them are places, which places, in what reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.gazetteer import default
from rashomon.model import Toponym

from .accept import Scene, cues, decide, scene
from .candidates import find
from .hints import with_marked
from .patterns import with_patterns
from .readings import kind_wanted, precision, reading
from .remote import remote
from .resolve import Mention, resolve
from .words import comma, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rashomon.gazetteer import Entry, Gazetteer
    from rashomon.model import Annotated, Marks

    from .resolve import Answer

# The share of capitals among letters above which a text counts as ALL CAPS, as old wires are.
SHOUTING = 0.6
_INSIDE = frozenset((" in ", ", ", " in the ", ", in "))


def places(annotated: Annotated, gazetteer: Gazetteer | None = None) -> Annotated:
    """Fills ``places``: names of places in text order, without overlap; those not in the gazetteer have no coordinates.

    ``gazetteer`` is the default one for None.
    """
    text = annotated.document.text
    seen = look(text, frozenset(s.span.start for s in annotated.sentences), gazetteer or default(), annotated.marks)
    kept = [number for number, points in enumerate(decide(seen)) if points > 0]
    return msgspec.structs.replace(annotated, places=tuple(toponyms(seen, kept)))


def look(text: str, starts: frozenset[int], gazetteer: Gazetteer, marks: Marks) -> Scene:
    """The candidates of a text, with all that deciding on them needs.

    ``starts`` are the offsets at which its sentences begin, ``marks`` what the encoder marked; empty where it was not run.
    """
    letters = [c for c in text[:4000] if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) > SHOUTING * max(1, len(letters))
    found = words(text, starts)
    known = find(found, text, gazetteer, capitals=capitals)
    candidates = known if capitals else with_patterns(known, found, text, gazetteer)
    candidates = with_marked(candidates, marks, found, text, gazetteer, cues().heads)
    return scene(text, found, candidates, marks, capitals=capitals)


def toponyms(seen: Scene, kept: list[int]) -> list[Toponym]:
    """The kept candidates as resolved names."""
    chosen = set(kept)
    mentions = [_mention(seen, number, chosen) for number in kept]
    answers = resolve(mentions)
    far = remote(mentions, answers)
    answers = {key: answer for key, answer in answers.items() if key not in far}
    return [_toponym(seen, number, mention, answers) for number, mention in zip(kept, mentions, strict=True)]


def _toponym(seen: Scene, number: int, mention: Mention, answers: Mapping[str, Answer]) -> Toponym:
    candidate = seen.candidates[number]
    answer, name = answers.get(mention.key), candidate.name
    if answer is None:
        rule = f"pattern:{candidate.pattern}" if not candidate.entries else "remote"
        return Toponym(candidate.span, name, rule=rule)
    entry = answer.entry
    if candidate.part or not candidate.entries:
        rule = f"pattern:{candidate.pattern}, {'named after' if candidate.part else 'in'} {entry.name}"
        return Toponym(
            candidate.span, name, entry.lat, entry.lon, None, entry.country, "facility", "near", "literal", rule
        )
    return Toponym(
        candidate.span, entry.name, entry.lat, entry.lon, entry.geonameid, entry.country, entry.kind,
        precision(seen, number, entry), reading(seen, number, entry), "demonym" if candidate.demonym else answer.rule,
    )  # fmt: skip


def _mention(seen: Scene, number: int, chosen: set[int]) -> Mention:
    candidate = seen.candidates[number]
    if candidate.demonym:
        return Mention(candidate.key, candidate.entries, fixed=True)
    within: tuple[Entry, ...] = ()
    after = number + 1
    if after in chosen:
        other = seen.candidates[after]
        if not candidate.entries and other.entries and seen.text[candidate.span.end : other.span.start] in _INSIDE:
            return Mention(other.key, ())  # "Karsa Road in Dessary": it lies where Dessary lies
        between = seen.text[candidate.span.end : other.span.start]
        if (
            other.entries
            and not other.demonym
            and (comma(seen.text, candidate.span.end, other.span.start) or between == " (")
        ):
            within = other.entries[: 1 if other.entries[0].curated else 4]
    inner = number - 1
    outer = (
        inner in chosen
        and not seen.candidates[inner].demonym
        and comma(seen.text, seen.candidates[inner].span.end, candidate.span.start)
    )
    return Mention(candidate.key, candidate.entries, within, kind_wanted(seen, number), outer)
