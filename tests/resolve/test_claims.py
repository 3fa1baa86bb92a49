"""From annotations to claims: who says each value, on what words. An invented report."""

from __future__ import annotations

from datetime import date

import msgspec

from rashomon import read
from rashomon.annotate.segment import segment
from rashomon.assess import assess
from rashomon.model import (
    Annotated,
    Attribution,
    Count,
    Document,
    Figure,
    IncidentMention,
    Interval,
    Perpetrator,
    PlaceValue,
    Relation,
    Span,
    Timex,
    Toponym,
)
from rashomon.resolve import claims_of

TEXT = (
    "An airstrike hit Dessary on Monday. Velmar Casualty Watch said 12 people, including 5 children, died in the raid by "
    "Ardania. The ministry denied that Ardan planes bombed Dessary. It does not take the Watch for a source."
)
MONDAY = Interval.day(date(2031, 3, 3))


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def told() -> Annotated:
    document = Document(id="d", text=TEXT, sha256="a" * 64, outlet="Post", published=date(2031, 3, 4))
    attributions = (
        Attribution(
            id="a1", content=(Span(at("12 people").start, at("Ardania").end),), speaker="Velmar Casualty Watch",
            stance="accuse", accused=("Ardania",), about="e1",
        ),
        Attribution(id="a2", content=(at("Ardan planes bombed Dessary"),), speaker="Ministry", stance="deny", about="e1"),
        Attribution(
            id="a3", content=(at("take the Watch for a source"),), speaker="Ministry", stance="reject source", about="a1"
        ),
    )  # fmt: skip
    figures = (
        Figure(id="f1", span=at("12"), measure="killed", low=12, high=12, group="people", attribution="a1", incident="e1"),
        Figure(
            id="f2", span=at("5"), measure="killed", low=5, high=5, group="children", attribution="a1", incident="e1",
            part_of="f1",
        ),
    )  # fmt: skip
    incident = IncidentMention(
        id="e1", type="airstrike", anchor=at("airstrike"), anchors=(at("bombed"),), main=True, date=MONDAY,
        place=PlaceValue("Dessary"),
        perpetrators=(
            Perpetrator(name="Ardania", mentions=(at("Ardania"),), blamed_by=("Velmar Casualty Watch",), denied_by=("Ministry",)),
        ),
    )  # fmt: skip
    return segment(
        Annotated(
            document=document,
            times=(Timex(at("Monday"), "DATE", "2031-03-03", date(2031, 3, 3), date(2031, 3, 3)),),
            places=(Toponym(at("Dessary"), "Dessary"), Toponym(at("Dessary", 1), "Dessary")),
            attributions=attributions,
            figures=figures,
            incidents=(incident,),
            relations=(Relation(origin="a3", target="a1", type="rejects source"),),
        )
    )


def test_each_value_has_its_speaker_and_words() -> None:
    claims = claims_of(told())
    found = {(c.property, c.speaker or c.speaker_class, c.stance, c.original) for c in claims}
    assert found == {
        ("occurred", "narrator", "assert", "airstrike"),
        ("type", "narrator", "assert", "airstrike"),
        ("date", "narrator", "assert", "Monday"),
        ("place", "narrator", "assert", "Dessary"),
        ("killed", "Velmar Casualty Watch", "assert", "12"),
        ("killed", "Velmar Casualty Watch", "assert", "5"),
        (
            "perpetrator",
            "Velmar Casualty Watch",
            "accuse",
            "12 people, including 5 children, died in the raid by Ardania",
        ),
        ("perpetrator", "Ministry", "deny", "Ardan planes bombed Dessary"),
        ("occurred", "Ministry", "deny", "bombed"),
        ("source", "Ministry", "reject source", "take the Watch for a source"),
    }
    assert all(TEXT[c.span.start : c.span.end] == c.original for c in claims)
    assert {c.mention for c in claims} == {"a" * 64 + ":e1"}


def test_a_part_points_to_its_whole() -> None:
    by_words = {c.original: c for c in claims_of(told()) if c.property == "killed"}
    assert by_words["5"].part_of == by_words["12"].id
    assert by_words["12"].value == Count(12, 12)


def test_the_same_reading_gives_the_same_ids() -> None:
    assert [c.id for c in claims_of(told())] == [c.id for c in claims_of(told())]
    assert len({c.id for c in claims_of(told())}) == len(claims_of(told()))


def test_who_calls_a_toll_invented_disputes_the_toll_not_the_event() -> None:
    annotated = told()
    row = Attribution(
        id="a9", content=(at("take the Watch for a source"),), speaker="Spokesman", stance="deny", about="e1",
        denies="figures",
    )  # fmt: skip
    text = TEXT.replace("take the Watch for a source", "accept the figures of that body")
    shifted = msgspec.structs.replace(annotated.document, text=text)
    claims = claims_of(msgspec.structs.replace(annotated, document=shifted, attributions=(row,), relations=()))
    (denial,) = [c for c in claims if c.speaker == "Spokesman"]
    assert (denial.property, denial.value, denial.stance) == ("killed", None, "deny")


