"""Answers to what others claim, and what is left unsaid: who denies a claim does not make it, who is silent does not deny."""

from __future__ import annotations

import pytest

_STRIKE = "A strike hit a market in Karsa on Monday and killed 12 people. "


@pytest.mark.parametrize(
    "sentence",
    [
        "The governor condemned claims that the Velmari Army had shelled the market as lies.",
        "The governor condemned allegations that the Velmari Army had shelled the market.",
        "The governor denounced the accusation that the Velmari Army shelled the market.",
        "The governor criticised the Front's claims that the Velmari Army had shelled the market.",
        "The governor dismissed allegations that the Velmari Army had shelled the market as propaganda.",
        "Claims that the Velmari Army shelled the market were dismissed by the governor.",
        "Reports that the Velmari Army shelled the market were condemned by the governor as fabrications.",
        "The claim that the Velmari Army shelled the market was rejected by the governor.",
        "The governor's dismissal of allegations that the Velmari Army shelled the market angered residents.",
        "The governor's rejection of claims that the Velmari Army shelled the market angered residents.",
    ],
)
def test_who_answers_an_accusation_does_not_make_it(read, sentence):
    rows = read(_STRIKE + sentence)
    own = [r for r in rows if "overnor" in r.source]
    assert [(r.a.stance, r.a.denies, r.a.clears, r.a.accused) for r in own] == [
        ("deny", "deed of another", ("Velmari Army",), ())
    ], rows
    assert all(r.a.stance in ("assert", "accuse") and "overnor" not in r.source for r in rows if r not in own), rows


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The governor condemned the shelling of the market by the Velmari Army.", "accuse"),
        ("The governor condemned the Velmari Army for shelling the market.", "accuse"),
        ("The governor condemned reports of torture by the Velmari Army.", "assert"),
        ("The plan was rejected by the governor.", "assert"),
        ("The governor's rejection of the plan angered residents.", None),
    ],
)
def test_what_is_no_claim_is_condemned_or_turned_down_as_before(read, sentence, stance):
    rows = [r for r in read(_STRIKE + sentence) if "overnor" in r.source]
    assert [r.a.stance for r in rows] == ([] if stance is None else [stance]), rows


@pytest.mark.parametrize(
    ("sentence", "denier", "claimant", "denies"),
    [
        ("The Northern Front's claim that 40 people died was rejected by the Velmari Army.", "Velmari Army", "Northern Front", "harm"),
        ("A claim by the Northern Front that 40 people were killed was dismissed by the Velmari Army.", "Velmari Army", "Northern Front", "harm"),
        ("The Velmari Army rejected the Northern Front's claim that 40 people died.", "Velmari Army", "Northern Front", "harm"),
        ("The Northern Front's assertion that the Velmari Army carried out the strike was disputed by the Karsa Council.",
         "Karsa Council", "Northern Front", "deed of another"),
    ],
)  # fmt: skip
def test_the_claimant_keeps_the_claim_that_is_rejected(read, sentence, denier, claimant, denies):
    rows = {r.a.speaker: r.a for r in read(_STRIKE + sentence)}
    assert rows[claimant].stance in ("assert", "accuse"), rows
    assert (rows[denier].stance, rows[denier].denies) == ("deny", denies), rows


@pytest.mark.parametrize(
    "sentence",
    [
        "The Northern Front denied that it had accused the Velmari Army of bombing the market.",
        "The Northern Front denied having blamed the Velmari Army for the strike.",
        "The Northern Front denied accusing the Velmari Army of the strike.",
        "The Northern Front denied ever having accused the Velmari Army of bombing the market.",
        "The Northern Front said it had never accused the Velmari Army of bombing the market.",
        "The Northern Front rejected reports that it had blamed the Velmari Army for the strike.",
        "The Northern Front denied that the Velmari Army had been blamed for the strike.",
        "The Northern Front denied having said that the Velmari Army bombed the market.",
        "The Northern Front denied that soil samples or other tests revealed the use of gas by the Velmari Army.",
        "The Northern Front disputed that the footage showed the strike.",
    ],
)
def test_who_denies_having_accused_neither_accuses_nor_denies_the_deed(read, sentence):
    rows = read(_STRIKE + sentence)
    assert [(r.a.stance, r.a.denies) for r in rows if r.a.speaker == "Northern Front"][:1] == [("deny", "statement")], (
        rows
    )
    assert not [r for r in rows if r.a.accused or r.a.clears or r.a.stance == "accuse"], rows


