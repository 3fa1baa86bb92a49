"""Who holds which party responsible for an incident, from attributions and from the narrator's own syntax.

Responsibility levels are MUC-4's: reported as fact, claimed, accused by authorities, accused, possible, acquitted.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon import load
from rashomon.lexicon.registry import key as folded
from rashomon.lexicon.registry import registry
from rashomon.model import Perpetrator, Span

from .accused import answerable, held_by_sources, struck
from .confidence import AUTHORITY, evidence, level, namings, told_near
from .dated import content_of
from .fill import BYSTANDERS
from .merge import side, state_of
from .parties import fold
from .phrases import party as party_of
from .roles import ATTRIBUTED, DEEDS, OBJECT
from .words import last_office

if TYPE_CHECKING:
    from rashomon.model import ActorMention, Attribution

    from .context import Context
    from .fill import Filler
    from .merge import Group
    from .phrases import Phrase

_BRACKETS = re.compile(r"[\[\]()…“”\"]")
_COUNTING = 60  # characters before a phrase in which a figure that counts it starts
# Nouns that only say that somebody did it: "no sources identified the possible perpetrator".
_WHOEVER = frozenset({"perpetrator", "perpetrators", "culprit", "culprits", "belligerent", "belligerents"})
_FIGHTING = frozenset({"military", "armed group", "coalition"})  # bodies whose admissions are of deeds of their own
ADMITTING = ("acknowledge", "claim responsibility")


class _Party(msgspec.Struct):
    """A perpetrator while it is gathered."""

    name: str
    actor: str | None = None
    kind: str = "organization"
    organized: bool = False  # whether the narrator's words name it as an organisation
    accused: bool = False  # whether an accuser's words gave the name
    joint: bool = False  # a coalition, whose members can admit its deeds
    mentions: list[Span] = []
    blamed_by: list[str] = []
    denied_by: list[str] = []
    acknowledged_by: list[str] = []
    claimed_by: list[str] = []
    by_narrator: bool = False
    asserted: bool = False  # a source tells it as a fact
    charged: bool = False  # somebody accuses
    authority: bool = False


class Parties:
    """The perpetrators of one incident. A state and its forces are one party there; an accuser's name for it stays."""

    def __init__(self, context: Context) -> None:
        self._by_key: dict[str, _Party] = {}
        self._actors = context.named

    def key(self, name: str, actor: str | None = None) -> str:
        """What tells the party of that name from others: its state, else its registry id, else its folded name."""
        actor = actor or self.actor(name)
        return state_of(actor) if actor else _plain(name)

    def actor(self, name: str) -> str | None:
        """The registry id of a name: as the text's actors have it, else of the state that its adjective names."""
        known = self._actors.get(_plain(name))
        if known is not None and known.actor:
            return known.actor
        if known is None and (entry := registry().lookup(_plain(name))) is not None:
            return entry.id
        first = folded(_plain(name))[:1]
        states = [e.id for e, n in registry().candidates(first) if n.kind == "demonym"]
        return states[0] if len(states) == 1 and known is None else None

    def get(self, name: str, actor: str | None = None) -> _Party:
        """The party of that name, made where there is none."""
        name = " ".join(_BRACKETS.sub("", name).split()) or name
        found = self._by_key.setdefault(self.key(name, actor), _Party(name, actor or self.actor(name)))
        found.actor = found.actor or actor
        return found

    def all(self) -> list[_Party]:
        """In order of first naming."""
        return list(self._by_key.values())

    def find(self, name: str, actor: str | None = None) -> _Party | None:
        """The party of that name or actor id, if there."""
        return self._by_key.get(self.key(name, actor))

    def kind(self, name: str) -> str | None:
        """The kind of the text's actor of that name."""
        known = self._actors.get(fold(name))
        return known.kind if known is not None else None

    def person(self, name: str) -> bool:
        """Whether the text's actor of that name is a person."""
        known = self._actors.get(fold(name))
        return known is not None and known.kind == "person"


def _plain(name: str) -> str:
    """A name without article and editors' brackets, folded: "the [Velmari] aircraft"."""
    return fold(_BRACKETS.sub("", re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)))


def hearsay(context: Context, attribution: Attribution) -> bool:
    """Whether it stands in what somebody else says: "a lawyer said that the colonel had admitted it" is the lawyer's word."""
    outer = context.by_id.get(attribution.within or "")
    return outer is not None and (outer.speaker, outer.represents) != (attribution.speaker, attribution.represents)


def voice(attribution: Attribution) -> str:
    """How a speaker is printed: the name, else the class."""
    return attribution.speaker or attribution.speaker_class or "unspecified"


def perpetrators(
    context: Context, group: Group, fillers: list[Filler], about: list[Attribution], *, main: bool = False
) -> tuple[Perpetrator, ...]:
    """The parties of an incident; ``about`` are the attributions tied to it. What a page says of all its sources is of ``main``."""
    parties = Parties(context)
    _by_syntax(context, fillers, parties)
    for attribution in about:
        _by_attribution(context, attribution, parties)
        _by_struck(context, group, attribution, parties)
    if main:
        for mention in held_by_sources(context):
            party = parties.get(mention.name, mention.actor)
            _once(party.blamed_by, "sources")
            party.charged = True
            party.mentions = party.mentions or [mention.span]
    return tuple(_printed(context, group, party) for party in parties.all())


