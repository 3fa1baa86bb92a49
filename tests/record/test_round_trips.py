"""Whatever fits the types comes back as it went in."""

from __future__ import annotations

import datetime as dt
import zlib

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.model import (
    Annotated,
    Capture,
    Claim,
    Count,
    Document,
    IncidentMention,
    Interval,
    PlaceValue,
    Range,
    Span,
    sha256,
)
from rashomon.record import Record, packing
from rashomon.record.dialect import fold, terms

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
maybe = st.none() | texts
days = st.dates()
moments = st.datetimes(timezones=st.just(dt.UTC))
counts = st.integers(0, 10**9)
coordinates = st.none() | st.floats(-180, 180)
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda ends: Span(*sorted(ends)))
intervals = st.builds(Interval, st.none() | days, st.none() | days)
places = st.builds(
    PlaceValue, texts, coordinates, coordinates, st.none() | st.integers(0, 10**7), st.none() | st.just("VM"), maybe
)
values = (
    st.none() | st.booleans() | texts | st.builds(Count, st.none() | counts, st.none() | counts) | intervals | places
)
known_intervals = intervals.filter(lambda interval: interval != Interval())

documents = st.builds(
    Document, id=texts, text=texts, sha256=st.just("0" * 64), title=maybe, outlet=maybe, author=maybe, url=maybe,
    published=st.none() | days, language=maybe, skipped=maybe, origin=maybe, extractor=maybe,
    headline=st.none() | spans, dateline=st.none() | spans, asides=st.lists(spans, max_size=3).map(tuple),
)  # fmt: skip
captures = st.builds(
    Capture, sha256=st.just("0" * 64), content=st.binary(max_size=400), origin=texts, media_type=texts,
    captured=st.none() | moments,
)  # fmt: skip
claims = st.builds(
    Claim, id=texts, mention=maybe, incident=maybe, property=texts, value=values, original=texts, stance=texts,
    document=texts, span=spans, value_actor=maybe, part_of=maybe, speaker=maybe, speaker_class=maybe, actor=maybe,
    group=maybe, outlet=maybe, said=st.none() | known_intervals, published=st.none() | days, attribution=maybe,
    against=maybe, supersedes=maybe, first_seen=st.none() | moments, last_seen=st.none() | moments, rule=maybe,
)  # fmt: skip
mentions = st.builds(
    IncidentMention, id=st.just("e1"), type=texts, anchor=spans, date=st.none() | intervals, place=st.none() | places,
    killed=st.none() | st.builds(Range, counts, counts, counts), reality=texts,
)  # fmt: skip


@given(documents)
def test_documents(document: Document) -> None:
    assert packing.document_of(packing.document_row(document, ())) == document


@given(captures)
def test_captures(capture: Capture) -> None:
    row = packing.capture_row(capture)
    assert packing.capture_of(row) == capture
    assert len(row["content"]) <= len(capture.content)


@given(claims, texts)
def test_claims(claim: Claim, incident: str) -> None:
    back = packing.claim_of(packing.claim_row(claim), incident=incident)
    assert back == msgspec.structs.replace(claim, incident=incident)


@given(documents, mentions)
def test_readings(document: Document, mention: IncidentMention) -> None:
    annotated = Annotated(document=document, incidents=(mention,))
    assert packing.reading_of(packing.reading_row(annotated)["body"], document) == annotated


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents, captures, mentions)
def test_through_the_database(record: Record, document: Document, capture: Capture, mention: IncidentMention) -> None:
    sha = sha256(capture.content)
    capture = msgspec.structs.replace(capture, sha256=sha)
    annotated = Annotated(document=msgspec.structs.replace(document, sha256=sha), incidents=(mention,))
    added = record.add(capture, annotated)
    if added.status != "unchanged":
        assert record.capture(sha) == capture
        assert record.reading(sha) == annotated
        assert record.document(sha).document == annotated.document


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_no_search_upsets_the_database(text: str) -> None:
    assert all(any(c.isalnum() for c in term) for term in terms(text))


def test_folding_joins_spellings() -> None:
    assert fold("Qal’at  Nûmar") == fold("qalat numar") == "qalat numar"
    assert fold("Bir-Hadid ١٢") == "bir hadid 12"


def test_a_capture_unpacks_to_no_more_than_its_size() -> None:
    row = {
        "sha256": "0" * 64, "content": zlib.compress(b"x" * 1_000_000), "packing": "zlib", "size": 10, "origin": "elsewhere",
        "media_type": "text/plain", "captured": None,
    }  # fmt: skip
    with pytest.raises(zlib.error, match="10 bytes"):
        packing.capture_of(row)
    assert packing.capture_of({**row, "size": 1_000_000}).content == b"x" * 1_000_000
