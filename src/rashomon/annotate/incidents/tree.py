"""The encoder's dependency arcs, looked up by token; without an encoder every look-up finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .context import Context

_SHARED = frozenset({"conj", "appos", "flat", "list"})  # relations whose dependent plays its governor's part
_HOPS = 4


class Arc(NamedTuple):
    """How a token hangs: its relation, the governor's token (-1 for a root), and the preposition it brings ("")."""

    relation: str
    governor: int
    case: str
    shared: bool


class Tree:
    """The arcs of one document; token positions as in Context."""

    def __init__(self, context: Context) -> None:
        self._words = context.words
        marks = context.annotated.marks.words
        tokens = [-1] * len(marks)
        for token, (index, _) in context.parsed.items():
            tokens[index] = token
        self.relations: dict[int, str] = {}
        self.governors: dict[int, int] = {}
        self.children: dict[int, list[int]] = {}
        for index, mark in enumerate(marks):
            token = tokens[index]
            if token < 0:
                continue
            governor = tokens[mark.head] if mark.head >= 0 else -1
            self.relations[token], self.governors[token] = mark.deprel, governor
            if governor >= 0:
                self.children.setdefault(governor, []).append(token)

    def arc(self, token: int) -> Arc | None:
        """The arc by which a token, or the phrase that it is joined to, hangs in its clause; None where not parsed."""
        if token not in self.relations:
            return None
        at, case = token, self.case(token)
        for _ in range(_HOPS):
            if self.relations[at] not in _SHARED or self.governors[at] < 0:
                break
            at = self.governors[at]
            case = case or self.case(at)
        return Arc(self.relations[at], self.governors[at], case, at != token)

    def case(self, token: int) -> str:
        """The preposition of a noun, "" where it has none."""
        return next((self._words[c] for c in self.children.get(token, ()) if self.relations[c] == "case"), "")

    def passive(self, token: int) -> bool:
        """Whether a verb is parsed as passive."""
        return any(self.relations[c] in ("nsubj:pass", "aux:pass") for c in self.children.get(token, ()))

    def subtree_end(self, token: int, limit: int) -> int:
        """One past the last token that hangs under a token without a gap, not beyond ``limit``."""
        end = token + 1
        while end < limit and self._under(end, token):
            end += 1
        return end

    def _under(self, token: int, top: int) -> bool:
        for _ in range(2 * _HOPS):
            token = self.governors.get(token, -1)
            if token in (top, -1):
                break
        return token == top
