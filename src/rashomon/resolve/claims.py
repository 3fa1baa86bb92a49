"""From what one document tells to claims: one value that one speaker gives one property of one incident.

A claim is made only where the text ties value, incident and speaker together; what stands in nobody's quoted or
reported words is the narrator's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from rashomon.model import (
    Annotated,
    Attribution,
    Claim,
    ClaimValue,
    Count,
    Figure,
    IncidentMention,
    Perpetrator,
    Range,
    Span,
    content_id,
    hull,
    words_of,
)
from rashomon.model.codec import line

from .citing import PASSED_ON, cited
from .promised import promise_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROPERTIES = frozenset({"killed", "injured", "displaced", "detained", "missing", "abducted"})
WEIGHED = {
    "narrator": "weighed by the narrator", "named": "counted by name", "told": "told of without a number",
    "shot": "those shot less those killed",
}  # fmt: skip
TOGETHER = "told side by side"
_WEIGHED = (
    ("killed", None), ("injured", None), ("displaced", None), ("detained", None), ("abducted", None), ("missing", None),
    ("killed", "children"), ("killed", "women"), ("killed", "men"), ("injured", "children"),
)  # fmt: skip
_OTHER_MEASURES = {"fled": "displaced"}
# Denials that leave open whether something happened: of who did it, of what was said of it, of how many were harmed.
_BLAME = frozenset({"own deed", "deed of another", "responsibility", "charge", "statement"})
_TOLL = frozenset({"figures", "harm"})
_ROLES = (
    ("blamed_by", "accuse"), ("denied_by", "deny"), ("acknowledged_by", "acknowledge"), ("claimed_by", "claim responsibility"),
)  # fmt: skip


# In what stances a speaker may have taken a role: who tells as a fact that a party did it blames it, too.
_TAKEN = {
    "accuse": ("accuse", "assert"), "deny": ("deny",), "acknowledge": ("acknowledge", "assert"),
    "claim responsibility": ("claim responsibility",),
}  # fmt: skip


class Voice(NamedTuple):
    """Who says the words at some place in a text: an attribution, or the narrator (None)."""

    attribution: Attribution | None

    @property
    def stance(self) -> str:
        """How the speaker stands to it: accusing is of parties; of anything else it is asserting, or leaving it open."""
        found = self.attribution.stance if self.attribution else "assert"
        if self.attribution is not None and self.attribution.negated and found == "assert":
            return "doubt"  # who "could not confirm" or "did not say" it has not said it
        return found if found in ("deny", "doubt", "retract", "acknowledge", "claim responsibility") else "assert"


def claims_of(annotated: Annotated) -> tuple[Claim, ...]:
    """All claims of a document, in text order, each with its words; ``incident`` is the mention's id until linked."""
    return _Reader(annotated).claims()


def mention_id(sha256: str, incident: str) -> str:
    """The id, within a record, of an incident as one document tells it."""
    return f"{sha256}:{incident}"


def _owned(attribution: Attribution) -> bool:
    """Whether somebody told takes a statement back: by name, or the outlet its own, of whom it had blamed."""
    own = attribution.speaker_class == "narrator" and attribution.denies == "deed of another"
    return attribution.speaker is not None or own


def _beside_the_point(attribution: Attribution) -> bool:
    """Whether the speaker has said nothing of the figures in his words: he denies who did it, or condemns that it was reported."""
    denied = attribution.stance in ("deny", "retract") and attribution.denies in _BLAME
    return denied or (attribution.rule or "").endswith("report condemned")


def _of_others(incident: IncidentMention, voice: Voice) -> bool:
    """Whether the speaker of an admission tells in passing of what others did: the incident has parties, and none admits by that speaker."""
    speaker = voice.attribution.speaker if voice.attribution is not None else None
    if voice.stance not in ("acknowledge", "claim responsibility") or not incident.perpetrators:
        return False
    return not any(speaker in (*p.acknowledged_by, *p.claimed_by) for p in incident.perpetrators)


