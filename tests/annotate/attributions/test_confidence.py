"""Confidence: fitted weights, one set for each origin."""

from __future__ import annotations

import pytest

from rashomon.annotate.attributions.confidence import LEAST, MOST, confidence, origin, signs
from rashomon.annotate.attributions.draft import Draft
from rashomon.annotate.attributions.speakers import Speaker
from rashomon.lexicon import load
from rashomon.model import Span

NAMED, LOST = Speaker(name="Tomas Berel", rule="name"), Speaker(group="unresolved", rule="pronoun")


def draft(rule: str, score: float = 0.6) -> Draft:
    return Draft(
        source=(Span(0, 5),),
        cue=(Span(6, 10),),
        content=(Span(11, 30),),
        lemma="say",
        frame="say",
        rule=rule,
        score=score,
    )


@pytest.mark.parametrize(
    ("rule", "made_by"),
    [("mark", "marks"), ("cue:say+mark", "both"), ("cue:say", "rules"), ("headline:colon", "rules")],
)
def test_origin(rule, made_by):
    assert origin(rule) == made_by


def test_every_origin_weighs_every_sign():
    weights = load("confidence")
    assert set(weights) == {"marks", "both", "rules"}
    assert all(set(w) == set(signs(draft("mark"), NAMED)) for w in weights.values())


@pytest.mark.parametrize("rule", ["mark", "cue:say+mark", "cue:say"])
def test_a_speaker_who_is_found_makes_a_reading_surer(rule):
    assert LEAST <= confidence(draft(rule), LOST) < confidence(draft(rule), NAMED) <= MOST


def test_a_better_mark_is_surer():
    assert confidence(draft("mark", 0.3), NAMED) < confidence(draft("mark", 0.9), NAMED)
    assert confidence(draft("mark", 0.0), NAMED) >= LEAST
    assert confidence(draft("mark", 1.0), NAMED) <= MOST
