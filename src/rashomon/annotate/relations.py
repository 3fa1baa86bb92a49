"""How the attributions of a document stand to each other and to its incidents.

The types are those of ``model.RELATIONS``. Each rule needs words of the text on both sides: a denial answers an
accusation that stands in the text, a rejection the claim of the speaker who is rejected, a dispute of figures two
figures of the same incident, measure and group that cannot both be right. Silence is not dispute.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Relation, words_of

from .attributions.denied import CHARGE, EVENT, FIGURES, OWN, all_charges
from .incidents.merge import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.model import Annotated, Attribution, Figure

_CONFIRM = re.compile(
    r"\b(confirm(?:ed|s|ing)?|corroborat\w+|verified|beyond doubt|indeed took place)\b", re.IGNORECASE
)
_NOT_CONFIRM = re.compile(r"\b(not|n[o']t|unable|cannot|without|could|no one|nobody|yet to|if)\b", re.IGNORECASE)
_NEWER = re.compile(
    r"\b(rose|risen|rising|raised|updated|revised|corrected|later|now|latest|since then|climbed|increased to|new toll)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(alone|in (?:the )?(?:last|past)|over (?:the )?(?:last|past)|since|within|a day|per day|daily|so far|in (?:\w+ )?(?:days|weeks|months|years|hours))\b",
    re.IGNORECASE,
)
_NEAR = 700  # characters within which an answer looks for what it answers
_FAR = 2500  # for accusations that name the one who answers
_POOLED = frozenset({None, "people", "persons"})


def relations(annotated: Annotated) -> Annotated:
    """Fills ``relations``, sorted by attribution, then type, then target; each at most once."""
    found: dict[tuple[str, str, str], str] = {}
    sides = _sides(annotated)
    for index, attribution in enumerate(annotated.attributions):
        for target, kind, rule in _of(annotated, index, attribution, sides):
            if target != attribution.id:
                found.setdefault((attribution.id, kind, target), rule)
    for later, earlier, kind, rule in _figures(annotated):
        found.setdefault((later, kind, earlier), rule)
    order = {a.id: n for n, a in enumerate(annotated.attributions)}
    rows = sorted(found.items(), key=lambda r: (order.get(r[0][0], 0), r[0][1], order.get(r[0][2], -1), r[0][2]))
    return msgspec.structs.replace(
        annotated, relations=tuple(Relation(origin=o, target=t, type=k, rule=rule) for (o, k, t), rule in rows)
    )


def _of(
    annotated: Annotated, index: int, attribution: Attribution, sides: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """The relations that one attribution starts: (target id, type, rule)."""
    event = attribution.about if attribution.about and attribution.about.startswith("e") else None
    if attribution.stance == "accuse" and event:
        own = _admits(annotated, attribution, event)
        yield event, "acknowledges" if own else "blames", "accuses its own side" if own else "accuse:about"
    elif (
        attribution.stance in ("acknowledge", "claim responsibility")
        and event
        and _admits(annotated, attribution, event)
    ):
        yield event, "acknowledges", f"{attribution.stance}:about"
    elif attribution.stance == "deny":
        yield from _denial(annotated, index, attribution, event, sides)
    elif attribution.stance == "reject source":
        yield from _rejected(annotated, attribution)
    if attribution.stance == "assert" and event and _tells_own_deed(annotated, attribution, event):
        yield event, "acknowledges", "own deed told"
    elif attribution.stance == "assert" and event and _confirms(annotated, attribution):
        yield event, "confirms", "cue:confirm"


def _admits(annotated: Annotated, attribution: Attribution, event: str) -> bool:
    """Whether a party of the incident admits or claims it by these words: a bystander cannot acknowledge a deed."""
    anchors = next((i.anchors for i in annotated.incidents if i.id == event), ())
    if attribution.stance == "assert" and not any(c.covers(a) for c in attribution.content for a in anchors):
        return False
    names = {attribution.speaker, attribution.speaker_class}
    return any(
        names & {*party.acknowledged_by, *party.claimed_by}
        for incident in annotated.incidents if incident.id == event for party in incident.perpetrators
    )  # fmt: skip


def _tells_own_deed(annotated: Annotated, attribution: Attribution, event: str) -> bool:
    """Whether a plain statement is the one by which its speaker admits the deed: no plainer one stands in the text."""
    plainer = any(
        a.about == event and a.speaker == attribution.speaker and a.stance in ("acknowledge", "claim responsibility")
        for a in annotated.attributions
    )
    return attribution.speaker is not None and not plainer and _admits(annotated, attribution, event)


def _denial(
    annotated: Annotated, index: int, attribution: Attribution, event: str | None, sides: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """What a denial denies: the incident that it is about, and the accusation or claim that it answers.

    The first of these that the text holds: accusations of the denier for the same incident, any accusation for it (or a
    claim of it in the same words), earlier accusations of the denier, the claim of the speaker whom the denial names,
    the last claim that speaks of the denier, the last accusation just before.
    """
    others = [a for i, a in enumerate(annotated.attributions) if i != index and not _same_speaker(a, attribution)]
    before = [a for a in others if _start(a) < _start(attribution)]
    if attribution.denies == FIGURES:
        yield from _figures_denied(annotated, attribution, before)
        return
    if attribution.denies == CHARGE and all_charges(words_of(annotated.text, attribution.content)):
        charges = [a for a in before if a.stance == "accuse" and _names(a.accused, attribution, sides)]
        events = dict.fromkeys(a.about for a in charges if a.about and a.about.startswith("e"))
        yield from ((target, "denies", "deny:all charges") for target in (*(a.id for a in charges), *events))
    accusing = [
        a
        for a in others
        if event
        and a.about == event
        and (_answerable(a, attribution, sides) or _contradicted(annotated, a, attribution))
    ]
    against = [
        a
        for a in before
        if a.stance == "accuse" and _names(a.accused, attribution, sides) and _start(attribution) - _start(a) <= _FAR
    ]
    if event and (accusing or not against or _tells(annotated, attribution, event)):
        yield event, "denies", "deny:incident"
    for answered in _answered(accusing, against, attribution, sides):
        yield answered.id, "denies", "deny:same incident" if answered in accusing else "deny:accused answers"
    if accusing or against:
        return
    if attribution.speaker is None:
        return
    near = [a for a in before if _start(attribution) - _end(a) <= _NEAR]
    own = _side_of(attribution.speaker, sides)
    deeds = [
        a
        for a in before
        if a.stance in ("claim responsibility", "acknowledge") and _start(attribution) - _end(a) <= _FAR
    ]
    named = [a for a in deeds if a.speaker and _speaks_of(annotated, attribution, _side_of(a.speaker, sides), sides)]
    last = [
        a
        for a in near
        if a.stance in ("accuse", "claim responsibility")
        or (a.stance == "assert" and _speaks_of(annotated, a, own, sides))
    ]
    for pool, rule in ((named, "deny:deed of the one named"), (last, "deny:nearest accusation")):
        if pool:
            yield pool[-1].id, "denies", rule
            return


def _answerable(accusation: Attribution, denial: Attribution, sides: dict[str, str]) -> bool:
    """Whether a denial may answer an accusation for the same incident: who denies his own deed answers none of somebody else."""
    of_another = denial.denies == OWN and accusation.accused and not _names(accusation.accused, denial, sides)
    return accusation.stance == "accuse" and not of_another


def _figures_denied(
    annotated: Annotated, denial: Attribution, before: Sequence[Attribution]
) -> Iterator[tuple[str, str, str]]:
    """The last statement before a denial of figures that gives one."""
    counting = {f.attribution for f in annotated.figures}
    given = [a for a in before if a.id in counting and _start(denial) - _end(a) <= _FAR]
    if given:
        yield given[-1].id, "denies", "deny:figures"


def _tells(annotated: Annotated, attribution: Attribution, event: str) -> bool:
    """Whether the words themselves name the incident, rather than pointing back to it."""
    anchors = next((i.anchors for i in annotated.incidents if i.id == event), ())
    return any(c.covers(anchor) for c in (*attribution.content, *attribution.cue) for anchor in anchors)


def _answered(
    accusing: Sequence[Attribution], against: Sequence[Attribution], denial: Attribution, sides: dict[str, str]
) -> list[Attribution]:
    """Of the accusations for the same incident those that name the denier, else all.

    Where there are none, the last accusation of the denier, with those made in the same breath.
    """
    pointed = [a for a in accusing if _names(a.accused, denial, sides)]
    if accusing:
        return list(pointed or [a for a in accusing if a.stance != "accuse" or denial.denies != EVENT])
    return [a for a in against if _joint(a, against[-1])]


def _sides(annotated: Annotated) -> dict[str, str]:
    """{folded name: state, else registry id} of the actors that the document names."""
    return {m.name.casefold(): state_of(m.actor) for m in reversed(annotated.actors) if m.actor is not None}


def _side_of(name: str, sides: dict[str, str]) -> str:
    """What tells the party of a name from others: its state or registry id, else the folded name."""
    return sides.get(name.casefold(), name.casefold())


def _speaks_of(annotated: Annotated, attribution: Attribution, side: str, sides: dict[str, str]) -> bool:
    """Whether the content names a party."""
    return any(
        _side_of(m.name, sides) == side and any(c.covers(m.span) for c in attribution.content) for m in annotated.actors
    )


def _contradicted(annotated: Annotated, claim: Attribution, denial: Attribution) -> bool:
    """Whether a plain claim tells in words what the denial denies: they share a word of the event."""
    if claim.stance not in ("assert", "claim responsibility") or not claim.content or not denial.content:
        return False
    if abs(_start(claim) - _start(denial)) > _NEAR:
        return False
    events = [e for e in annotated.incidents if e.id == denial.about]
    words = {
        _stem(anchor.of(annotated.text))
        for e in events for anchor in e.anchors if any(c.covers(anchor) for c in denial.content)
    }  # fmt: skip
    said = {_stem(w) for c in claim.content for w in re.findall(r"[\w-]+", c.of(annotated.text))}
    return bool(words & said)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|ed|ing)$", "", word.lower())


def _rejected(annotated: Annotated, attribution: Attribution) -> Iterator[tuple[str, str, str]]:
    """The claim whose speaker is rejected: named in the rejection, else the nearest other speaker's of an event before it."""
    others = [
        a for a in annotated.attributions if a.id != attribution.id and a.source and not _same_speaker(a, attribution)
    ]
    words = " ".join(c.of(annotated.text) for c in (*attribution.content, *attribution.cue)).casefold()
    meant = {m.name for m in annotated.actors if any(c.covers(m.span) for c in attribution.content)}
    named = [a for a in others if a.speaker and (a.speaker in meant or a.speaker.casefold() in words)]
    start = _start(attribution)
    before = [a for a in others if a.about is not None and _start(a) < start and start - _end(a) <= _NEAR]
    for pool, rule in ((named, "reject:named"), (before, "reject:nearest other speaker")):
        if pool:
            yield pool[-1].id, "rejects source", rule
            return


