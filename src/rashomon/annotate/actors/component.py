"""Puts the actor rules together: known names, persons, names of organisations, then resolution within the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import key, registry
from rashomon.model import ActorMention, Annotated, Span

from .known import known
from .offices import offices
from .organisations import organisations
from .people import Person, people
from .within import ALIAS, acronym_in_brackets, initials_fit, nominals, surnames
from .words import Word, words_of

if TYPE_CHECKING:
    from datetime import date

    from rashomon.lexicon.registry import Entry


def actors(annotated: Annotated) -> Annotated:
    """Fills ``actors``: mentions in text order, none overlapping. ``represents`` names whom a person speaks for."""
    words = words_of(annotated)
    on = annotated.document.published
    listed = known(annotated, words, on)
    persons = people(words, {m.span.start: m for m in listed})
    listed = [m for m in listed if not any(p.span.overlaps(m.span) and m.kind != "person" for p in persons)]
    named = organisations(annotated, words, [*(m.span for m in listed), *(p.span for p in persons)])
    bodies = _aliased(annotated.text, words, sorted([*listed, *named], key=lambda m: m.span))
    full = _fullest_bodies(annotated.text, bodies, on)
    everyone = _with_persons(annotated, words, full, persons, on)
    everyone = _disjoint([*offices(words, everyone, persons, on), *everyone])
    everyone = _disjoint([*everyone, *nominals(words, everyone)])
    return msgspec.structs.replace(annotated, actors=tuple(everyone))


def _disjoint(mentions: list[ActorMention]) -> list[ActorMention]:
    """Mentions in text order; where two overlap, the one that starts first and is longer stays."""
    kept: list[ActorMention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.name)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _aliased(text: str, words: list[Word], mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions with those added that an acronym or alias introduced by the document brings ("VCW", "formerly X")."""
    brought: dict[tuple[str, ...], ActorMention] = {}
    exact: dict[tuple[str, ...], str] = {}
    previous: ActorMention | None = None
    for mention in mentions:
        if mention.mention != "name" or mention.kind == "state":
            continue
        if (bracket := acronym_in_brackets(text, mention.span.end)) and key(bracket[0]) != key(mention.name):
            short = bracket[0]
            known_short = registry().candidates(key(short))
            if (not known_short or all(e.id != mention.actor for e, _ in known_short)) and initials_fit(
                short, mention.span.of(text)
            ):
                brought[key(short)], exact[key(short)] = mention, short
        if (
            previous is not None
            and mention.actor is None
            and ALIAS.search(text[previous.span.end : mention.span.start])
        ):
            brought[key(mention.span.of(text))], exact[key(mention.span.of(text))] = previous, mention.span.of(text)
        previous = mention
    if not brought:
        return mentions
    renamed = [
        msgspec.structs.replace(m, name=b.name, actor=b.actor, kind=b.kind, rule="alias")
        if (b := brought.get(key(m.span.of(text)))) is not None and b.span != m.span
        else m
        for m in mentions
    ]
    have = [m.span for m in mentions]
    for form, mention in brought.items():
        for word in words:
            if (
                (word.key,) == form
                and not any(s.overlaps(word.span) for s in have)
                and (word.text.upper() == word.text or word.text == exact[form])
            ):
                renamed.append(ActorMention(word.span, mention.name, mention.actor, mention.kind, "name", "acronym"))
    return _disjoint(renamed)


def _surface(text: str, span: Span) -> str:
    """How the text writes a name: on one line, without an article; in usual capitals where all is shouted."""
    words = " ".join(span.of(text).split())
    words = words[4:] if words[:4].lower() == "the " else words
    return words.title() if words.isupper() and len(words) > 6 else words  # noqa: PLR2004


def _fullest_bodies(text: str, mentions: list[ActorMention], on: date | None) -> list[ActorMention]:
    """Every mention of a registry actor with one name: the fullest in the document, or the registry's.

    States keep the registry's short name. A name in the document counts as full if it has two words or more.
    """
    best: dict[str, str] = {}
    for mention in mentions:
        if mention.actor is None or mention.kind in ("state", "person") or mention.mention != "name":
            continue
        entry = registry().entries[mention.actor]
        if entry.kind == "government" and entry.id.endswith("-gov"):
            best[mention.actor] = _government_name(entry)
            continue
        surface = _possessed(_surface(text, mention.span), entry.country)
        full = len(key(surface)) > 1 or surface.casefold() == entry.name.casefold()
        if full and len(key(surface)) > len(key(best.get(mention.actor, ""))) and not _qualified(surface):
            best[mention.actor] = surface
    return [
        m if m.mention == "metonym" else msgspec.structs.replace(m, name=best.get(m.actor or "", m.name))
        for m in mentions
    ]