class _Reader:
    """Walks over one document's incidents and figures."""

    def __init__(self, annotated: Annotated) -> None:
        self.doc = annotated.document
        self.annotated = annotated
        self.text = annotated.text
        self.attributions = {a.id: a for a in annotated.attributions}
        self.persons = {m.name for m in annotated.actors if m.kind == "person"}
        self.known = {m.name.casefold(): m.actor for m in reversed(annotated.actors) if m.actor}
        self.cited = cited(annotated)
        self.found: dict[str, Claim] = {}

    def claims(self) -> tuple[Claim, ...]:
        figures = {f.id: self._figure(f) for f in self.annotated.figures}
        for figure in self.annotated.figures:
            own, whole = figures[figure.id], figures.get(figure.part_of or "")
            if own is not None:
                self._keep(msgspec.structs.replace(own, part_of=whole.id) if whole is not None else own)
        self._add_up(figures)
        for incident in self.annotated.incidents:
            for claim in self._of_incident(incident):
                self._keep(claim)
        self._supersede()
        for claim in promise_claims(self.annotated):
            self._keep(claim)
        return tuple(sorted(self.found.values(), key=lambda c: (c.span, c.property, c.id)))

    def _keep(self, claim: Claim) -> None:
        self.found.setdefault(claim.id, claim)

    def voice(self, span: Span) -> Voice:
        """The innermost attribution whose content covers ``span``."""
        covering = [a for a in self.annotated.attributions if any(c.covers(span) for c in a.content)]
        return Voice(min(covering, key=lambda a: (sum(c.end - c.start for c in a.content), a.id), default=None))

    def _figure(self, figure: Figure) -> Claim | None:
        prop = _OTHER_MEASURES.get(figure.measure, figure.measure)
        if prop not in PROPERTIES:
            return None
        attribution = self.attributions.get(figure.attribution or "")
        if attribution is not None and _beside_the_point(attribution):
            return None
        return self._claim(
            figure.incident, prop, figure.count, figure.span, Voice(attribution),
            group=figure.group, early=figure.early, rule=figure.rule,
        )  # fmt: skip

    def _add_up(self, figures: dict[str, Claim | None]) -> None:
        """Claims of the totals of figures told side by side ("three patients and a nurse"); those become its parts."""
        beside: dict[str, list[Figure]] = {}
        for figure in self.annotated.figures:
            if figure.beside is not None:
                beside.setdefault(figure.beside, []).append(figure)
        for first in (f for f in self.annotated.figures if f.id in beside):
            run = [first, *beside[first.id]]
            own = [c for f in run if (c := figures[f.id]) is not None]
            same = {(c.property, c.incident, c.stance, c.attribution) for c in own}
            lows, highs = [f.low for f in run], [f.high for f in run]
            if len(own) < len(run) or len(same) > 1 or first.part_of is not None:
                continue
            count = Count(sum(n for n in lows if n is not None), sum(n for n in highs if n is not None))
            total = self._claim(
                first.incident, own[0].property, count, hull([f.span for f in run]), Voice(self.attributions.get(first.attribution or "")),
                group="people", early=first.early, rule=TOGETHER,
            )  # fmt: skip
            self._keep(total)
            for claim in own:
                self._keep_as(msgspec.structs.replace(claim, part_of=total.id))

    def _keep_as(self, claim: Claim) -> None:
        self.found[claim.id] = claim

    def _weighed(self, incident: IncidentMention) -> Iterator[Claim]:
        """The totals that the narrator gives after weighing his sources, or that come of counting those named."""
        figures = [f for f in self.annotated.figures if f.incident == incident.id and f.speaker is None]
        for prop, group in _WEIGHED:
            found: Range | None = getattr(incident, f"{prop}_{group}" if group else prop, None)
            if found is None or found.policy not in WEIGHED:
                continue
            counted = [f.span for f in figures if _OTHER_MEASURES.get(f.measure, f.measure) == prop]
            if group is not None and found.policy == "named":
                counted = [
                    v.mentions[0] for v in incident.victims if v.effect == prop and v.group == group and v.mentions
                ]
            spans = iter(counted or [v.mentions[0] for v in incident.victims if v.effect == prop and v.mentions])
            yield self._claim(
                incident.id, prop, Count(found.low, found.high), next(spans, incident.anchor), Voice(None),
                group=group, rule=WEIGHED[found.policy],
            )  # fmt: skip

    def _of_incident(self, incident: IncidentMention) -> Iterator[Claim]:
        for anchor in dict.fromkeys((incident.anchor, *incident.anchors)):
            voice = self.voice(anchor)
            if voice.attribution is not None and (voice.attribution.rule or "").endswith("report condemned"):
                continue
            # Who denies having done it, or the toll, does not say that nothing happened; nor that something did.
            if (
                voice.stance not in ("deny", "retract")
                or voice.attribution is None
                or voice.attribution.denies not in _BLAME | _TOLL
            ):
                stance = "assert" if _of_others(incident, voice) else None
                yield self._claim(incident.id, "occurred", True, anchor, voice, stance=stance)
        for prop, value, span in self._circumstances(incident):
            voice = self.voice(span)
            # Who denies that X bombed a market on Monday denies the deed; the day and the place are not at issue.
            left_open = voice.attribution is not None and (voice.attribution.rule or "").endswith("report condemned")
            if voice.stance not in ("deny", "doubt", "retract") and not left_open:
                yield self._claim(incident.id, prop, value, span, voice)
        yield from self._weighed(incident)
        for perpetrator in incident.perpetrators:
            yield from self._blame(incident, perpetrator)
        yield from self._about(incident)
        for grading in incident.gradings:
            voice = self.voice(grading.span)
            yield self._claim(
                incident.id, "grading", grading.status, grading.span, voice, stance="assert", rule=grading.rule
            )

    def _circumstances(self, incident: IncidentMention) -> Iterator[tuple[str, ClaimValue, Span]]:
        """Type, day, place, targets and instruments of an incident, each with the words that give it."""
        yield "type", incident.type, incident.anchor
        if incident.date is not None:
            spans = (t.span for t in self.annotated.times if t.interval == incident.date)
            yield "date", incident.date, self._where_said(incident, spans)
        if incident.place is not None:
            spans = (p.span for p in self.annotated.places if p.named(self.text) == incident.place)
            yield "place", incident.place, self._where_said(incident, spans)
        for role, items in (("target", incident.targets), ("instrument", incident.instruments)):
            for item in items:
                if item.mentions:
                    yield role, item.kind or item.mentions[0].of(self.text), item.mentions[0]

    def _where_said(self, incident: IncidentMention, spans: Iterable[Span]) -> Span:
        """The span nearest to the incident's anchor; the anchor where there is none."""
        return min(spans, key=lambda s: (abs(s.start - incident.anchor.start), s), default=incident.anchor)

    def _blame(self, incident: IncidentMention, party: Perpetrator) -> Iterator[Claim]:
        if party.by_narrator:
            span = party.mentions[0] if party.mentions else incident.anchor
            yield self._claim(incident.id, "perpetrator", party.name, span, Voice(None), value_actor=party.actor)
        for role, stance in _ROLES:
            for speaker in getattr(party, role):
                attribution = self._said_by(speaker, stance, incident.id)
                span = hull(attribution.content) if attribution and attribution.content else incident.anchor
                yield self._claim(
                    incident.id, "perpetrator", party.name, span, Voice(attribution),
                    stance=stance, speaker=speaker, value_actor=party.actor,
                )  # fmt: skip

    def _said_by(self, speaker: str, stance: str, incident: str) -> Attribution | None:
        """The attribution in which that speaker takes that stance, the one about the incident first.

        ``speaker`` is a name, or the class where the text names nobody; what a named member of the class says is its own.
        """
        own = [a for a in self.annotated.attributions if (a.speaker or a.speaker_class) == speaker]
        fitting = [a for a in own if a.stance in _TAKEN[stance]] or own
        return min(fitting, key=lambda a: (a.about != incident, a.stance != stance, len(a.id), a.id), default=None)

    def _about(self, incident: IncidentMention) -> Iterator[Claim]:
        """Denials of the incident as such, and rejected sources."""
        named = {s for p in incident.perpetrators for s in p.denied_by}
        rejections = {r.origin: r.target for r in self.annotated.relations if r.type == "rejects source"}
        about = {a.id for a in self.annotated.attributions if a.about == incident.id}
        for attribution in self.annotated.attributions:
            if not attribution.content:
                continue
            span = hull(attribution.content)
            target = rejections.get(attribution.id)
            if target is not None and (target == incident.id or target in about):
                other = self.attributions.get(target)
                name = (other.speaker or other.speaker_class) if other else None
                yield self._claim(
                    incident.id, "source", name, span, Voice(attribution),
                    stance="reject source", value_actor=other.actor if other else None,
                )  # fmt: skip
            elif attribution.id in about and attribution.stance == "retract" and _owned(attribution):
                yield from self._denial(incident, attribution, span, named=False)
            elif attribution.id in about and attribution.stance == "deny":
                yield from self._denial(
                    incident, attribution, span, named=(attribution.speaker or attribution.speaker_class) in named
                )

    def _denial(
        self, incident: IncidentMention, attribution: Attribution, span: Span, *, named: bool
    ) -> Iterator[Claim]:
        """What a denial denies of the incident; ``named``: its speaker is already among those who clear a party of it."""
        voice = Voice(attribution)
        if attribution.denies in _TOLL:
            if attribution.speaker_class == "narrator" or any(
                f.attribution == attribution.id and f.incident == incident.id for f in self.annotated.figures
            ):
                return  # the figures themselves say which
            yield self._claim(
                incident.id, "killed", None, span, voice, stance=attribution.stance, rule=f"denies:{attribution.denies}"
            )
        elif named:
            return
        elif attribution.denies in _BLAME:
            for name in self._cleared(attribution):
                actor = self.known.get(name.casefold()) if name else None
                yield self._claim(
                    incident.id, "perpetrator", name, span, voice, stance=attribution.stance, value_actor=actor,
                    rule=f"denies:{attribution.denies}",
                )  # fmt: skip
        else:
            yield self._claim(incident.id, "occurred", True, span, voice, stance=attribution.stance)

    def _cleared(self, attribution: Attribution) -> tuple[str | None, ...]:
        """Whose deed is denied: of a charge that the text does not tell, and of "our forces" of nobody known, nobody's in particular."""
        if attribution.denies == "deed of another":
            return attribution.clears
        if attribution.denies == "charge":
            return (None,)
        person = attribution.denies == "own deed" and attribution.speaker in self.persons
        return (attribution.represents or (None if person else attribution.speaker),)

    def _claim(
        self,
        incident: str | None,
        prop: str,
        value: ClaimValue,
        span: Span,
        voice: Voice,
        *,
        stance: str | None = None,
        speaker: str | None = None,
        value_actor: str | None = None,
        group: str | None = None,
        early: bool = False,
        rule: str | None = None,
    ) -> Claim:
        said = voice.attribution
        name = said.speaker if said else speaker
        cls = None if name else (said.speaker_class or "unspecified") if said else "narrator"
        taken = stance or self._stance(voice, name)
        actor = said.actor if said else None
        source = self.cited.get(said.id) if said is not None and taken in PASSED_ON else None
        if source is not None:
            (name, actor), cls = source, None
        mention = mention_id(self.doc.sha256, incident) if incident else None
        return Claim(
            id=content_id(
                "c", self.doc.sha256, incident, span.start, span.end, prop, group, name, cls, taken, line(value)
            ),
            mention=mention,
            incident=mention,
            property=prop,
            value=value,
            original=words_of(self.text, [span]),
            stance=taken,
            document=self.doc.sha256,
            span=span,
            speaker=name,
            speaker_class=cls,
            actor=actor,
            represents=said.represents if said and name and source is None else None,
            value_actor=value_actor,
            group=group,
            early=early,
            outlet=self.doc.outlet,
            said=said.said if said else None,
            published=self.doc.published,
            attribution=said.id if said else None,
            rule=rule or (said.rule if said else None),
        )

    def _stance(self, voice: Voice, name: str | None) -> str:
        """The stance of the words; a person admits for a party only where the incident's parties say so (see ``_blame``)."""
        said, admits = voice.attribution, voice.stance in ("acknowledge", "claim responsibility")
        secondhand = (
            said is not None and said.within is not None and self.attributions[said.within].speaker != said.speaker
        )
        return "assert" if admits and (secondhand or name in self.persons) else voice.stance

    def _supersede(self) -> None:
        """Carries "supersedes" between attributions over to their figures of the same property and group."""
        pairs = [(r.origin, r.target) for r in self.annotated.relations if r.type == "supersedes"]
        for newer, older in pairs:
            before = {
                (c.property, c.group): c.id
                for c in self.found.values()
                if c.attribution == older and c.property in PROPERTIES
            }
            for claim in list(self.found.values()):
                replaced = before.get((claim.property, claim.group)) if claim.attribution == newer else None
                if replaced is not None and replaced != claim.id:
                    self.found[claim.id] = msgspec.structs.replace(claim, supersedes=replaced)
