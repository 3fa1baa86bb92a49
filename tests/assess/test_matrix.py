"""The matrix: states of cells, what somebody took back, rows that stay and go."""

from __future__ import annotations

from rashomon.assess import assess, matrix
from rashomon.model import Count

from .claiming import claim, killed


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


def test_a_rejected_claim_leaves_no_row_behind() -> None:
    said = [killed("A", 12), claim("B", "instrument", "rocket", review="rejected")]
    assert [row.property for row in matrix(assess("i1", said), said).rows] == ["killed"]


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
