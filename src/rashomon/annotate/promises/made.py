"""Promises as a text tells them: in somebody's words ("promised to ...", "said it would ..."), or as an agreement of parties."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from rashomon.annotate.attributions.sides import root
from rashomon.lexicon.registry import registry
from rashomon.model import Interval, Span, hull
from rashomon.model.promises import Promise

from .patterns import Kind, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rashomon.model import ActorMention, Annotated, Attribution, Timex

_STANCES = ("promise", "announce")
# "to" alone only where the content begins: elsewhere it may hang on anything ("the arrival of a mission to investigate").
_FUTURE = re.compile(
    r"\b(?:will|would|shall|wo|(?:going|ready|willing|prepared|determined|plans?|planned|intends?|intended|agrees?|agreed|aims?) to)\b|[’']ll\b|n[’']t\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\W*(?:that )?(?:not |never )?to\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:if|unless|after|because|once|when|where|which|whom|whether)\b", re.IGNORECASE)
_AND = re.compile(r"\band (?:also |to |will |would )*$|, $", re.IGNORECASE)
_ARTICLE = re.compile(r"\W*(?:an?|the|full|its|\d+-\w+|\w+ day of)?\s*", re.IGNORECASE)
_UNTIL = re.compile(r"\b(until|till|by|before|within|for|to|through|in|of)\s+(?:the\s+|a\s+|next\s+)*$", re.IGNORECASE)
_RECIPIENT = re.compile(r"^\W*(?:the |its |their )?$", re.IGNORECASE)
_JOIN = re.compile(r"^(?:,| and|, and|\s)*\s*(?:the )?$", re.IGNORECASE)
_BELLIGERENT = frozenset({"state", "government", "military", "armed group", "alliance", "coalition"})
_BACK, _TWO = 2, 2  # sentences in which "both sides" are named; how many they are
_SUBJECT = 30  # characters in which who is to act is named: "that the remaining 2,000 Velmari troops"
_LENGTH = re.compile(r"P(?:T(\d+)H|(\d+)D|(\d+)W|(\d+)M|(\d+)Y)$")


class Party(NamedTuple):
    """Who promises: name and registry id."""

    name: str
    actor: str | None


def promised(annotated: Annotated) -> Iterator[Promise]:
    """Promises in attributions; the party is the speaker, or the body for which it speaks.

    Nothing where somebody else is to act ("promised that the rebels would withdraw"), or where the speaker has no name.
    """
    for attribution in annotated.attributions:
        if attribution.stance not in _STANCES or not attribution.content or attribution.negated:
            continue
        party = _speaking(annotated, attribution)
        content = hull(attribution.content)
        words = content.of(annotated.text)
        kinds = _kinds_in(words, nouns=attribution.stance == "promise")
        if party is None or not kinds or not _is_own(annotated, attribution, content, party):
            continue
        for kind, at in kinds:
            yield Promise(
                id="", kind=kind.name, by=party.name, actor=party.actor, span=content, attribution=attribution.id,
                to=_recipients(annotated, attribution, content, party), until=_until(annotated, content, _day_said(annotated, attribution)),
                condition=_condition(annotated, content), rule=f"{attribution.stance}: {kind.name}",
                refused=_is_refused(words, at),
            )  # fmt: skip


def agreed(annotated: Annotated) -> Iterator[Promise]:
    """Promises of parties that agree ("A and B agreed to a truce until Monday"), as the narrator or a speaker tells it."""
    for sentence in annotated.sentences:
        for kind, match, parties, others in _agreements(annotated, sentence.span):
            words = annotated.text[sentence.span.start : match.start()]
            if patterns().negation.search(words[-40:]) or patterns().supposed.search(words):
                continue
            span = Span(match.start(), match.end("noun"))
            if _is_disputed(annotated, span):
                continue
            whole = Span(match.start(), sentence.span.end)
            everyone = [*parties, *(o for o in others if o not in parties)]
            for party in parties:
                yield Promise(
                    id="", kind=kind.name, by=party.name, actor=party.actor, span=span, until=_until(annotated, whole, annotated.document.published),
                    to=tuple(other.name for other in everyone if other != party), attribution=_voice(annotated, span),
                    condition=_condition(annotated, whole), rule=f"agreed: {kind.name}",
                )  # fmt: skip


def _agreements(annotated: Annotated, sentence: Span) -> Iterator[tuple[Kind, re.Match[str], list[Party], list[Party]]]:
    """What parties agree to in a sentence: the kind, the words, who agrees, and the others with whom."""
    for kind in patterns().kinds:
        if kind.name != "investigation":
            for match in kind.agreed.finditer(annotated.text, sentence.start, sentence.end):
                yield kind, match, _agreeing(annotated, sentence, match.start()), _behind(annotated, match.end("noun"), sentence.end)  # fmt: skip
            for match in kind.brokered.finditer(annotated.text, sentence.start, sentence.end):
                if patterns().wanted.search(annotated.text[sentence.start : match.start()]):
                    continue
                yield kind, match, _listed(annotated, match.end(), sentence.end), []
        for match in kind.undertaken.finditer(annotated.text, sentence.start, sentence.end):
            yield kind, match, _agreeing(annotated, sentence, match.start()), []


def _agreeing(annotated: Annotated, sentence: Span, verb: int) -> list[Party]:
    """Who agrees: the parties before the verb; for "both sides" the two belligerents named in the sentences just before."""
    if not patterns().both.search(annotated.text[sentence.start : verb]):
        return _subject(annotated, sentence, verb)
    numbers = [n for n, s in enumerate(annotated.sentences) if s.span.start <= sentence.start]
    first = annotated.sentences[max(0, numbers[-1] - _BACK)].span.start
    near = [
        m for m in annotated.actors if first <= m.span.start < verb and m.kind in _BELLIGERENT and m.mention == "name"
    ]
    named = list(dict.fromkeys(_bound(m) for m in near))
    return named if len(named) == len({root(p.actor) if p.actor else p.name for p in named}) == _TWO else []


def _listed(annotated: Annotated, start: int, end: int) -> list[Party]:
    """The parties that follow at ``start``, joined by commas and "and"."""
    found: list[ActorMention] = []
    for mention in annotated.actors:
        if not start <= mention.span.start < end:
            continue
        between = annotated.text[found[-1].span.end if found else start : mention.span.start]
        if mention.mention == "demonym" or not (_JOIN.match(between) if found else not between.strip()):
            break
        found.append(mention)
    return list(dict.fromkeys(_bound(m) for m in found if m.kind in _BELLIGERENT))


def _is_disputed(annotated: Annotated, span: Span) -> bool:
    """Whether somebody denies or doubts that it was agreed."""
    return any(
        (a.stance in ("deny", "doubt") or a.negated) and any(c.covers(span) for c in a.content)
        for a in annotated.attributions
    )


def _voice(annotated: Annotated, span: Span) -> str | None:
    covering = [a for a in annotated.attributions if any(c.covers(span) for c in a.content)]
    best = min(covering, key=lambda a: (sum(c.end - c.start for c in a.content), a.id), default=None)
    return best.id if best else None


def _speaking(annotated: Annotated, attribution: Attribution) -> Party | None:
    """The party that a speaker binds: whom it represents, else itself; of nobody with a name none."""
    if attribution.represents:
        named = next((m.actor for m in annotated.actors if m.name == attribution.represents), None)
        entry = registry().lookup(attribution.represents.casefold())
        return Party(attribution.represents, named or (entry.id if entry is not None else None))
    return Party(attribution.speaker, attribution.actor) if attribution.speaker else None


def _kinds_in(words: str, *, nouns: bool) -> list[tuple[Kind, int]]:
    """The kinds of what is promised, and where each act begins: behind "will", "to" and the like, or joined to such a one.

    With ``nouns`` a content that begins with a name of it counts too ("an independent investigation").
    """
    found: dict[str, tuple[int, Kind]] = {}
    for kind in patterns().kinds:
        acts = [act.start() for act in kind.act.finditer(words) if not _IF.search(words[: act.start()])]
        first = next((at for at in acts if _to_come(words, at) or _leads(words[:at])), None)
        named = kind.noun.search(words) if nouns else None
        if first is not None:
            found[kind.name] = first, kind
        elif named and _ARTICLE.fullmatch(words[: named.start()]):
            found[kind.name] = named.start(), kind
    if found:
        begin = min(at for at, _ in found.values())
        for kind in patterns().kinds:
            joined = (act.start() for act in kind.act.finditer(words, begin) if _AND.search(words[: act.start()][-16:]))
            if kind.name not in found and (at := next(joined, None)) is not None:
                found[kind.name] = at, kind
    return [(kind, at) for at, kind in sorted(found.values(), key=lambda item: (item[0], item[1].name))]


def _to_come(words: str, at: int) -> bool:
    """Whether the act at ``at`` is one to come: behind "will", "is going to" and the like, or in progress ("was withdrawing")."""
    before = words[max(0, at - 30) : at]
    doing = (
        re.match(r"\w+ing\b", words[at:]) is not None and re.search(r"\b(?:is|are|was|were|am) $", before) is not None
    )
    return doing or _FUTURE.search(before) is not None


def _leads(before: str) -> bool:
    """Whether the content begins with "to" and the act comes soon after."""
    return len(before) < 34 and _BEGINS.match(before) is not None


def _is_refused(words: str, at: int) -> bool:
    """Whether "not", "never" or "refuse to" stands before the act, in its clause."""
    clause = re.split(r"[,.;:()!?]", words[:at])[-1]
    return patterns().negation.search(clause[-40:]) is not None


def _is_own(annotated: Annotated, attribution: Attribution, content: Span, party: Party) -> bool:
    """Whether the speaker's own side is to act."""
    if patterns().own.match(content.of(annotated.text)):
        return True
    persons = {m.name for m in annotated.actors if m.kind == "person"}
    near = (m for m in annotated.actors if content.start <= m.span.start <= content.start + _SUBJECT)
    first = next((m for m in near if not _FUTURE.search(annotated.text[content.start : m.span.start])), None)
    if first is None:
        binding = attribution.stance == "promise"
        return binding and (attribution.speaker in persons or _begins_with_noun(content.of(annotated.text)))
    if first.actor is not None and party.actor is not None:
        return root(first.actor) == root(party.actor)
    if first.name == party.name:
        return True
    # A minister speaks for a body that the text does not tie to it: nobody else would bind that body.
    return attribution.speaker in persons and first.actor is None and party.actor is None


