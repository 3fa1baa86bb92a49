"""How attributions stand to each other, on invented rows: what each rule needs, and what it must not do."""

from __future__ import annotations

from datetime import date

import msgspec

from rashomon.annotate.relations import relations
from rashomon.model import Annotated, Attribution, Document, Figure, IncidentMention, Interval, Perpetrator, Span

TEXT = (
    "Velmar Casualty Watch blamed the Ardan Air Force for the strike. The Ardan Air Force denied the strike. "
    "Marek Tolan said the monitor was biased. The Northern Front said it fired. The mayor said 12 died. The clinic said 30 died."
)


def at(words):
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


def say(number, speaker, content, stance="assert", **more):
    cue = at(more.pop("cue")) if "cue" in more else ()
    return Attribution(
        id=f"a{number}",
        source=at(speaker) if speaker in TEXT else (),
        cue=cue,
        content=at(content),
        stance=stance,
        speaker=speaker,
        **more,
    )


def related(*attributions, incidents=(), figures=()):
    document = Document(id="d", text=TEXT, sha256="0" * 64)
    read = relations(Annotated(document=document, attributions=attributions, incidents=incidents, figures=figures))
    return {(r.origin, r.type, r.target) for r in read.relations}


EVENT = IncidentMention(id="e1", type="airstrike", anchor=at("strike")[0], anchors=at("strike"))
BLAME = say(
    1, "Velmar Casualty Watch", "the Ardan Air Force for the strike", "accuse", accused=("Ardan Air Force",), about="e1"
)


def test_an_accusation_blames_its_incident_and_a_denial_answers_it():
    denial = say(2, "Ardan Air Force", "the strike. Marek", "deny", about="e1")
    assert related(BLAME, denial, incidents=(EVENT,)) == {
        ("a1", "blames", "e1"), ("a2", "denies", "a1"), ("a2", "denies", "e1"),
    }  # fmt: skip


def test_a_denial_answers_the_accusation_of_the_denier_where_the_report_holds_several():
    other = say(3, "Marek Tolan", "the monitor was biased", "accuse", accused=("Northern Front",), about="e1")
    denial = say(2, "Ardan Air Force", "the strike. Marek", "deny", about="e1")
    found = related(BLAME, other, denial, incidents=(EVENT,))
    assert ("a2", "denies", "a1") in found
    assert ("a2", "denies", "a3") not in found


def test_a_denial_of_a_charge_that_is_tied_to_nothing_answers_the_last_accusation_of_the_denier_alone():
    charge = say(
        1, "Velmar Casualty Watch", "the Ardan Air Force for the strike", "accuse", accused=("Ardan Air Force",)
    )
    denial = say(2, "Ardan Air Force", "the monitor was biased", "deny", about="e1")
    assert related(charge, denial, incidents=(EVENT,)) == {("a2", "denies", "a1")}


def test_a_denial_without_an_accusation_denies_the_incident():
    denial = say(2, "Ardan Air Force", "the strike. Marek", "deny", about="e1")
    assert related(denial, incidents=(EVENT,)) == {("a2", "denies", "e1")}


def test_nobody_denies_himself():
    own = say(2, "Velmar Casualty Watch", "the strike. Marek", "deny", about="e1")
    assert ("a2", "denies", "a1") not in related(BLAME, own, incidents=(EVENT,))


def test_a_rejected_source_is_another_speaker():
    rejection = say(3, "Marek Tolan", "the monitor was biased", "reject source")
    assert ("a3", "rejects source", "a1") in related(BLAME, rejection, incidents=(EVENT,))


def test_who_denies_the_event_answers_no_accusation_of_somebody_else():
    denial = say(2, "Northern Front", "the strike. Marek", "deny", about="e1", denies="event")
    assert related(BLAME, denial, incidents=(EVENT,)) == {("a1", "blames", "e1"), ("a2", "denies", "e1")}


