from __future__ import annotations

from rashomon.model import AttributionMark, Marks, Span

CONFLICT = "Rebels and troops fought near Karsa; shelling killed civilians. Airstrikes hit the enclave. "


def mark(text: str, source: str, cue: str, content: str, score: float = 0.9) -> AttributionMark:
    def span(words: str) -> tuple[Span, ...]:
        at = text.index(words)
        return (Span(at, at + len(words)),) if words else ()

    return AttributionMark(span(source), span(cue), span(content), score)


def test_wants_count_outside_conflict_only(read):
    text = "The mayor hopes to open the bridge in the spring, when the river is low and the nights are short."
    marks = Marks(attributions=(mark(text, "The mayor", "hopes", "to open the bridge in the spring"),))
    assert [r.cue for r in read(text, marks=marks)] == ["hopes"]
    text = CONFLICT + "The mayor hopes to open the bridge in the spring."
    marks = Marks(attributions=(mark(text, "The mayor", "hopes", "to open the bridge in the spring"),))
    assert read(text, marks=marks) == []


def test_a_sure_mark_of_speech_is_added_and_a_doubtful_one_is_not(read):
    text = CONFLICT + "Of the bridge the mayor, in her slow way, could only tell: gone."
    for score, found in ((0.9, 1), (0.2, 0)):
        marks = Marks(attributions=(mark(text, "the mayor", "tell", "gone", score),))
        assert len([r for r in read(text, marks=marks) if r.content == "gone"]) == found


def test_the_narrower_content_is_taken(read):
    text = CONFLICT + "The governor said the bridge was open after a long and bitter week of waiting in the cold."
    marks = Marks(attributions=(mark(text, "The governor", "said", "the bridge was open"),))
    assert [r.content for r in read(text, marks=marks)] == ["the bridge was open"]


def test_quotations_go_to_the_nearest_speaker(read):
    text = "“The mill burned,” said Anna Dorwin. “The road is mined,” said Tomas Berel."
    first, second = (
        mark(text, "Anna Dorwin", "said Anna"[:4], "“The mill burned,”"),
        mark(text, "Tomas Berel", "said", "“The road is mined,”"),
    )
    at = text.rindex("said")
    second = AttributionMark(second.source, (Span(at, at + 4),), (*first.content, *second.content), 0.9)
    rows = {r.source: r.content for r in read(text, marks=Marks(attributions=(first, second)))}
    assert rows == {"Anna Dorwin": "“The mill burned,”", "Tomas Berel": "“The road is mined,”"}
