"""What a text of the role model's own kind changes: who is given as the doer."""

from __future__ import annotations

import numpy as np

from rashomon.annotate.incidents import incidents, learned
from rashomon.annotate.incidents.fill import model
from rashomon.annotate.incidents.gathering import Party
from rashomon.annotate.incidents.learned import SIZE, Given, indices, known_share
from rashomon.annotate.incidents.narrated import _enter
from rashomon.model import Span


def test_the_share_of_known_words():
    known = np.zeros(SIZE, bool)
    known[indices(["a", "b", "c"])] = True
    assert known_share(indices(["a", "b", "c", "d"]), known) == 0.75
    assert known_share(indices([]), known) == 0.0


def test_the_doer_of_a_clause_stands_where_the_model_does_not_know_the_kind_of_text(reading, monkeypatch):
    text = "The Northern Front attacked a convoy near Karsa on Monday. Ten soldiers were killed in the attack."
    scorer = model()
    assert scorer is not None
    nothing = np.zeros((0, 5), np.float32)
    monkeypatch.setattr(scorer, "given", lambda *_: Given([], nothing, scorer.thresholds, nothing))
    before = reading(text)
    assert not scorer.familiar(["D:unheardof", "D:neverread"])

    def held():
        return [p.name for i in incidents(before).incidents for p in i.perpetrators]

    monkeypatch.setattr(learned.RoleModel, "familiar", lambda *_: False)
    assert held() == ["Northern Front"]
    monkeypatch.setattr(learned.RoleModel, "familiar", lambda *_: True)
    assert held() == []


def test_the_doer_of_a_clause_stands_in_a_page_that_weighs_its_sources(reading, monkeypatch):
    text = "The Northern Front attacked a convoy near Karsa on Monday. All sources gave identical information."
    scorer = model()
    assert scorer is not None
    nothing = np.zeros((0, 5), np.float32)
    monkeypatch.setattr(scorer, "given", lambda *_: Given([], nothing, scorer.thresholds, nothing))
    monkeypatch.setattr(learned.RoleModel, "familiar", lambda *_: True)
    assert [p.name for i in incidents(reading(text)).incidents for p in i.perpetrators] == ["Northern Front"]


def test_the_name_of_an_organisation_takes_the_place_of_its_leader():
    party = Party("Northern Front")
    _enter(party, "individual", None, Span(0, 11))
    _enter(party, "organization", None, Span(20, 34))
    assert (party.kind, party.mentions) == ("organization", [Span(20, 34)])
