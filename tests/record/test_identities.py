"""Merges and splits of actors: what they come to, in which order, and that they can be taken back."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import WHEN, told
from rashomon.errors import JudgementError, NotInRecordError
from rashomon.model import Claim, Judgement, content_id
from rashomon.record import MERGE, SPLIT, ClaimFilter, Grounds, Identities, IncidentFilter, Record, written
from rashomon.run.actors import actor_judgements, find_actor, merge_actors, split_actors, suggest_merges, undo_judgement
from rashomon.run.assessing import assessments, claims_by_incident, incident_rows

WATCH, SHORT = "Velmar Casualty Watch", "Casualty Watch"


def judgement(verdict: str, subject: str, other: str, number: int = 0, **more: object) -> Judgement:
    made = WHEN + dt.timedelta(minutes=number)
    return Judgement(id=f"j{number}", verdict=verdict, subject=subject, other=other, made=made, **more)


def test_a_merge_counts_the_other_as_the_first_and_chains() -> None:
    found = Identities([judgement(MERGE, "a", "name:b"), judgement(MERGE, "c", "a", 1)])
    assert found.of("a", "A", "d") == found.of(None, "B", "d") == found.of("c", "C", "d") == "c"
    assert found.of(None, "else", "d") is None
    assert found.members("c") == ("a", "c", "name:b")


def test_the_later_word_wins() -> None:
    merge, split = judgement(MERGE, "a", "name:b"), judgement(SPLIT, "a", "name:b", 1)
    assert Identities([merge, split]).of(None, "B", "d") == "name:b"
    assert Identities([split, msgspec.structs.replace(merge, id="j2")]).of(None, "B", "d") == "a"
    undone = msgspec.structs.replace(split, undone=WHEN)
    assert Identities([merge, undone]).of(None, "B", "d") == "a"


def test_a_split_name_leaves_the_id_and_one_of_a_document_leaves_the_rest() -> None:
    found = Identities([judgement(SPLIT, "a", "name:other body")])
    assert found.of("a", "Other Body", "d") == "name:other body"
    assert found.of("a", "Body A", "d") == "a"
    assert found.excludes("a", "a", "name:other body")
    within = Identities([judgement(SPLIT, "name:x", "name:x the mayor", value=written(Grounds(documents=("d1",))))])
    assert within.of(None, "X", "d1") == "name:x the mayor"
    assert within.of(None, "X", "d2") == "name:x"


def test_two_that_were_told_apart_are_not_joined_through_a_third() -> None:
    found = Identities([judgement(MERGE, "a", "b"), judgement(MERGE, "b", "c", 1), judgement(SPLIT, "a", "c", 2)])
    assert found.canonical("c") != found.canonical("a")
    assert found.parted("a", "c")


@given(st.lists(st.tuples(st.sampled_from([MERGE, SPLIT]), st.sampled_from("abcd"), st.sampled_from("abcd"))))
def test_groups_are_groups(decisions: list[tuple[str, str, str]]) -> None:
    found = Identities([judgement(v, a, b, n) for n, (v, a, b) in enumerate(decisions) if a != b])
    for key in "abcd":
        assert found.canonical(found.canonical(key)) == found.canonical(key)
        assert key in found.members(found.canonical(key))


@pytest.fixture
def filled(record: Record) -> Record:
    """Two reports of one strike; the same body speaks in them under two names."""
    for number, (text, speaker, party) in enumerate(
        (
            ("A strike on Karsa killed 12.", WATCH, "Ardan Air Force"),
            ("The strike that hit Karsa.", SHORT, "Air force of Ardania"),
        )
    ):
        capture, annotated, (claim,), keys = told(text, id=f"r{number}", outlet=f"Paper {number}", party=party)
        (incident,) = annotated.incidents
        (perpetrator,) = incident.perpetrators
        incident = msgspec.structs.replace(
            incident, perpetrators=(msgspec.structs.replace(perpetrator, actor=None, name=party),)
        )
        actors = tuple(msgspec.structs.replace(a, actor=None) for a in annotated.actors)
        speaking = msgspec.structs.replace(actors[0], name=speaker, kind="monitor")
        annotated = msgspec.structs.replace(annotated, incidents=(incident,), actors=(*actors, speaking))
        killed = msgspec.structs.replace(claim, speaker=speaker)
        blame = Claim(
            id=content_id("c", claim.document, "blame"), mention=claim.mention, incident=claim.mention,
            property="perpetrator", value=party, original="strike", stance="accuse", document=claim.document,
            span=claim.span, speaker=speaker, published=claim.published, outlet=claim.outlet,
        )  # fmt: skip
        record.add(capture, annotated, (killed, blame), keys)
    with record.linking() as session:
        ids = session.unlinked()
        session.put_incidents(dict.fromkeys(ids, "i1"))
    return record


def _state(record: Record) -> tuple:
    """All that a merge may change."""
    claims = claims_by_incident(record, ["i1"])["i1"]
    assessed = assessments(record, ["i1"])["i1"]
    (incident,) = incident_rows(record, list(record.incidents(IncidentFilter())))
    return claims, assessed, incident, record.actors()


def test_a_merge_joins_accounts_parties_and_lists_and_undo_gives_all_back(filled: Record) -> None:
    before = _state(filled)
    assert len(before[1].accounts) == 2
    assert {d.type for d in before[1].disputes} == {"rival blame"}
    stored = [msgspec.structs.replace(c, identity=None, value_identity=None) for c in before[0]]

    merged = merge_actors(
        filled, WATCH, SHORT, author="reviewer", reason="one body", made=WHEN, score=0.72, reasons=["part"]
    )
    air = merge_actors(
        filled, "Ardan Air Force", "name:air force of ardania", author="reviewer", reason="same", made=WHEN
    )
    claims, assessed, incident, actors = _state(filled)
    assert [msgspec.structs.replace(c, identity=None, value_identity=None) for c in claims] == stored
    assert len(assessed.accounts) == 1
    assert assessed.disputes == ()
    assert [party.name for party in incident.perpetrators] == ["Air force of Ardania"]
    watch = next(actor for actor in actors if WATCH in actor.names)
    assert (watch.documents, watch.names, len(watch.merged)) == (2, (SHORT, WATCH), 2)
    assert {c.document for c in filled.claims(ClaimFilter(speaker="velmar casualty"))} == set(
        incident_documents(filled)
    )
    assert len(list(filled.incidents(IncidentFilter(party="Ardan Air Force")))) == 1

    for made in (merged, air):
        undo_judgement(filled, made.id[:8], author="reviewer", made=WHEN + dt.timedelta(days=1))
    assert _state(filled) == before
    assert [j.undone is not None for j in actor_judgements(filled)] == [True, True]
    with pytest.raises(JudgementError, match="was taken back"):
        undo_judgement(filled, merged.id, author="reviewer")
    assert list(filled.check()) == []


def incident_documents(record: Record) -> list[str]:
    return [found.document.sha256 for found in record.documents()]


def test_a_document_that_names_an_actor_in_two_ways_counts_once(record: Record) -> None:
    for number, names in enumerate((("Air Force", "AIR FORCE", "the fliers"), ("Air Force",), ("the fliers",))):
        capture, annotated, claims, keys = told(f"A strike on Karsa, number {number}.", id=f"r{number}")
        (seen, *_) = annotated.actors
        for known in ("ardan-air-force", None):
            named = [msgspec.structs.replace(seen, name=name, actor=known) for name in names]
            annotated = msgspec.structs.replace(annotated, actors=(*annotated.actors, *named))
        record.add(capture, msgspec.structs.replace(annotated, actors=annotated.actors[2:]), claims, keys)
    every = frozenset(incident_documents(record))
    assert record.actors() == record.actors(every)
    assert {(a.key, a.documents, a.mentions) for a in record.actors()} == {
        ("ardan-air-force", 3, 5), ("name:air force", 2, 3), ("name:the fliers", 2, 2)
    }  # fmt: skip


def test_a_split_within_a_document(filled: Record) -> None:
    one, two = incident_documents(filled)
    merge_actors(filled, WATCH, SHORT, author="a", reason="", made=WHEN)
    split_actors(
        filled, WATCH, "Watch of Tel Oram", documents=[two], author="a", reason="", made=WHEN + dt.timedelta(1)
    )
    keys = {actor.key for actor in filled.actors() if actor.kind == "monitor"}
    assert keys == {"name:velmar casualty watch", "name:watch of tel oram"}
    with pytest.raises(JudgementError, match="name it otherwise"):
        split_actors(filled, WATCH, WATCH, author="a", reason="")
    assert one != two


def test_who_is_meant(filled: Record) -> None:
    assert find_actor(filled, "velmar CASUALTY watch").key == "name:velmar casualty watch"
    assert find_actor(filled, "sohr").mentions == 0  # known to the registry alone
    with pytest.raises(NotInRecordError, match="any of 2 actors"):
        find_actor(filled, "watc")
    with pytest.raises(NotInRecordError, match="no actor"):
        find_actor(filled, "Nobody")
    with pytest.raises(JudgementError, match="already"):
        merge_actors(filled, WATCH, WATCH, author="a", reason="")


def test_suggestions_stop_when_told_apart(filled: Record) -> None:
    pairs = {(pair.first, pair.second) for pair in suggest_merges(filled, least=0.6)}
    assert ("name:velmar casualty watch", "name:casualty watch") in pairs
    split_actors(filled, WATCH, SHORT, author="a", reason="two bodies", made=WHEN)
    assert ("name:velmar casualty watch", "name:casualty watch") not in {
        (pair.first, pair.second) for pair in suggest_merges(filled, least=0.6)
    }
