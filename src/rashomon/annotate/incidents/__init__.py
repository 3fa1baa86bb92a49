"""Incidents as one document tells them: found by their words, dated, placed, with parties, tolls and ties.

Fills ``incidents`` and sets ``Figure.incident`` and ``Attribution.about``. Status is not decided here (assess does);
nothing that the text does not say is added: what has no local support stays None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import IncidentMention

from . import parties
from .accounts import perpetrators
from .attach import attribution_ties, figure_ties
from .candidates import candidates
from .charged import charged
from .context import Context
from .dated import admitted, counted_over, dated_closely, day_of, elsewhere, long_past, own_days, said_by, same_days
from .fill import fillers
from .grading import gradings
from .merge import Group, Told, general, groups, refer
from .partial import with_parts
from .roll import roll_of, with_named
from .salience import kept, main_of
from .sides import aims, doers, struck
from .situate import heads, place_of, placed_closely
from .tolls import ranges
from .triggers import mentions
from .weighed import is_early

if TYPE_CHECKING:
    from rashomon.model import Annotated, Attribution, Figure

    from .candidates import Candidate
    from .fill import Filler
    from .roles import Tie
    from .triggers import Mention

__all__ = ["incidents"]


def incidents(annotated: Annotated) -> Annotated:
    """The document with its incidents, and with figures and attributions tied to them."""
    if not annotated.sentences:
        return annotated
    context = Context(annotated)
    told = charged(context)
    if told is not annotated:
        annotated, context = told, Context(told)
    triggers = mentions(context)
    shared, found_phrases = candidates(context, triggers)
    tellings = _told(context, triggers, found_phrases)
    gathered = groups(context, [t for t in tellings if t.mention.reality == "happened"])
    refer(gathered, [t for t in tellings if t.mention.reality != "happened"])
    counted = figure_ties(context, annotated.figures, gathered)
    if not context.weighs_sources:
        annotated = msgspec.structs.replace(annotated, figures=with_parts(context, annotated.figures, counted))
    about = attribution_ties(context, annotated.attributions, gathered, counted, annotated.figures)
    chosen = kept(gathered, counted)
    filled = fillers(context, gathered, chosen, shared, found_phrases)
    ids = {number: f"e{place}" for place, number in enumerate(chosen, 1)}
    main = main_of(context, gathered, chosen, counted)
    held: dict[int, list[Figure]] = {number: [] for number in chosen}
    for figure in annotated.figures:
        held.get(counted.get(figure.id, -1), []).append(figure)
    spoken: dict[int, list[Attribution]] = {number: [] for number in chosen}
    for attribution in annotated.attributions:
        spoken.get(about.get(attribution.id, -1), []).append(attribution)
    found = tuple(
        _incident(context, gathered[number], ids[number], filled[number], main=number == main,
                  figures=_of_page(annotated, counted, gathered, number) if number == main and context.weighs_sources
                  else held[number],
                  about=spoken[number])
        for number in chosen
    )  # fmt: skip
    return msgspec.structs.replace(
        annotated,
        incidents=found,
        figures=tuple(
            _tied_figure(context, f, ids.get(counted[f.id]) if f.id in counted else None) for f in annotated.figures
        ),
        attributions=tuple(
            _tied_attribution(a, ids.get(about[a.id]) if a.id in about else None) for a in annotated.attributions
        ),
    )


def _told(context: Context, triggers: list[Mention], found: list[Candidate]) -> list[Told]:
    bound: dict[Mention, list[Tie]] = {}
    for candidate in found:
        for mention, tie in candidate.ties:
            bound.setdefault(mention, []).append(tie)
    places = {mention: place_of(context, mention) for mention in triggers}
    days = {mention: day_of(context, mention) for mention in triggers}
    return [
        Told(
            mention,
            days[mention],
            places[mention],
            tuple(bound.get(mention, ())),
            dated_closely(context, mention),
            placed_closely(context, mention),
            doers(context, bound.get(mention, ())),
            struck(context, bound.get(mention, ())),
            counted_over(context, mention),
            context.turn_before(mention.sentence),
            aims(bound.get(mention, ())),
            admitted(context, mention),
            heads(context, places[mention]),
            long_past(context, days[mention]),
            own_days(context, mention),
            elsewhere(context, mention),
            said_by(context, mention),
        )
        for mention in triggers
    ]


def _of_page(annotated: Annotated, counted: dict[str, int], gathered: list[Group], main: int) -> list[Figure]:
    """The figures that may be of the one incident that a page is about: all but those of events on other days."""
    day = gathered[main].day
    apart = {n for n, group in enumerate(gathered) if n != main and same_days(group.day, day) is False}
    return [f for f in annotated.figures if counted.get(f.id) not in apart]


def _incident(
    context: Context,
    group: Group,
    name: str,
    filled: list[Filler],
    *,
    main: bool,
    figures: list[Figure],
    about: list[Attribution],
) -> IncidentMention:
    anchors = tuple(context.span(t.mention.first, t.mention.last) for t in group.told)
    naming = _naming(group)
    found = IncidentMention(
        id=name, type=parties.narrowed(group), anchor=context.span(naming.mention.first, naming.mention.last), anchors=anchors, main=main, date=group.day,
        place=group.place.named(context.annotated.text) if group.place else None,
        perpetrators=perpetrators(context, group, filled, about, main=main),
        victims=parties.victims(context, filled, context.annotated.figures),
        targets=parties.targets(context, filled), instruments=parties.instruments(context, filled),
        gradings=gradings(context) if main else (), case=main and context.weighs_sources,
    )  # fmt: skip
    page = found.case
    named = roll_of(context) if page else ()
    standing = [
        f for f in figures if (said := context.by_id.get(f.attribution or "")) is None or said.stance != "retract"
    ]
    gone = {f.measure for f in figures} - {f.measure for f in standing}  # nobody gives it any more
    counted = {
        m: r for m, r in ranges(context, group, standing, named, page=page).items() if m.split("_")[0] not in gone
    }
    return msgspec.structs.replace(found, victims=with_named(found.victims, named, counted), **counted)


def _naming(group: Group) -> Told:
    """The mention that first names the event: a particular word for it, else a general one with details, else any."""
    named = [t for t in group.told if t.mention.type is not None]
    particular = [t for t in named if not general(t)]
    detailed = [t for t in named if t.day or t.place or t.ties]
    telling = [t for t in group.told if t.mention.form != "noun" and t.mention.voice is not None]
    return (particular or detailed or telling or named or group.told)[0]


def _tied_figure(context: Context, figure: Figure, incident: str | None) -> Figure:
    early = is_early(context, figure)
    return msgspec.structs.replace(figure, incident=incident, early=early) if incident or early else figure


def _tied_attribution(attribution: Attribution, incident: str | None) -> Attribution:
    return (
        msgspec.structs.replace(attribution, about=incident) if incident and attribution.about is None else attribution
    )
