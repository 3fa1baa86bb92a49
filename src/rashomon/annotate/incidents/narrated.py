"""Whom the text's own syntax makes a party of an incident, and whose word that is: the narrator's or a speaker's."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rashomon.lexicon import load

from .accused import struck
from .confidence import AUTHORITY
from .dated import content_of
from .gathering import once
from .parties import fold
from .phrases import party as party_of
from .roles import ATTRIBUTED, DEEDS
from .triggers import doubted
from .voices import ADMITTING, hearsay, of_its_side, voice
from .words import triggers

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Attribution, Span

    from .context import Context
    from .fill import Filler
    from .gathering import Parties, Party
    from .phrases import Phrase

_COUNTING = 60  # characters before a phrase in which a figure that counts it starts
# Nouns that only say that somebody did it: "no sources identified the possible perpetrator".
_WHOEVER = frozenset({"perpetrator", "perpetrators", "culprit", "culprits", "belligerent", "belligerents"})


def by_syntax(context: Context, fillers: list[Filler], parties: Parties, about: frozenset[str]) -> None:
    """Enters into ``parties`` whoever the phrases of the role rules and of the role model make responsible.

    ``about`` are the ids of the attributions tied to the incident: who is only accused in others did something else.
    """
    for filler in fillers:
        if filler.role not in ("individual", "organization"):
            continue
        phrase = filler.phrase
        span = context.span(phrase.first, phrase.last)
        if _no_party(context, filler, span) or _of_another_charge(context, filler, span, about):
            continue
        actor = party_of(phrase, context.words[phrase.head])
        name = actor.name if actor else " ".join(span.of(context.text).split())
        if not name or (actor and actor.mention == "pronoun" and not actor.name):
            continue
        if filler.mention is None and _answers(context, name):
            continue
        party = parties.get(name, actor.actor if actor else None)
        if filler.role == "organization" or not party.organized:
            _enter(party, filler.role, actor, actor.span if actor and phrase.actor is None else span)
        anchor = context.span(filler.mention.first, filler.mention.last) if filler.mention else span
        inside = content_of(context, anchor)
        if filler.via == ATTRIBUTED and inside is None:
            once(party.blamed_by, "sources")
            party.charged = True
            continue
        if inside is not None and inside.stance in ADMITTING and hearsay(context, inside):
            continue
        if filler.mention is None:
            _likely(party, inside)
        else:
            doubt = inside is None and doubted(context, filler.mention)
            _told_by(party, inside, deed=filler.via in DEEDS, doubt=doubt)


def _enter(party: Party, role: str, actor: ActorMention | None, span: Span) -> None:
    """Notes a mention. Once an organisation is named, its leaders and members are no names of it."""
    if role == "organization" and not party.organized:
        party.organized, party.mentions = True, []
    party.kind = role
    party.joint = actor is not None and actor.kind in ("coalition", "alliance")
    if not (actor and actor.mention == "pronoun"):
        party.mentions.append(span)


def _answers(context: Context, name: str) -> bool:
    """Whether the party of that name is heard itself, accusing or denying: the words around it are those of a speaker."""
    return any(
        name in (a.speaker, a.represents) and a.stance in ("accuse", "deny", "reject source")
        for a in context.annotated.attributions
    )


def _no_party(context: Context, filler: Filler, span: Span) -> bool:
    """Whether a phrase names nobody who did it: those harmed, "the perpetrator", one whom nobody (any longer) says to have done it; where no deed stands beside it, people of no side."""
    harmed = _counted_as_harmed(context, span) or struck(context, span)
    if harmed or context.words[filler.phrase.head] in _WHOEVER:
        return True
    anchor = context.span(filler.mention.first, filler.mention.last) if filler.mention else span
    inside = content_of(context, anchor)
    if inside is not None and (inside.stance == "retract" or inside.denies == "statement" or _left_open(inside)):
        return True
    return filler.mention is None and _of_no_side(context, filler.phrase)


def _left_open(inside: Attribution) -> bool:
    """Whether a statement lays the deed at nobody's door: who condemns reports has not said it, and of his own forces a party accuses nobody."""
    return (inside.rule or "").endswith(("report condemned", "own side"))


def _of_another_charge(context: Context, filler: Filler, span: Span, about: frozenset[str]) -> bool:
    """Whether a phrase that only the role model ties to the incident stands in an accusation that tells another deed."""
    inside = content_of(context, span) if filler.mention is None else None
    if inside is None or inside.stance != "accuse" or inside.id in about:
        return False
    ranges = [context.range_of(content) for content in inside.content]
    return any(triggers().longest(context.words, at, end) for first, end in ranges for at in range(first, end))


def _of_no_side(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase describes residents or relatives; on a page that weighs its sources, persons by name are those it mourns."""
    named = phrase.actor is not None and phrase.actor.kind == "person" and phrase.actor.actor is None
    kin = context.words[max(0, phrase.head - 1) : phrase.head + 1] == ["family", "members"]
    return kin or context.words[phrase.head] in _civil() or (named and context.weighs_sources)


@cache
def _civil() -> frozenset[str]:
    """Nouns of people who are of no side, from those of unnamed speakers."""
    classes = load("speakers")["classes"]
    return frozenset().union(*(classes[name] for name in ("residents", "relatives", "survivors", "witnesses")))


def _likely(party: Party, inside: Attribution | None) -> None:
    """A party that only the role model ties to the incident: nobody is said to have said so."""
    stance = inside.stance if inside is not None else "assert"
    party.asserted = party.asserted or stance == "assert"
    if stance == "accuse" and inside is not None:
        party.charged = True
        party.authority = party.authority or AUTHORITY.search(voice(inside)) is not None


def _counted_as_harmed(context: Context, span: Span) -> bool:
    """Whether a phrase is what a toll counts: "40 fighters had been killed" makes no perpetrators of the fighters."""
    return any(
        (
            f.measure in ("killed", "injured")
            and 0 <= span.start - f.span.end <= 20
            and "\n" not in context.text[f.span.end : span.start]
        )
        or (f.measure in ("killed", "injured") and span.covers(f.span))
        for number in range(context.sentence_at(max(0, span.start - _COUNTING)), context.sentence_at(span.end) + 1)
        for f in context.figures.get(number, ())
        if f.span.end <= span.end
    )


def _told_by(party: Party, inside: Attribution | None, *, deed: bool, doubt: bool) -> None:
    """Whose word it is that the party did it: the narrator's, or the speaker's in whose content it stands.

    ``doubt``: "a reported Ardanian strike". Nobody says it, and the narrator not as a fact.
    """
    if inside is None:
        party.by_narrator = party.by_narrator or not doubt
        party.charged = party.charged or doubt
        return
    speaker = voice(inside)
    own = fold(party.name) in {fold(n) for n in (inside.speaker, inside.represents) if n}
    own = own or of_its_side(inside, party)
    if inside.stance == "claim responsibility":
        once(party.claimed_by, speaker)
    elif inside.stance == "acknowledge":
        once(party.acknowledged_by, speaker)
    elif own:
        if deed and inside.stance == "assert" and not inside.negated:  # "we struck": it says that its own side did it
            once(party.acknowledged_by, speaker)
    elif inside.stance == "deny":
        once(party.denied_by, speaker)
    elif inside.stance in ("accuse", "assert") and not inside.negated:
        once(party.blamed_by, speaker)
        if inside.stance == "accuse":
            party.charged = True
            party.authority = party.authority or AUTHORITY.search(speaker) is not None
        else:
            party.asserted = True