@pytest.mark.parametrize(
    ("sentence", "denies"),
    [
        ("The Northern Front denied that it had bombed the market.", "own deed"),
        ("The Northern Front denied bombing the market.", "own deed"),
        ("The Northern Front denied that the Velmari Army had bombed the market and accused Ardania.", "deed of another"),
        ("The Northern Front denied an accusation that it had bombed the market.", "own deed"),
    ],
)  # fmt: skip
def test_a_deed_denied_stays_a_deed(read, sentence, denies):
    rows = [r for r in read(_STRIKE + sentence) if r.a.speaker == "Northern Front" and r.a.stance == "deny"]
    assert [r.a.denies for r in rows] == [denies], rows


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velmari Army has not acknowledged the strike.",
        "The Velmari Army did not admit responsibility for the attack.",
        "The Velmari Army has never acknowledged that its shells hit the market.",
        "The Velmari Army would not confirm that its shells had hit the market.",
        "The Velmari Army has yet to admit that it shelled the market.",
        "The monitor did not accuse the Velmari Army of the strike.",
        "Asked whether the Velmari Army had shelled the market, the spokesman declined to comment.",
        "When asked if the Velmari Army had shelled the market, the spokesman gave no answer.",
        "Reporters asked the spokesman whether the Velmari Army had shelled the market.",
        "The spokesman was asked about reports that the Velmari Army had shelled the market.",
    ],
)
def test_silence_and_questions_state_nothing(read, sentence):
    assert not read(_STRIKE + sentence), read(_STRIKE + sentence)


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The Velmari Army acknowledged that its shells had hit the market.", "acknowledge"),
        ("The Velmari Army denied that its shells had hit the market.", "deny"),
        ("The minister asked the Velmari Army to explain the strike.", "demand"),
        ("Asked whether it had shelled the market, the Velmari Army said it had not fired.", "deny"),
        ("Ardania repeated its denial of involvement in the strike.", "deny"),
    ],
)
def test_who_answers_states_it(read, sentence, stance):
    assert [r.a.stance for r in read(_STRIKE + sentence)] == [stance], read(_STRIKE + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Velmari Army did not confirm that its shells had hit the market.",
        "The monitor could not confirm that the Velmari Army had shelled the market.",
        "The monitor has not reported that the Velmari Army shelled the market.",
    ],
)
def test_what_is_not_said_accuses_nobody_and_claims_nothing(read, sentence):
    rows = read(_STRIKE + sentence)
    assert all(r.a.stance in ("assert", "doubt") and r.a.negated and not r.a.accused for r in rows), rows


@pytest.mark.parametrize(
    ("sentence", "speaker", "accused", "content"),
    [
        ("The Velmari Army, whose jets the Northern Front accused of bombing the market, has not commented.",
         "Northern Front", "Velmari Army", "bombing the market"),
        ("The Velmari Army, whom the Northern Front accused of bombing the market, is based in Dessary.",
         "Northern Front", "Velmari Army", "bombing the market"),
        ("The Velmari Army, which the Northern Front accuses of bombing the market, left Karsa.",
         "Northern Front", "Velmari Army", "bombing the market"),
        ("The Velmari Army, whose leaders Ardania blames for the strike, has offered talks.",
         "Ardania", "Velmari Army", "for the strike"),
        ("The Velmari Army, whose jets were accused of bombing the market by the Northern Front, closed the road.",
         "Northern Front", "Velmari Army", "bombing the market"),
        ("The Velmari Army, whose jets are blamed by the Northern Front for the strike, has said nothing.",
         "Northern Front", "Velmari Army", "for the strike"),
        ("The Velmari Army, accused by the Northern Front of bombing the market, closed the road.",
         "Northern Front", "Velmari Army", "bombing the market"),
        ("The Velmari Army, whose fighters the Northern Front says shelled the market, left Karsa.",
         "Northern Front", "Velmari Army", "The Velmari Army ... shelled the market"),
    ],
)  # fmt: skip
def test_the_accuser_of_a_relative_clause(read, sentence, speaker, accused, content):
    rows = [r for r in read(_STRIKE + sentence) if r.a.stance == "accuse"]
    assert [(r.a.speaker, r.a.accused, r.content) for r in rows] == [(speaker, (accused,), content)], rows


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The Northern Front, which accused the Velmari Army of bombing the market, left Karsa.", "Northern Front"),
        ("The governor, whose brother died in the strike, accused the Velmari Army of bombing the market.", None),
        ("The Velmari Army, which was accused of bombing the market, left Karsa.", None),
    ],
)
def test_who_accuses_in_a_relative_clause_of_his_own(read, sentence, speaker):
    rows = [r for r in read(_STRIKE + sentence) if r.a.stance == "accuse"]
    assert [(r.a.speaker, r.a.accused, r.content) for r in rows] == [
        (speaker, ("Velmari Army",), "bombing the market")
    ], rows


