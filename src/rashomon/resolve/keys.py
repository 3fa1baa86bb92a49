"""By what an incident, as one document tells it, is compared with what others tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rashomon.model import Annotated, Count, IncidentMention, LinkKey, Range

from . import telling
from .claims import mention_id
from .comparing import family
from .names import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.model import Span

_WORDS = 60  # telling words kept of the sentences that tell an incident: more say little and cost space
_TERMS = 150  # and of a whole report


def link_keys(annotated: Annotated) -> tuple[LinkKey, ...]:
    """The keys of all incidents that a document tells."""
    apart = telling.names_apart(annotated)
    return tuple(_link_key(annotated, incident, apart) for incident in annotated.incidents)


def _link_key(annotated: Annotated, incident: IncidentMention, apart: frozenset[str]) -> LinkKey:
    document = annotated.document
    spans = telling.paragraphs(annotated, incident)
    told = " ".join(span.of(annotated.text) for span in spans)
    title = document.title or ""
    whole = f"{title}\n{annotated.text}" if incident.main else told
    within: Sequence[Span] | None = None if incident.main else spans
    people = telling.people(annotated, within)
    speaking = telling.speakers(annotated)
    return LinkKey(
        mention=mention_id(document.sha256, incident.id),
        document=document.sha256,
        type=incident.type,
        family=family(incident.type),
        main=incident.main,
        date=incident.date,
        place=incident.place,
        parties=tuple(sorted({p.actor or folded(p.name) for p in incident.perpetrators})),
        names=tuple(sorted({folded(v.name) for v in incident.victims if v.name})),
        words=telling.telling_words(told, most=_WORDS),
        killed=_count(incident.killed),
        injured=_count(incident.injured),
        published=document.published,
        outlet=document.outlet,
        terms=telling.telling_words(whole, without=apart, most=_TERMS) if incident.main else (),
        title=telling.telling_words(title, without=apart, most=_WORDS) if incident.main else (),
        phrases=telling.phrases(annotated.text, without=apart, most=_WORDS) if incident.main else (),
        people=people,
        speaking=tuple(name for name in people if name in speaking),
        ages=telling.ages(whole),
        streets=telling.streets(whole),
        towns=telling.towns(annotated, within),
        case=(document.url or document.title) if incident.case else None,
    )


def _count(found: Range | None) -> Count | None:
    return Count(found.low, found.high) if found else None
