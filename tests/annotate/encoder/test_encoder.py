from __future__ import annotations

import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rashomon.annotate.encoder import Encoder
from rashomon.model import Marks, Span

REPORT = (
    "DESSARY, 4 May \u2014 At least 12 people were killed in an air strike on the town of Karsa on Tuesday, rescuers said.\n\n"
    "\u201cWe pulled out five children,\u201d said Dana Orel, a doctor at the hospital in Dessary. "
    "\u201cTwo are in intensive care.\u201d\n\nThe Velmari Army denied that it had carried out the attack.\n\n"
    "According to the Velmar Casualty Watch, 14 people were killed in the first week of May."
)


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load()


def words(spans, text=REPORT):
    return [span.of(text) for span in spans]


def by_cue(marks: Marks, cue: str):
    return next(a for a in marks.attributions if words(a.cue) == [cue])


def test_sources_and_contents_are_joined(encoder):
    (marks,) = encoder.mark([REPORT])
    denied = by_cue(marks, "denied")
    assert words(denied.source) == ["The Velmari Army"]
    assert words(denied.content) == ["that it had carried out the attack"]
    assert denied.score > 0.5
    according = by_cue(marks, "According to")
    assert words(according.source) == ["the Velmar Casualty Watch"]
    assert words(according.content) == ["14 people were killed in the first week of May"]
    apart = next(a for a in marks.attributions if len(a.content) == 2)
    assert words(apart.content) == [
        "\u201cWe pulled out five children,\u201d",
        "\u201cTwo are in intensive care.\u201d",
    ]
    assert words(apart.source)[0].startswith("Dana Orel")


def test_names_times_and_words(encoder):
    (marks,) = encoder.mark([REPORT])
    assert "Tuesday" in [t.span.of(REPORT) for t in marks.times]
    assert "Karsa" in [t.span.of(REPORT) for t in marks.toponyms]
    assert {t.type for t in marks.times} <= {"DATE", "TIME", "DURATION", "SET"}
    assert {t.reading for t in marks.toponyms} <= {"literal", "metonymic", "demonym"}
    assert {e.kind for e in marks.entities} <= {"person", "organization", "place", "demonym", "other"}
    killed = next(w for w in marks.words if w.span.of(REPORT) == "killed")
    assert killed.upos == "VERB"
    children = [w.deprel for w in marks.words if w.head == marks.words.index(killed)]
    assert "nsubj:pass" in children


def test_the_same_object_each_time():
    assert Encoder.load() is Encoder.load()


def test_a_text_is_read_the_same_beside_others(encoder):
    alone = encoder.mark([REPORT])[0]
    beside = encoder.mark(["Karsa fell.", REPORT, "", REPORT * 3])
    assert beside[1] == alone
    assert beside[2] == Marks()


def test_capitals_keep_most_marks(encoder):
    (marks,) = encoder.mark([REPORT.upper()])
    assert {"DENIED", "ACCORDING TO"} <= {a.cue[0].of(REPORT.upper()) for a in marks.attributions}


def check(text: str, marks: Marks) -> None:
    spans: list[Span] = [m.span for group in (marks.entities, marks.toponyms, marks.times, marks.words) for m in group]
    spans += [s for a in marks.attributions for s in (*a.source, *a.cue, *a.content)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
    assert [w.span for w in marks.words] == sorted(w.span for w in marks.words)
    assert all(a.span.end <= b.span.start for a, b in zip(marks.words, marks.words[1:], strict=False))
    assert {i for w in marks.words for i in range(*w.span)} == {i for i, c in enumerate(text) if not c.isspace()}
    for word in marks.words:
        assert -1 <= word.head < len(marks.words)
        assert (word.head == -1) == (word.deprel == "root")
    for a in marks.attributions:
        assert 0 <= a.score <= 1
        assert a.content
        for role in (a.source, a.cue, a.content):
            assert all(x.end <= y.start for x, y in itertools.pairwise(role))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                *REPORT.split(),
                "\r\n",
                "\U0001f468\u200d\U0001f469\u200d\U0001f467",
                "\u0642\u064e\u0644\u0652\u0639\u064e\u0629",
                "e\u0301",
                "\u200b",
                "\ufeff",
                "\u0130",
            ]
        ),
        max_size=60,
    ),
    st.sampled_from([" ", "", "\n", "\u00a0"]),
)
@example(["\U0001f1fa\U0001f1f3", "\u0642\u064e\u0644\u0652\u0639\u064e\u0629", "said", "\r\n", "\u2028"], "")
def test_offsets_are_exact_whatever_the_characters(parts, glue):
    text = glue.join(parts)
    (marks,) = Encoder.load().mark([text])
    check(text, marks)


def test_a_long_text_without_spaces(encoder):
    text = "\u0642\u0644\u0639\u0629" * 3000 + " said " + "x" * 5000
    check(text, encoder.mark([text])[0])
