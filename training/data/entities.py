"""Named entities: GUM, whose annotated noun phrases are cut back to the name in them, and Universal NER's web texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.data.example import Example, held_out, rows, start, tag_layer
from training.data.syntax import Token, annotate, documents

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {"person": "person", "organization": "organization", "place": "place"}
UNER_KINDS = {"PER": "person", "ORG": "organization", "LOC": "place"}
INNER = {"of", "the", "for", "and", "&", "-", "'s", "’s", ".", "/", "de", "la", "al", "bin", "van", "von", "el", "du"}


def align(text: str, sentences: list[list[Token]]) -> list[list[tuple[int, int]]] | None:
    """The place of each token in the text, or None where the forms cannot be found one after another."""
    at, spans = 0, []
    for tokens in sentences:
        places = []
        for token in tokens:
            found = text.find(token.form, at)
            if found < 0 or found - at > 80:
                return None
            places.append((found, found + len(token.form)))
            at = found + len(token.form)
        spans.append(places)
    return spans


def name_in(mention: dict, tokens: list[Token], places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The name around the mention's head word: the run of name-like words, with inner "of" and the like."""
    low, high = mention["span"]
    head = next((i for i, p in enumerate(places) if p == tuple(mention["head"])), None)
    if head is None:
        return None

    def proper(i: int) -> bool:
        token = tokens[i]
        return token.xpos in ("NNP", "NNPS") or (token.form[:1].isupper() and token.xpos in ("NN", "NNS", "CD", "FW"))

    inside = [i for i, p in enumerate(places) if low <= p[0] and p[1] <= high]
    first = last = head
    for step in (-1, 1):
        i = at = head
        while (i := i + step) in inside:
            if proper(i):
                at = i
            elif (
                tokens[i].form not in INNER
                or abs(i - at) > 2
                or (mention["type"] == "person" and tokens[i].form in ("of", "and", "the"))
            ):
                break
        first, last = min(first, at), max(last, at)
    return places[first][0], places[last][1]


def gum(folder: Path, part: str) -> list[Example]:
    """GUM with names, parts of speech and trees."""
    trees = dict(documents(folder / "syntax" / "gum" / f"{part}.conllu"))
    examples = []
    for row in rows(folder / "entities" / f"gum_{part}.jsonl"):
        sentences = trees.get(row["id"])
        spans = align(row["text"], sentences) if sentences else None
        if sentences is None or spans is None:
            continue
        example = start(f"gum/{row['id']}", row["text"])
        annotate(example, sentences, spans)
        tokens = [t for s in sentences for t in s]
        places = [p for s in spans for p in s]
        index = {p: i for i, p in enumerate(places)}
        names = []
        for mention in row["entities"]:
            if (
                mention["head_xpos"] in ("NNP", "NNPS")
                and mention["type"] != "time"
                and tuple(mention["head"]) in index
            ):
                near = max(0, index[tuple(mention["head"])] - 60)
                name = name_in(mention, tokens[near : near + 120], places[near : near + 120])
                if name:
                    names.append((name, KINDS.get(mention["type"], "other")))
        tag_layer(example, "entity", names)
        examples.append(example)
    return examples


def uner(folder: Path, part: str) -> list[Example]:
    """Universal NER's English web texts; they have no class for other names, so a word outside any name may be one."""
    examples = []
    for row in rows(folder / "entities" / "uner_dev.jsonl"):
        if held_out(row["id"]) == (part == "dev"):
            example = start(f"uner/{row['id']}", row["text"])
            tag_layer(example, "entity", [(e["span"], UNER_KINDS[e["type"]]) for e in row["entities"]])
            other = 1 << 7 | 1 << 8
            example.allowed["entity"] = [m | other if m == 1 else m for m in example.allowed["entity"]]
            examples.append(example)
    return examples
