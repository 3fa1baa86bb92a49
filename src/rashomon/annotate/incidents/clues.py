"""What else is known of each token: in whose words it stands, what is counted there, what the encoder takes it for.

Looked up by token, filled once a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rashomon.model import Span

    from .context import Context
    from .triggers import Mention


class Clues:
    """Facts by token: ``said`` (stance and class of the speaker), ``source``, ``counted`` (measure), ``entity``, ``event``."""

    def __init__(self, context: Context, mentions: Sequence[Mention]) -> None:
        annotated = context.annotated
        self.tree = context.tree
        self.said: dict[int, str] = {}
        self.source: set[int] = set()
        self.cue: set[int] = set()
        self.counted: dict[int, str] = {}
        self.entity: dict[int, str] = {}
        self.event: dict[int, Mention] = {token: m for m in mentions for token in range(m.first, m.last)}
        outermost = sorted(annotated.attributions, key=lambda a: -sum(s.end - s.start for s in a.content))
        for attribution in outermost:
            negated = "/not" if attribution.negated else ""
            words = f"{attribution.stance}/{attribution.speaker_class}{negated}"
            self.said.update(dict.fromkeys(_tokens(context, attribution.content), words))
            self.source.update(_tokens(context, attribution.source))
            self.cue.update(_tokens(context, attribution.cue))
        for figure in annotated.figures:
            self.counted.update(dict.fromkeys(_tokens(context, (figure.span,)), figure.measure))
        for mark in annotated.marks.entities:
            self.entity.update(dict.fromkeys(_tokens(context, (mark.span,)), mark.kind))


def _tokens(context: Context, spans: Iterable[Span]) -> Iterable[int]:
    for span in spans:
        yield from range(*context.range_of(span))
