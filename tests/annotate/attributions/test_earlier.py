"""What was said some days before another statement of the same sentence is dated so: an admission ends the denial before it."""

from datetime import date

import pytest

from .conftest import read_text


@pytest.mark.parametrize(
    ("words", "day"),
    [("three days after", date(2031, 3, 6)), ("a week after", date(2031, 3, 2)), ("shortly after", None)],
)
def test_days_are_counted_back_from_the_statement_before(words: str, day: date | None) -> None:
    text = f"The Velmari Army on Sunday acknowledged that it had bombed the convoy near Bir Hadid, {words} it denied any part in the attack."
    rows = read_text(text, published=date(2031, 3, 9))
    [admission] = [row for row in rows if row.a.stance == "acknowledge"]
    [denial] = [row for row in rows if row.a.stance == "deny"]
    assert admission.a.said is not None
    assert admission.a.said.start == date(2031, 3, 9)
    if day is not None:
        assert denial.a.said is not None
        assert (denial.a.said.start, denial.a.said.end) == (day, day)
    else:
        assert denial.a.said is None or denial.a.said.start == date(2031, 3, 9)


def test_since_when_is_not_when_it_was_said(read):
    (row,) = read(
        "The Assembly, as the Northern Front has called itself since February, claimed responsibility for it."
    )
    assert row.a.said is None
