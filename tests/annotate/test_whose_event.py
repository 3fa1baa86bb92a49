"""What is admitted of one event, and who is rejected: never of another event, never one's own side."""

from __future__ import annotations

import datetime as dt

import pytest

from rashomon.annotate.encoder import Encoder
from rashomon.annotate.pipeline import Pipeline
from rashomon.model import Annotated, Document

REPORT = """KARSA, 4 May - At least 21 people were killed on Sunday when warplanes struck a vegetable market in Karsa, the Velmar Casualty Watch said.

The monitor blamed the Ardan Air Force. The Ardanian Defence Ministry said on Monday that none of its aircraft had flown over Karsa on that day. \
"The so-called Casualty Watch is not a credible source," its spokesman, Colonel Ivo Maran, told reporters.

The Northern Front denied having fighters near the market. {last}"""
ADMITTED = [
    "Two weeks ago the Ardan Air Force acknowledged that it had hit a barracks in Tel Oram, killing nine soldiers, but denied that a school next to it was struck.",
    "The Ardan Air Force acknowledged last month that it had hit a barracks in Tel Oram, killing nine soldiers, but denied hitting the school next to it.",
]  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Encoder.load())


def read(pipeline: Pipeline, last: str) -> Annotated:
    document = Document(id="d", text=REPORT.format(last=last), sha256="0" * 64, published=dt.date(2031, 5, 5))
    (found,) = pipeline.annotate([document])
    return found


@pytest.mark.parametrize("last", ADMITTED)
def test_the_dead_of_an_admitted_barracks_are_not_those_of_the_market(pipeline: Pipeline, last: str) -> None:
    found = read(pipeline, last)
    main = next(i for i in found.incidents if i.main)
    assert [p.acknowledged_by for p in main.perpetrators] == [()]
    about = {a.stance: a.about for a in found.attributions if a.speaker == "Ardan Air Force"}
    assert about["acknowledge"] != main.id
    assert about["deny"] == about["acknowledge"]


def test_a_spokesman_rejects_the_source_that_he_names(pipeline: Pipeline) -> None:
    found = read(pipeline, "")
    speakers = {a.id: a.speaker for a in found.attributions}
    assert [speakers[r.target] for r in found.relations if r.type == "rejects source"] == ["Velmar Casualty Watch"]


def test_a_denial_of_something_else_answers_no_accusation_of_another(pipeline: Pipeline) -> None:
    found = read(pipeline, "")
    denial = next(a for a in found.attributions if a.speaker == "Northern Front")
    assert [r for r in found.relations if r.origin == denial.id] == []


HOSPITAL = """Five aid workers killed as hospital in Bir Hadid is hit

A hospital run by an aid group in Bir Hadid was hit by several missiles on Saturday morning, killing five of its staff and two patients, the group said. \
"We condemn this attack in the strongest terms," said Dr Lena Oduya, its head of mission. She did not say who was responsible.

The Velmari government accused the Northern Front of firing rockets at the hospital."""


def test_an_accusation_that_names_what_was_hit_is_of_that_event(pipeline: Pipeline) -> None:
    document = Document(id="d", text=HOSPITAL, sha256="0" * 64, published=dt.date(2031, 5, 5))
    (found,) = pipeline.annotate([document])
    main = next(i for i in found.incidents if i.main)
    assert [(p.name, p.blamed_by) for p in main.perpetrators] == [("Northern Front", ("Velmari government",))]


def test_whose_reports_are_dismissed_says_of_which_event(pipeline: Pipeline) -> None:
    text = HOSPITAL + (
        "\n\nThe Velmar Casualty Watch said 11 people had been killed at the hospital.\n\nShips fired on the port of Qalat Numar last week, killing two fishermen."
        "\n\nThe head of Velmar's army, General Ruin Okafor, dismissed the Casualty Watch's reports as propaganda."
    )
    (found,) = pipeline.annotate([Document(id="d", text=text, sha256="0" * 64, published=dt.date(2031, 5, 5))])
    main = next(i for i in found.incidents if i.main)
    dismissed = next(a for a in found.attributions if a.speaker == "Ruin Okafor")
    assert dismissed.about == main.id
