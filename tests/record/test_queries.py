"""What can be asked, and in what order it comes."""

from __future__ import annotations

import datetime as dt
from json import loads
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made import WHEN, told
from rashomon.errors import NotInRecordError
from rashomon.model import Judgement, PlaceValue
from rashomon.record import ClaimFilter, IncidentFilter, Record, queries

if TYPE_CHECKING:
    from collections.abc import Iterator

ORAM = PlaceValue("Tel Oram", 36.1, 38.9, None, "VM", "exact")
ADEN = PlaceValue("Bir Hadid", 30.0, 40.0, None, "AR", "exact")
REPORTS = (
    told("A strike hit the market of Karsa, killing at least 12.", id="one", outlet="Karsa Herald"),
    told("Two strikes on Tel Oram injured the crew of a fishing boat.", place=ORAM, day=dt.date(2031, 5, 1), id="two"),
    told("Shells and a strike fell near Bir Hadid.", place=ADEN, day=None, party="Northern Front", kind="shelling", id="three"),
    told("An undated strike in no known place.", place=None, day=None, published=None, id="four"),
)  # fmt: skip


@pytest.fixture
def filled(record: Record) -> Record:
    for report in REPORTS:
        record.add(*report)
    return record


def _ids(record: Record, **wanted: object) -> list[str]:
    found = record.incidents(IncidentFilter(**wanted))
    return [record.document(incident.documents[0]).document.id for incident in found]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["two", "one", "four|three"]),
        ({"start": dt.date(2031, 5, 2)}, ["one"]),
        ({"end": dt.date(2031, 5, 2)}, ["two"]),
        ({"start": dt.date(2031, 5, 3), "end": dt.date(2031, 5, 3)}, ["one"]),
        ({"place": "KARSA"}, ["one"]),
        ({"place": "oram"}, ["two"]),
        ({"place": "VM"}, ["two", "one"]),
        ({"place": "%"}, ["two", "one", "three"]),
        ({"party": "northern"}, ["three"]),
        ({"party": "ardan-air-force"}, ["two", "one", "four|three"]),
        ({"type": "shelling"}, ["three"]),
        ({"words": "fishing boats"}, ["two"]),
        ({"words": '"fishing boat"'}, ["two"]),
        ({"words": '"boat fishing"'}, []),
        ({"words": "fish*"}, ["two"]),
        ({"words": "... ?!"}, []),
        ({"words": 'market" OR NEAR('}, []),
        ({"document": REPORTS[0][0].sha256}, ["one"]),
        ({"reality": ("planned",)}, []),
        ({"place": "karsa", "type": "shelling"}, []),
    ],
)
def test_filters(filled: Record, wanted: dict, ids: list[str]) -> None:
    if "place" in wanted and wanted["place"] == "%":
        assert _ids(filled, **wanted) in ([], ["two", "one", "three"])
        return
    found = _ids(filled, **wanted)
    if ids and ids[-1] == "four|three":
        assert sorted(found[len(ids) - 1 :]) == ["four", "three"]
        found, ids = found[: len(ids) - 1], ids[:-1]
    assert found == ids


def test_an_incident_comes_with_all_its_mentions(filled: Record) -> None:
    with filled.linking() as session:
        session.put_incidents(dict.fromkeys(session.unlinked()[:3], "i1"))
    for wanted in (IncidentFilter(ids=("i1",)), IncidentFilter()):
        found = {incident.id: incident for incident in filled.incidents(wanted)}
        assert len(found["i1"].mentions) == 3
    assert len(filled.incident("i1").documents) == 3


def test_an_incident_is_found_by_its_beginning_and_by_its_mentions(filled: Record) -> None:
    with filled.linking() as session:
        mentions = session.unlinked()
        session.put_incidents(dict(zip(mentions, ("ia1", "ia1", "ib1", "ic1"), strict=True)))
    assert filled.incident("ib").id == "ib1"
    assert filled.incident(mentions[0]).id == "ia1"
    with pytest.raises(NotInRecordError) as caught:
        filled.incident("i")
    assert caught.value.near == ("ia1", "ib1", "ic1")


def test_claims(filled: Record) -> None:
    found = list(filled.claims())
    assert [claim.published for claim in found] == [dt.date(2031, 5, 4)] * 3 + [None]
    assert [claim.document for claim in found[:3]] == sorted(claim.document for claim in found[:3])
    [one] = filled.claims(ClaimFilter(document=REPORTS[0][0].sha256))
    assert one.incident == one.mention
    assert list(filled.claims(ClaimFilter(ids=(one.id,)))) == [one]
    assert list(filled.claims(ClaimFilter(incidents=(one.mention,)))) == [one]
    assert len(list(filled.claims(ClaimFilter(speaker="casualty watch")))) == 4
    assert not list(filled.claims(ClaimFilter(property="injured")))
    assert not list(filled.claims(ClaimFilter(stance="deny")))
    assert len(list(filled.claims(ClaimFilter(start=dt.date(2031, 5, 4), end=dt.date(2031, 5, 4))))) == 3


