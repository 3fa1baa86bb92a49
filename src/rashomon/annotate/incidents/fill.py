"""Which phrase fills which role of which incident: the ties of the clause, weighed by the learned role model.

A tie that the model finds very unlikely is dropped; a phrase that the model is sure of is taken without a tie, for the
incident told in its sentence (or last before it). A state, force or armed group that the clause makes the doer needs no
model's word, but in texts of the kind that the model knows. Without a model the ties decide alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .learned import ROLES, chosen, indices, model
from .phrases import Phrase  # noqa: TC001
from .ranking import tied
from .roles import AGENT, INSTRUMENT, OBJECT
from .triggers import Mention  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .candidates import Candidate
    from .context import Context
    from .merge import Group

_AFTER = 50  # a telling after the phrase counts as this many sentences further off
_PARTIES = frozenset({"state", "government", "ministry", "military", "armed group", "alliance", "coalition"})


BYSTANDERS = frozenset({"media", "platform", "monitor", "aid agency", "international body", "court"})


class Filler(NamedTuple):
    """A phrase in a role (one of learned.ROLES), with the trigger that it stands at, where it stands at one.

    ``effect`` is what befell a victim that stands at no trigger, as far as the words around it tell.
    """

    role: str
    phrase: Phrase
    mention: Mention | None
    sentence: int
    via: str | None
    effect: str | None = None


def fillers(
    context: Context, groups: Sequence[Group], picked: Sequence[int], shared: list[str], found: Sequence[Candidate]
) -> list[list[Filler]]:
    """For each group, the phrases that fill its roles, in text order; ``picked`` are the groups that are incidents."""
    homes = {told.mention: number for number in picked for told in groups[number].told}
    given = _given(context, shared, found) if found and picked else {}
    scorer = model()
    # A page that weighs its sources is no wire of the kind that the model knows, however alike their words.
    alone = scorer is not None and not context.weighs_together and scorer.familiar(shared)
    out: list[list[Filler]] = [[] for _ in groups]
    for number, candidate in enumerate(found):
        for role in ROLES:
            mention, via = next(
                ((m, t.via) for m, t in candidate.ties if m in homes and t.role in _SHAPES[role]), (None, None)
            )
            if mention is not None and not _possible(candidate.phrase, role):
                mention, via = None, None
            party = role == "organization" and not alone and _party(candidate.phrase)
            sure = mention is not None and (scorer is None or party)
            if not sure and number not in given.get(role, ()):
                continue
            if role == "organization" and mention is None and not alone and not _party(candidate.phrase):
                continue  # in texts of other kinds the model alone holds no aid group or company responsible
            home = homes[mention] if mention is not None else _home(candidate, groups, picked)
            if home is not None:
                effect = _effect(candidate) if role == "victim" and (mention is None or not mention.effect) else None
                out[home].append(Filler(role, candidate.phrase, mention, candidate.sentence, via, effect))
    return out


def _given(context: Context, shared: list[str], found: Sequence[Candidate]) -> dict[str, set[int]]:
    """{role: numbers of the candidates} that the model gives: of a wording those tied in that role, else the likeliest."""
    scorer = model()
    if scorer is None:
        return {}
    spans = [context.span(c.phrase.first, c.phrase.last) for c in found]
    given = scorer.given(
        context.text, [(s.start, s.end) for s in spans], found, shared, tied(found), len(context.words),
        context.annotated.marks.fillers,
    )  # fmt: skip
    out: dict[str, set[int]] = {role: set() for role in ROLES}
    for role, number in chosen(given.named, found, given.probabilities, given.thresholds):
        members = given.named[number].members
        bound = [m for m in members if any(t.role in _SHAPES[role] for _, t in found[m].ties)]
        column = ROLES.index(role)
        out[role].update(bound or [max(members, key=lambda m: (given.logits[m, column], -m))])
    return out


def _effect(candidate: Candidate) -> str | None:
    scorer = model()
    return scorer.effect(indices(candidate.features)) if scorer else None


_SHAPES = {
    "individual": frozenset({AGENT}), "organization": frozenset({AGENT}), "target": frozenset({OBJECT}),
    "victim": frozenset({OBJECT}), "instrument": frozenset({INSTRUMENT}),
}  # fmt: skip


def _possible(phrase: Phrase, role: str) -> bool:
    """Whether the phrase's kind allows the role."""
    actor = phrase.actor
    named = actor is not None
    person = actor is not None and actor.kind == "person"
    if role == "organization":
        return actor is not None and not person and actor.kind not in BYSTANDERS
    if role == "individual":
        return person or (not named and bool(phrase.roles & {"perpetrator", "person"}))
    if role == "target":
        return phrase.target is not None
    if role == "instrument":
        return phrase.weapon is not None
    return person or (
        not named and bool(phrase.roles & {"victim", "person", "combatant", "perpetrator"}) and not phrase.modifier
    )


def _party(phrase: Phrase) -> bool:
    """Whether the phrase names a state, force or armed group: as the doer of a tied clause it needs no model's word."""
    actor = phrase.actor
    plain = actor is not None and (actor.mention != "demonym" or phrase.modifier)
    return actor is not None and plain and actor.kind in _PARTIES


def _home(candidate: Candidate, groups: Sequence[Group], chosen: Sequence[int]) -> int | None:
    """The chosen group that is told nearest: in the phrase's sentence, else before it, else after it."""
    best: tuple[int, int, int] | None = None
    for number in chosen:
        for told in groups[number].told:
            back = candidate.sentence - told.mention.sentence
            rank = (back if back >= 0 else _AFTER - back, abs(told.mention.first - candidate.phrase.first), number)
            best = rank if best is None or rank < best else best
    return best[2] if best else None