def _confirms(annotated: Annotated, attribution: Attribution) -> bool:
    words = " ".join(s.of(annotated.text) for s in attribution.cue)
    if _CONFIRM.search(words):
        return not attribution.negated and not _NOT_CONFIRM.search(words)
    said = " ".join(s.of(annotated.text) for s in attribution.content)[:120]
    return re.search(r"\b(beyond doubt|indeed took place|did take place)\b", said, re.IGNORECASE) is not None


def _figures(annotated: Annotated) -> Iterator[tuple[str, str, str, str]]:
    """Pairs of figures of one incident, measure and group that do not meet: (later, earlier, type, rule)."""
    spoken = [
        f for f in annotated.figures
        if f.attribution and f.part_of is None and f.measure != "other" and not _PERIOD.search(_around(annotated, f))
    ]  # fmt: skip
    by_id = {a.id: a for a in annotated.attributions}
    for i, later in enumerate(spoken):
        for earlier in spoken[:i]:
            if not _comparable(earlier, later) or earlier.count.meets(later.count):
                continue
            one, two = by_id.get(earlier.attribution or ""), by_id.get(later.attribution or "")
            if one is None or two is None or one.id == two.id:
                continue
            if not _same_speaker(one, two):
                # Who spoke later disputes; where no days are told, who stands later in the text.
                first, second = (two, one) if _said_before(two, one) else (one, two)
                yield second.id, first.id, "disputes figure", "figures do not meet"
            elif one.speaker and _newer(annotated, later):
                yield two.id, one.id, "supersedes", "same speaker, newer figure"


