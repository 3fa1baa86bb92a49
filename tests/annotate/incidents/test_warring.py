"""Words that name both sides of a war together: they stand for them only where one war of two sides fits day and country."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.annotate.incidents import warring as module
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.merge import Group
from rashomon.annotate.incidents.warring import _War, _wars, warring
from rashomon.annotate.segment import segment
from rashomon.lexicon.registry import registry
from rashomon.model import Annotated, Document, Interval, Span, Toponym

DAY = Interval.day(dt.date(2031, 5, 6))
TOLD = "Residents said shells fell on the market. The strike could be attributed to either conflict party."


@pytest.fixture(autouse=True)
def _one_war(monkeypatch):
    """An invented war between two entries of the registry, whichever they are."""
    sides = ("rsf", "stc")
    made = (_War(frozenset({"XV"}), dt.date(2031, 5, 1), dt.date(2031, 6, 1), sides),)
    monkeypatch.setattr(module, "_wars", lambda: made)


def named(text=TOLD, country="XV", day=DAY):
    place = Toponym(Span(0, 1), "Karsa", 35.5, 38.25, None, country, "city", "exact")
    context = Context(segment(Annotated(document=Document(id="d", text=text, sha256="0" * 64))))
    return [(entry.id, span.of(text)) for entry, span in warring(context, Group([], "strike", day, place))]


def test_both_sides_are_possible():
    assert named() == [("rsf", "either conflict party"), ("stc", "either conflict party")]


@pytest.mark.parametrize(
    "text",
    [
        "Both warring sides agreed to a truce.",
        "The shelling went on. Either side of the road was hit, and the army was responsible.",
        "It is not known who was responsible for the strike.",
    ],
)
def test_other_words_name_nobody(text):
    assert named(text) == []


def test_another_country_or_day_names_nobody():
    assert named(country="XA") == []
    assert named(day=Interval.day(dt.date(2031, 4, 30))) == []
    assert named(day=Interval(dt.date(2031, 5, 30), dt.date(2031, 6, 2))) == []
    assert named(day=None) == []


def test_the_wars_of_the_package_have_two_known_sides():
    for war in _wars():
        assert len(war.sides) == 2
        assert all(side in registry().entries for side in war.sides)
        assert war.since < war.until