@pytest.mark.parametrize(
    ("sentence", "speaker_class"),
    [
        ("In Dessary, where 20 people died in shelling blamed on the Velmari Army, shops closed.", "unspecified"),
        ("The strike was blamed on the Velmari Army by residents.", "residents"),
        ("The strike, which residents blamed on the Velmari Army, destroyed 30 stalls.", "residents"),
        ("Residents blamed the Velmari Army for the shelling.", "residents"),
    ],
)
def test_what_is_blamed_on_somebody_blames_nobody(read, sentence, speaker_class):
    rows = [r for r in read(_STRIKE + sentence) if r.a.stance == "accuse"]
    assert [(r.a.speaker, r.a.speaker_class, r.a.accused) for r in rows] == [(None, speaker_class, ("Velmari Army",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Velmar Casualty Watch, citing hospital officials, said that 14 people had been killed.",
        "Velmar Casualty Watch, quoting hospital officials, said that 14 people had been killed.",
        "Citing hospital officials, Velmar Casualty Watch said that 14 people had been killed.",
        "Quoting hospital officials, Velmar Casualty Watch reported that 14 people had been killed.",
        "Velmar Casualty Watch said, citing hospital officials, that 14 people had been killed.",
    ],
)
def test_who_cites_and_who_is_cited_both_say_it(read, sentence):
    rows = read("A strike hit a market in Karsa on Monday. " + sentence)
    teller, cited = sorted(rows, key=lambda r: r.a.speaker is None)
    assert (teller.a.speaker, teller.a.within) == ("Velmar Casualty Watch", None), rows
    assert (cited.source, cited.a.speaker_class, cited.a.within) == ("hospital officials", "officials", teller.a.id)
    assert {r.content for r in rows} == {"that 14 people had been killed"}, rows


@pytest.mark.parametrize(
    "sentence",
    [
        "The Karsa Herald, citing its policy, declined to name the dead.",
        "The governor, citing a lack of evidence, said that nobody could be charged.",
    ],
)
def test_a_reason_that_is_cited_says_nothing(read, sentence):
    rows = read("A strike hit a market in Karsa on Monday. " + sentence)
    assert not [r for r in rows if "policy" in r.content or "evidence" in r.content or "iting" in r.cue], rows


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("The governor criticised Ardan threats to carry out strikes on the Velmari Army.", ()),
        ("The governor condemned plans of the Velmari Army to shell the town.", ()),
        ("The governor condemned strikes on the Velmari Army.", ()),
        ("The governor condemned the strikes of the Velmari Army on Karsa.", ("Velmari Army",)),
        ("The governor condemned the shelling of the market by the Velmari Army.", ("Velmari Army",)),
        (
            "The minister repeated the Northern Front's claim that the Velmari Army was responsible for the strike.",
            ("Velmari Army",),
        ),
    ],
)
def test_whom_criticism_names_is_not_whom_it_was_aimed_at(read, sentence, accused):
    rows = read(_STRIKE + sentence)
    assert (
        tuple(name for r in rows if "overnor" in r.source or "inister" in r.source for name in r.a.accused) == accused
    ), rows


@pytest.mark.parametrize(
    "sentence",
    [
        "Ardania has denied a report by Velmar Casualty Watch that its jets bombed the market.",
        "Ardania rejected a claim by the Northern Front that its jets bombed the market.",
        "Ardania dismissed allegations by the Northern Front that its jets bombed the market.",
    ],
)
def test_its_deed_is_the_deniers_and_not_the_claimants(read, sentence):
    rows = read(_STRIKE + sentence)
    assert [(r.a.speaker, r.a.denies) for r in rows if r.a.stance == "deny"] == [("Ardania", "own deed")], rows
    assert not [r for r in rows if r.a.stance in ("claim responsibility", "acknowledge")], rows


def test_who_denies_ever_having_accused_leaves_no_row_of_accusing(read):
    rows = read(_STRIKE + "Ardania denied it had ever accused the Velmari Army of bombing the market.")
    assert [(r.a.speaker, r.a.stance, r.a.denies) for r in rows] == [("Ardania", "deny", "statement")], rows
