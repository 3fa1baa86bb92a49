"""Tables for people: no word is broken where the screen has room for it; elsewhere rows become cards."""

import pytest

from rashomon.cli.listing import _needed, _widths, print_rows

HEADER = ("id", "status", "held responsible", "reason")
ROWS = [
    {"id": "i2193aace", "status": "corroborated", "who": "Ardan Air Force, Velmari Army", "why": "killed: 12 against 30-53: do not meet " * 2},
    {"id": "i323163cb", "status": "single source", "who": "", "why": "https://velmar-wire.example/2031/03/05/dessary-shelled"},
]  # fmt: skip


def printed(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    assert print_rows("table", ROWS, HEADER, lambda row: list(row.values()), "nothing") == 2
    return capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize("width", [30, 60, 70, 80, 100, 200])
def test_no_word_is_broken(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    text = printed(capsysbinary, monkeypatch, width)
    assert "corroborated" in text
    assert max(map(len, text.splitlines())) <= width


def test_a_table_stands_where_its_words_fit(
    capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "  reason: " in printed(capsysbinary, monkeypatch, 45), "cards"
    assert "  reason: " not in printed(capsysbinary, monkeypatch, 80)


def test_what_is_left_goes_where_cells_are_longest() -> None:
    assert _widths([4, 4], [4, 24], 18) == [4, 14]
    assert _widths([4, 4], [6, 8], 100) == [6, 8]
    assert sum(_widths([9, 12, 16, 16], [9, 13, 29, 80], 70)) <= 70
    assert _needed(["a corroborated one", "", "x" * 40]) == 16
