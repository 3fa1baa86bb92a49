"""Which names are proposed as one actor's, and which are not."""

import pytest

from rashomon.resolve.namesakes import Named, compare, namesakes, sound


def _compared(first: str, second: str, kind: str = "organization"):
    return compare(Named("name:1", (first,), kind), Named("name:2", (second,), kind))


@pytest.mark.parametrize(
    ("first", "second", "kind", "feature"),
    [
        ("Velmar Casualty Watch", "Casualty Watch Velmar", "monitor", "name"),
        ("Velmar Casualty Watch", "VCW", "monitor", "acronym"),
        ("Qasim Hadidi", "Kassem Hadidy", "person", "spelling"),
        ("Liwa al-Karsa", "Liwa Karsa", "armed group", "name"),
        ("Colonel Hadidi", "Adem Hadidi", "armed group", None),
        ("Hadidi", "Adem Hadidi", "person", "surname"),
        ("Adem", "Adem Hadidi", "person", None),
        ("Dessary Relief Committee", "Dessary Relief Committee of Engineers", "aid agency", "part"),
        ("Northern Front", "Southern Front", "armed group", None),
        ("First Karsa Brigade", "Second Karsa Brigade", "armed group", None),
        ("Ardan Ministry of Defence", "Velmari Ministry of Defence", "ministry", None),
        ("10th Brigade", "11th Brigade", "armed group", None),
        ("Front", "Northern Front", "armed group", None),
    ],
)
def test_likeness(first: str, second: str, kind: str, feature: str | None) -> None:
    for one, other in ((first, second), (second, first)):
        found = _compared(one, other, kind)
        assert (found.reasons[0].feature if found else None) == feature


def test_a_person_is_no_body_and_the_registry_tells_its_own_apart() -> None:
    assert compare(Named("name:a", ("Karsa",), "person"), Named("name:b", ("Karsa",), "media")) is None
    assert compare(Named("a", ("Karsa Post",), known=True), Named("b", ("Karsa Post",), known=True)) is None


def test_texts_that_name_both_speak_against() -> None:
    actors = [Named("name:hadidi q", ("Qasim Hadidi",), "person"), Named("name:hadidi k", ("Kassem Hadidi",), "person")]
    (apart,) = namesakes(actors, lambda *_: 0)
    assert apart.score > 0.85
    assert namesakes(actors, lambda *_: 2) == []
    (shown,) = namesakes(actors, lambda *_: 2, least=0.5)
    assert shown.score == pytest.approx(apart.score - 0.3)
    assert shown.reasons[-1].words == "2 documents name both"


def test_what_the_registry_knows_is_kept_as_the_first() -> None:
    actors = [
        Named("name:x", ("Velmar Casualty Wach",), "monitor"),
        Named("vcw", ("Velmar Casualty Watch",), "monitor", known=True),
    ]
    for order in (actors, actors[::-1]):
        (found,) = namesakes(order, lambda *_: 0)
        assert (found.first, found.second) == ("vcw", "name:x")


def test_sound_of_transliterations() -> None:
    assert sound("qasim") == sound("kassem") == "ksm"
    assert sound("yusuf") == sound("jusef")
    assert sound("karsa") != sound("tarsa")