def _begins_with_noun(words: str) -> bool:
    return any(
        (m := kind.noun.search(words)) and re.fullmatch(r"\W*(?:an?|the|full)?\s*", words[: m.start()], re.IGNORECASE)
        for kind in patterns().kinds
    )


def _recipients(annotated: Annotated, attribution: Attribution, content: Span, party: Party) -> tuple[str, ...]:
    """To whom: named between the cue and the content ("promised the council that ..."), or "with" whom in it."""
    cue = max((c.end for c in attribution.cue), default=None)
    found = []
    for mention in annotated.actors:
        if mention.mention == "demonym" or mention.name == party.name:
            continue
        told = cue is not None and cue <= mention.span.start and mention.span.end <= content.start
        if (told and _RECIPIENT.match(annotated.text[cue : mention.span.start])) or (
            content.covers(mention.span) and re.search(r"\bwith (?:the )?$", annotated.text[: mention.span.start][-12:])
        ):
            found.append(mention.name)
    return tuple(dict.fromkeys(found))


def _subject(annotated: Annotated, sentence: Span, verb: int) -> list[Party]:
    """The parties that stand right before the verb, joined by commas and "and"."""
    before = [m for m in annotated.actors if sentence.start <= m.span.start and m.span.end <= verb]
    found: list[ActorMention] = []
    end = verb
    for mention in reversed(before):
        between = annotated.text[mention.span.end : end]
        close = re.fullmatch(r"\s*(?:(?:have|has|had|both|also|also|all|finally|then)\s+)*", between, re.IGNORECASE)
        if not (close if not found else _JOIN.match(between)):
            break
        if mention.kind in ("media", "platform", "monitor") or mention.mention == "demonym":
            return []
        found.append(mention)
        end = mention.span.start
        while annotated.text[:end].rstrip().lower().endswith(("the", "both")):
            end = len(annotated.text[:end].rstrip()) - (
                3 if annotated.text[:end].rstrip().lower().endswith("the") else 4
            )
    return list(dict.fromkeys(_bound(m) for m in reversed(found)))


