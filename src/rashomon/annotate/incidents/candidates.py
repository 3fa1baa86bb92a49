"""Every phrase of a document that could fill a role, with its features: what the role model reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .clues import Clues
from .evidence import document_features, phrase_features
from .nominals import nominals
from .phrases import Phrase, party, phrases
from .roles import ties

if TYPE_CHECKING:
    from .context import Context
    from .roles import Tie
    from .triggers import Mention


class Candidate(NamedTuple):
    """A phrase of a sentence with the ties that bind it and its features."""

    phrase: Phrase
    sentence: int
    ties: tuple[tuple[Mention, Tie], ...]
    features: tuple[str, ...]


def candidates(context: Context, mentions: list[Mention]) -> tuple[list[str], list[Candidate]]:
    """The document's features and all candidates; none where nothing of the document tells an event."""
    if not mentions:
        return [], []
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    clues = Clues(context, mentions)
    telling = {n + step for n in by_sentence for step in (-1, 0, 1)}
    pending: list[tuple[Phrase, int, tuple[tuple[Mention, Tie], ...]]] = []
    for sentence in range(len(context.annotated.sentences)):
        near = phrases(context, sentence)
        here = by_sentence.get(sentence, [])
        bound = [(mention, tie) for mention in here for tie in ties(context, mention, near)]
        for phrase in near:
            mine = tuple((m, t) for m, t in bound if t.phrase == phrase)
            pending.append((phrase, sentence, mine))
            if phrase.owner is not None and party(phrase, context.words[phrase.head]) is phrase.owner:
                pending.append((_owner(context, phrase), sentence, mine))
        if sentence in telling:
            pending += [(phrase, sentence, ()) for phrase in nominals(context, clues.tree, sentence, near)]
    counts: dict[str, int] = {}
    for phrase, _, _ in pending:
        counts[context.words[phrase.head]] = counts.get(context.words[phrase.head], 0) + 1
    found = [
        Candidate(phrase, sentence, mine, tuple(phrase_features(
            context, clues, phrase, sentence, by_sentence.get(sentence, []), mine, counts[context.words[phrase.head]])))
        for phrase, sentence, mine in pending
    ]  # fmt: skip
    return document_features(context, mentions), found


def _owner(context: Context, phrase: Phrase) -> Phrase:
    """The named party before the head, as a phrase of its own."""
    assert phrase.owner is not None
    first, last = context.range_of(phrase.owner.span)
    return Phrase(
        first, max(last, first + 1), max(last, first + 1) - 1, first, frozenset({"name", "organization", "owner"}), None, None, False, False,
        True, phrase.owner,
    )  # fmt: skip
