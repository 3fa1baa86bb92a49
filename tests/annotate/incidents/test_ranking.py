"""The model's view of a document: wordings and their rows, what is given, and that trees read as they were written."""

from __future__ import annotations

import numpy as np
import pytest

from rashomon.annotate.incidents.candidates import Candidate
from rashomon.annotate.incidents.learned import ROLES, SIZE, Trees, chosen, effects, indices, linear, model
from rashomon.annotate.incidents.phrases import Phrase
from rashomon.annotate.incidents.ranking import Scores, rows, wordings
from rashomon.model import ActorMention, Span


def candidate(first, last, *, sentence=0, actor=None):
    roles = frozenset({"organization"}) if actor else frozenset({"person"})
    return Candidate(
        Phrase(first, last, last - 1, first, roles, None, None, False, False, False, actor), sentence, (), ()
    )


def front(name="Northern Front"):
    return ActorMention(span=Span(0, 1), name=name, kind="armed group")


def test_wordings_fold_case_and_space():
    assert [w.members for w in wordings(["THE  Front", "rebels", "the front"])] == [(0, 2), (1,)]


def test_a_row_knows_the_longer_phrase_around_it():
    found = [candidate(0, 1), candidate(0, 3)]
    logits = np.array([[1.0] * len(ROLES), [4.0] * len(ROLES)], np.float32)
    table = rows(found, wordings(["front", "front of the north"]), [Scores(logits, 0.0)], 1, 10)
    assert table.shape[0] == 2
    wider = slice(5 * len(ROLES), 6 * len(ROLES))
    assert (table[0, wider] == 4.0).all()
    assert (table[1, wider] == -9.0).all()


def test_a_second_scorer_adds_columns_and_changes_none():
    found = [candidate(0, 1), candidate(0, 3)]
    named = wordings(["front", "front of the north"])
    first = Scores(np.array([[1.0] * len(ROLES), [4.0] * len(ROLES)], np.float32), 0.5)
    second = Scores(np.array([[-2.0] * len(ROLES), [-3.0] * len(ROLES)], np.float32), 0.25)
    alone, both = rows(found, named, [first], 1, 10), rows(found, named, [first, second], 1, 10)
    assert (both[:, : alone.shape[1]] == alone).all()
    assert both[:, alone.shape[1]].tolist() == [-2.0, -3.0]
    assert both[:, -1].tolist() == [0.25, 0.25]


def test_no_wording_no_row():
    assert len(rows([], [], [Scores(np.zeros((0, len(ROLES)), np.float32), 0.0)], 0, 0)) == 0


def given(found, texts, values):
    probabilities = np.zeros((len(texts), len(ROLES)), np.float32)
    probabilities[:, ROLES.index("organization")] = values
    return [number for role, number in chosen(wordings(texts), found, probabilities, dict.fromkeys(ROLES, 0.3))]


def test_what_only_overlaps_the_likelier_is_not_given():
    assert given([candidate(0, 3), candidate(1, 3)], ["river brigade men", "brigade men"], [0.9, 0.8]) == [0]


def test_of_a_name_and_its_acronym_one_is_given():
    found = [
        candidate(0, 2, actor=front()),
        candidate(5, 6, actor=front()),
        candidate(8, 9, actor=front("River Brigade")),
    ]
    assert given(found, ["northern front", "nf", "rb"], [0.6, 0.9, 0.5]) == [1, 2]


def test_a_leaf_points_to_itself():
    role = len(ROLES)
    data = {
        "feature": np.tile([1, 0, 0], role), "threshold": np.tile([0.5, np.inf, np.inf], role),
        "left": np.concatenate([[3 * k + 1, 3 * k + 1, 3 * k + 2] for k in range(role)]),
        "right": np.concatenate([[3 * k + 2, 3 * k + 1, 3 * k + 2] for k in range(role)]),
        "value": np.tile([0.0, -2.0, 2.0], role), "roots": np.arange(role) * 3, "depth": np.array(4),
    }  # fmt: skip
    out = Trees(data).probabilities(np.array([[9, 0.5], [9, 0.6]], np.float32))
    assert out[0] == pytest.approx([0.1192] * role, abs=1e-3)
    assert out[1] == pytest.approx([0.8808] * role, abs=1e-3)


def test_an_effect_is_told_only_where_it_is_likelier_than_not():
    weights = np.zeros((SIZE, len(ROLES) + 3), np.float32)
    one, other = indices(["a"]), indices(["b"])
    weights[one, len(ROLES)] = 2.0
    assert effects([one, other], weights, np.full(len(ROLES) + 3, -1.0, np.float32)) == ["killed", None]


def test_more_features_do_not_weigh_more():
    weights = np.ones((SIZE, 1), np.float32)
    four = indices(["a", "b", "c", "d"])
    assert linear([four], weights, np.zeros(1, np.float32))[0, 0] == pytest.approx(2.0)


def test_the_package_has_its_model():
    scorer = model()
    assert scorer is not None
    assert set(scorer.thresholds) == set(ROLES)
