from __future__ import annotations

import pytest

# text, words of the content, speaker
NAMED = {
    "renamed, in an apposition": (
        "The Assembly of the North, formerly the Northern Front, denied the report.", "the report",
        "Assembly of the North"),
    "renamed, in a clause with as": (
        "The Assembly of the North, as the Northern Front has called itself since February, claimed responsibility.",
        "responsibility", "Assembly of the North"),
    "renamed, now known as": (
        "The Northern Front, now known as the Assembly of the North, said the road was open.", "road was open",
        "Northern Front"),
    "a ministry in a town": (
        "The Health Ministry in Karsa said six people were wounded.", "six people", "Health Ministry"),
    "an office with its holder": (
        "The mayor of Tel Oram, Samira Qasbani, told Velmar Wire that the road was open.", "road was open",
        "Samira Qasbani"),
    "rank, and where it was said": (
        "“The road is open,” Colonel Idris Maronet said in Karsa. “It was open on Monday.”", "It was open",
        "Idris Maronet"),
    "surname": (
        "Army spokesman Tomas Berel spoke on Monday. Berel said the road was open.", "road was open", "Tomas Berel"),
    "title before": ("General Igor Fenn said the bridge had fallen.", "bridge had fallen", "Igor Fenn"),
    "he": ("Tomas Berel, the governor of Karsa, arrived. He said the road was open.", "road was open", "Tomas Berel"),
    "she, not he": (
        "Anna Dorwin met Tomas Berel in Karsa. She said the clinic was full.", "clinic was full", "Anna Dorwin"),
    "goes on": (
        "Tomas Berel said the road was open. He added that trucks were waiting.", "trucks were waiting", "Tomas Berel"),
    "it": (
        "The Velmar Casualty Watch counts the dead. It said nine people had died.", "nine people had died",
        "Velmar Casualty Watch"),
    "abbreviation": (
        "The Velmar Casualty Watch (VCW) counts the dead. The VCW said nine people had died.", "nine people",
        "Velmar Casualty Watch"),
    "office": (
        "Tomas Berel, the Velmari president, flew to Karsa. The president said the road was open.", "road was open",
        "Tomas Berel"),
    "unnamed spokesman": (
        "A spokesman for the Northern Front said the road was open.", "road was open", "Northern Front"),
    "statement of a body": ("A Northern Front statement said the road was open.", "road was open", "Northern Front"),
    "a name in a clause about the speaker": (
        "The Northern Front, whose guards fight beside Tomas Berel, said the road was open.", "road was open",
        "Northern Front"),
    "quoted by somebody else": (
        "Colonel Idris Maronet was quoted by state television as saying that the road was open.", "road was open",
        "Idris Maronet"),
    "quoted, the words before": (
        "“The road is open,” Colonel Idris Maronet was quoted as saying by Velmar Wire.", "road is open", "Idris Maronet"),
    "a body described": (
        "The local health directorate said nine people had died.", "nine people", "local health directorate"),
    "it, a body described": (
        "The Northern Front fled. The local health directorate said nine people had died. It added that trucks were waiting.",
        "trucks were waiting", "local health directorate"),
    "I in a quotation": (
        "“I told them that the road was mined,” Anna Dorwin said.", "the road was mined", "Anna Dorwin"),
}  # fmt: skip

OF_THE_REGISTRY = {
    "metonym": ("Dessary said the road was open.", "road was open", "Government of Velmar"),
    "seat": ("The Amber House said the road was open.", "road was open", "Government of Velmar"),
    "state": ("Ardania said the road was open.", "road was open", "Ardania"),
}

UNNAMED = {
    "officials": ("Velmari officials said the road was open.", "officials"),
    "residents": ("Residents of Karsa said the road was open.", "residents"),
    "witnesses": ("Witnesses told reporters the road was open.", "witnesses"),
    "source": ("A Northern Front source said the road was open.", "sources"),
    "activists": ("Activists in Dessary said the road was open.", "activists"),
    "reports": ("According to various reports, the road was open.", "reports"),
    "nobody": ("It is understood that the road was open all day.", "unspecified"),
    "doctor": ("A doctor in Karsa said the road was open.", "doctors"),
}