def test_a_figure_without_an_incident_is_kept_without_one() -> None:
    annotated = told()
    document = annotated.document
    bare = Annotated(
        document=document,
        figures=(Figure(id="f1", span=at("12"), measure="fled", low=12, high=None),),
    )
    (claim,) = claims_of(bare)
    assert (claim.incident, claim.mention, claim.property, claim.speaker_class) == (None, None, "displaced", "narrator")


def blaming(
    *attributions: Attribution, blamed_by: str = "", denied_by: str = ""
) -> list[tuple[str | None, str | None, str]]:
    """Speaker, class and words of the perpetrator claims of a report with these attributions."""
    annotated = told()
    (incident,) = annotated.incidents
    party = Perpetrator(
        name="Ardania",
        mentions=(at("Ardania"),),
        blamed_by=tuple(filter(None, [blamed_by])),
        denied_by=tuple(filter(None, [denied_by])),
    )
    incident = msgspec.structs.replace(incident, perpetrators=(party,))
    claims = claims_of(
        msgspec.structs.replace(annotated, attributions=attributions, incidents=(incident,), relations=())
    )
    return [(c.speaker, c.speaker_class, c.original) for c in claims if c.property == "perpetrator"]


def test_what_unnamed_officials_say_is_not_put_into_a_named_official_s_mouth() -> None:
    named = Attribution(
        id="a1", content=(at("12 people"),), speaker="Rana Odeh", speaker_class="officials", stance="accuse", about="e1"
    )
    unnamed = Attribution(id="a2", content=(at("the raid by Ardania"),), speaker_class="officials", stance="accuse")
    assert blaming(named, unnamed, blamed_by="officials") == [(None, "officials", "the raid by Ardania")]


def test_a_denial_rests_on_the_words_that_deny() -> None:
    other = Attribution(id="a1", content=(at("12 people"),), speaker="Ministry", about="e1")
    denial = Attribution(id="a2", content=(at("Ardan planes bombed Dessary"),), speaker="Ministry", stance="deny")
    assert blaming(other, denial, denied_by="Ministry") == [("Ministry", None, "Ardan planes bombed Dessary")]


def test_who_could_not_confirm_it_has_not_said_it() -> None:
    annotated = told()
    open_ = Attribution(
        id="a1", content=(Span(at("12 people").start, at("Ardania").end),), speaker="Army", about="e1", negated=True
    )
    incident = msgspec.structs.replace(annotated.incidents[0], anchor=at("raid"), anchors=(), perpetrators=())
    claims = claims_of(
        msgspec.structs.replace(annotated, attributions=(open_,), figures=(), incidents=(incident,), relations=())
    )
    assert {c.stance for c in claims if c.speaker == "Army"} == {"doubt"}


def test_figures_told_side_by_side_make_one_claim_with_its_parts() -> None:
    text = "Three patients and a nurse died in Dessary."
    figures = (
        Figure(id="f1", span=Span(0, 5), measure="killed", low=3, high=3, group="people", incident="e1"),
        Figure(
            id="f2",
            span=Span(19, 20),
            measure="killed",
            low=1,
            high=1,
            group="health workers",
            incident="e1",
            beside="f1",
        ),
    )
    incident = IncidentMention(id="e1", type="attack", anchor=Span(27, 31))
    read = segment(Annotated(document=Document(id="d", text=text, sha256="a" * 64)))
    claims = claims_of(msgspec.structs.replace(read, figures=figures, incidents=(incident,)))
    killed = [c for c in claims if c.property == "killed"]
    total = next(c for c in killed if c.part_of is None)
    assert (total.value, total.group, total.span) == (Count(4, 4), "people", Span(0, 20))
    assert [c.part_of for c in killed if c is not total] == [total.id, total.id]
    assert assess("e1", claims).ranges["killed"].best == 4


def test_who_denies_the_deed_has_not_denied_the_figure() -> None:
    found = read("The Northern Front denied shelling the market of Karsa on Tuesday in which 12 people were killed.")
    said = [(c.property, c.stance) for c in claims_of(found.annotated) if c.speaker == "Northern Front"]
    assert said == [("perpetrator", "deny")]


def test_who_condemns_reports_has_said_nothing_of_what_they_tell() -> None:
    found = read(
        "Velmar condemned reports that the Northern Front had shelled Karsa on Tuesday, killing nine people.",
        published="2031-03-05",
    ).annotated
    assert not any(p.name == "Northern Front" for i in found.incidents for p in i.perpetrators)
    assert not [c for c in claims_of(found) if c.speaker == "Velmar"]
