"""What a text of the model's own kind changes: who is given as the doer, and at what level of responsibility."""

from __future__ import annotations

import numpy as np

from rashomon.annotate.incidents import incidents, learned
from rashomon.annotate.incidents.context import Context
from rashomon.annotate.incidents.fill import model
from rashomon.annotate.incidents.learned import SIZE, indices, known_share
from rashomon.annotate.incidents.levels import LEVELS, LevelModel, facts, levelled
from rashomon.model import Perpetrator, Span


def party(text, name, **given):
    start = text.index(name)
    return Perpetrator(name=name, kind="organization", mentions=(Span(start, start + len(name)),), **given)


def weighing(**weights):
    """A model in which each fact speaks for one level."""
    table = np.zeros((len(weights), len(LEVELS)), np.float32)
    for row, level in enumerate(weights.values()):
        table[row, LEVELS.index(level)] = 1
    return LevelModel({name: row for row, name in enumerate(weights)}, table, np.zeros(len(LEVELS), np.float32))


def test_facts_tell_who_blames_and_the_words_beside_the_party(reading):
    text = "The police blamed the Northern Front for the attack in Karsa. Ten people were killed in the attack."
    context = Context(reading(text))
    found = facts(context, party(text, "Northern Front", blamed_by=("police",), confidence="accused"), {0})
    assert {"rule=accused", "blamed_by", "words=accused", "words=by_authority", "first=opening"} <= set(found)
    assert list(found) == sorted(found)
    assert "claimed_by" not in found


def test_the_level_is_the_likeliest_and_no_fact_known_is_the_bias(reading):
    assert weighing(a="claimed", b="possible").level(["b", "unheard of"]) == "possible"
    bias = np.eye(len(LEVELS), dtype=np.float32)[3]
    assert LevelModel({}, np.zeros((0, len(LEVELS)), np.float32), bias).level(["x"]) == LEVELS[3]


def test_persons_and_those_only_cleared_keep_the_level_of_the_rules(reading):
    text = "The Northern Front attacked a bank in Karsa. Ten people were killed."
    context = Context(reading(text))
    group = party(text, "Northern Front", confidence="reported as fact")
    cleared = party(text, "Northern Front", confidence="acquitted")
    person = Perpetrator(name="a man", kind="individual", mentions=(), confidence="reported as fact")
    model = weighing(**{"rule=reported as fact": "claimed", "rule=acquitted": "claimed"})
    levels = [p.confidence for p in levelled(model, context, (group, cleared, person), [0])]
    assert levels == ["claimed", "acquitted", "reported as fact"]


def test_the_share_of_known_words():
    known = np.zeros(SIZE, bool)
    known[indices(["a", "b", "c"])] = True
    assert known_share(indices(["a", "b", "c", "d"]), known) == 0.75
    assert known_share(indices([]), known) == 0.0


def test_the_doer_of_a_clause_stands_where_the_model_does_not_know_the_kind_of_text(reading, monkeypatch):
    text = "The Northern Front attacked a convoy near Karsa on Monday. Ten soldiers were killed in the attack."
    scorer = model()
    assert scorer is not None
    monkeypatch.setattr(scorer, "given", lambda *_: ([], np.zeros((0, 5), np.float32), np.zeros((0, 5), np.float32)))
    before = reading(text)
    assert not scorer.familiar(["D:unheardof", "D:neverread"])

    def held():
        return [p.name for i in incidents(before).incidents for p in i.perpetrators]

    monkeypatch.setattr(learned.RoleModel, "familiar", lambda *_: False)
    assert held() == ["Northern Front"]
    monkeypatch.setattr(learned.RoleModel, "familiar", lambda *_: True)
    assert held() == []
