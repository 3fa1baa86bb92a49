"""Puts the figure rules together and says who holds each figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from rashomon.model import Annotated, Attribution, Figure, Span

from .lexicon import lexicon
from .lines import Line, lines
from .measures import Decision, decide
from .partitive import part_described
from .sums import sums

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS_OF_APPROXIMATION = {"exactly": None}


class _Found(msgspec.Struct, frozen=True):
    span: Span
    measure: str
    low: int | None
    high: int | None
    approximator: str | None
    group: str | None
    rule: str
    part: bool
    sentence: int = 0
    after: Span | None = None


def figures(annotated: Annotated) -> Annotated:
    """Fills ``figures`` in text order; their incident is left to the incident rules."""
    found = sorted(_found(annotated), key=lambda f: f.span)
    holders = _Holders(annotated.attributions)
    rows: list[Figure] = []
    whole: tuple[str, _Found, Attribution | None] | None = None
    named: dict[Span, str] = {}
    for number, item in enumerate(found, 1):
        name = f"f{number}"
        holder = holders.of(item.span)
        taken = (
            whole is not None and whole[2] is not None and whole[2].stance == "retract"
        )  # "wrongly said 17. Seven were killed."
        part = whole is not None and item.part and (not taken or holder is whole[2]) and _fits(item, whole[1])
        rows.append(
            Figure(
                id=name, span=item.span, measure=item.measure, low=item.low, high=item.high,
                approximator=item.approximator, group=item.group, rule=item.rule,
                speaker=holder.speaker if holder else None,
                attribution=holder.id if holder else None,
                part_of=whole[0] if part and whole else None,
                beside=named.get(item.after) if item.after else None,
            )
        )  # fmt: skip
        named[item.span] = name
        whole = whole if part else (name, item, holder)
    return msgspec.structs.replace(annotated, figures=tuple(rows))


def _fits(part: _Found, whole: _Found) -> bool:
    """Whether one figure can be part of the other: told in the same sentence or the next, of the same harm, no greater."""
    near = part.sentence - whole.sentence <= 1 and part.measure == whole.measure
    return near and (whole.high is None or (part.low or 0) <= whole.high)


def _found(annotated: Annotated) -> Iterator[_Found]:
    tallies = [c for a in annotated.attributions if (a.rule or "").startswith("tally:") for c in a.content]
    for number, (sentence, line) in enumerate(zip(annotated.sentences, lines(annotated), strict=True)):
        for found in (*_of_line(line, tallies), *_zeros(annotated.text, sentence.span)):
            yield msgspec.structs.replace(found, sentence=number)


def _of_line(line: Line, tallies: list[Span]) -> Iterator[_Found]:
    """The figures of a sentence; ``tallies`` are contents in which somebody gives a number of the dead."""
    decided: list[Decision | None] = []
    for index, one in enumerate(line.quantities):
        counted = one.noun is None and any(span.covers(one.number.span) for span in tallies)
        decided.append(decide(line, index, decided) or (_counted(decided) if counted else None))
    firsts = {i: line.quantities[run[0]].number.span for run in sums(line, decided) for i in run[1:]}
    group: str | None = None
    measure: str | None = None
    for index, (quantity, first) in enumerate(zip(line.quantities, decided, strict=True)):
        if first is None or (quantity.article and first.measure not in _ARTICLE_MEASURES):
            continue
        if _of_the_hurt(decided[:index], first):
            continue
        decision = first
        described = part_described(line, quantity)
        if described is not None:
            decision = Decision(described[0] or decision.measure, "part-of", part=True)
            group = described[1]
        elif quantity.noun:
            group = quantity.noun.group
        else:
            group = group if decision.measure == measure and group else "people"
        measure = decision.measure
        number = quantity.number
        low, high = number.low, number.high
        word = number.approximator
        yield _Found(
            number.span, decision.measure, None if low is None else int(low), None if high is None else int(high),
            _WORDS_OF_APPROXIMATION.get(word, word) if word else None, group, decision.rule, decision.part, after=firsts.get(index),
        )  # fmt: skip


def _counted(before: list[Decision | None]) -> Decision:
    """What a bare number of a tally counts: those hurt where the sentence counts them before, else the dead."""
    told = [d.measure for d in before if d is not None]
    return Decision("injured" if told[-1:] == ["injured"] else "killed", "count")


def _of_the_hurt(before: list[Decision | None], one: Decision) -> bool:
    """Whether some of those just counted as hurt died: "22 were killed; 40 others, including nine who later died, were hurt"."""
    told = [d for d in before if d is not None]
    died = one.part and one.measure == "killed" and bool(told) and told[-1].measure == "injured"
    return died and any(d.measure == "killed" and not d.part for d in told)


# A single person told of with an article counts only where harmed, and where a rule sees it nearby.
_ARTICLE_MEASURES = frozenset({"killed", "injured", "abducted", "missing"})


def _zeros(text: str, sentence: Span) -> Iterator[_Found]:
    """Counts of nought ("no one was hurt", "there were no casualties"), unless only reports of it are lacking."""
    for match in lexicon().zero.finditer(text, sentence.start, sentence.end):
        noun = (match.group("noun") or "").lower()
        after = text[match.end() : sentence.end].lower().lstrip()
        before = text[max(sentence.start, match.start() - 60) : match.start()].lower()
        if noun in ("casualties", "deaths", "fatalities", "injuries", "wounded", "victims"):
            measure = (
                "injured"
                if noun in ("injuries", "wounded")
                else "killed"
                if noun in ("deaths", "fatalities")
                else "other"
            )
        else:
            measure = next((m for m, cues in _HURT.items() if after.startswith(cues)), "")
        if measure and "if " not in before and not after.startswith(("report", "could")):
            yield _Found(Span(*match.span()), measure, 0, 0, None, "people", "none", part=False)


_HURT = {
    measure: tuple(
        f"{aux} {adverb}{verb}"
        for aux in ("was", "were", "has been", "have been", "had been")
        for adverb in ("", "reportedly ")
        for verb in verbs
    )
    for measure, verbs in {"killed": ("killed",), "injured": ("injured", "hurt", "wounded", "harmed")}.items()
}


_ANSWERING = frozenset({"deny", "reject source", "doubt"})


class _Holders:
    """Finds the innermost attribution whose content covers a figure, a named speaker before an unnamed one.

    "X said that officials had estimated ..." and "X and monitors said ..." give X: who is named can be asked. But who rejects
    the number that residents claim has not given it.
    """

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self._parts = [(a, span) for a in attributions for span in a.content]

    def of(self, span: Span) -> Attribution | None:
        """The attribution with the shortest content around ``span``; where two are equal, the first."""
        covering = [
            (a.speaker is None, sum(s.end - s.start for s in a.content), i, a)
            for i, (a, part) in enumerate(self._parts)
            if part.covers(span)
        ]
        claimed = {a.within for _, _, _, a in covering}
        given = [c for c in covering if c[3].stance not in _ANSWERING or c[3].id not in claimed]
        return min(given, key=lambda c: c[:3])[3] if given else None
