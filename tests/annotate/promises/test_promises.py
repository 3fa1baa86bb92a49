"""Promises and words on keeping them, in invented sentences; with what is no promise of the speaker's."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from rashomon.annotate.promises import promises
from rashomon.model import ActorMention, Annotated, Attribution, Document, Interval, Sentence, Span, Timex, sha256

DAY = date(2031, 3, 4)


def reading(text: str, actors: str, *said: tuple, times: tuple = ()) -> Annotated:
    """A reading with these actors (names as they stand, "|" between), attributions (speaker, stance, cue, content) and times."""
    mentions, at = [], 0
    for name in filter(None, actors.split("|")):
        start = text.index(name, at)
        kind = "person" if name == "Tamaz Verel" else "armed group"
        mentions.append(ActorMention(Span(start, start + len(name)), name.removeprefix("the "), None, kind))
        at = start + len(name)
    attributions = []
    for number, (speaker, stance, cue, content, *more) in enumerate(said, 1):
        start, begin = text.index(cue), text.index(content)
        attributions.append(
            Attribution(
                id=f"a{number}", speaker=speaker, stance=stance, cue=(Span(start, start + len(cue)),),
                content=(Span(begin, begin + len(content)),), **(more[0] if more else {}),
            )
        )  # fmt: skip
    sentences, start = [], 0
    for part in text.split(". "):
        end = min(len(text), start + len(part) + 1)
        sentences.append(Sentence(Span(start, end), (0, 0), 0))
        start = end + 1
    found = [
        Timex(Span(text.index(words), text.index(words) + len(words)), kind, value, first, last)
        for words, kind, value, first, last in times
    ]
    return Annotated(
        document=Document(id="d", text=text, sha256=sha256(text.encode()), published=DAY),
        sentences=tuple(sentences), actors=tuple(mentions), attributions=tuple(attributions), times=tuple(found),
    )  # fmt: skip


def test_a_length_counts_from_the_day_of_the_promise() -> None:
    text = "On 28 February the Northern Front had promised to let aid convoys into Karsa within a week."
    content = "to let aid convoys into Karsa within a week"
    made = {"said": Interval.day(date(2031, 2, 28))}
    (found,) = promises(
        reading(
            text, "Northern Front", ("Northern Front", "promise", "had promised", content, made),
            times=(("a week", "DURATION", "P1W", None, None),),
        )
    ).promises  # fmt: skip
    assert found.until == Interval(None, date(2031, 3, 7))


def test_a_promise_of_the_speaker_with_recipient_condition_and_days() -> None:
    text = "The Northern Front promised the Velmar Council to let aid convoys into Karsa for 72 hours if the shelling stopped."
    content = "to let aid convoys into Karsa for 72 hours if the shelling stopped"
    (found,) = promises(
        reading(
            text, "Northern Front|Velmar Council", ("Northern Front", "promise", "promised", content),
            times=(("72 hours", "DURATION", "PT72H", None, None),),
        )
    ).promises  # fmt: skip
    assert (found.kind, found.by, found.to) == ("access for aid", "Northern Front", ("Velmar Council",))
    assert found.until == Interval(None, date(2031, 3, 7))
    assert found.condition == "if the shelling stopped"
    assert (found.refused, found.attribution) == (False, "a1")


@pytest.mark.parametrize(
    ("stance", "content", "kinds"),
    [
        ("promise", "to separate rebels from the other groups", ["separation"]),
        ("promise", "it would withdraw its troops from Dessary", ["withdrawal"]),
        ("promise", "an independent investigation", ["investigation"]),
        ("announce", "they would observe the truce and release 40 prisoners", ["ceasefire", "exchange of prisoners"]),
        ("announce", "an independent investigation had begun", []),
        ("announce", "it will stop the militia from leaving", []),
        ("promise", "to rebuild the market", []),
        ("announce", "it would hold the council to account for delays of a mission to investigate the strike", []),
        ("announce", "it is ready to release 40 prisoners", ["exchange of prisoners"]),
        ("announce", "they are leaving the villages where they will withdraw their troops", []),
        ("promise", "to answer if others withdraw their troops", []),
        ("assert", "it would withdraw its troops", []),
    ],
)
def test_kinds(stance: str, content: str, kinds: list[str]) -> None:
    text = f"The Northern Front said {content}."
    found = promises(reading(text, "Northern Front", ("Northern Front", stance, "said", content))).promises
    assert sorted(p.kind for p in found) == kinds


def test_a_refusal_is_no_promise_and_only_of_its_clause() -> None:
    for words, refused in (
        ("it would not withdraw from Karsa", True),
        ("(it has not) it would withdraw from Karsa", False),
    ):
        text = f"The Northern Front said {words}."
        (found,) = promises(reading(text, "Northern Front", ("Northern Front", "announce", "said", words))).promises
        assert found.refused is refused


def test_what_others_are_to_do_is_not_promised_by_the_speaker() -> None:
    text = "The Velmari Army promised that the Northern Front would withdraw from Karsa."
    content = "that the Northern Front would withdraw from Karsa"
    found = promises(reading(text, "Velmari Army|Northern Front", ("Velmari Army", "promise", "promised", content)))
    assert found.promises == ()
    nobody = reading(text, "Northern Front", (None, "promise", "promised", "that the Northern Front would withdraw"))
    assert promises(nobody).promises == ()


def test_an_agreement_binds_all_its_parties() -> None:
    text = "The Velmari Army and the Northern Front agreed on a ceasefire until 12 March."
    days = (("12 March", "DATE", "2031-03-12", date(2031, 3, 12), date(2031, 3, 12)),)
    found = promises(reading(text, "Velmari Army|Northern Front", times=days)).promises
    assert [(p.by, p.to) for p in found] == [
        ("Northern Front", ("Velmari Army",)), ("Velmari Army", ("Northern Front",)),
    ]  # fmt: skip
    assert {p.until for p in found} == {Interval(None, date(2031, 3, 12))}
    assert promises(reading("The two sides never agreed on a ceasefire.", "")).promises == ()


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("The Northern Front violated the ceasefire.", (), [("broken", "ceasefire", "Northern Front", None)]),
        ("The Northern Front has honoured the truce.", (), [("kept", "ceasefire", "Northern Front", None)]),
        ("The truce was broken by the Northern Front.", (), [("broken", "ceasefire", "Northern Front", None)]),
        ("The Northern Front has failed to withdraw.", (), [("broken", "withdrawal", "Northern Front", None)]),
        (
            "The Velmari Army accused the Northern Front of violating the ceasefire.",
            (("Velmari Army", "accuse", "accused", "violating the ceasefire", {"accused": ("Northern Front",)}),),
            [("broken", "ceasefire", "Northern Front", "Velmari Army")],
        ),
        (
            "The Northern Front denied breaking the truce.",
            (("Northern Front", "deny", "denied", "breaking the truce"),),
            [("denies breaking", "ceasefire", "Northern Front", "Northern Front")],
        ),
        (
            "The Northern Front said it had not violated the ceasefire.",
            (("Northern Front", "deny", "said", "it had not violated the ceasefire"),),
            [("denies breaking", "ceasefire", "Northern Front", "Northern Front")],
        ),
        (
            "The Velmari Army urged the Northern Front to respect the ceasefire.",
            (("Velmari Army", "demand", "urged", "to respect the ceasefire"),),
            [],
        ),
        ("Shells fell in breach of the ceasefire.", (), []),
        ("The Northern Front must respect the ceasefire.", (), []),
        ("Talks go on when the Northern Front keeps its word.", (), []),
        ("Nobody knows whether the Northern Front kept the truce.", (), []),
    ],
)
def test_keeping(text: str, said: tuple, expected: list[tuple]) -> None:
    actors = "|".join(sorted((n for n in ("Velmari Army", "Northern Front") if n in text), key=text.index))
    found = promises(reading(text, actors, *said)).keepings
    assert [(k.verdict, k.kind, k.party, k.speaker) for k in found] == expected


def test_a_word_on_keeping_in_one_breath_with_the_promise() -> None:
    text = "The Velmari Army promised to separate rebels from the Northern Front, but has not yet lived up to that obligation."
    said = ("Velmari Army", "promise", "promised", "to separate rebels from the Northern Front")
    found = promises(reading(text, "Velmari Army|Northern Front", said))
    assert [(p.by, p.kind) for p in found.promises] == [("Velmari Army", "separation")]
    assert [(k.verdict, k.party, k.kind) for k in found.keepings] == [("broken", "Velmari Army", None)]


BOTH = ["Northern Front", "Velmari Army"]


@pytest.mark.parametrize(
    ("text", "by", "kind"),
    [
        ("The Northern Front agreed to withdraw from Dessary by Friday.", BOTH[:1], "withdrawal"),
        (
            "The Velmari Army and the Northern Front have agreed to let convoys through to Karsa.",
            BOTH,
            "access for aid",
        ),
        (
            "The Velmari Army fights the Northern Front. Both sides have agreed to let convoys through.",
            BOTH,
            "access for aid",
        ),
        ("A truce agreed by the Velmari Army and the Northern Front began on Monday.", BOTH, "ceasefire"),
        ("The Northern Front extended the ceasefire by a week.", BOTH[:1], "ceasefire"),
        ("Both sides have agreed to let convoys through.", [], None),
        ("The Northern Front has not agreed to withdraw from Karsa.", [], None),
        ("If the Northern Front agreed to withdraw from Karsa, the war would end.", [], None),
        ("The Velmari Army urged the Northern Front to agree to withdraw from Karsa.", [], None),
        ("Neither the Velmari Army nor the Northern Front agreed to withdraw from Karsa.", [], None),
        ("Had the Northern Front agreed to withdraw from Karsa, the war would be over.", [], None),
        ("Reports that the Velmari Army agreed to withdraw from Karsa are false, the army said.", [], None),
        ("Ardania wants a truce agreed by the Velmari Army and the Northern Front.", [], None),
    ],
)
def test_agreeing_to_do_something(text: str, by: list[str], kind: str | None) -> None:
    actors = "|".join(sorted((n for n in BOTH if n in text), key=text.index))
    found = promises(reading(text, actors)).promises
    assert sorted(p.by for p in found) == by
    assert {p.kind for p in found} == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("later", "verdicts"),
    [
        ("The truce was largely holding on Friday.", {("kept", "Northern Front"), ("kept", "Velmari Army")}),
        ("The ceasefire has held for a week.", {("kept", "Northern Front"), ("kept", "Velmari Army")}),
        ("There were three violations of the truce by Northern Front.", {("broken", "Northern Front")}),
        ("The truce is not holding.", set()),
        ("Talks on the truce were held in Dessary.", set()),
        ("A second truce was held up by the shelling.", set()),
        ("The truce has held for only two hours.", set()),
        ("Few believe the truce is holding.", set()),
        ("In neighbouring Ardania a truce has held since May.", set()),
        ("The truce has held up the convoy.", set()),
        ("The army agreed on Sunday. Talks on the truce have held for a day.", set()),
        ("It is unclear whether the truce is holding.", set()),
        ("The truce collapsed on Friday.", set()),  # whoever broke it
    ],
)
def test_a_truce_that_holds_is_kept_by_all_who_made_it(later: str, verdicts: set[tuple[str, str]]) -> None:
    text = f"The Velmari Army and the Northern Front agreed to a truce. {later}"
    found = promises(reading(text, "Velmari Army|Northern Front" + "|Northern Front" * ("Front" in later))).keepings
    assert {(k.verdict, k.party) for k in found} == verdicts


def test_what_somebody_denies_or_doubts_was_agreed_is_no_promise() -> None:
    text = "The Velmari Army denied that the Northern Front agreed to withdraw from Karsa."
    for stance, number in (("deny", 0), ("doubt", 0), ("assert", 1)):
        said = ("Velmari Army", stance, "denied", text[24:-1])
        assert len(promises(reading(text, "Velmari Army|Northern Front", said)).promises) == number


def test_a_truce_that_holds_is_nobodys_where_two_were_made() -> None:
    text = "The Velmari Army agreed to a truce. The Northern Front agreed to a ceasefire. The truce is holding."
    assert promises(reading(text, "Velmari Army|Northern Front")).keepings == ()


def test_nothing_is_lost_or_doubled_by_reading_twice() -> None:
    text = "The Northern Front and the Velmari Army agreed to a truce. The Northern Front violated the truce."
    once = promises(reading(text, "Northern Front|Velmari Army|Northern Front"))
    assert promises(once) == once
    assert promises(msgspec.structs.replace(once, actors=())).promises == ()


def test_what_is_being_done_and_whose_troops_are_to_leave() -> None:
    doing = "The Northern Front announced it was withdrawing its fighters from Karsa."
    found = promises(
        reading(doing, "Northern Front", ("Northern Front", "announce", "announced", doing[29:-1]))
    ).promises
    assert [(p.kind, p.by) for p in found] == [("withdrawal", "Northern Front")]
    leaving = "The Northern Front announced that the remaining 200 Northern Front troops would leave Karsa."
    found = promises(
        reading(leaving, "Northern Front|Northern Front", ("Northern Front", "announce", "announced", leaving[29:-1]))
    ).promises
    assert [(p.kind, p.by) for p in found] == [("withdrawal", "Northern Front")]
    pulled = "The Northern Front promised to pull its heavy guns and troops out of Karsa."
    found = promises(
        reading(pulled, "Northern Front", ("Northern Front", "promise", "promised", pulled[28:-1]))
    ).promises
    assert [(p.kind, p.by) for p in found] == [("withdrawal", "Northern Front")]
