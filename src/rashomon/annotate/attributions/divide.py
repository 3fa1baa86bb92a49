"""Splits "said that A and that B" where the speaker takes one stance to A and another to B."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .contents import trimmed
from .stances import stance

if TYPE_CHECKING:
    from rashomon.model import Span

    from .draft import Draft
    from .page import Page
    from .speakers import Cast, Speaker

SHORTEST = 4  # words of a part


def divide(page: Page, cast: Cast, drafts: list[Draft], speakers: list[Speaker]) -> tuple[list[Draft], list[Speaker]]:
    """The drafts with their speakers, a draft twice where its parts differ in stance."""
    out: list[tuple[Draft, Speaker]] = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        parts = [msgspec.structs.replace(draft, content=(part,)) for part in _parts(page, draft)]
        held = {stance(page, part, speaker, cast).name for part in parts}
        out += [(part, speaker) for part in (parts if len(held) > 1 else [draft])]
    out.sort(key=lambda pair: pair[0].start)
    return [draft for draft, _ in out], [speaker for _, speaker in out]


def _parts(page: Page, draft: Draft) -> list[Span]:
    """The contents before and after "and that", outside quotations."""
    if len(draft.content) != 1 or draft.frame not in ("say", "tell"):
        return []
    words = page.words_in(draft.content[0])
    for i in words[SHORTEST : -SHORTEST - 1]:
        if page.low[i] in ("and", "but") and page.low[i + 1] == "that" and page.quote_at(page.starts[i]) is None:
            return [trimmed(page, page.span(words[0], i - 1)), trimmed(page, page.span(i + 2, words[-1]))]
    return []
