"""A body by whatever part of it speaks."""

from __future__ import annotations

import pytest

from rashomon.lexicon.bodies import body, is_part


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Command of the Velmari Army", "Velmari Army"),
        ("the General Command of the Velmari Army", "Velmari Army"),
        ("Velmari Army General Command", "Velmari Army"),
        ("Media Office of the Northern Front", "Northern Front"),
        ("Velmari troops", "Velmari Army"),
        ("Ardan warplanes", "Ardan Air Force"),
        ("Ardan Air Force", "Ardan Air Force"),
        ("Northern Command", "Northern Command"),
        ("rebel troops", "rebel troops"),
        ("Velmar Casualty Watch", "Velmar Casualty Watch"),
        ("Northern Front", "Northern Front"),
    ],
)
def test_body(name: str, whole: str) -> None:
    assert body(name) == whole
    assert body(body(name)) == whole


def test_a_part_alone() -> None:
    assert is_part("General Command")
    assert is_part("the press office")
    assert not is_part("Velmari Army General Command")
    assert not is_part("Northern Front")
