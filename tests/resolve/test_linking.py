"""Comparing, blocking and clustering of incident mentions; copies of texts. Invented incidents."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import Comparison, Count, Interval, LinkKey, PlaceValue
from rashomon.resolve import (
    FEW,
    Side,
    accepted,
    bands,
    blocks,
    cluster,
    compare,
    compared,
    copies,
    fingerprint,
    incident_id,
    is_copy,
    pair,
)
from rashomon.resolve.comparing import family

DESSARY = PlaceValue("Dessary", 30.0, 40.0, 1, "VL", "exact")
KARSA = PlaceValue("Karsa", 31.5, 41.0, 2, "VL", "exact")


def key(
    document: str, *, kind: str = "airstrike", day: int | None = 4, place: PlaceValue | None = DESSARY, **more: object
) -> LinkKey:
    return LinkKey(
        mention=f"{document}:e1",
        document=document,
        type=kind,
        family=family(kind),
        date=Interval.day(date(2031, 5, day)) if day else None,
        place=place,
        published=date(2031, 5, (day or 4) + 1),
        **more,
    )


def test_same_day_place_and_type_is_one_incident_and_says_why() -> None:
    found = compare(key("b"), key("a"))
    assert accepted(found)
    assert (found.first, found.second) == ("a:e1", "b:e1")
    assert [r.words for r in found.reasons][:3] == ["both airstrike", "both 2031-05-04", "both Dessary"]


@pytest.mark.parametrize(
    ("outlet", "case", "one"),
    [
        ("Harbour Files", "f/2", False),
        ("Harbour Files", "f/1", True),
        ("Karsa Courier", "f/2", True),
        ("Harbour Files", None, True),
    ],
)
def test_two_case_files_of_one_outlet_are_two_incidents(outlet: str, case: str | None, one: bool) -> None:
    found = compare(key("a", outlet="Harbour Files", case="f/1"), key("b", outlet=outlet, case=case))
    assert accepted(found) is one


def test_a_province_about_a_town_is_no_bar() -> None:
    province = PlaceValue("Dessary Province", 30.2, 40.2, 8, "VL", "region")
    found = compare(key("a"), key("b", place=province))
    assert accepted(found)
    assert any(r.feature == "place_within" for r in found.reasons)


def test_two_towns_of_one_district_are_two_unless_the_words_agree() -> None:
    oram = PlaceValue("Tel Oram", 30.05, 40.05, 3, "VL", "exact")
    other = key("b", place=oram, words=("bakery", "bridge", "queue"))
    assert "two places" in (compare(key("a", words=("mill", "school", "wedding")), other).barred or "")
    assert compare(key("a", words=("bakery", "bridge", "market")), other).barred is None


def test_what_bars_a_link() -> None:
    assert "km apart" in (compare(key("a"), key("b", place=KARSA)).barred or "")
    assert "lie apart" in (compare(key("a", day=1), key("b", day=4)).barred or "")
    assert "never one" in (compare(key("a"), key("b", kind="agreement")).barred or "")
    assert "as two" in (compare(key("a"), msgspec.structs.replace(key("a"), mention="a:e2")).barred or "")


def test_unknown_day_and_place_are_not_enough() -> None:
    assert not accepted(compare(key("a", day=None, place=None), key("b", day=None, place=None)))


def test_a_named_victim_and_the_same_toll_weigh() -> None:
    bare = compare(key("a"), key("b")).score
    told = compare(
        key("a", killed=Count(7, 7), names=("omar said",)), key("b", killed=Count(7, 7), names=("omar said",))
    ).score
    assert told > bare + 4


days = st.integers(1, 25) | st.none()
keys = st.builds(
    lambda n, kind, day, place, toll, names: key(f"d{n}", kind=kind, day=day, place=place, killed=toll, names=names),
    st.integers(0, 40),
    st.sampled_from(["airstrike", "shelling", "clash", "shooting", "campaign"]),
    days,
    st.sampled_from(
        [
            DESSARY,
            KARSA,
            PlaceValue("Tel Oram", 30.2, 40.1, 3, "VL", "exact"),
            PlaceValue("Velmar", 31, 41, 9, "VL", "country"),
            PlaceValue("Bir Hadid"),
            PlaceValue("Oram Province", 30.4, 40.3, 8, "VL", "region"),
            None,
        ]
    ),
    st.sampled_from([None, Count(5, 5), Count(12, None)]),
    st.sampled_from([(), ("omar said",)]),
)


@settings(max_examples=1000)
@given(keys, keys)
def test_a_pair_that_would_be_accepted_shares_a_block(a: LinkKey, b: LinkKey) -> None:
    if a.document != b.document and accepted(compare(a, b)):
        assert set(blocks(a)) & set(blocks(b))


@given(keys, keys)
def test_comparison_is_symmetric(a: LinkKey, b: LinkKey) -> None:
    assert compare(a, b) == compare(b, a) or a.mention == b.mention


def clustered(found: list[LinkKey], **more: frozenset[tuple[str, str]]) -> list[list[str]]:
    by_id = {k.mention: k for k in found}
    links = [c for a, b in combinations(found, 2) if accepted(c := compare(a, b))]
    return cluster(by_id, links, **more)


@given(st.lists(keys, max_size=8, unique_by=lambda k: k.mention), st.randoms())
def test_clusters_do_not_depend_on_order(found: list[LinkKey], random: object) -> None:
    first = clustered(found)
    random.shuffle(found)  # type: ignore[attr-defined]
    assert clustered(found) == first
    assert sorted(m for group in first for m in group) == sorted(k.mention for k in found)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Side, Side]]:
    """The pairs that clustering compares."""
    pairs: list[tuple[Side, Side]] = []

    def counted(a: Side, b: Side) -> Comparison:
        pairs.append((a, b))
        return compared(a, b)

    monkeypatch.setattr("rashomon.resolve.clustering.compared", counted)
    return pairs


def test_clusters_that_may_not_join_are_compared_once(asked: list[tuple[Side, Side]]) -> None:
    many = [key(f"a{n:02}") for n in range(60)]
    two = [key("z"), msgspec.structs.replace(key("z"), mention="z:e2")]  # one document tells them as two
    assert sorted(len(group) for group in clustered([*many, *two])) == [1, 61]
    assert len(asked) <= 62 * 61 / 2


def test_a_large_cluster_is_judged_by_a_sample_and_by_all_of_its_documents(asked: list[tuple[Side, Side]]) -> None:
    many = [key(f"{n:03}") for n in range(150)]
    by_id = {k.mention: k for k in many}
    chain = [compare(a, b) for a, b in pairwise(many)]
    assert len(cluster(by_id, chain)) == 1
    assert len(asked) < 150 * 12 * 2
    last = msgspec.structs.replace(
        many[-1], mention="149:e2"
    )  # told as another one by a document outside of the sample
    found = cluster({**by_id, last.mention: last}, [*chain, compare(many[0], last)])
    assert sorted(map(len, found)) == [1, 150]
    apart = frozenset({("100:e1", "149:e1")})  # a split is looked for among all, too
    assert len(cluster(by_id, chain, split=apart)) == 2


def report(document: str, **more: object) -> LinkKey:
    return msgspec.structs.replace(key(document), **{"main": True, **more})


WORDS = tuple(sorted(("ambulance", "bakery", "dawn", "queue", "quarter", "tarhun", "zerrin")))


def test_reports_of_one_incident_need_more_than_a_day_and_a_town() -> None:
    """Many strikes hit one town in one day; what tells them apart are the words."""
    a, b = report("a", terms=WORDS, words=WORDS), report("b", terms=("mill", "shepherd"), words=("mill", "shepherd"))
    assert not accepted(compare(a, b))
    assert accepted(compare(a, report("c", terms=WORDS, words=WORDS)))


def cost(found: Comparison, feature: str) -> float:
    return sum(reason.weight for reason in found.reasons if reason.feature == feature)


def test_tolls_that_differ_cost_less_where_day_and_place_agree() -> None:
    two, three, forty = (report(f"r{n}", killed=Count(n, n)) for n in (2, 3, 40))
    near, far = (cost(compare(two, other), "killed_apart") for other in (three, forty))
    assert far < near < 0
    elsewhere = msgspec.structs.replace(three, place=KARSA)
    other_day = msgspec.structs.replace(three, date=Interval.day(date(2031, 5, 5)))
    assert cost(compare(two, elsewhere), "killed_apart") == cost(compare(two, other_day), "killed_apart") == far
    assert cost(compare(report("a", killed=Count(0, 0)), forty), "killed_apart") == far


def test_who_names_other_people_as_harmed_tells_of_another_event() -> None:
    a, b = report("a", names=("zerrin tarhun",)), report("b", names=("ilyas dahn",))
    assert cost(compare(a, b), "harmed_other") < 0
    for other in (report("c"), report("d", people=("zerrin tarhun",), names=("omar velmer",))):
        assert cost(compare(a, other), "harmed_other") == 0


def test_a_trial_long_after_is_told_by_its_words_and_costs_less() -> None:
    first = report("a", published=date(2031, 5, 5))
    trial = {"published": date(2032, 6, 1), "title": ("pleaded", "trial"), "terms": (*WORDS, "jury")}
    assert cost(compare(first, report("b", published=date(2032, 6, 1))), "court_later") == 0
    assert 0 < cost(compare(first, report("c", **trial)), "court_later") < 3
    few = report("d", **{**trial, "title": ("trial",)})
    assert cost(compare(first, few), "court_later") == 0


def test_a_name_in_both_that_one_tells_as_a_person_weighs_unless_the_days_lie_far_apart() -> None:
    a = report("a", phrases=("zerrin tarhun",), people=("zerrin tarhun",))
    b = report("b", phrases=("zerrin tarhun",))
    assert cost(compare(a, b), "phrase_person") > 0
    assert cost(compare(report("c", phrases=("zerrin tarhun",)), b), "phrase_person") == 0
    later = msgspec.structs.replace(b, date=Interval.day(date(2031, 5, 30)))
    assert cost(compare(a, later), "phrase_person") == 0


def test_reports_that_name_the_same_people_are_one_incident_though_a_day_was_misread() -> None:
    told = {"terms": WORDS, "words": WORDS, "names": ("zerrin tarhun",), "people": ("zerrin tarhun",)}
    a, b = report("a", **told), report("b", **told, date=Interval.day(date(2031, 5, 9)))
    assert accepted(compare(a, b))
    assert any("zerrin tarhun" in r.words for r in compare(a, b).reasons)
    other = report("c", date=Interval.day(date(2031, 5, 9)))
    assert "lie apart" in (compare(report("d"), other).barred or "")


def test_one_report_that_does_not_fit_is_outweighed_but_nothing_joins_what_one_document_tells_as_two() -> None:
    told = {"terms": WORDS, "words": WORDS, "title": WORDS[:2]}
    fitting = [report(f"a{n}", **told) for n in range(4)]
    assert len(clustered(fitting)) == 1
    second = msgspec.structs.replace(fitting[0], mention="a0:e2", main=False)
    assert all(len({m.split(":")[0] for m in group}) == len(group) for group in clustered([*fitting, second]))


def test_reports_are_found_by_rare_words_with_a_town_whatever_the_day_and_place() -> None:
    a = report("a", date=None, place=None, published=None, terms=("zerrin",), towns=("karsa",))
    b = report("b", terms=("zerrin",), towns=("dessary", "karsa"))
    assert set(blocks(a)) & set(blocks(b))
    assert all(block.startswith(FEW) for block in set(blocks(a)) & set(blocks(b)))
    assert not any(block.startswith(FEW) for block in blocks(key("c")))


def test_a_person_may_merge_and_split() -> None:
    a, b, c = key("a"), key("b"), key("c", place=KARSA)
    assert clustered([a, b, c]) == [["a:e1", "b:e1"], ["c:e1"]]
    assert clustered([a, b, c], split=frozenset({("a:e1", "b:e1")})) == [["a:e1"], ["b:e1"], ["c:e1"]]
    assert clustered([a, b, c], merged=frozenset({("b:e1", "c:e1")})) == [["a:e1"], ["b:e1", "c:e1"]]


def test_incident_id_is_that_of_the_earliest_mention() -> None:
    early, late = key("f" * 64, day=2), key("a" * 64, day=3)
    assert incident_id([late, early]) == incident_id([early]) != incident_id([late])


def text_of(seed: int, words: int = 120) -> str:
    return " ".join(f"w{(i * 7919 + seed * 104729) % 5003}" for i in range(words))


def test_copies_are_found_and_the_earliest_is_the_origin() -> None:
    wire = text_of(1)
    day = date(2031, 5, 4)
    prints = [
        fingerprint("d2", "By a reporter. " + wire, "Herald", day + timedelta(days=1)),
        fingerprint("d1", wire, "Wire", day),
        fingerprint("d3", text_of(2), "Post", day),
    ]
    sharing = ((a, b) for a, b in combinations(prints, 2) if set(bands(a)) & set(bands(b)))
    pairs = [pair(a.document, b.document) for a, b in sharing if is_copy(a, b)]
    (found,) = copies(prints, pairs)
    assert (found.document, found.origin, found.kind) == ("d2", "d1", "wire copy")
    assert found.score > 0.8


def test_short_texts_are_never_copies() -> None:
    assert bands(fingerprint("d1", "Two died in Karsa.", None, None)) == ()


def test_the_first_and_last_days_that_there_are_have_blocks_and_compare() -> None:
    for day in (date.min, date.max):
        a, b = (
            LinkKey(
                mention=f"{d}:e1",
                document=d,
                type="airstrike",
                family="strike",
                place=DESSARY,
                published=day,
                date=told,
            )
            for d, told in (("a", None), ("b", Interval.day(day)))
        )
        assert set(blocks(a)) & set(blocks(b))
        assert compare(a, b).barred is None


@pytest.mark.parametrize(("one", "other"), [((70.0, 10.5), (70.0, 11.2)), ((0.0, 179.9), (0.0, -179.9))])
def test_near_places_share_a_block_in_the_north_and_across_the_date_line(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    told = ("mill", "school")
    a, b = (key(d, place=PlaceValue(d, *at, None, "VL", "exact"), words=told) for d, at in (("a", one), ("b", other)))
    assert compare(a, b).barred is None
    assert set(blocks(a)) & set(blocks(b))