def test_long_lists_of_ids_are_asked_in_parts(filled: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, incidents = list(filled.claims()), list(filled.incidents())
    monkeypatch.setattr(queries, "CHUNK", 2)
    keys = tuple(claim.mention for claim in whole)
    assert list(filled.claims(ClaimFilter(incidents=keys))) == whole
    assert list(filled.claims(ClaimFilter(mentions=keys))) == whole
    assert list(filled.incidents(IncidentFilter(ids=keys))) == incidents


def test_search_gives_the_words_at_their_characters(filled: Record) -> None:
    [hit] = filled.search("strike boat")
    assert hit.id == "two"
    text = REPORTS[1][1].text
    assert [text[start:end] for start, end in hit.spans] == ["strikes", "boat"]
    assert text[slice(*hit.at)] == hit.snippet
    assert len(filled.search("strike")) == 4
    assert len(filled.search("strike", limit=2)) == 2
    assert filled.search("nowhere") == filled.search("") == filled.search('"') == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_words_can_be_searched(filled: Record, words: str) -> None:
    for hit in filled.search(words):
        assert hit.snippet == filled.document(hit.document).document.text[slice(*hit.at)]
    list(filled.incidents(IncidentFilter(words=words)))
    list(filled.incidents(IncidentFilter(place=words, party=words)))


def test_search_counts_characters_not_bytes(record: Record) -> None:
    parts = told("😀 « قلعة » In Karsa a strike hit the château; the strike's début was at dawn.", id="emoji")
    record.add(*parts)
    text = parts[1].text
    [hit] = record.search("strike chateau debut")
    assert [text[start:end] for start, end in hit.spans] == ["strike", "château", "strike", "début"]
    [hit] = record.search("قلعة")
    assert text[slice(*hit.spans[0])] == "قلعة"


def test_snippets_are_cut_between_words(record: Record) -> None:
    record.add(*told("Long words precede. " * 40 + "The strike came. " + "More of it follows here. " * 40))
    [hit] = record.search("strike came")
    assert len(hit.snippet) < 400
    assert "strike came" in hit.snippet
    assert hit.snippet.split()[0] in {"Long", "words", "precede."}


def test_documents_come_by_day(filled: Record) -> None:
    days = [stored.document.published for stored in filled.documents()]
    assert days[-1] is None
    assert None not in days[:-1]


def test_documents_are_found_by_hash_beginning_and_id(filled: Record) -> None:
    sha = REPORTS[0][0].sha256
    assert {filled.document(key).document.sha256 for key in (sha, sha[:8], sha[:8].upper(), "one")} == {sha}
    for key in ("", sha[:5], "no such"):
        with pytest.raises(NotInRecordError):
            filled.document(key)


def test_one_id_twice_is_not_guessed(record: Record) -> None:
    first, second = told("A strike.", id="x"), told("A strike again.", id="x")
    record.add(*first)
    record.add(*second)
    with pytest.raises(NotInRecordError) as caught:
        record.document("x")
    assert set(caught.value.near) == {first[0].sha256, second[0].sha256}


def test_actors_are_counted_over_documents(filled: Record) -> None:
    [found] = filled.actors()
    assert (found.actor, found.mentions, found.documents) == ("ardan-air-force", 8, 4)
    assert found.names == ("Ardan Air Force", "Northern Front")


def _decided(record: Record) -> Iterator[str]:
    return (claim.review for claim in record.claims(ClaimFilter(document=REPORTS[0][0].sha256)))


def test_judgements_are_added_and_taken_back_never_changed(filled: Record) -> None:
    [claim] = filled.claims(ClaimFilter(document=REPORTS[0][0].sha256))
    later = WHEN + dt.timedelta(hours=1)
    reject = Judgement(id="j1", verdict="reject", subject=claim.id, author="reviewer", reason="not said", made=WHEN)
    assert filled.judge(reject)
    assert not filled.judge(reject)
    assert list(_decided(filled)) == ["rejected"]
    assert filled.judge(Judgement(id="j2", verdict="undo", subject="j1", author="reviewer", made=later))
    assert list(_decided(filled)) == ["machine"]
    assert filled.judge(Judgement(id="j3", verdict="accept", subject=claim.id, author="reviewer", made=later))
    assert list(_decided(filled)) == ["accepted"]
    found = filled.judgements(claim.id)
    assert [(loads(j.before or "")["review"], loads(j.after or "")["review"]) for j in found] == [
        ("machine", "rejected"),
        ("machine", "accepted"),
    ]
    assert [msgspec.structs.replace(j, before=None, after=None) for j in found] == [
        msgspec.structs.replace(reject, undone=later),
        Judgement(id="j3", verdict="accept", subject=claim.id, author="reviewer", made=later),
    ]
    with pytest.raises(ValueError, match="when"):
        filled.judge(Judgement(id="j4", verdict="accept", subject=claim.id))


def test_a_merge_puts_its_mentions_up_for_linking(filled: Record) -> None:
    with filled.linking() as session:
        a, b, *_ = mentions = session.unlinked()
        session.put_incidents({mention: mention for mention in mentions})
    filled.judge(Judgement(id="j1", verdict="merge", subject=a, other=b, made=WHEN))
    assert filled.unlinked() == (a, b)
    with filled.linking() as session:
        session.put_incidents({a: a, b: a})
    filled.judge(Judgement(id="j2", verdict="undo", subject="j1", made=WHEN))
    assert filled.unlinked() == (a, b)


def test_counts(filled: Record) -> None:
    found = filled.counts()
    assert (found.documents, found.skipped, found.mentions, found.incidents, found.claims, found.unlinked) == (
        4,
        0,
        4,
        4,
        4,
        4,
    )


def test_numbers_are_found_in_the_digits_of_any_script(record: Record) -> None:
    record.add(*told("غارة قتلت ١٢ شخصا strike"))
    record.add(*told("A strike killed 12 people and hurt 30."))
    assert len(record.search("12")) == len(record.search("١٢")) == len(record.search("۱۲ strike")) == 2
    assert len(record.search("30")) == 1
