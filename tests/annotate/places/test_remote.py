"""Names that are left without a place: far from where a text is set, or of which the gazetteer knows another's head alone."""

from __future__ import annotations

import pytest

from rashomon.model import Marks

from .test_places import mark, read

TEXT = (
    "Shells fell on Douma and Harasta on Tuesday. Residents of Douma fled to Damascus. "
    "In Damascus, families from Harasta slept in schools near Douma. {}"
)


@pytest.mark.parametrize("words", ["The house behind Americana was hit.", "A school in Delft was hit."])
def test_a_town_of_another_continent_is_no_place_of_a_text_set_in_one_city(words):
    name = "Americana" if "Americana" in words else "Delft"
    known = [p for p in read(TEXT.format(words)) if p.span.of(TEXT.format(words)) == name]
    assert all(p.lat is None and p.rule == "remote" for p in known)
    assert all(p.lat is not None for p in read(TEXT.format(words)) if p not in known)


@pytest.mark.parametrize(
    "words", ["He spoke in London.", "He lives in Delft, Netherlands.", "A report from Delft and The Hague came."]
)
def test_what_is_famous_or_named_with_its_country_stays(words):
    assert all(p.lat is not None for p in read(TEXT.format(words)))


def test_a_text_of_few_places_says_nothing_of_where_it_is_set():
    assert read("Officials met in Delft on Tuesday.")[0].lat is not None


@pytest.mark.parametrize("name", ["Qalat Sormin", "Wadi Harvan", "Bir Tolen"])
def test_the_head_of_a_name_alone_is_another_place(name):
    text = f"An airstrike hit a hospital in {name} on Tuesday."
    (place,) = read(text)
    assert (place.span.of(text), place.lat, place.country) == (name, None, None)


def test_a_unit_is_no_part_of_the_name():
    text = "Three people died in Qalat Province on Tuesday."
    assert read(text)[0].country == "AF"


def test_what_is_never_a_place_is_none_for_the_encoder_either():
    text = "They met the Hamas leader."
    assert read(text, Marks(toponyms=(mark(text, "Hamas", 0.99),))) == ()
