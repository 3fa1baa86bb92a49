"""Ranges: least, best and greatest by the printed policies, over groups, parts and words for numbers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.assess import assess
from rashomon.errors import SettingError
from rashomon.lexicon import load
from rashomon.lexicon.registry import registry
from rashomon.model import Claim, Count

from .claiming import claim, killed

POLICIES = ("span", "conservative", "reliable", "latest")


def test_range_spans_the_accounts_and_best_is_the_shared_value() -> None:
    claims = [killed("A", 12), killed("B", 12), killed("C", 30)]
    found = assess("i1", claims).ranges["killed"]
    assert (found.low, found.best, found.high) == (12, 12, 30)
    assert claims[2].id in found.claims
    assert set(found.claims) & {claims[0].id, claims[1].id}


@pytest.mark.parametrize(
    ("name", "expected"), [("span", (10, 14, 30)), ("conservative", (10, 10, 30)), ("latest", (10, 14, 30))]
)
def test_policies_differ_as_printed(name: str, expected: tuple[int, int, int]) -> None:
    claims = [killed("A", 10, day=1), killed("B", 30, day=2), killed("C", 14, day=3)]
    found = assess("i1", claims, policy_name=name).ranges["killed"]
    assert (found.low, found.best, found.high) == expected
    assert found.policy == name


def test_reliable_policy_follows_the_rank_of_the_speaker() -> None:
    claims = [killed("Group", 2, actor="g"), killed("Watch", 9, actor="w")]
    found = assess("i1", claims, policy_name="reliable", kinds={"g": "armed group", "w": "monitor"}).ranges["killed"]
    assert (found.low, found.best, found.high) == (9, 9, 9)


def test_reliable_policy_takes_the_kinds_of_the_registry_and_ranks_each_kind() -> None:
    kinds = {entry.id: entry.kind for entry in registry().entries.values()}
    armed, monitor = (min(i for i, kind in kinds.items() if kind == wanted) for wanted in ("armed group", "monitor"))
    claims = [killed("One", 2, actor=armed), killed("Other", 9, actor=monitor)]
    assert assess("i1", claims, policy_name="reliable").ranges["killed"].best == 9
    ranks = load("policies")["ranks"]
    assert set(kinds.values()) - {"person"} <= set(ranks)
    assert {"narrator"} | set(ranks) - set(kinds.values()) <= {
        "narrator",
        "unresolved",
        "unspecified",
        *load("speakers")["classes"],
    }


def test_a_part_of_a_toll_is_neither_a_toll_nor_in_dispute_with_one() -> None:
    whole = killed("A", 20, group="people")
    part = killed("A", 3, group="people", part_of=whole.id, document="doc-A-1", original="three")
    found = assess("i1", [whole, part, killed("B", 20)])
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (20, 20)
    assert found.disputes == ()
    larger = killed("A", 3, part_of="a number of something else")
    assert assess("i1", [larger]).ranges["killed"].best == 3


def test_who_doubts_a_figure_has_not_given_it() -> None:
    found = assess("i1", [killed("A", 20), killed("B", 90, stance="doubt")])
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (20, 20)
    assert found.disputes == ()


def test_conservative_policy_reads_vague_words_as_acled_does() -> None:
    claims = [killed("A", 24, None, original="dozens")]
    assert assess("i1", claims, policy_name="conservative").ranges["killed"].best == 12
    assert assess("i1", claims).ranges["killed"].best == 24


@pytest.mark.parametrize(
    ("words", "span", "conservative"),
    [
        ("dozens", 24, 12),
        ("tens of thousands", 20_000, 10_000),
        ("Hundreds of\nthousands", 200_000, 100_000),
        ("thousands", 2000, 1000),
    ],
)
def test_vague_words_stand_for_what_the_policy_says(words: str, span: int, conservative: int) -> None:
    claims = [killed("A", 7, None, original=words)]
    assert assess("i1", claims).ranges["killed"].best == span
    assert assess("i1", claims, policy_name="conservative").ranges["killed"].best == conservative


def test_unknown_policy_is_a_setting_error() -> None:
    with pytest.raises(SettingError, match="one of span"):
        assess("i1", [], policy_name="median")


def test_a_newer_figure_of_the_same_speaker_replaces_the_older_one() -> None:
    claims = [killed("A", 5, day=1), killed("A", 17, day=3)]
    found = assess("i1", claims)
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (17, 17)
    assert not found.disputes


def test_exclusive_groups_add_up_but_parts_do_not() -> None:
    whole = killed("A", 20, group="civilians")
    aid = killed("A", 1, group="aid workers")
    child = killed("A", 6, group="children", part_of=whole.id)
    found = assess("i1", [aid, whole, child]).ranges
    assert found["killed"].best == 21  # the children are among the civilians
    assert found["killed_children"].best == 6
    only_roles = assess("i1", [aid, killed("A", 3, group="journalists")]).ranges
    assert only_roles["killed"].best == 4


def test_fighters_are_neither_added_to_civilians_nor_compared_with_them() -> None:
    fighters, soldiers = killed("B", 5, group="fighters"), killed("A", 3, group="soldiers")
    assert assess("i1", [fighters]).ranges["killed"].best == 5
    found = assess("i1", [fighters, soldiers, killed("A", 12, group="civilians")])
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (12, 12)
    assert found.disputes == ()


def test_who_speaks_of_children_alone_gives_no_total_unless_nobody_does() -> None:
    children = killed("B", 4, group="children")
    assert assess("i1", [children]).ranges["killed"].best == 4
    assert assess("i1", [children, killed("A", 12)]).ranges["killed"].low == 12


def test_parts_that_add_up_to_more_than_any_total_count() -> None:
    parts = [killed("B", 4, group="children"), killed("B", 2, group="women")]
    assert assess("i1", [*parts, killed("A", 5)]).ranges["killed"].high == 6


counts = st.tuples(st.none() | st.integers(0, 500), st.none() | st.integers(0, 500)).map(
    lambda ends: Count(*sorted(ends)) if None not in ends else Count(*ends)
)


figures = st.builds(
    lambda speaker, value, group, day, rule: claim(
        speaker, value=value, group=group, day=day, document=f"d{day}", cls="narrator", rule=rule
    ),
    st.sampled_from([None, "A", "B", "C", "D"]),
    counts,
    st.sampled_from([None, "people", "civilians", "children", "women", "fighters"]),
    st.integers(1, 28),
    st.sampled_from(
        [None, "after:killed", "weighed by the narrator", "counted by name", "those shot less those killed"]
    ),
)


# The first draws build the registry and the hash strategies; on a busy machine that takes a second.
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(figures, max_size=12, unique_by=lambda c: c.id), st.sampled_from(POLICIES), st.randoms())
def test_low_best_high_and_independence_of_order(claims: list[Claim], name: str, random: object) -> None:
    first = assess("i1", claims, policy_name=name)
    for found in first.ranges.values():
        assert found.low <= found.best <= found.high
        assert set(found.claims) <= {c.id for c in claims}
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assess("i1", shuffled, policy_name=name) == first


def test_a_plural_without_a_number_is_open_above() -> None:
    told = killed(None, 2, None, original="people", rule="told of without a number")
    found = assess("i1", [told]).ranges["killed"]
    assert (found.low, found.best, found.high) == (2, 2, None)
    found = assess("i1", [told, killed("Velmar Casualty Watch", 12)]).ranges["killed"]
    assert (found.low, found.high) == (12, 12)


def test_the_dead_of_both_sides_have_no_total_that_nobody_gave() -> None:
    own = {"document": "d"}
    both = [killed("Velmari Army", 4, group="soldiers", **own), killed("Velmari Army", 50, group="fighters", **own)]
    found = assess("i1", both).ranges["killed"]
    assert (found.low, found.high) == (50, None)
    found = assess("i1", [*both, killed("Velmar Casualty Watch", 30)]).ranges["killed"]
    assert (found.low, found.high) == (30, 50)
