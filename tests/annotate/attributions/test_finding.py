from __future__ import annotations

import pytest

# text, source, cue, words with which the content starts and ends, kind
CASES = {
    "indirect, after": (
        "The Velmari Army said on Monday that three soldiers had been wounded near Karsa.",
        "The Velmari Army", "said", "that three soldiers had been wounded near Karsa", "indirect",
    ),
    "direct, before": (
        "“We buried nine people on Friday,” said Anna Dorwin, a doctor in Karsa.",
        "Anna Dorwin, a doctor in Karsa", "said", "“We buried nine people on Friday,”", "direct",
    ),
    "direct, subject before the verb": (
        "“The road to Dessary is closed,” Tomas Berel told reporters.",
        "Tomas Berel", "told", "“The road to Dessary is closed,”", "direct",
    ),
    "colon": (
        "Anna Dorwin said: “Nobody came to help us.”",
        "Anna Dorwin", "said", "“Nobody came to help us.”", "direct",
    ),
    "mixed": (
        "The governor said the bridge was “a heap of stones” after the night.",
        "The governor", "said", "the bridge was “a heap of stones” after the night", "mixed",
    ),
    "addressee": (
        "Anna Dorwin told the Karsa Herald the clinic had run out of blood.",
        "Anna Dorwin", "told", "the clinic had run out of blood", "indirect",
    ),
    "according to, after": (
        "At least nine people were killed in Tel Oram, according to the Velmar Casualty Watch.",
        "the Velmar Casualty Watch", "according to", "At least nine people were killed in Tel Oram", "indirect",
    ),
    "according to, before": (
        "According to local officials, the market in Karsa was empty.",
        "local officials", "According to", "the market in Karsa was empty", "indirect",
    ),
    "apposition": (
        "Tomas Berel, the head of the Velmar Casualty Watch, said two shells hit the school.",
        "Tomas Berel, the head of the Velmar Casualty Watch", "said", "two shells hit the school", "indirect",
    ),
    "relative clause stays out": (
        "Igor Fenn, a teacher who fled Dessary last year, said the town was in ruins.",
        "Igor Fenn, a teacher", "said", "the town was in ruins", "indirect",
    ),
    "accused of": (
        "Residents accused the Northern Front of stealing their harvest.",
        "Residents", "accused", "stealing their harvest", "indirect",
    ),
    "passive": (
        "The Northern Front was accused by residents of stealing the harvest.",
        "residents", "was accused", "stealing the harvest", "indirect",
    ),
    "reduced passive": (
        "The charge, denied by the Velmari Army, was repeated on Monday.",
        "the Velmari Army", "denied", "The charge", "indirect",
    ),
    "participle with its own subject": (
        "The truce broke down, with the Northern Front saying it had lost four men.",
        "the Northern Front", "saying", "it had lost four men", "indirect",
    ),
    "which said": (
        "He pointed to the Velmar Casualty Watch, which earlier said forty houses had burned.",
        "the Velmar Casualty Watch", "said", "forty houses had burned", "indirect",
    ),
    "noun": (
        "Many laughed at the army's claim that the bridge was empty.",
        "the army", "claim", "that the bridge was empty", "indirect",
    ),
    "impersonal": (
        "It is believed that two drones crossed the river.",
        "", "It is believed", "that two drones crossed the river", "indirect",
    ),
}  # fmt: skip


def starts_and_ends(found: str, wanted: str) -> bool:
    """Same words at both ends; a leading "that" and quotation marks may be in or out."""
    clean = found.removeprefix("that ").strip('“”",. ')
    return clean == wanted.removeprefix("that ").strip('“”",. ')


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_finds_source_cue_and_content(read, case):
    text, source, cue, content, kind = case
    rows = read(text)
    assert any(
        r.source == source and cue in r.cue and starts_and_ends(r.content, content) and r.a.kind == kind for r in rows
    ), rows


def test_quotation_broken_by_the_speaker_has_two_spans(read):
    text = "“The shelling began at dawn,” she said. “It did not stop until noon.”"
    (row,) = read(f"Anna Dorwin is a nurse. {text}")
    assert len(row.a.content) == 2
    assert row.content.startswith("“The shelling")
    assert row.content.endswith("noon.”")


def test_sentence_broken_by_the_speaker_has_two_spans(read):
    (row,) = read("The Northern Front, Tomas Berel said, had crossed the river at night.")
    assert row.content.split(" ... ") == ["The Northern Front", "had crossed the river at night"]


def test_quotation_over_two_paragraphs_is_one_content(read):
    (row,) = read("Anna Dorwin said: “We waited all day.\n\n“Nobody came.”")
    assert row.content.endswith("“Nobody came.”")
    assert row.a.kind == "direct"


def test_two_cues_of_one_speaker_share_the_subject(read):
    rows = read("The governor said the siege was over but warned that mines remained in the fields.")
    assert [r.source for r in rows] == ["The governor", "The governor"]
    assert not any("mines" in r.content for r in rows if r.cue == "said")


def test_predicted_speech_is_not_recorded(read):
    assert read("The governor will say tomorrow that the siege is over.") == []


def test_headline_with_colon(read):
    rows = read(
        "No strike on Karsa market: Ardan Air Force\n\nThe market was empty on Monday.",
        title="No strike on Karsa market: Ardan Air Force",
    )
    assert [(r.source, r.content) for r in rows] == [("Ardan Air Force", "No strike on Karsa market")]


@pytest.mark.parametrize(
    "title", ["Velmar: toll of the shelling rises to 12", "KARSA: TOLL OF THE SHELLING RISES TO 12"]
)
def test_a_place_before_a_colon_says_nothing(read, title):
    assert read(f"{title}\n\nThe market was empty on Monday.", title=title) == []


@pytest.mark.parametrize("terms", ["not to be named", "that their full names be withheld", "to remain anonymous"])
def test_terms_on_which_somebody_speaks_are_no_statement(read, terms):
    rows = read(f"Two officers of the Northern Front, who asked {terms}, said the battery had shelled Dessary.")
    assert [r.content for r in rows] == ["the battery had shelled Dessary"]


@pytest.mark.parametrize(
    "text",
    [
        "United States troops left Karsa.",
        "The reports of the council were lost.",
        "She filed two claims and went home.",
        "The state police closed the road.",
        "The army denied them water.",
    ],
)
def test_words_that_only_look_like_cues(read, text):
    assert [r for r in read(text) if r.a.stance != "assert" or r.a.speaker] == []
