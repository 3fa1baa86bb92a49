"""Further names that a document gives its actors, and names of others that it does not."""

from __future__ import annotations

import pytest

import rashomon

ONE = [
    "The Northern Front, also known as the Free Brigade, fired on Karsa. The Free Brigade killed nine people.",
    "The Northern Front (aka the Free Brigade) fired on Karsa, killing nine people.",
    "The Northern Front, which is better known as the Free Brigade, fired on Karsa, killing nine people.",
    "The Northern Front, formerly the Free Brigade, fired on Karsa, killing nine people.",
]
TWO = [
    "The Northern Front attacked a village. A group called the Free Brigade fired on Karsa, killing nine people.",
    "The Northern Front and a group called the Free Brigade fired on Karsa, killing nine people.",
    "The Northern Front killed nine people in an attack on a militia known as the Free Brigade.",
    "The Northern Front called the Free Brigade to arms after nine people were killed in Karsa.",
]


def named(text: str) -> set[str]:
    found = rashomon.read(text, published="2031-03-05")
    return {m.name for m in found.annotated.actors if found.words(m.span) in ("Northern Front", "Free Brigade")}


@pytest.mark.parametrize("text", ONE)
def test_another_name_of_one_body(text: str) -> None:
    assert named(text) == {"Northern Front"}


@pytest.mark.parametrize("text", TWO)
def test_the_name_of_another_body(text: str) -> None:
    assert named(text) == {"Northern Front", "Free Brigade"}
