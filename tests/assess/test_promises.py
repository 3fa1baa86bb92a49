"""Which tellings are of one promise, and what is said of its keeping."""

from __future__ import annotations

from datetime import date
from itertools import permutations

from rashomon.assess.promises import Made, Said, promises
from rashomon.model import Interval, Keeping, Promise, Span, Telling

TRUCE = Promise(id="p1", kind="ceasefire", by="Northern Front", span=Span(0, 5))


def made(document: str, day: date | None, **more: object) -> Made:
    from msgspec.structs import replace

    return Made("front", replace(TRUCE, **more), Telling(document=document, span=TRUCE.span, words="w", published=day))


def said(document: str, day: date | None, verdict: str, kind: str | None = "ceasefire", party: str = "front") -> Said:
    keeping = Keeping(
        id="k1", party="Northern Front", verdict=verdict, span=Span(9, 12), kind=kind, speaker="Velmari Army"
    )
    return Said(party, keeping, None, None, Telling(document=document, span=keeping.span, words="w", published=day))


def test_the_same_truce_told_by_several_is_one_in_any_order() -> None:
    tellings = [made("a", date(2031, 3, 4)), made("b", date(2031, 3, 6)), made("c", date(2031, 6, 1))]
    words = [said("b", date(2031, 3, 6), "broken"), said("d", date(2031, 3, 9), "denies breaking")]
    first, second = promises(tellings, words)
    assert [t.document for t in first.told] == ["a", "b"]
    assert (first.status, second.status) == ("contested", "nothing said")
    for order in permutations(tellings):
        assert promises(order, words[::-1]) == [first, second]


def test_other_days_recipients_and_refusals_are_other_promises() -> None:
    day = date(2031, 3, 4)
    other = made("b", day, until=Interval(None, date(2031, 3, 9)))
    assert len(promises([made("a", day, until=Interval(None, date(2031, 3, 6))), other], [])) == 2
    assert len(promises([made("a", day), other], [])) == 1
    assert len(promises([made("a", day, to=("Velmari Army",)), made("b", day, to=("Ardania",))], [])) == 2
    assert len(promises([made("a", day), made("b", day, refused=True)], [])) == 2


def test_a_word_on_keeping_finds_the_latest_promise_before_it_or_none() -> None:
    tellings = [made("a", date(2031, 3, 4)), made("b", date(2031, 6, 4))]
    for word, at in (
        (said("c", date(2031, 4, 1), "broken"), 0),
        (said("c", date(2031, 7, 1), "broken"), 1),
        (said("c", date(2031, 1, 1), "broken"), None),
        (said("c", date(2032, 9, 1), "broken"), None),
        (said("c", None, "broken"), None),
        (said("a", None, "broken"), 0),
        (said("c", date(2031, 7, 1), "broken", kind=None), None),  # which of the two is open
        (said("c", date(2031, 4, 1), "broken", kind=None), 0),
        (said("c", date(2031, 4, 1), "broken", kind="withdrawal"), None),
        (said("c", date(2031, 4, 1), "broken", party="army"), None),
    ):
        found = promises(tellings, [word])
        assert [number for number, row in enumerate(found) if row.keeping] == ([] if at is None else [at])
