"""What the attributions about an incident say of its parties: who accuses, who denies, who admits, by their stances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.lexicon.registry import registry
from rashomon.model import Span

from .accused import answerable
from .confidence import AUTHORITY
from .fill import BYSTANDERS
from .gathering import once
from .phrases import party as party_of
from .roles import OBJECT
from .sides import side, state_of
from .voices import ADMITTING, hearsay, of_its_side, voice
from .words import last_office

if TYPE_CHECKING:
    from rashomon.model import Attribution

    from .context import Context
    from .gathering import Parties, Party
    from .merge import Group

_FIGHTING = frozenset({"military", "armed group", "coalition"})  # bodies whose admissions are of deeds of their own


def by_attribution(context: Context, attribution: Attribution, parties: Parties) -> None:
    """What an attribution about the incident says of its parties, by its stance."""
    speaker = voice(attribution)
    if attribution.stance == "accuse":
        telling = {a.speaker for a in context.annotated.attributions if a.within == attribution.id}
        for name in attribution.accused:
            # Who is said to have said something is not accused of the deed by that.
            if name not in telling and answerable(context, attribution, name):
                _accused(context, attribution, parties, name)
    elif attribution.stance == "deny":
        for party in _denied(context, attribution, parties):
            once(party.denied_by, speaker)
    elif attribution.stance in ADMITTING and not hearsay(context, attribution):
        for party in _admitting(attribution, parties):
            if not party.accused and not party.joint and attribution.actor in _heads(attribution.actor):
                party.name = speaker  # the state itself speaks for the force that the narrator named
            once(party.acknowledged_by if attribution.stance == "acknowledge" else party.claimed_by, speaker)


def _accused(context: Context, attribution: Attribution, parties: Parties, name: str) -> None:
    """Enters an accusation; whoever accuses his own side admits."""
    speaker, party = voice(attribution), parties.get(name)
    if not party.accused:
        party.name, party.accused = name, True
        party.kind = "individual" if parties.person(name) else party.kind
    if of_its_side(attribution, party):
        once(party.acknowledged_by, speaker)
        return
    party.charged = True
    if speaker != "unspecified":
        once(party.blamed_by, speaker)
        party.authority = party.authority or AUTHORITY.search(speaker) is not None
        party.mentions = party.mentions or _mentions(context, name, attribution)


def by_struck(context: Context, group: Group, attribution: Attribution, parties: Parties) -> None:
    """The side that was hit, speaking of the strike whose doer the narrator names, holds that doer responsible."""
    if attribution.stance != "assert" or attribution.actor is None or attribution.negated:
        return
    spoken = any(
        c.covers(context.span(t.mention.first, t.mention.last)) for t in group.told for c in attribution.content
    )
    own = state_of(attribution.actor)
    struck = {
        side(actor)
        for told in group.told for tie in told.ties
        if tie.role == OBJECT and (actor := party_of(tie.phrase, context.words[tie.phrase.head])) is not None
    }  # fmt: skip
    doers = [p for p in parties.all() if p.by_narrator and p.kind == "organization"]
    if spoken and own in struck and len(doers) == 1 and state_of(doers[0].actor or "") != own:
        once(doers[0].blamed_by, voice(attribution))


def _denied(context: Context, attribution: Attribution, parties: Parties) -> list[Party]:
    """Whom a denial clears: the parties that its words name, else the speaker's own side, else those others blame.

    Who denies a deed of his own clears himself alone; who disputes figures or harm clears nobody.
    """
    if attribution.denies in ("figures", "harm"):
        return []
    own = [n for n in (attribution.speaker, attribution.represents) if n]
    mine = [p for n in own if (p := parties.find(n, attribution.actor))]
    if attribution.denies == "own deed" and own:
        return mine[:1]
    inside = [m for c in attribution.content for _, _, m in context.actors_in(c) if c.covers(m.span)]
    keys = {parties.key(m.name, m.actor) for m in inside} | {parties.key(name) for name in attribution.clears}
    named = [p for p in parties.all() if parties.key(p.name, p.actor) in keys]
    if attribution.denies == "deed of another":
        return named
    if attribution.denies == "event":
        return (
            named or mine[:1]
        )  # "dismissed the reports": said of the event; whom others accuse of it, it does not clear
    blamed = [p for p in parties.all() if p.blamed_by and attribution.speaker not in p.blamed_by]
    return named or mine[:1] or blamed


def _admitting(attribution: Attribution, parties: Parties) -> list[Party]:
    """Whose deed is admitted: the speaker's own side; for a person, the one party that the narrator names."""
    own = [n for n in (attribution.represents, attribution.speaker) if n]
    if not own or _bystander(attribution):
        return []
    mine = [p for n in own if (p := parties.find(n, attribution.actor))]
    if mine:
        return mine[:1]
    narrated = [p for p in parties.all() if p.by_narrator and p.kind == "organization"]
    if len(narrated) == 1 and (narrated[0].joint or (attribution.represents is None and parties.person(own[0]))):
        return narrated
    if narrated:
        return []  # others did it, the text says: what the speaker claims must be another deed
    fights = attribution.represents is not None or parties.kind(own[0]) in _FIGHTING
    blamed = any(p.blamed_by or p.asserted for p in parties.all())  # what others are blamed for is not its own
    if attribution.stance == "claim responsibility" or (fights and (attribution.represents or not blamed)):
        return [parties.get(own[0], attribution.actor)]
    return []


def _bystander(attribution: Attribution) -> bool:
    """Whether the speaker stands for those who tell of wars or help in them: what they admit is no deed of their own."""
    ids = (attribution.actor, last_office(attribution.actor))
    entries = [registry().entries.get(name or "") for name in ids]
    named = registry().lookup(attribution.represents) if attribution.represents else None
    return any(entry is not None and entry.kind in BYSTANDERS for entry in (*entries, named))


def _heads(actor: str | None) -> tuple[str, str]:
    """The ids of a state and its government."""
    state = state_of(actor) if actor else ""
    return state, f"{state}-gov"


def _mentions(context: Context, name: str, attribution: Attribution) -> list[Span]:
    """Where the attribution (content, cue or near it) names the accused."""
    spans = [*attribution.content, *attribution.cue]
    if not spans:
        return []
    reach = Span(min(s.start for s in spans), max(s.end for s in spans))
    return [m.span for _, _, m in context.actors if m.name == name and reach.covers(m.span)][:1]