def test_only_a_party_acknowledges():
    words = say(4, "Northern Front", "it fired", "claim responsibility", about="e1")
    assert related(words, incidents=(EVENT,)) == set()
    party = Perpetrator(name="Northern Front", claimed_by=("Northern Front",))
    event = IncidentMention(
        id="e1", type="airstrike", anchor=EVENT.anchor, anchors=EVENT.anchors, perpetrators=(party,)
    )
    assert related(words, incidents=(event,)) == {("a4", "acknowledges", "e1")}


def figure(number, words, low, high, attribution, **more):
    return Figure(
        id=f"f{number}",
        span=at(words)[0],
        measure="killed",
        low=low,
        high=high,
        group="people",
        attribution=attribution,
        incident="e1",
        **more,
    )


def test_figures_that_cannot_both_be_right_are_disputed():
    mayor, clinic = say(5, "The mayor", "12 died"), say(6, "The clinic", "30 died")
    counts = (figure(1, "12", 12, 12, "a5"), figure(2, "30", 30, 30, "a6"))
    assert related(mayor, clinic, incidents=(EVENT,), figures=counts) == {("a6", "disputes figure", "a5")}
    open_ended = (figure(1, "12", 12, None, "a5"), figure(2, "30", 30, 30, "a6"))
    assert related(mayor, clinic, incidents=(EVENT,), figures=open_ended) == set()


def test_a_denial_of_all_charges_answers_each_that_names_the_denier_and_of_figures_none() -> None:
    front = say(3, "Marek Tolan", "the monitor was biased", "accuse", accused=("Northern Front",))
    second = say(4, "Northern Front", "it fired", "accuse", accused=("Ardan Air Force",), about="e2")
    denial = say(7, "Ardan Air Force", "12 died", "deny", denies="charge")
    text = TEXT.replace("12 died", "all allegations")
    document = Document(id="d", text=text, sha256="0" * 64)
    at_charges = Span(text.index("all allegations"), text.index("all allegations") + 15)
    denial = msgspec.structs.replace(denial, content=(at_charges,))
    read = relations(Annotated(document=document, attributions=(BLAME, front, second, denial), incidents=(EVENT,)))
    answered = {(r.type, r.target) for r in read.relations if r.origin == "a7"}
    assert answered == {("denies", "a1"), ("denies", "e1"), ("denies", "a4"), ("denies", "e2")}
    mayor, figures = say(5, "The mayor", "12 died"), say(6, "The clinic", "30 died", "deny", denies="figures")
    assert related(BLAME, mayor, figures, figures=(figure(1, "12", 12, 12, "a5"),), incidents=(EVENT,)) == {
        ("a1", "blames", "e1"), ("a6", "denies", "a5"),
    }  # fmt: skip


def test_who_denies_his_own_deed_answers_no_accusation_of_another() -> None:
    other = say(3, "Marek Tolan", "the monitor was biased", "accuse", accused=("Northern Front",), about="e1")
    denial = say(2, "Ardan Air Force", "the strike. Marek", "deny", about="e1", denies="own deed")
    assert ("a2", "denies", "a3") not in related(other, denial, incidents=(EVENT,))


def test_the_later_day_disputes_the_earlier_one_wherever_it_stands() -> None:
    days = [Interval.day(date(2031, 3, day)) for day in (5, 4)]
    mayor, clinic = say(5, "The mayor", "12 died", said=days[0]), say(6, "The clinic", "30 died", said=days[1])
    counts = (figure(1, "12", 12, 12, "a5"), figure(2, "30", 30, 30, "a6"))
    assert related(mayor, clinic, incidents=(EVENT,), figures=counts) == {("a5", "disputes figure", "a6")}


def test_each_of_two_thousand_denials_denies_the_incident():
    words = "The mayor of Karsa denied the strike. "
    text, many = words * 2000, 2000
    denials = tuple(
        Attribution(
            id=f"a{i}", stance="deny", speaker=f"Mayor {i}", about="e1", denies="event",
            content=(Span(i * len(words) + words.index("the"), (i + 1) * len(words) - 2),),
        )
        for i in range(many)
    )  # fmt: skip
    read = Annotated(document=Document(id="d", text=text, sha256="0" * 64), attributions=denials, incidents=(EVENT,))
    assert len(relations(read).relations) == many
