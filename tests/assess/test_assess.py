"""Ranges, disputes and status by the printed rules, on invented accounts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.assess import assess, matrix
from rashomon.errors import SettingError
from rashomon.lexicon import load
from rashomon.lexicon.registry import registry
from rashomon.model import Claim, Count, Span, content_id

POLICIES = ("span", "conservative", "reliable", "latest")


def claim(
    speaker: str | None,
    prop: str = "killed",
    value: object = None,
    *,
    stance: str = "assert",
    group: str | None = None,
    day: int = 1,
    document: str | None = None,
    original: str = "twelve",
    cls: str | None = None,
    **more: object,
) -> Claim:
    document = document or f"doc-{speaker}-{day}"
    return Claim(
        id=content_id("c", speaker, prop, repr(value), stance, group, day, document),
        mention=f"{document}:e1",
        incident="i1",
        property=prop,
        value=value,
        original=original,
        stance=stance,
        document=document,
        span=Span(0, 1),
        speaker=speaker,
        speaker_class=cls if speaker is None else None,
        group=group,
        published=date(2031, 5, day),
        **more,
    )


def killed(speaker: str | None, low: int | None, high: int | None = -1, **more: object) -> Claim:
    return claim(speaker, value=Count(low, low if high == -1 else high), **more)


def test_an_outlet_that_names_itself_is_one_account() -> None:
    own = {"document": "ledger", "outlet": "Conflict Ledger"}
    told = [
        killed(None, 12, **own),
        killed("Conflict Ledger", 30, **own),
        claim("Conflict Ledger", "occurred", True, **own),
    ]
    found = assess("i1", told)
    assert [(a.speaker, a.speaker_class, len(a.claims)) for a in found.accounts] == [(None, "narrator", 3)]
    assert not found.disputes
    assert found.status == "reported"
    other = killed("the Conflict Ledger", 20, document="courier", outlet="Karsa Courier")
    assert [a.speaker for a in assess("i1", [*told[:1], other]).accounts] == ["the Conflict Ledger"]
    assert [a.outlets for a in assess("i1", [*told, other]).accounts] == [("Conflict Ledger", "Karsa Courier")]
    courier = killed(None, 20, document="courier", outlet="Karsa Courier")
    assert [a.outlets for a in assess("i1", [*told, courier]).accounts] == [("Conflict Ledger",), ("Karsa Courier",)]
    judged = killed("Conflict Ledger", 30, identity="name:another ledger", **own)
    assert len(assess("i1", [told[0], judged]).accounts) == 2


def test_reasons_agree_with_whoever_speaks() -> None:
    alone = assess("i1", [killed(None, 3, cls="residents")])
    assert alone.why == "rule 4: only residents tell of it"
    claimed = assess("i1", [claim(None, "perpetrator", "fighters", stance="claim responsibility", cls="fighters")])
    assert claimed.why == "rule 2: fighters claim it"
    assert assess("i1", [killed("Velmari Army", 3)]).why == "rule 4: only Velmari Army tells of it"


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


def test_unnamed_speakers_are_called_by_their_class_not_by_the_outlet_that_quotes_them() -> None:
    said = [
        claim(None, "occurred", True, cls="officials", document="d1", outlet="Post"),
        claim("A", "occurred", True, document="d2", outlet="Herald"),
    ]
    assert "(officials in Post, A)" in assess("i1", said).why or "(A, officials in Post)" in assess("i1", said).why


def test_an_account_answers_another_once_and_not_one_that_denies_the_same() -> None:
    said = [
        claim("Mayor", "perpetrator", "Air Force", stance="accuse"),
        claim("Mayor", "occurred", True, day=2),
        claim("Ministry", "occurred", True, stance="deny", day=3),
        claim("Ministry", "occurred", True, stance="deny", day=4),
        claim("Spokesman", "occurred", True, stance="deny", day=5),
        claim("Spokesman", "perpetrator", "Army", stance="accuse", day=5),
        claim("Watch", "perpetrator", "Air Force", stance="doubt", day=6),
    ]
    found = [(d.speaker, d.other) for d in assess("i1", said).disputes if d.type == "denies"]
    assert sorted(found) == [("Ministry", "Mayor"), ("Spokesman", "Mayor")]


def test_two_sides_that_blame_each_other_answer_each_other() -> None:
    said = [
        made
        for one, other in (("Army", "Front"), ("Front", "Army"))
        for made in (claim(one, "occurred", True, stance="deny"), claim(one, "perpetrator", other, stance="accuse"))
    ]
    found = [(d.speaker, d.other) for d in assess("i1", said).disputes if d.type == "denies"]
    assert sorted(found) == [("Army", "Front"), ("Front", "Army")]


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


def test_copies_of_a_wire_are_one_account() -> None:
    wire = [
        claim(None, "occurred", True, cls="narrator", document="d1", outlet="Post"),
        claim(None, "occurred", True, cls="narrator", document="d2", outlet="Herald"),
    ]
    assert assess("i1", wire).status == "corroborated"
    copied = assess("i1", wire, copies={"d2": "d1"})
    assert copied.status == "reported"
    assert len(copied.accounts) == 1
    assert copied.accounts[0].outlets == ("Herald", "Post")


def test_status_rules_in_order() -> None:
    told = claim("A", "occurred", True)
    blame = claim("A", "perpetrator", "Ardania", stance="accuse")
    denial = claim("B", "perpetrator", "Ardania", stance="deny")
    admitted = claim("C", "perpetrator", "Ardania", stance="acknowledge")
    narrated = claim(None, "occurred", True, cls="narrator")
    assert assess("i1", [told]).status == "single source"
    assert assess("i1", [narrated]).status == "reported"
    assert assess("i1", [told, claim("B", "occurred", True)]).status == "corroborated"
    assert assess("i1", [told, blame, denial]).status == "contested"
    final = assess("i1", [told, blame, denial, admitted])
    assert (final.status, final.evidence) == ("acknowledged", (admitted.id,))
    assert "C acknowledges it" in final.why


def test_rival_blame_and_figures_that_do_not_meet_contest() -> None:
    rival = assess(
        "i1",
        [claim("A", "perpetrator", "Ardania", stance="accuse"), claim("B", "perpetrator", "Front", stance="accuse")],
    )
    assert [d.type for d in rival.disputes] == ["rival blame"]
    apart = assess("i1", [killed("A", 12), killed("B", 30, 53)])
    assert apart.disputes[0].reason == "killed: 12 and 30-53: do not meet"
    young = assess("i1", [killed("A", 4, group="children"), killed("B", 6, group="children")])
    assert [d.reason for d in young.disputes] == ["killed, children: 4 and 6: do not meet"]
    assert assess("i1", [killed("A", 10, None), killed("B", 30)]).disputes == ()
    assert assess("i1", [killed("A", 3, group="children"), killed("B", 30)]).disputes == ()


def test_a_state_and_its_forces_are_no_rivals() -> None:
    state = claim("A", "perpetrator", "Ardania", stance="accuse", value_actor="xa")
    force = claim("B", "perpetrator", "Ardan Air Force", stance="accuse", value_actor="xa-air")
    other = claim("C", "perpetrator", "Velmar", stance="accuse", value_actor="xv-gov")
    assert assess("i1", [state, force]).disputes == ()
    assert {d.type for d in assess("i1", [state, other]).disputes} == {"rival blame"}


def test_discounted_when_all_now_say_combatants() -> None:
    claims = [killed("A", 8, group="civilians", day=1), killed("A", 8, group="fighters", day=4)]
    # The newer figure is of another group: it does not replace the first by itself; the reader's link does.
    claims[1] = killed("A", 8, group="fighters", day=4, supersedes=claims[0].id)
    assert assess("i1", claims).status == "discounted"


def test_a_denial_names_the_accusation_it_answers() -> None:
    blame = claim("A", "perpetrator", "Ardania", stance="accuse")
    denial = claim("B", "perpetrator", "Ardania", stance="deny")
    (found,) = assess("i1", [denial, blame]).disputes
    assert (found.claim, found.against, found.other) == (denial.id, blame.id, "A")


def test_matrix_states_and_disputed_rows_first() -> None:
    claims = [
        claim("A", "occurred", True),
        killed("A", 12),
        killed("B", 30, 53),
        killed("C", 10, None),
        claim("B", "occurred", True, stance="deny"),
    ]
    table = matrix(assess("i1", claims), claims)
    assert table.columns[0].speaker == "A"
    rows = {row.property: dict(zip([c.speaker for c in table.columns], row.cells, strict=True)) for row in table.rows}
    states = {who: cell.state for who, cell in rows["killed"].items()}
    assert states == {"A": "asserts", "B": "differs", "C": "overlaps"}
    assert rows["occurred"]["B"].state == "denies"
    assert rows["occurred"]["C"].state == "silent"
    assert [row.conflict is None for row in table.rows] == sorted(row.conflict is None for row in table.rows)


def test_who_denies_what_it_said_before_has_retracted_it() -> None:
    claims = [claim("A", "occurred", True, day=1), claim("A", "occurred", True, stance="deny", day=3)]
    claims += [claim("B", "occurred", True), claim("B", "occurred", True, stance="deny", group="x")]
    table = matrix(assess("i1", claims), claims)
    states = {c.speaker: cell.state for c, cell in zip(table.columns, table.rows[0].cells, strict=True)}
    assert states == {"A": "retracted", "B": "denies"}


def test_who_blames_one_and_denies_that_it_was_another_has_retracted_nothing() -> None:
    claims = [
        claim("A", "perpetrator", "Velmari Army", stance="accuse", day=1),
        claim("A", "perpetrator", "Ardan Air Force", stance="deny", day=3),
        claim("B", "perpetrator", "Ardan Air Force", stance="accuse", day=1),
        claim("B", "perpetrator", "Ardan Air Force", stance="deny", day=3),
        claim("C", "killed", Count(12, 12), day=1),
        claim("C", "killed", Count(30, 30), stance="deny", day=3),
    ]
    table = matrix(assess("i1", claims), claims)
    states = {
        (row.property, c.speaker): cell.state
        for row in table.rows
        for c, cell in zip(table.columns, row.cells, strict=True)
    }
    assert states["perpetrator", "A"] == "denies"
    assert states["perpetrator", "B"] == "retracted"
    assert states["killed", "C"] == "denies"


def test_an_admission_ends_the_accounts_earlier_denials() -> None:
    claims = [
        claim("A", "perpetrator", "A", stance="accuse", document="d0", cls=None),
        claim("Army", "perpetrator", "Army", stance="deny", day=2),
        claim("Army", "perpetrator", "Army", stance="acknowledge", day=5),
        claim("B", "perpetrator", "Army", stance="accuse"),
    ]
    assert not [d for d in assess("i1", claims).disputes if d.type == "denies"]
    assert [d for d in assess("i1", claims[:2] + claims[3:]).disputes if d.type == "denies"]


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


def test_a_rejected_claim_leaves_no_row_behind() -> None:
    said = [killed("A", 12), claim("B", "instrument", "rocket", review="rejected")]
    assert [row.property for row in matrix(assess("i1", said), said).rows] == ["killed"]


def test_a_figure_that_copies_repeat_is_disputed_once() -> None:
    said = [
        killed("A", 12, document="d1"),
        killed("A", 12, document="d2"),
        killed("B", 30),
        killed("B", 30, document="d4"),
    ]
    assert [d.type for d in assess("i1", said).disputes] == ["disputes figure"]


def graded(status: str, *, document: str = "page", original: str = "graded") -> Claim:
    return claim(None, "grading", status, cls="narrator", document=document, original=original)


def test_a_page_says_how_it_grades_where_nobody_disputes() -> None:
    told = [
        claim(None, "occurred", True, cls="narrator", document="page"),
        claim(None, "killed", Count(6, 6), cls="sources", document="page"),
        claim("Watch", "killed", Count(9, 9), document="page"),
        claim("Agency", "occurred", True, document="page"),
    ]
    assert assess("i1", told).status == "contested"  # 6 and 9 do not meet
    single = assess("i1", [*told, graded("single source", original="single source")])
    assert single.status == "single source"
    assert "the page itself grades it so" in single.why
    assert [d.type for d in single.disputes] == ["disputes figure"]  # still listed
    assert assess("i1", [*told, graded("contested")]).status == "contested"
    elsewhere = claim("Other", "occurred", True, document="another")
    assert assess("i1", [*told, graded("single source"), elsewhere]).status == "corroborated"
    assert assess("i1", [*told, graded("contested"), graded("corroborated", document="b")]).status == "corroborated"


def test_a_denial_goes_before_what_a_page_grades() -> None:
    blamed = claim("Watch", "perpetrator", "Ardania", stance="accuse", document="page")
    denied = claim("Ministry", "perpetrator", "Ardania", stance="deny", document="page")
    assert assess("i1", [blamed, denied, graded("single source")]).why.startswith("rule 3: Ministry denies")


def test_a_grading_is_no_account() -> None:
    assert assess("i1", [claim("A", "occurred", True, document="page")]).status == "single source"
    page = [claim("A", "occurred", True, document="page"), graded("corroborated")]
    assert assess("i1", page).status == "single source"


def test_figures_that_a_narrator_has_weighed_are_no_contest() -> None:
    figures = [
        killed("Agency", 6, document="page"),
        killed("Watch", 9, document="page"),
        claim(None, "killed", Count(8, 9), cls="narrator", document="page", rule="weighed by the narrator"),
    ]
    assert assess("i1", figures[:2]).status == "contested"
    found = assess("i1", figures)
    assert found.status == "corroborated"
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (8, 9)
    other = killed("Ministry", 20, document="elsewhere")
    assert assess("i1", [*figures, other]).status == "contested"


def test_unnamed_sources_of_one_text_are_not_two() -> None:
    some = claim(None, "killed", Count(6, 6), cls="sources", document="page")
    others = claim(None, "killed", Count(9, 9), cls="residents", document="page")
    assert assess("i1", [some, others]).status != "contested"
    assert assess("i1", [some, claim(None, "killed", Count(9, 9), cls="residents", document="b")]).status == "contested"


def test_somebody_only_described_is_no_rival_of_the_accused() -> None:
    accused = claim("Watch", "perpetrator", "Ardania", stance="accuse", value_actor="xa")
    described = claim("Agency", "perpetrator", "a gunman", stance="assert")
    assert assess("i1", [accused, described]).disputes == ()
    rival = claim("Agency", "perpetrator", "Northern Front", stance="accuse")
    assert [d.type for d in assess("i1", [accused, rival]).disputes] == ["rival blame"]


def test_who_speaks_later_disputes_the_figure_and_of_one_day_neither() -> None:
    early, late = killed("A", 12, day=1), killed("B", 30, day=2)
    for told in ([early, late], [late, early]):
        (found,) = assess("i1", told).disputes
        assert (found.claim, found.against, found.mutual) == (late.id, early.id, False)
        assert found.reason == "killed: 30 against 12: do not meet"
    (found,) = assess("i1", [early, killed("B", 30, day=1)]).disputes
    assert found.mutual
    assert " and " in found.reason


def test_two_names_of_one_body_are_one_account_and_no_rivals() -> None:
    claims = [
        claim("Command of the Velmari Army", "perpetrator", "Northern Front", stance="accuse"),
        claim("Velmari Army", "perpetrator", "Media Office of the Northern Front", stance="accuse", day=2),
        claim("Watch", "perpetrator", "Jabhat al-Nusra", stance="accuse"),
        claim("Clinic", "perpetrator", "Hay'at Tahrir al-Sham", stance="accuse"),
    ]
    found = assess("i1", claims)
    assert len(found.accounts) == 3
    rivals = {(d.speaker, d.other) for d in found.disputes if d.type == "rival blame"}
    assert not any({"Watch", "Clinic"} == set(pair) for pair in rivals)


def test_unresolved_speakers_are_worded_alike() -> None:
    claims = [killed(None, 12, cls="unresolved", outlet="Karsa Courier"), claim("B", value=None, stance="deny", day=2)]
    assert assess("i1", claims).disputes[0].reason == "B denies the figure of killed, against somebody not named"


def test_what_is_taken_back_counts_no_longer_and_its_cell_says_so() -> None:
    claims = [
        killed("A", 12, day=1),
        killed("B", 9, day=1),
        claim("A", "killed", Count(12, 12), stance="retract", day=3),
    ]
    found = assess("i1", claims)
    assert (found.ranges["killed"].low, found.ranges["killed"].high) == (9, 9)
    assert not found.disputes
    table = matrix(found, claims)
    cells = {c.speaker: cell for c, cell in zip(table.columns, table.rows[0].cells, strict=True)}
    assert (cells["A"].state, cells["A"].older) == ("retracted", ("12",))
    assert assess("i1", claims[:2]).disputes  # before it was withdrawn
    anew = [*claims, killed("A", 10, day=4)]
    assert assess("i1", anew).ranges["killed"].high == 10


def test_a_withdrawn_report_takes_all_of_it_back_and_an_accusation_the_blame_alone() -> None:
    report = [killed("A", 12), claim("A", "occurred", True), claim("A", "perpetrator", "Velmari Army", stance="accuse")]
    whole = assess("i1", [*report, claim("A", "occurred", True, stance="retract", day=2)])
    assert not whole.ranges
    assert whole.status == "reported"
    blame = assess("i1", [*report, claim("A", "perpetrator", "Command of the Velmari Army", stance="retract", day=2)])
    assert blame.ranges["killed"].high == 12
    assert blame.status == "single source"


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
