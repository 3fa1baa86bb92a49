"""Builds read documents of the invented conflict: text, and by their words who, where, when, how many, who says what."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from rashomon.annotate.incidents import incidents
from rashomon.annotate.segment import segment
from rashomon.model import ActorMention, Annotated, Attribution, Document, Figure, Span, Timex, Toponym

PLACES = {"Karsa": (35.50, 38.25), "Tel Oram": (36.40, 39.10), "Bir Hadid": (34.10, 37.00), "Velmar": (35.60, 38.30)}
ACTORS = {
    "Ardan Air Force": ("military", "name", "xa-af"),
    "Ardanian": ("state", "demonym", "xa"),
    "Velmari Army": ("military", "name", "xv-army"),
    "Northern Front": ("armed group", "name", "northern-front"),
    "Velmar Casualty Watch": ("monitor", "name", "vcw"),
    "Ardanian Defence Ministry": ("ministry", "name", "xa-mod"),
    "Government of Ardania": ("government", "name", "xa-gov"),
    "Marek Tolan": ("person", "name", None),
}
DAYS = {"Tuesday": dt.date(2031, 5, 6), "Friday": dt.date(2031, 5, 9), "3 May": dt.date(2031, 5, 3)}


def spans_of(text: str, phrase: str) -> list[Span]:
    """Every place where the phrase stands."""
    found, at = [], text.find(phrase)
    while at >= 0:
        found.append(Span(at, at + len(phrase)))
        at = text.find(phrase, at + 1)
    return found


def read(text: str, figures: list[dict] = (), attributions: list[dict] = ()) -> Annotated:
    """The text with its known words marked; figures and attributions are given by their words."""
    base = segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64, published=dt.date(2031, 5, 10))))
    actors, taken = [], []
    for name in sorted(ACTORS, key=len, reverse=True):
        kind, mention, actor = ACTORS[name]
        for span in spans_of(text, name):
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                shown = "Ardania" if mention == "demonym" else name
                actors.append(ActorMention(span, shown, actor, kind, mention))
    places = [
        Toponym(span, name, *at, None, "XV", "country" if name == "Velmar" else "city", "country" if name == "Velmar" else "exact")
        for name, at in PLACES.items() for span in spans_of(text, name) if not any(span.overlaps(t) for t in taken)
    ]  # fmt: skip
    times = [
        Timex(span, "DATE", day.isoformat(), day, day) for word, day in DAYS.items() for span in spans_of(text, word)
    ]
    said = tuple(
        Attribution(**{
            **row, "id": f"a{n}",
            **{role: tuple(spans_of(text, words)[0] for words in row.get(role, ())) for role in ("source", "cue", "content")},
        })
        for n, row in enumerate(attributions, 1)
    )  # fmt: skip
    counted = tuple(
        Figure(**{**row, "id": f"f{n}", "span": spans_of(text, row["span"])[row.get("nth", 0)]})
        for n, row in enumerate(figures, 1)
    )
    return msgspec.structs.replace(
        base, actors=tuple(sorted(actors, key=lambda a: a.span)), places=tuple(sorted(places, key=lambda p: p.span)),
        times=tuple(sorted(times, key=lambda t: t.span)), attributions=said, figures=counted,
    )  # fmt: skip


@pytest.fixture(scope="session")
def reading():
    return read


@pytest.fixture(scope="session")
def tell():
    """The document of ``read`` with its incidents."""
    return lambda *args, **more: incidents(read(*args, **more))
