"""What a text says about promises that were made: kept, broken, or that somebody denies having broken them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model import Span
from rashomon.model.promises import Keeping

from .patterns import kind_of, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.model import ActorMention, Annotated, Attribution

_LINK = re.compile(
    r"\s*(?:(?:of|for|had|has|have|been|is|was|were|are|repeatedly|deliberately|again|already|both|'s|’s|immediately|largely|mostly|so far)\s*)*", re.IGNORECASE
)  # fmt: skip
# What stands between a promise and a word on its keeping in one breath: "promised to ..., but has not yet lived up to ...".
_GOES_ON = re.compile(
    r"\W*(?:but|and|yet|though)\s+(?:(?:it|they|he|she|has|have|had|did|does|not|never|yet|so|far|since|then|later|still)\s+)*", re.IGNORECASE
)  # fmt: skip
# The truce is what the sentence, or what somebody said, begins with: not "talks on the truce".
_DEFINITE = re.compile(r"\W*(?:[^,;:]{1,60}\bsa(?:id|ys)(?: on \w+)?(?: that)? )?the ", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|n[’']t|without)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SUPPOSED = re.compile(
    r"\b(?:will|would|must|should|may|might|could|if|to|shall|urged?|urging)\s+(?:\w+\s+)?$", re.IGNORECASE
)


def keepings(annotated: Annotated) -> Iterator[Keeping]:
    """What is said of keeping; nothing where the text does not say whose promise it was, or only asks that it be kept."""
    text, found = annotated.text, patterns()
    for verdict, pattern in (("broken", found.broken), ("kept", found.kept)):
        for match in pattern.finditer(text):
            yield from _said(annotated, Span(*match.span()), verdict, kind_of(match.group("noun")))
    for match in found.holding.finditer(text):
        yield from _holding(annotated, Span(*match.span()), kind_of(match.group("noun")))
    for match in (*found.passive.finditer(text), *found.breaches.finditer(text)):
        verdict = "broken" if match.group("how").lower()[:2] in ("vi", "br") else "kept"
        party = next((m for m in annotated.actors if m.span.start - match.end() in range(6)), None)
        if party is not None:
            yield _keeping(
                annotated, Span(*match.span()), verdict, kind_of(match.group("noun")), party.name, party.actor
            )
    for kind in found.kinds:
        for match in kind.undone.finditer(text):
            yield from _said(annotated, Span(*match.span()), "broken", kind.name)


def _holding(annotated: Annotated, span: Span, kind: str | None) -> Iterator[Keeping]:
    """A truce that holds is kept by those who made it, where the text tells of one such agreement before.

    Nothing where it is denied, doubted, only thought of, or may be another truce: with a place or another party beside it.
    """
    sentence = next((s.span for s in annotated.sentences if s.span.start <= span.start < s.span.end), None)
    if sentence is None or not _DEFINITE.fullmatch(annotated.text[sentence.start : span.start]):
        return
    if patterns().unheld.search(sentence.of(annotated.text)) or _hangs_on_if(annotated, span):
        return
    voice = _voice(annotated, span)
    if voice is not None and (voice.stance not in ("assert", "acknowledge") or voice.negated):
        return
    made = [p for p in annotated.promises if p.kind == kind and not p.refused and p.span.end <= span.start]
    if len({p.span for p in made}) != 1:
        return
    known = {p.by for p in made} | ({voice.speaker} if voice is not None else set())
    if any(sentence.covers(m.span) and m.name not in known for m in annotated.actors):
        return
    if any(sentence.covers(place.span) for place in annotated.places):
        return
    for by, actor in dict.fromkeys((p.by, p.actor) for p in made):
        yield _keeping(annotated, span, "kept", kind, by, actor)


def _said(annotated: Annotated, span: Span, verdict: str, kind: str | None) -> Iterator[Keeping]:
    before = annotated.text[max(0, span.start - 30) : span.start]
    if _SUPPOSED.search(before) or _hangs_on_if(annotated, span):
        return
    if _NEGATED.search(before):
        verdict = "broken" if verdict == "kept" else "denied"
    voice = _voice(annotated, span)
    name, actor = _party(annotated, span, voice)
    if name is None:
        return
    own = voice is not None and voice.speaker == name
    if voice is not None and voice.stance == "deny" and verdict == "broken":
        verdict = "denies breaking"
    elif verdict == "denied":
        verdict = "denies breaking" if own else "kept"
    elif voice is not None and (
        voice.stance in ("doubt", "demand", "promise", "announce", "threaten") or voice.negated
    ):
        return
    yield _keeping(annotated, span, verdict, kind, name, actor)


def _hangs_on_if(annotated: Annotated, span: Span) -> bool:
    """Whether it is only thought of: "when the Front keeps its word", "whether the truce was kept"."""
    sentence = next((s.span.start for s in annotated.sentences if s.span.start <= span.start < s.span.end), 0)
    clause = re.split(r"[,;:.]", annotated.text[sentence : span.start])[-1]
    return re.search(r"\b(?:if|when|whenever|unless|until|once|whether|should)\b", clause, re.IGNORECASE) is not None


def _keeping(
    annotated: Annotated, span: Span, verdict: str, kind: str | None, party: str, actor: str | None
) -> Keeping:
    voice = _voice(annotated, span)
    return Keeping(
        id="", party=party, actor=actor, verdict=verdict, span=span, kind=kind,
        speaker=voice.speaker if voice else None, attribution=voice.id if voice else None, rule=f"{verdict} by words",
    )  # fmt: skip


def _voice(annotated: Annotated, span: Span) -> Attribution | None:
    covering = [a for a in annotated.attributions if any(c.covers(span) for c in a.content)]
    return min(covering, key=lambda a: (sum(c.end - c.start for c in a.content), a.id), default=None)


def _party(annotated: Annotated, span: Span, voice: Attribution | None) -> tuple[str | None, str | None]:
    """Whose promise it was: who promised right before; who stands before the verb; the accused; in a denial the speaker."""
    promise = next((p for p in annotated.promises if _GOES_ON.fullmatch(annotated.text[p.span.end : span.start])), None)
    if promise is not None:
        return promise.by, promise.actor
    subject = _before(annotated, span)
    if subject is not None:
        return subject.name, subject.actor
    if voice is None:
        return None, None
    starts = min(c.start for c in voice.content) >= span.start - 4
    if voice.stance == "accuse" and len(voice.accused) == 1 and starts:
        return voice.accused[0], next((m.actor for m in annotated.actors if m.name == voice.accused[0]), None)
    pronoun = re.search(r"\b(?:it|they|we|he|she)\s+(?:\w+\s+){0,2}$", annotated.text[max(0, span.start - 24) : span.start], re.IGNORECASE)  # fmt: skip
    if voice.speaker and (pronoun or (voice.stance == "deny" and starts)):
        body = voice.represents or voice.speaker
        return body, None if voice.represents else voice.actor
    return None, None


def _before(annotated: Annotated, span: Span) -> ActorMention | None:
    """The actor that stands right before the verb."""
    near = [m for m in annotated.actors if m.span.end <= span.start and span.start - m.span.end < 40]
    for mention in reversed(near):
        between = annotated.text[mention.span.end : span.start]
        if _LINK.fullmatch(re.sub(_NEGATED, "", between)) and mention.mention != "demonym":
            return mention
    return None