def _by_syntax(context: Context, fillers: list[Filler], parties: Parties) -> None:
    for filler in fillers:
        if filler.role not in ("individual", "organization"):
            continue
        phrase = filler.phrase
        span = context.span(phrase.first, phrase.last)
        if _no_party(context, filler, span):
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
            _once(party.blamed_by, "sources")
            party.charged = True
            continue
        if inside is not None and inside.stance in ADMITTING and hearsay(context, inside):
            continue
        if filler.mention is None:
            _likely(party, inside)
        else:
            _told_by(party, inside, deed=filler.via in DEEDS)


def _enter(party: _Party, role: str, actor: ActorMention | None, span: Span) -> None:
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
    """Whether a phrase names nobody who did it: those harmed, "the perpetrator"; where no deed stands beside it, people of no side."""
    harmed = _counted_as_harmed(context, span) or struck(context, span)
    if harmed or context.words[filler.phrase.head] in _WHOEVER:
        return True
    return filler.mention is None and _of_no_side(context, filler.phrase)


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


def _likely(party: _Party, inside: Attribution | None) -> None:
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


def _told_by(party: _Party, inside: Attribution | None, *, deed: bool) -> None:
    """Whose word it is that the party did it: the narrator's, or the speaker's in whose content it stands."""
    if inside is None:
        party.by_narrator = True
        return
    speaker = voice(inside)
    own = fold(party.name) in {fold(n) for n in (inside.speaker, inside.represents) if n}
    own = own or _own(inside, party)
    if inside.stance == "claim responsibility":
        _once(party.claimed_by, speaker)
    elif inside.stance == "acknowledge":
        _once(party.acknowledged_by, speaker)
    elif own:
        if deed and inside.stance == "assert" and not inside.negated:  # "we struck": it says that its own side did it
            _once(party.acknowledged_by, speaker)
    elif inside.stance == "deny":
        _once(party.denied_by, speaker)
    elif inside.stance in ("accuse", "assert") and not inside.negated:
        _once(party.blamed_by, speaker)
        if inside.stance == "accuse":
            party.charged = True
            party.authority = party.authority or AUTHORITY.search(speaker) is not None
        else:
            party.asserted = True


def _own(attribution: Attribution, party: _Party) -> bool:
    """Whether the speaker speaks for the party's side."""
    return (
        attribution.actor is not None
        and party.actor is not None
        and state_of(attribution.actor) == state_of(party.actor)
    )


def _by_attribution(context: Context, attribution: Attribution, parties: Parties) -> None:
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
            _once(party.denied_by, speaker)
    elif attribution.stance in ADMITTING and not hearsay(context, attribution):
        for party in _admitting(attribution, parties):
            if not party.accused and not party.joint and attribution.actor in _heads(attribution.actor):
                party.name = speaker  # the state itself speaks for the force that the narrator named
            _once(party.acknowledged_by if attribution.stance == "acknowledge" else party.claimed_by, speaker)


def _accused(context: Context, attribution: Attribution, parties: Parties, name: str) -> None:
    """Enters an accusation; whoever accuses his own side admits."""
    speaker, party = voice(attribution), parties.get(name)
    if not party.accused:
        party.name, party.accused = name, True
        party.kind = "individual" if parties.person(name) else party.kind
    if _own(attribution, party):
        _once(party.acknowledged_by, speaker)
        return
    party.charged = True
    if speaker != "unspecified":
        _once(party.blamed_by, speaker)
        party.authority = party.authority or AUTHORITY.search(speaker) is not None
        party.mentions = party.mentions or _mentions(context, name, attribution)


def _by_struck(context: Context, group: Group, attribution: Attribution, parties: Parties) -> None:
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
        _once(doers[0].blamed_by, voice(attribution))


def _denied(context: Context, attribution: Attribution, parties: Parties) -> list[_Party]:
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


def _admitting(attribution: Attribution, parties: Parties) -> list[_Party]:
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


def _once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


def _printed(context: Context, group: Group, party: _Party) -> Perpetrator:
    named = namings(context, party.name, party.actor, party.mentions)
    near = told_near(context, {t.mention.sentence for t in group.told}, named)
    admitted = bool(party.claimed_by or party.acknowledged_by)
    return Perpetrator(
        name=party.name, actor=party.actor, kind=party.kind, mentions=tuple(dict.fromkeys(party.mentions)),
        blamed_by=tuple(party.blamed_by), denied_by=tuple(party.denied_by), acknowledged_by=tuple(party.acknowledged_by),
        claimed_by=tuple(party.claimed_by), by_narrator=party.by_narrator,
        confidence=level(
            evidence(context, near), asserted=party.by_narrator or party.asserted, accused=party.charged,
            authority=party.authority, admitted=admitted, denied=bool(party.denied_by),
        ),
    )  # fmt: skip
