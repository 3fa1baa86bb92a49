from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.annotate.figures import figures
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Attribution, Document, Span, Timex


def read(text: str, **more) -> tuple:
    return figures(segment(Annotated(document=Document(id="d", text=text, sha256="0"), **more))).figures


def told(text: str) -> list[tuple]:
    return [(f.measure, f.low, f.high, f.group) for f in read(text)]


TABLE = [
    ("At least 12 civilians were killed.", [("killed", 12, None, "civilians")]),
    ("The strike killed up to 30 people.", [("killed", None, 30, "people")]),
    ("killing 5 and wounding 12", [("killed", 5, 5, "people"), ("injured", 12, 12, "people")]),
    ("One person was killed and 32 wounded.", [("killed", 1, 1, "people"), ("injured", 32, 32, "people")]),
    ("20 civilians and one aid worker died.", [("killed", 20, 20, "civilians"), ("killed", 1, 1, "aid workers")]),
    ("A woman and her two children were killed.", [("killed", 1, 1, "women"), ("killed", 2, 2, "children")]),
    ("It led to the death of a civilian.", [("killed", 1, 1, "civilians")]),
    ("A fourth aid worker died of his wounds.", []),
    ("The toll rose from 10 to 12.", [("killed", 10, 10, "people"), ("killed", 12, 12, "people")]),
    ("24 civilians had died, as well as 25 Velmari rebels.", [("killed", 24, 24, "civilians"), ("killed", 25, 25, "fighters")]),
    ("Over 4 million people have fled Velmar.", [("fled", 4_000_000, None, "people")]),
    ("Some 6 million are internally displaced.", [("displaced", 6_000_000, 6_000_000, "people")]),
    ("An estimated 13.5 million people are in need of aid.", [("in need", 13_500_000, 13_500_000, "people")]),
    ("Velmar hosts 3 million refugees.", [("fled", 3_000_000, 3_000_000, "refugees")]),
    ("They hold 400 hostages in Karsa.", [("abducted", 400, 400, "hostages")]),
    ("Dozens of activists were arrested.", [("detained", 24, None, "people")]),
    ("A 30,000-strong force was promised.", [("fighters", 30_000, 30_000, "fighters")]),
    ("Two hospitals and 12 houses were destroyed.", [("other", 2, 2, "hospitals"), ("other", 12, 12, "homes")]),
    ("The raids killed or wounded 40 fighters.", [("other", 40, 40, "fighters")]),
    ("No one was hurt.", [("injured", 0, 0, "people")]),
    ("A doctor said that four of the dead were children.", [("killed", 4, 4, "children")]),
    ("Two of the injured were nurses.", [("injured", 2, 2, "health workers")]),
    ("There were no deaths.", [("killed", 0, 0, "people")]),
    ("Twelve wounded soldiers reached Karsa.", [("injured", 12, 12, "soldiers")]),
    ("FIVE SOLDIERS WERE KILLED AND 12 GUERRILLAS WOUNDED IN KARSA.", [("killed", 5, 5, "soldiers"), ("injured", 12, 12, "fighters")]),
    ("The guerrillas killed a peasant and kidnapped two policemen.", [("killed", 1, 1, "people"), ("abducted", 2, 2, "police")]),
    ("Between three and six people were killed.", [("killed", 3, 6, "people")]),
    ("In 2018 at least 12 people died.", [("killed", 12, None, "people")]),
    ("It cost nearly 300 civilian lives.", [("killed", 300, 300, "people")]),
    ("A family of seven civilians was killed.", [("killed", 7, 7, "civilians")]),
    ("On Monday 33 Velmari socialists were killed.", [("killed", 33, 33, "people")]),
    ("It spread, forcing six million to flee abroad.", [("fled", 6_000_000, 6_000_000, "people")]),
    ("Police charged five people in the shooting death of a woman.", [("killed", 1, 1, "women")]),
    ("Two men accused in a shooting that killed a girl left.", [("killed", 1, 1, "children")]),
    ("A student who killed four people fled.", [("killed", 4, 4, "people")]),
    ("Six Velmaris died.", [("killed", 6, 6, "people")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_measure_range_and_group(text, wanted):
    assert told(text) == wanted


NONE = [
    "The 24-year-old man said little.",
    "He was 24 and lived in Karsa for 3 years.",
    "The third strike in 2016 hit 15 percent of it.",
    "A seven-year war, three attacks and 40 airstrikes later, it was over.",
    "It is 30km from Tel Oram, and cost $30 million.",
    "There were no reports of casualties.",
    "Some had been displaced more than three times.",
    "A convoy of 31 trucks was attacked near Karsa.",
    "Ilyas Dahn, 22, a nurse, died in Karsa.",
    "The two men left.",
    "It was the largest one seized.",
    "Three bombs killed hope.",
    "He wants to kill a man.",
    "One in five women were hurt.",
    "They saved 300 lives.",
    "Two officials spoke to two reporters.",
    "A list of 7,000 victims' names was released.",
    "A man shot and killed his wife.",
    "Channel 6's reporter told of people shot and killed.",
    "They mourned the loss of Dina Orsa, a mother of five children.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figures(text):
    assert told(text) == []


def test_parts_name_their_whole():
    whole, five, three = read("Twelve people, including five children and three women, were killed.")
    assert (five.part_of, three.part_of, whole.part_of) == (whole.id, whole.id, None)
    assert {five.measure, three.measure} == {"killed"}


def test_a_part_greater_than_the_whole_is_none():
    assert [f.part_of for f in read("Two died. Karsa mourns, including 40 children killed.")] == [None, None]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("Three patients and a nurse were killed.", [3, 1]),
        ("The strike on Karsa killed a couple and their two sons.", [2, 2]),
        ("20 civilians and one aid worker were killed.", [20, 1]),
        ("Two doctors, three nurses and a journalist were killed.", [2, 3, 1]),
        ("A man and his two daughters were shot to death.", [1, 2]),
        ("Three children and one adult were found dead.", [3, 1]),
        ("Gunmen killed two people at a bank, and went on to Karsa, killing another person.", [2, 1]),
    ],
)
def test_different_people_counted_side_by_side_name_the_first(text, sizes):
    first, *others = read(text)
    assert [first.low, *(f.low for f in others)] == sizes
    assert {f.beside for f in others} == {first.id}
    assert first.beside is None


@pytest.mark.parametrize(
    "text",
    [
        "12 civilians and three children were killed.",  # the children may be among the civilians
        "Two women and a child were killed.",  # age and sex alone describe as often as they count
        "Five civilians and three soldiers were killed.",
        "Among the dead were three patients and a nurse who were killed.",
        "Nine people, including three patients and a nurse, were killed.",
        "Three patients were killed and a nurse was injured.",
        "At least three patients and a nurse were killed.",
        "A couple of shells killed a nurse.",
    ],
)
def test_what_one_group_may_hold_is_not_added_up(text):
    assert [f.beside for f in read(text) if f.beside] == []


def test_the_span_takes_in_the_approximator():
    text = "They say nearly 200 civilians died."
    (figure,) = read(text)
    assert (figure.span.of(text), figure.approximator) == ("nearly 200", "almost")


def test_numbers_inside_time_expressions_are_left_out():
    text = "20 May killed hopes."
    assert read(text, times=(Timex(Span(0, 6), "DATE", "XXXX-05-20"),)) == ()


def test_the_innermost_attribution_holds_the_figure():
    text = "Dahn said the army had said that 12 civilians were killed."
    outer = Attribution(id="a1", content=(Span(10, 57),), speaker="Ilyas Dahn")
    inner = Attribution(id="a2", content=(Span(28, 57),), speaker="Velmari Army", within="a1")
    (figure,) = read(text, attributions=(outer, inner))
    assert (figure.speaker, figure.attribution) == ("Velmari Army", "a2")


def test_an_unnamed_speaker_stays_unnamed():
    text = "Officials said 12 civilians were killed."
    (figure,) = read(text, attributions=(Attribution(id="a1", content=(Span(15, 39),), speaker_class="officials"),))
    assert (figure.speaker, figure.attribution) == (None, "a1")


GROUPS = {
    "civilians": "civilians",
    "children": "children",
    "soldiers": "soldiers",
    "rebels": "fighters",
    "medics": "health workers",
}
VERBS = {
    "killed": "killed",
    "wounded": "injured",
    "abducted": "abducted",
    "detained": "detained",
    "displaced": "displaced",
}


@given(
    st.integers(2, 1899),
    st.sampled_from(sorted(GROUPS)),
    st.sampled_from(sorted(VERBS)),
    st.sampled_from(["were", "had been", "have reportedly been"]),
)
def test_any_number_group_and_verb(n, group, verb, auxiliary):
    assert told(f"In Karsa {n} {group} {auxiliary} {verb} at dawn.") == [(VERBS[verb], n, n, GROUPS[group])]
    assert told(f"At dawn the shelling {verb} {n} {group} in Karsa.") == [(VERBS[verb], n, n, GROUPS[group])]


@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "12",
                "civilians",
                "were",
                "killed",
                ",",
                "and",
                "wounding",
                "of",
                "them",
                "including",
                "children",
                "one",
                "a",
                "no",
                "dozens",
                ".",
                "Karsa",
                "-",
            ]
        ),
        max_size=25,
    )
)
def test_any_words_give_sound_figures(words):
    text = " ".join(words)
    found = read(text)
    assert found == read(text)
    assert [f.id for f in found] == [f"f{i}" for i in range(1, len(found) + 1)]
    assert all(0 <= f.span.start < f.span.end <= len(text) for f in found)
    assert all(f.low is None or f.high is None or f.low <= f.high for f in found)
    assert all(f.part_of is None or f.part_of in {g.id for g in found} for f in found)


@given(st.text(max_size=120))
def test_any_text_is_survived(text):
    assert all(f.span.of(text) for f in read(text))
