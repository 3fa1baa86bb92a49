"""Noun phrases by the encoder's syntax: candidates whose head no lexicon lists, and names that nobody introduced.

They widen what the role model may choose from (``phrases`` finds by word lists alone); rules of syntax do not use them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words as lexicon
from .phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .context import Context
    from .tree import Tree

_INSIDE = frozenset({"amod", "compound", "flat", "fixed", "goeswith", "continuation", "nmod:unmarked"})
_PARTS = frozenset({"compound", "flat", "fixed", "goeswith", "continuation", "amod"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BETWEEN_NAMES = frozenset(
    {"de", "la", "del", "y", "el", "los", "las", "al", "bin", "ibn", "abu", "von", "van", "da", "dos"}
)
_LONGEST = 6  # tokens of a phrase without its "of"
_LONGEST_OF = 10


def nominals(context: Context, tree: Tree, sentence: int, near: Sequence[Phrase]) -> list[Phrase]:
    """The noun phrases of a sentence that are not among ``near``, in text order; they may overlap."""
    first, last = context.bounds(sentence)
    known = {(p.first, p.last) for p in near}
    found: dict[tuple[int, int], Phrase] = {}
    for token in range(first, last):
        if context.upos(token) in _NOMINAL and _heads(context, tree, token, last):
            for start, end in _spans(context, tree, token, first, last):
                if start < end and (start, end) not in known and (start, end) not in found:
                    found[start, end] = _phrase(context, start, end, min(token, end - 1), first)
    return [found[key] for key in sorted(found)]


def _heads(context: Context, tree: Tree, token: int, last: int) -> bool:
    """Whether a noun heads a phrase, rather than standing in one before its head."""
    if token in context.timed or not context.is_word(token):
        return False
    governor = tree.governors.get(token, -1)
    return not (tree.relations.get(token) in _PARTS and token < governor < min(last, token + _LONGEST))


def _spans(context: Context, tree: Tree, head: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Ranges of the phrase: bare of its title, with it, and with its "of ..."."""
    start = head
    while start > first and head - start < _LONGEST and _belongs(context, tree, start - 1, start, head):
        start -= 1
    end = head + 1
    while end < last and end - head < _LONGEST and _names_on(context, tree, end, head):
        end += 1
    yield start, end
    bare = start
    while bare < end - 1 and context.words[bare].rstrip(".") in lexicon.titles():
        bare += 1
    if bare > start:
        yield bare, end
    if end < last and context.words[end] == "of":
        reach = min(last, end + _LONGEST_OF)
        inner = next((c for c in tree.children.get(head, ()) if end < c < reach), None)
        if inner is not None:
            yield start, tree.subtree_end(inner, reach)


def _belongs(context: Context, tree: Tree, token: int, after: int, head: int) -> bool:
    word = context.words[token]
    if word in lexicon.closed("determiners") or token in context.timed or word in ("'s", "'"):
        return False
    if tree.relations.get(token) in _INSIDE and after <= tree.governors.get(token, -1) <= head:
        return True
    upos = context.upos(token)
    proper = context.upos(after) == "PROPN" or context.words[after] in _BETWEEN_NAMES
    return proper and (
        upos == "PROPN" or (word in _BETWEEN_NAMES and context.upos(token - 1) == "PROPN" if token else False)
    )


def _names_on(context: Context, tree: Tree, token: int, head: int) -> bool:
    """Whether a token after a head goes on naming it."""
    word, upos = context.words[token], context.upos(token)
    if not context.is_word(token) or token in context.timed:
        return False
    if (
        tree.relations.get(token) in ("flat", "goeswith", "continuation", "fixed")
        and head <= tree.governors.get(token, -1) < token
    ):
        return True
    if context.upos(head) != "PROPN":
        return False
    following = context.upos(token + 1) if token + 1 < len(context.words) else None
    return upos == "PROPN" or (word in _BETWEEN_NAMES and following == "PROPN")


def _phrase(context: Context, start: int, end: int, head: int, first: int) -> Phrase:
    noun = lexicon.nouns().longest(context.words, head, end)
    meaning = noun[1] if noun else lexicon.Noun(frozenset())
    outer = start
    while outer > first and _counts(context.words[outer - 1]):
        outer -= 1
    return Phrase(
        start, end, head, outer, meaning.roles, meaning.target, meaning.weapon, meaning.weak, meaning.plural, False,
    )  # fmt: skip


def _counts(word: str) -> bool:
    return (
        word in lexicon.closed("numbers")
        or word in lexicon.closed("determiners")
        or word in lexicon.closed("approximators")
        or word[:1].isdigit()
    )
