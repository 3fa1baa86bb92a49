"""Invented claims that the tests of assess share: about one incident, each by its speaker, day and document."""

from __future__ import annotations

from datetime import date

from rashomon.model import Claim, Count, Span, content_id


def claim(
    speaker: str | None,
    prop: str = "killed",
    value: object = None,
    *,
    stance: str = "assert",
    group: str | None = None,
    day: int = 1,
    document: str | None = None,
    original: str = "twelve",
    cls: str | None = None,
    **more: object,
) -> Claim:
    document = document or f"doc-{speaker}-{day}"
    return Claim(
        id=content_id("c", speaker, prop, repr(value), stance, group, day, document),
        mention=f"{document}:e1",
        incident="i1",
        property=prop,
        value=value,
        original=original,
        stance=stance,
        document=document,
        span=Span(0, 1),
        speaker=speaker,
        speaker_class=cls if speaker is None else None,
        group=group,
        published=date(2031, 5, day),
        **more,
    )


def killed(speaker: str | None, low: int | None, high: int | None = -1, **more: object) -> Claim:
    return claim(speaker, value=Count(low, low if high == -1 else high), **more)
