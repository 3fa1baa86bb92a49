"""How reasons name speakers, and numbers."""

from __future__ import annotations

import pytest

from rashomon.model.wording import agreeing, called, counted


@pytest.mark.parametrize(
    ("speaker", "group", "told"),
    [
        ("Velmari Army", None, "Velmari Army denies"),
        (None, "residents", "residents deny"),
        (None, "unresolved", "somebody not named denies"),
        (None, "unspecified", "nobody named denies"),
        (None, None, "the narrator denies"),
    ],
)
def test_verbs_agree_with_whoever_speaks(speaker: str | None, group: str | None, told: str) -> None:
    assert f"{called(speaker, group)} {agreeing(speaker, group, 'denies', 'deny')}" == told


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(12, 12, "12"), (12, 30, "12-30"), (1200, None, "at least 1,200"), (None, 30, "up to 30"), (None, None, "?")],
)
def test_counts_as_a_person_writes_them(low: int | None, high: int | None, told: str) -> None:
    assert counted(low, high) == told
