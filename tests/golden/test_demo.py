"""What the demo's record says, with the package's encoder: incidents, who blames and denies, figures; and what it must never say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import rashomon
from rashomon import demo
from rashomon.annotate.encoder.files import packaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not (packaged() / "labels.json").exists(), reason="the encoder's weights are not here")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[rashomon.Book]:
    folder: Path = tmp_path_factory.mktemp("golden")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RASHOMON_ENCODER", raising=False)
        assert demo.build(folder).added == 15
    with rashomon.open(str(folder / demo.RECORD), create=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def incidents(book: rashomon.Book) -> dict[tuple[str | None, str | None], dict[str, Any]]:
    """By place and first day; of several, the one that most documents tell."""
    found: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    for row in sorted(book.incidents(), key=lambda row: len(row["documents"])):
        found[row["place"] and row["place"]["name"], row["date"] and row["date"]["from"]] = row
    return found


def said(book: rashomon.Book, **wanted: str) -> set[tuple[str | None, Any]]:
    """Speaker and value of the claims with these fields."""
    rows = [row for row in book.claims() if all(row[name] == value for name, value in wanted.items())]
    return {(row["speaker"], value(row["value"])) for row in rows}


def value(found: Any) -> Any:
    if not isinstance(found, dict):
        return found
    return (found["low"], found["high"]) if "high" in found else found.get("name") or found.get("from")


@pytest.mark.parametrize(
    ("place", "day", "types", "status"),
    [
        ("Tel Oram", "2031-03-04", {"airstrike"}, "contested"),
        ("Dessary", "2031-03-05", {"shelling"}, "contested"),
        ("Bir Hadid", "2031-03-06", {"drone strike", "airstrike", "bombing"}, "acknowledged"),
        ("Karsa", "2031-03-07", {"bombing", "vehicle bombing"}, "acknowledged"),
        ("Qalat Numar", "2031-03-07", {"execution"}, "contested"),
    ],
)
def test_incidents(incidents: dict[Any, dict[str, Any]], place: str, day: str, types: set[str], status: str) -> None:
    row = incidents[place, day]
    assert row["type"] in types
    assert row["status"] == status
    assert row["why"]


def test_tolls_that_differ_do_not_part_the_reports_of_one_event(book: rashomon.Book) -> None:
    """Two, three and five killed in one shelling: that is what stands side by side."""
    found = [row for row in book.incidents() if row["place"] and row["place"]["name"] == "Dessary"]
    assert len(found) == 1
    assert sum(document["main"] for document in found[0]["documents"]) == 3
    assert (found[0]["killed"]["low"], found[0]["killed"]["high"]) == (2, 5)


def test_each_event_is_one_incident(book: rashomon.Book) -> None:
    told = [(row["place"]["name"], row["date"] and row["date"]["from"]) for row in book.incidents() if row["place"]]
    assert len(told) == len(set(told))


def test_the_market_is_one_incident_with_copies_told(incidents: dict[Any, dict[str, Any]]) -> None:
    documents = incidents["Tel Oram", "2031-03-04"]["documents"]
    assert len(documents) >= 6
    assert sum(not document["independent"] for document in documents) == 2


def test_who_blames_whom(book: rashomon.Book) -> None:
    blamed = said(book, property="perpetrator", stance="accuse")
    assert ("Samira Qasbani", "Ardan Air Force") in blamed
    assert ("Tamaz Verel", "Velmari Army") in blamed
    assert ("Interior Ministry", "Northern Front") in blamed


def test_who_admits_and_who_claims(book: rashomon.Book) -> None:
    assert {speaker for speaker, _ in said(book, stance="acknowledge")} == {"Velmari Army"}
    claiming = {speaker for speaker, _ in said(book, stance="claim responsibility")}
    assert claiming == {"Assembly of the North"}


def test_who_denies(book: rashomon.Book) -> None:
    assert {"Velmar Casualty Watch"} <= {speaker for speaker, _ in said(book, property="occurred", stance="deny")}
    of_blame = said(book, property="perpetrator", stance="deny")
    assert {("Ardanian Defence Ministry", "Ardan aircraft"), ("Velmari Army", "Velmari Army")} <= of_blame


def test_denials_answer_the_accusation_in_another_dispatch(incidents: dict[Any, dict[str, Any]]) -> None:
    found = {(a["speaker"], a["other"], a["party"]) for a in incidents["Tel Oram", "2031-03-04"]["answers"]}
    assert ("Ardanian Defence Ministry", "Samira Qasbani", "Ardan Air Force") in found
    (party,) = [p for p in incidents["Tel Oram", "2031-03-04"]["perpetrators"] if p["name"] == "Ardan Air Force"]
    assert "Ardanian Defence Ministry" in party["denied_by"]


def test_who_rejects_whom(book: rashomon.Book) -> None:
    rejecting = {speaker for speaker, _ in said(book, property="source", stance="reject source")}
    assert rejecting
    assert rejecting <= {"Tamaz Verel", "Ardanian Defence Ministry"}


def test_figures_and_their_speakers(book: rashomon.Book) -> None:
    killed = said(book, property="killed")
    for speaker, count in (
        ("Velmar Casualty Watch", (31, 31)),
        ("Velmar Casualty Watch", (9, 9)),
        ("Ardanian Defence Ministry", (5, 5)),
        ("Interior Ministry", (4, 4)),
        ("Assembly of the North", (9, 9)),
        ("Amal al-Oramy", (5, 5)),
    ):
        assert (speaker, count) in killed


def test_figures_that_do_not_meet_are_told(book: rashomon.Book) -> None:
    told = [row["reason"] for row in book.disputes(kind="disputes figure")]
    assert any("9 and 4" in reason or "4 and 9" in reason for reason in told)  # both of one day: neither comes later


def test_rival_blame(book: rashomon.Book) -> None:
    rivals = [{row["speaker"], row["other"]} for row in book.disputes(kind="rival blame")]
    assert {"Samira Qasbani", "Tamaz Verel"} in rivals


# What would put words into mouths: the worst that can happen.


def test_no_one_is_said_to_have_done_what_they_only_report(book: rashomon.Book) -> None:
    own = {
        "Velmar Casualty Watch",
        "Leyla Sarrouf",
        "Samira Qasbani",
        "Open Hands",
        "Mikal Osterveen",
        "Yusuf al-Numari",
    }
    for row in book.incidents():
        for party in row["perpetrators"]:
            assert party["name"] not in own
            assert not own & {*party["acknowledged_by"], *party["claimed_by"], *party["denied_by"]}


def test_no_figure_of_civilians_in_the_ministry_s_mouth(book: rashomon.Book) -> None:
    ours = {(speaker, count) for speaker, count in said(book, property="killed", group="civilians") if speaker}
    assert {speaker for speaker, _ in ours} <= {"Velmar Casualty Watch", "Leyla Sarrouf"}


def test_every_claim_stands_where_it_says(book: rashomon.Book) -> None:
    texts = {found.document.sha256: found.document.text for found in book.record.documents()}
    for claim in book.each_claim():
        words = claim.span.of(texts[claim.document])
        for part in claim.original.split(" ... "):
            assert part in words
    assert not list(book.check())
