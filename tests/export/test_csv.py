"""CSV and flat rows."""

import csv as reader
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.export import csv, flat


def back(rows: list[dict]) -> list[dict]:
    return list(reader.DictReader(io.StringIO(b"".join(csv(rows)).decode(), newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_made_text(cell: str) -> None:
    assert back([{"a": cell}])[0]["a"] == "'" + cell


def test_numbers_stay_numbers() -> None:
    assert back([{"a": -5, "b": 1.5, "c": None, "d": True}]) == [{"a": "-5", "b": "1.5", "c": "", "d": "true"}]


def test_nested_values() -> None:
    row = {"span": [1, 2], "date": {"from": "2031-03-04", "to": None}, "names": ["a", "b"], "none": [], "x": 1}
    assert flat(row) == {
        "span_start": 1, "span_end": 2, "date_from": "2031-03-04", "date_to": None, "names": '["a","b"]', "none": None, "x": 1,
    }  # fmt: skip


def test_columns_of_later_rows_are_there_too() -> None:
    assert back([{"a": "1"}, {"b": "2"}]) == [{"a": "1", "b": ""}, {"a": "", "b": "2"}]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=5))
def test_any_text_comes_back(cells: list[str]) -> None:
    found = back([{"n": "x", "a": cell} for cell in cells])
    assert [
        row["a"].removeprefix("'") if row["a"][:2] in {"'=", "'+", "'-", "'@", "'\t", "'\r"} else row["a"]
        for row in found
    ] == cells