def _said_before(one: Attribution, other: Attribution) -> bool:
    """Whether the text dates one statement before the other."""
    days = [(a.said.end or a.said.start) if a.said else None for a in (one, other)]
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _comparable(one: Figure, other: Figure) -> bool:
    groups = one.group == other.group or {one.group, other.group} <= _POOLED
    if one.measure != other.measure or not groups:
        return False
    if one.incident is None and other.incident is None:
        return 0 <= other.span.start - one.span.end <= _NEAR
    return one.incident == other.incident


def _around(annotated: Annotated, figure: Figure) -> str:
    return annotated.text[max(0, figure.span.start - 40) : figure.span.end + 60]


def _newer(annotated: Annotated, figure: Figure) -> bool:
    """Whether words around a figure say that it is a newer one."""
    return _NEWER.search(annotated.text[max(0, figure.span.start - 90) : figure.span.end + 40]) is not None


def _same_speaker(one: Attribution, other: Attribution) -> bool:
    if one.speaker or other.speaker:
        return one.speaker == other.speaker
    return one.speaker_class == other.speaker_class and one.source == other.source


def _names(accused: Sequence[str], attribution: Attribution, sides: dict[str, str]) -> bool:
    """Whether the accused are the speaker's side, or that of the party that the speaker represents."""
    own = {_side_of(n, sides) for n in (attribution.speaker, attribution.represents) if n}
    return any(_side_of(name, sides) in own for name in accused)


def _joint(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions hold the same content (speakers named together)."""
    return one.id == other.id or (bool(one.content) and one.content == other.content)


def _start(attribution: Attribution) -> int:
    spans = attribution.content or attribution.cue or attribution.source
    return spans[0].start if spans else 0


def _end(attribution: Attribution) -> int:
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return max((s.end for s in spans), default=0)
