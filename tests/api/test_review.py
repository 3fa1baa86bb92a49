"""Judging through the API: what it does to claims, matrix, incidents; values as people write them; the audit; the queue."""

import shutil
from itertools import islice
from pathlib import Path

import msgspec
import pytest

import rashomon
from rashomon.api import Book, review
from rashomon.api.review_audit import audit, audit_page
from rashomon.api.review_queue import proposal, waiting
from rashomon.api.review_values import value_from
from rashomon.assess import value_text
from rashomon.errors import CollisionError, JudgementError, NotInRecordError
from rashomon.model import Claim, Count, Interval, PlaceValue, Span
from rashomon.record import ClaimFilter


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from rashomon import demo

    folder = tmp_path_factory.mktemp("api")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASHOMON_ENCODER", "none")
        demo.build(folder)
    return folder / "rashomon.db"


@pytest.fixture
def book(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    monkeypatch.setenv("RASHOMON_ENCODER", "none")
    shutil.copy(built, tmp_path / "r.db")
    with rashomon.open(str(tmp_path / "r.db")) as opened:
        yield opened


def _claim(book: Book, **wanted: str) -> Claim:
    return next(c for c in book.each_claim(ClaimFilter(**wanted)) if c.incident)


def _made(prop: str) -> Claim:
    return Claim(
        id="c1",
        mention=None,
        incident=None,
        property=prop,
        value=None,
        original="",
        stance="assert",
        document="",
        span=Span(0, 0),
    )


@pytest.mark.parametrize(
    ("prop", "text", "value"),
    [
        ("killed", "12", Count(12, 12)), ("killed", "1,200", Count(1200, 1200)), ("killed", "12-30", Count(12, 30)),
        ("killed", "12 – 30", Count(12, 30)), ("killed", "at least 12", Count(12, None)), ("killed", "12+", Count(12, None)),
        ("killed", "up to 30", Count(None, 30)), ("killed", "?", None),
        ("date", "2031-03-04", Interval.day(value_from(_made("date"), "2031-03-04").start)),
        ("date", "2031-02", value_from(_made("date"), "2031-02-01 to 2031-02-28")),
        ("place", "Tel Oram", PlaceValue("Tel Oram")), ("occurred", "yes", True), ("occurred", "no", False),
        ("perpetrator", "Northern  Front", "Northern Front"),
    ],
)  # fmt: skip
def test_values_as_people_write_them(prop: str, text: str, value: object) -> None:
    assert value_from(_made(prop), text) == value


@pytest.mark.parametrize(
    ("prop", "text"),
    [
        ("killed", "many"),
        ("killed", ""),
        ("date", "yesterday"),
        ("date", "2031-13"),
        ("occurred", "maybe"),
        ("perpetrator", "12-30"),
        ("place", "12"),
    ],
)
def test_values_that_are_none(prop: str, text: str) -> None:
    with pytest.raises(JudgementError):
        value_from(_made(prop), text)


def test_a_rejected_claim_leaves_the_matrix_and_stays_visible(book: Book) -> None:
    claim = _claim(book, property="killed")
    before = book.matrix(claim.incident).to_dict()
    made = review.decide(book, claim.id, "reject", by="Ines", why="it counts another strike")
    found = book.matrix(claim.incident)
    assert claim.id not in {key for row in found.matrix.rows for cell in row.cells for key in cell.claims}
    assert [row["claim"] for row in found.rejected()] == [claim.id]
    assert next(book.each_claim(ClaimFilter(ids=(claim.id,)))).review == "rejected"
    review.undo(book, made.id, by="Ole")
    assert book.matrix(claim.incident).to_dict() == before


def test_the_beginning_of_a_claims_id_takes_back_as_it_judges(book: Book) -> None:
    claim = _claim(book, property="killed")
    made = review.decide(book, claim.id[:12], "accept", by="Ines")
    assert review.undo(book, claim.id[:12], by="Ines").subject == made.id
    with pytest.raises(NotInRecordError):
        review.undo(book, claim.id[:12], by="Ines")


def test_a_corrected_claim_shows_both_values(book: Book) -> None:
    incident = _claim(book, property="killed").incident
    row = next(row for row in book.matrix(incident).matrix.rows if row.property == "killed")
    newest = next(cell.claims[-1] for cell in row.cells[:4] if cell.claims)
    claim = next(book.each_claim(ClaimFilter(ids=(newest,))))
    review.decide(book, claim.id, "correct", by="Ines", value="77")
    found = book.matrix(claim.incident)
    [cell] = [cell for row in found.matrix.rows for cell in row.cells if claim.id in cell.claims]
    assert (cell.review, any("77" in value for value in cell.values)) == ("corrected", True)
    [quote] = [row for row in found.quotes(cell) if row["claim"] == claim.id]
    assert quote["machine"] == value_text(claim)
    assert "77</bdi> ✎" in found._repr_html_()


def test_parties_follow_what_people_decided(book: Book) -> None:
    blame = next(
        c for c in book.each_claim(ClaimFilter(property="perpetrator", stance="accuse")) if c.incident and c.speaker
    )

    def parties() -> dict[str, tuple[str, ...]]:
        return {
            p.name: p.blamed_by
            for found, _ in book.each_incident()
            if found.id == blame.incident
            for p in found.perpetrators
        }

    before = parties()
    same = [
        c
        for c in book.each_claim(ClaimFilter(incidents=(blame.incident,), property="perpetrator", stance="accuse"))
        if (c.speaker, c.value) == (blame.speaker, blame.value)
    ]
    for claim in same:
        review.decide(book, claim.id, "reject", by="Ines")
    assert blame.speaker not in parties().get(blame.value, ())
    for claim in same:
        review.undo(book, claim.id, by="Ines")
    assert parties() == before
    review.decide(book, blame.id, "correct", by="Ines", value="River Brigade")
    assert blame.speaker in parties()["River Brigade"]


def test_merging_and_splitting_touch_only_those_incidents(book: Book) -> None:
    def linked() -> dict[str, tuple[str, ...]]:
        return {found.id: tuple(m.id for m in found.mentions) for found in book.record.incidents()}

    before = linked()
    one, other = [key for key, mentions in before.items() if len(mentions) > 1][:2]
    made = review.merge(book, one, other, by="Ines")
    joined = book.incident(before[one][0])
    assert {m.id for m in joined.mentions} == {*before[one], *before[other]}
    untouched = {key: value for key, value in before.items() if key not in (one, other)}
    assert untouched.items() <= linked().items()
    with pytest.raises(JudgementError, match="already"):
        review.merge(book, joined.id, before[other][0], by="Ole")
    review.undo(book, made.id, by="Ole")
    assert linked() == before
    part = before[one][0]
    review.split(book, one, [part], by="Ines")
    assert [m.id for m in book.incident(part).mentions] == [part]
    with pytest.raises(JudgementError, match="both sides"):
        review.split_sides(book.incident(part), [part])
    with pytest.raises(NotInRecordError):
        review.split(book, before[one][1], ["nothing"], by="Ines")


def test_judging_claims_links_nothing(book: Book) -> None:
    claim = _claim(book, property="killed")
    with book.record.linking() as session:
        session.clear()
    waiting_to_be_linked = book.record.unlinked()
    review.decide(book, claim.id, "accept", by="Ines")
    review.undo(book, claim.id, by="Ines")
    assert book.record.unlinked() == waiting_to_be_linked != ()


def test_colliding_reviewers_lose_no_words(book: Book) -> None:
    claim = _claim(book, property="killed")
    shown = proposal(book, claim.id)
    review.decide(book, claim.id, "accept", by="Ines", upon=shown.upon)
    with pytest.raises(CollisionError) as caught:
        review.decide(book, claim.id, "correct", value="3", by="Ole", why="I read three", upon=shown.upon)
    assert caught.value.mine["reason"] == "I read three"
    assert caught.value.theirs["author"] == "Ines"


def test_looking_judges_nothing_and_the_queue_goes_on(book: Book) -> None:
    first = waiting(book, limit=1000)
    shown = [proposal(book, key) for key in first[:5]]
    assert book.record.judgements() == []
    assert shown[0].why
    assert all("".join(p for p, kinds in s.passage.pieces if "words" in kinds).split() for s in shown)
    text = book.record.document(shown[0].claim.document).document.text
    assert shown[0].passage.text == text[shown[0].passage.start : shown[0].passage.end]
    review.decide(book, first[0], "unsure", by="Ines")
    assert waiting(book, limit=1000) == first[1:]
    assert first[0] in waiting(book, judged=True, limit=1000)
    incident = shown[0].claim.incident
    assert set(waiting(book, incident=incident, limit=1000)) < set(first)


def test_the_audit_tells_all(book: Book) -> None:
    claim = _claim(book, property="killed")
    review.decide(book, claim.id, "correct", by="Ines", value="77", why="the table says 77")
    review.undo(book, claim.id, by="Ole", why="the table is of another day")
    undone, corrected = audit(book)
    assert (undone["verdict"], undone["undoes"], undone["author"]) == ("undo", corrected["id"], "Ole")
    assert corrected["undone"] == undone["made"]
    assert (corrected["before"].split(":")[0], corrected["after"].split(",")[0]) == ("machine", "corrected: 77")
    assert undone["after"] == corrected["before"]
    assert [row["author"] for row in audit(book, by="ines")] == ["Ines"]
    assert audit(book, words="no such words") == []
    assert len(audit(book, about="claims")) == 2
    assert msgspec.json.encode(audit(book))


def test_the_audit_page_by_page(book: Book) -> None:
    claims = [claim.id for claim in islice(book.each_claim(ClaimFilter()), 6)]
    for number, key in enumerate(claims):
        review.decide(
            book,
            key,
            "reject" if number % 2 else "accept",
            by="Ines" if number < 4 else "Ó Dálaigh",
            why=f"why {number}",
        )
    review.undo(book, claims[0], by="ó dálaigh")
    every = audit(book)
    assert [row["verdict"] for row in every[:2]] == ["undo", "reject"]
    for wanted, many in (
        ({}, 7), ({"by": "DÁLAIGH"}, 3), ({"verdict": "reject"}, 3), ({"about": "claims"}, 7), ({"about": "incidents"}, 0),
        ({"words": "why 3"}, 1), ({"start": every[0]["made"][:10]}, 7), ({"end": "1999-01-01"}, 0), ({"start": "2999-01-01"}, 0),
    ):  # fmt: skip
        whole = audit(book, **wanted)
        assert len(whole) == many, wanted
        for first in (0, 1, 5):
            assert audit_page(book, **wanted, first=first, many=2) == (whole[first : first + 2], many)