def _bound(mention: ActorMention) -> Party:
    return Party(mention.represents or mention.name, None if mention.represents else mention.actor)


def _behind(annotated: Annotated, start: int, end: int) -> list[Party]:
    """The other party of "a truce with the Front"."""
    return [
        _bound(m)
        for m in annotated.actors
        if start <= m.span.start < end and re.fullmatch(r"\s*with (?:the )?", annotated.text[start : m.span.start])
    ]


def _condition(annotated: Annotated, span: Span) -> str | None:
    sentence = next((s.span for s in annotated.sentences if s.span.start <= span.start < s.span.end), span)
    match = patterns().condition.search(annotated.text, span.start, max(span.end, sentence.end))
    return " ".join(match.group().split()) if match else None


def _day_said(annotated: Annotated, attribution: Attribution) -> date | None:
    """The day on which it was promised: as the text tells, else that of publication; None where only a stretch is known."""
    if attribution.said is None:
        return annotated.document.published
    return attribution.said.start if attribution.said.start == attribution.said.end else None


def _until(annotated: Annotated, span: Span, made: date | None) -> Interval | None:
    """The days for which it is to hold: "until Friday", "by 3 May", "for 72 hours", "from Monday until 12 March".

    ``made`` is the day of the promise, from which lengths are counted.
    """
    start: date | None = None
    for time in annotated.times:
        if not (span.start <= time.span.start and time.span.end <= span.end):
            continue
        before = annotated.text[max(span.start, time.span.start - 24) : time.span.start]
        if re.search(r"\bfrom\s+(?:the\s+)?$", before, re.IGNORECASE) and time.start:
            start = time.start
        elif match := _UNTIL.search(before):
            last = _last_day(time, match.group(1).lower(), start or made)
            if last is not None:
                return Interval(start, last)
    return Interval(start, None) if start else None


def _last_day(time: Timex, word: str, made: date | None) -> date | None:
    if time.type == "DURATION":
        return _after(time.value, made) if word in ("for", "within", "in") else None
    if time.type not in ("DATE", "TIME") or word in ("for", "in", "of", "within"):
        return None
    return time.start if word == "before" else time.end


def _after(length: str, made: date | None) -> date | None:
    match = _LENGTH.match(length)
    if match is None or made is None:
        return None
    hours, days, weeks, months, years = (int(n) if n else 0 for n in match.groups())
    return made + timedelta(days=-(-hours // 24) + days + 7 * weeks + 30 * months + 365 * years)


def later(promises: Sequence[Promise]) -> list[Promise]:
    """Each promise once, in text order; of one party and kind at overlapping places the one with a speaker stays."""
    kept: list[Promise] = []
    for promise in sorted(promises, key=lambda p: (p.attribution is None, p.span, p.by)):
        if not any(k.by == promise.by and k.kind == promise.kind and k.span.overlaps(promise.span) for k in kept):
            kept.append(promise)
    return sorted(kept, key=lambda p: (p.span, p.by, p.kind))