@pytest.mark.parametrize("case", NAMED.values(), ids=NAMED.keys())
def test_named_speakers(read, case):
    text, content, speaker = case
    assert [r.a.speaker for r in read(text) if content in r.content][-1:] == [speaker], read(text)


@pytest.mark.parametrize("case", OF_THE_REGISTRY.values(), ids=OF_THE_REGISTRY.keys())
@pytest.mark.usefixtures("in_the_registry")
def test_speakers_that_the_registry_knows(read, case):
    test_named_speakers(read, case)


@pytest.mark.parametrize("case", UNNAMED.values(), ids=UNNAMED.keys())
def test_unnamed_speakers_have_a_class(read, case):
    text, group = case
    (row,) = read(text)
    assert (row.a.speaker, row.a.speaker_class) == (None, group)


@pytest.mark.parametrize(
    "text",
    [
        "He said the road was open.",
        "Anna Dorwin stayed at home. He said the road was open.",
        "The ministry said the road was open.",
    ],
)
def test_abstains_where_nobody_is_meant_clearly(read, text):
    assert [r.a.speaker for r in read(text)] == [None]


@pytest.mark.usefixtures("in_the_registry")
def test_a_spokesperson_represents_a_body(read):
    (row,) = read("Amber House spokesperson Olga Fenn said the road was open.")
    assert (row.a.speaker, row.a.represents) == ("Olga Fenn", "Government of Velmar")


def test_a_first_name_is_no_ordinary_word(read):
    rows = read("Raed Sabbal fled to Karsa. Alam Sabbal, the nephew of Wissam Dorwin, said the road was open.")
    assert [r.a.speaker for r in rows] == ["Alam Sabbal"]


def test_an_office_has_to_fit_in_every_word(read):
    rows = read("Tomas Berel, the Velmari president, flew home. The Velmari opposition leader said the road was open.")
    assert [r.a.speaker for r in rows] == [None]


def test_nobody_says_he_of_himself(read):
    rows = read("Igor Fenn, a teacher, stayed. Tomas Berel, a mayor, left. “Berel fled at night,” he said.")
    assert [r.a.speaker for r in rows if "fled at night" in r.content] != ["Tomas Berel"]


def test_joint_speakers_have_a_row_each(read):
    rows = read("The Velmar Relief Council and the Velmar Casualty Watch said the road was open.")
    assert sorted(r.a.speaker for r in rows) == ["Velmar Casualty Watch", "Velmar Relief Council"]
    assert len({r.source for r in rows}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A hospital in Karsa said six were injured.",
        "Doctors at a hospital in Karsa said six were injured.",
        "KARSA - A bomb exploded in the market. Six were injured.",
        "In Karsa, six were injured, officials said.",
    ],
)
def test_no_place_speaks_for_those_in_it(read, text):
    assert "Karsa" not in {r.a.speaker for r in read(text)}


def test_it_is_nobody_named_before_a_nameless_body_spoke(read):
    rows = read("The Northern Front fled. The surveyors of the coast said nine people had died. It said six were hurt.")
    assert [r.a.speaker for r in rows if "six were hurt" in r.content] == [None]


def test_who_only_has_proof_is_not_accused(read):
    text = "The Interior Ministry has proof that the Northern Front was responsible for the bombing, according to Tomas Berel."
    (row,) = [r for r in read(text) if r.a.speaker == "Tomas Berel"]
    assert (row.a.stance, row.a.accused) == ("accuse", ("Northern Front",))


@pytest.mark.parametrize(
    "text",
    [
        "The Dessary Rescue Service, whose commander was killed by Velmari aircraft, said Velmari aircraft killed five people.",
        "The Karsa consulate in Velmar said that a Velmari airstrike had killed five people.",
        "Sources named the Velmari military, reporting that Velmari aircraft killed five people.",
        "Lena Dahn, mother of two, bereaved by the Velmari army, said Velmari aircraft killed her family.",
    ],
)
def test_whoever_tells_of_a_state_does_not_speak_for_it(read, in_the_registry, text):
    assert all(row.a.stance != "claim responsibility" for row in read(text)), read(text)
