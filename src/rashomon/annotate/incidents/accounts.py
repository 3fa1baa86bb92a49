"""Who holds which party responsible for an incident, from attributions and from the narrator's own syntax.

Responsibility levels are MUC-4's: reported as fact, claimed, accused by authorities, accused, possible, acquitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Perpetrator

from .accused import held_by_sources
from .attributed import by_attribution, by_struck
from .confidence import evidence, level, namings, told_near
from .gathering import Parties, once
from .narrated import by_syntax
from .warring import warring

if TYPE_CHECKING:
    from rashomon.model import Attribution

    from .context import Context
    from .fill import Filler
    from .gathering import Party
    from .merge import Group

_POSSIBLE, _FACT = "possible", "reported as fact"


def perpetrators(
    context: Context, group: Group, fillers: list[Filler], about: list[Attribution], *, main: bool = False
) -> tuple[Perpetrator, ...]:
    """The parties of an incident; ``about`` are the attributions tied to it. What a page says of all its sources is of ``main``."""
    parties = Parties(context)
    by_syntax(context, fillers, parties, frozenset(a.id for a in about))
    # Denials last: a report may give them before the accusation that they answer.
    for attribution in sorted(about, key=lambda a: a.stance == "deny"):
        by_attribution(context, attribution, parties)
        by_struck(context, group, attribution, parties)
    if main:
        for mention in held_by_sources(context):
            party = parties.get(mention.name, mention.actor)
            once(party.blamed_by, "sources")
            party.charged = True
            party.mentions = party.mentions or [mention.span]
        for entry, span in warring(context, group):
            party = parties.get(entry.name, entry.id)
            party.mentions, party.possible = party.mentions or [span], True
    return tuple(_printed(context, group, party) for party in _told(context, parties.all()))


def _told(context: Context, parties: list[Party]) -> list[Party]:
    """The parties; where a page weighs its sources and says who did it, those that only the role model picks are left out.

    Such a page also tells whom the dead knew and which office they held.
    """
    if not context.weighs_together:
        return parties
    told = [
        p
        for p in parties
        if p.by_narrator or p.charged or p.possible or p.blamed_by or p.denied_by or p.acknowledged_by or p.claimed_by
    ]
    return told or parties


def _printed(context: Context, group: Group, party: Party) -> Perpetrator:
    named = namings(context, party.name, party.actor, party.mentions)
    near = told_near(context, {t.mention.sentence for t in group.told}, named)
    admitted = bool(party.claimed_by or party.acknowledged_by)
    found = level(
        evidence(context, near), asserted=party.by_narrator or party.asserted, accused=party.charged,
        authority=party.authority, admitted=admitted, denied=bool(party.denied_by),
    )  # fmt: skip
    if found == _FACT and party.blamed_by and not party.by_narrator:
        found = "accused"  # some speaker's word alone
    return Perpetrator(
        name=party.name, actor=party.actor, kind=party.kind, mentions=tuple(dict.fromkeys(party.mentions)),
        blamed_by=tuple(party.blamed_by), denied_by=tuple(party.denied_by), acknowledged_by=tuple(party.acknowledged_by),
        claimed_by=tuple(party.claimed_by), by_narrator=party.by_narrator,
        confidence=_POSSIBLE if party.possible and not party.charged and not party.by_narrator else found,
    )  # fmt: skip
