from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.annotate.encoder import words
from rashomon.annotate.encoder.words import cut


def pieces(text: str) -> list[str]:
    made = cut(text)
    return [text[s:e] for s, e in zip(made.starts, made.ends, strict=True)]


@given(st.text(max_size=200))
@example("e\u0301te\u0301 na\u00efve")
@example("\u0642\u064e\u0644\u0652\u0639\u064e\u0629 \u0646\u0645\u0631")
@example("a\u200db \u200b c\ufeff")
@example("one\r\n\r\ntwo\rthree")
@example("\U0001f468\u200d\U0001f469\u200d\U0001f467 and \U0001f1fa\U0001f1f3!")
@example("\u0301 \u200f")
def test_every_visible_character_stands_in_one_word(text):
    made = cut(text)
    covered = [i for s, e in zip(made.starts, made.ends, strict=True) for i in range(s, e)]
    assert covered == sorted(set(covered))
    visible = {i for i, c in enumerate(text) if not c.isspace()}
    assert visible == set(covered)
    assert all(s < e for s, e in zip(made.starts, made.ends, strict=True))
    assert len(made.starts) == len(made.ends) == len(made.shapes) == len(made.paragraphs)
    assert all(0 <= shape < words.SHAPES for shape in made.shapes)


def test_marks_stay_with_their_letters():
    assert pieces("Qal\u0301at n\u0327umar, don't") == ["Qal\u0301at", "n\u0327umar", ",", "don", "'", "t"]
    assert pieces("5.4m (\u00a33)") == ["5", ".", "4m", "(", "\u00a3", "3", ")"]


def shapes(text: str) -> list[tuple[int, int, int]]:
    return [(s % 5, s // 5 % 4, s // 20) for s in cut(text).shapes]


def test_letter_case_and_breaks():
    made = shapes("The UN in Karsa\nMcKay 12\n\nA")
    assert [m[0] for m in made] == [
        words.TITLE,
        words.UPPER,
        words.LOWER,
        words.TITLE,
        words.MIXED,
        words.CASELESS,
        words.TITLE,
    ]
    assert [m[1] for m in made] == [words.NEW_PARAGRAPH, 1, 1, 1, words.NEW_LINE, 1, words.NEW_PARAGRAPH]
    assert cut("Karsa\r\nfell").paragraphs == [1, 2]
    assert shapes("Karsa\r\nfell")[1][1] == words.NEW_LINE


def inside(text: str) -> str:
    made = cut(text)
    return " ".join(text[s:e] for s, e, shape in zip(made.starts, made.ends, made.shapes, strict=True) if shape >= 20)


def test_quotation_marks_of_all_kinds():
    assert inside("\u201cWe saw it,\u201d she said.") == "\u201c We saw it , \u201d"
    assert inside('He said "no" twice.') == '" no "'
    assert inside("''We saw it,'' she said. ''Twice.''") == "' ' We saw it , ' ' ' ' Twice . ' '"
    assert inside("``It burned,'' he said.") == "` ` It burned , ' '"
    assert inside('"It burned and\n\nthen nothing') == '" It burned and'
