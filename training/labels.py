"""The label inventories of the network's layers, shipped with the weights as ``labels.json``.

Every tagging layer numbers its labels O, B-first, I-first, B-second, I-second, and so on.
"""

from __future__ import annotations


def bio(*kinds: str) -> list[str]:
    """O, then B- and I- of each kind."""
    return ["O", *(f"{edge}-{kind}" for kind in kinds for edge in "BI")]


UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
CONTINUATION = "continuation"  # a piece of the word before it that our word pattern cuts off
DEPRELS = [
    "acl",
    "acl:relcl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "compound:prt",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nmod:poss",
    "nmod:unmarked",
    "nsubj",
    "nsubj:pass",
    "nummod",
    "obj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "orphan",
    "parataxis",
    "punct",
    "reparandum",
    "root",
    "vocative",
    "xcomp",
    CONTINUATION,
]

LAYERS: dict[str, list[str]] = {
    "source": bio("source"),
    "cue": bio("cue"),
    "content": bio("content"),
    "entity": bio("person", "organization", "place", "other"),
    "toponym": bio("literal", "metonymic", "demonym", "embedded"),
    "time": bio("DATE", "TIME", "DURATION", "SET"),
    "upos": [*UPOS, CONTINUATION],
}
JOIN = bio("source", "content")  # labels of a word as seen from one cue
