"""What a denial denies: the incident that it is about, and the accusation or claim that it answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.annotate.attributions.denied import CHARGE, EVENT, FIGURES, OWN, SAID, all_charges
from rashomon.model import words_of

from .statements import ANY, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import Attribution

    from .statements import Statements

NEAR = 700  # characters within which an answer looks for what it answers
_FAR = 2500  # for accusations that name the one who answers


def denied(said: Statements, number: int, event: str | None) -> Iterator[tuple[str, str, str]]:
    """What the denial ``number`` denies: (target id, type, rule); ``event`` is the incident that it is about.

    The first of these that the text holds: accusations of the denier for the same incident, any accusation for it (or a
    claim of it in the same words), earlier accusations of the denier, the claim of the speaker whom the denial names,
    the last claim that speaks of the denier, the last accusation just before.
    """
    denial = said.all[number]
    if denial.denies == SAID:
        return
    if denial.denies == FIGURES:
        yield from _figures(said, number)
        return
    at, own = start(denial), said.own(number)
    if said.admits_beside(denial):
        # "Admitted having hit a barracks but denied that a school was struck" answers no accusation of another event.
        if event:
            yield event, "denies", "deny:incident"
        return
    if denial.denies == CHARGE and all_charges(words_of(said.text, denial.content)):
        yield from _all_charges(said, number, own)
    accusing = _accusing(said, number, event, own) if event else []
    against = [n for n in said.others(number, ("accuse",), at - _FAR, at) if said.accuses(n, own)]
    if event and (accusing or not against or _tells(said, denial, event)):
        yield event, "denies", "deny:incident"
    rule = "deny:same incident" if accusing else "deny:accused answers"
    for answered in _answered(said, accusing, against, denial, own):
        yield said.all[answered].id, "denies", rule
    if not accusing and not against and denial.speaker is not None:
        yield from _nearest(said, number, denial.speaker)


def _figures(said: Statements, number: int) -> Iterator[tuple[str, str, str]]:
    """The last statement before a denial of figures that gives one."""
    given = [n for n in said.ending_within(number, (ANY,), _FAR) if said.all[n].id in said.counting]
    if given:
        yield said.all[given[-1]].id, "denies", "deny:figures"


def _all_charges(said: Statements, number: int, own: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Every accusation of the denier before, and the incidents that they are about."""
    before = said.others(number, ("accuse",), 0, start(said.all[number]))
    charges = [said.all[n] for n in before if said.accuses(n, own)]
    events = dict.fromkeys(a.about for a in charges if a.about and a.about.startswith("e"))
    yield from ((target, "denies", "deny:all charges") for target in (*(a.id for a in charges), *events))


def _accusing(said: Statements, number: int, event: str, own: frozenset[str]) -> list[int]:
    """What the denial may answer of that told of its incident: accusations, and plain claims near it in the same words.

    Who denies his own deed answers no accusation of somebody else.
    """
    denial, at = said.all[number], start(said.all[number])
    found = [
        n
        for n in said.others(number, ("accuse",), about=event)
        if denial.denies != OWN or not said.all[n].accused or said.accuses(n, own)
    ]
    words = {
        _stem(anchor.of(said.text))
        for anchor in said.anchors.get(event, ()) if any(c.covers(anchor) for c in denial.content)
    }  # fmt: skip
    if words:
        near = said.others(number, ("assert", "claim responsibility"), at - NEAR, at + NEAR + 1, about=event)
        found += [n for n in near if words & _said(said, said.all[n])]
    return sorted(found)


def _said(said: Statements, claim: Attribution) -> set[str]:
    return {_stem(w) for c in claim.content for w in re.findall(r"[\w-]+", c.of(said.text))}


def _stem(word: str) -> str:
    return re.sub(r"(?:es|s|ed|ing)$", "", word.lower())


def _tells(said: Statements, denial: Attribution, event: str) -> bool:
    """Whether the words themselves name the incident, rather than pointing back to it."""
    anchors = said.anchors.get(event, ())
    return any(c.covers(anchor) for c in (*denial.content, *denial.cue) for anchor in anchors)


def _answered(
    said: Statements, accusing: list[int], against: list[int], denial: Attribution, own: frozenset[str]
) -> list[int]:
    """Of the accusations for the same incident those that name the denier, else all.

    Where there are none, the last accusation of the denier, with those made in the same breath.
    """
    if not accusing:
        return [n for n in against if _joint(said.all[n], said.all[against[-1]])]
    pointed = [n for n in accusing if said.accuses(n, own)]
    return pointed or [n for n in accusing if said.all[n].stance != "accuse" or denial.denies != EVENT]


def _nearest(said: Statements, number: int, speaker: str) -> Iterator[tuple[str, str, str]]:
    """What a denial answers that nobody accused: the deed claimed by the one whom it names, else the last claim near it."""
    own = said.side_of(speaker)
    named = [
        n
        for n in said.ending_within(number, ("claim responsibility", "acknowledge"), _FAR)
        if (claiming := said.all[n].speaker) and said.speaks_of(number, said.side_of(claiming))
    ]
    last = [
        n
        for n in said.ending_within(number, ("accuse", "claim responsibility", "assert"), NEAR)
        if said.all[n].stance != "assert" or said.speaks_of(n, own)
        # Who is not the one accused answers an accusation only where his words are of the same incident.
        if not said.all[n].accused or said.accuses(n, frozenset({own})) or said.all[n].about == said.all[number].about
    ]
    for pool, rule in ((named, "deny:deed of the one named"), (last, "deny:nearest accusation")):
        if pool:
            yield said.all[pool[-1]].id, "denies", rule
            return


def _joint(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions hold the same content (speakers named together)."""
    return one.id == other.id or (bool(one.content) and one.content == other.content)