def _government_name(entry: Entry) -> str:
    """ "Velmari government", whatever the text calls it ("the regime"): the adjective form, as reports have it."""
    state = registry().entries[entry.parents[0]]
    adjective = next((n.text for n in state.names if n.kind == "demonym"), None)
    return f"{adjective} government" if adjective else entry.name


def _qualified(surface: str) -> bool:
    """Whether the words say more than the name ("so-called ...", "... militants")."""
    return any(
        w in key(surface) for w in ("so", "self", "militants", "fighters", "rebels", "regime", "militia", "mercenaries")
    )


def _possessed(surface: str, country: str | None) -> str:
    """ "Velmar's defence ministry" as "Velmari defence ministry": the form in which such names are given."""
    for mark in ("'s ", "’s "):
        if mark in surface and country is not None:
            state = registry().entries[country.lower()]
            adjective = next((n.text for n in state.names if n.kind == "demonym"), None)
            return f"{adjective} {surface.split(mark, 1)[1]}" if adjective else surface
    return surface


def _with_persons(
    annotated: Annotated, words: list[Word], bodies: list[ActorMention], persons: list[Person], on: date | None
) -> list[ActorMention]:
    """Bodies, persons with their full names, and surnames."""
    names: dict[str, tuple[str, str | None]] = {}
    for mention in bodies:
        if mention.kind == "person":
            surface = _surface(annotated.text, mention.span)
            if len(key(surface)) > 1 and surface.casefold() != mention.name.casefold():
                names[mention.name] = (
                    surface if len(key(surface)) >= len(key(mention.name)) else mention.name,
                    mention.actor,
                )
            names.setdefault(mention.name, (mention.name, mention.actor))
    for person in persons:
        entry = registry().lookup(person.name, on)
        known_person = entry is not None and entry.kind == "person"
        if len(person.name.split()) > 1:
            names.setdefault(person.name, (person.name, entry.id if entry and known_person else None))
    spoken = _spoken_for(annotated, bodies, persons, names, on)
    taken = {m.span.start: m for m in bodies}
    found: list[ActorMention] = []
    for mention in bodies:
        if mention.kind == "person":
            full = names[mention.name][0]
            found.append(
                msgspec.structs.replace(mention, name=full, represents=spoken.get(full) or _office(mention.actor, on))
            )
        else:
            found.append(mention)
    covered = [m.span for m in bodies]
    for person in persons:
        if any(person.span.overlaps(c) for c in covered):
            continue
        full, actor = names.get(person.name) or _by_surname(person.name, names)
        found.append(ActorMention(person.span, full, actor, "person", "name", person.rule, spoken.get(full)))
    for mention in surnames(words, persons, taken, {n: f for n, f in names.items()}):
        found.append(
            msgspec.structs.replace(mention, represents=spoken.get(mention.name) or _office(mention.actor, on))
        )
    return _disjoint(found)


def _by_surname(name: str, names: dict[str, tuple[str, str | None]]) -> tuple[str, str | None]:
    """The only full name that ends in ``name``, or ``name`` itself."""
    folded = key(name.replace("-", " "))
    fitting = sorted({v for k, v in names.items() if key(k.replace("-", " "))[-len(folded) :] == folded})
    return fitting[0] if len(fitting) == 1 else (name, None)


def _office(actor: str | None, on: date | None) -> str | None:
    """The name of the body for which a person of the registry holds an office on that day."""
    entry = registry().entries.get(actor or "")
    body = entry.represents_on(on) if entry else None
    return registry().entries[body].name_on(on) if body else None


def _spoken_for(
    annotated: Annotated,
    bodies: list[ActorMention],
    persons: list[Person],
    names: dict[str, tuple[str, str | None]],
    on: date | None,
) -> dict[str, str]:
    """Whom each person speaks for, by full name: the body named in the phrase of the title, if the title speaks for it."""
    found: dict[str, str] = {}
    for person in persons:
        if person.phrase is None or person.role not in ("speaks", "leads"):
            continue
        full = (names.get(person.name) or _by_surname(person.name, names))[0]
        inside = [m for m in bodies if person.phrase.covers(m.span)]
        body = next((m for m in inside if m.kind != "person"), None)
        if body is not None:
            found.setdefault(full, _government(body, on))
        elif inside and person.role == "speaks" and (office := _office(inside[0].actor, on)):
            found.setdefault(full, office)
    return found


def _government(body: ActorMention, on: date | None) -> str:
    """A state is spoken for by its government."""
    entry = registry().entries.get(f"{body.actor}-gov") if body.kind == "state" else None
    return entry.name_on(on) if entry else body.name
