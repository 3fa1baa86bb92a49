"""The status: the first rule that holds, and what a page says of itself."""

from __future__ import annotations

from rashomon.assess import assess
from rashomon.model import Claim, Count

from .claiming import claim, killed


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


def test_discounted_when_all_now_say_combatants() -> None:
    claims = [killed("A", 8, group="civilians", day=1), killed("A", 8, group="fighters", day=4)]
    # The newer figure is of another group: it does not replace the first by itself; the reader's link does.
    claims[1] = killed("A", 8, group="fighters", day=4, supersedes=claims[0].id)
    assert assess("i1", claims).status == "discounted"


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
