"""What waits for a person's eye: claims nobody judged yet, the most disputed and least sure first, beside their words.

Looking at a proposal notes nothing.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from rashomon.assess import value_text
from rashomon.errors import NotInRecordError
from rashomon.model import Annotated, Claim, Judgement, Span
from rashomon.record import ClaimFilter
from rashomon.run.assessing import assessments, claims_by_incident

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rashomon.model import Assessment

    from .book import Book

AROUND = 420  # code points on each side of the words within which marks are shown; half as many beyond them, to a sentence's end
LOOKED_AT = 300  # incidents among which the most disputed are found at a time
CONTESTED = "contested"
LATELY = 20  # judgements
TOGETHER = 4  # incidents whose claims are ranked together
_PLAIN = ("type", "date", "place", "target", "instrument")  # seldom what a dispute is about


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a document around some words.

    ``start`` is where it begins, in code points of the document's text; ``pieces`` are its parts in order, cut at every
    boundary, each with what it is: any of words, source, cue, content; none for the text between.
    """

    start: int
    end: int
    pieces: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece for piece, _ in self.pieces)


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A claim to judge: its words in their place, why it comes now, and what was judged of it before.

    ``upon`` is what a judgement made on this view is to carry.
    """

    claim: Claim
    value: str
    why: tuple[str, ...]
    passage: Passage
    title: str | None
    outlet: str | None
    language: str | None
    confidence: float | None
    judgements: tuple[Judgement, ...]
    upon: str


def waiting(
    book: Book, *, incident: str | None = None, document: str | None = None, prop: str | None = None,
    judged: bool = False, limit: int = 50,
) -> list[str]:  # fmt: skip
    """Ids of claims to judge, in the order in which they should be; of the whole record, an incident or a document.

    With ``judged`` also those that somebody judged. In a large record the contested incidents come first, as many as it
    takes.

    Raises:
        NotInRecordError: there is no such incident or document.
    """
    found: list[str] = []
    within = book.record.document(document).document.sha256 if document else None
    for part in _incidents(book, incident, within):
        ordered = _most_disputed(book, part)
        for at in range(0, len(ordered), TOGETHER):
            now = ordered[at : at + TOGETHER]
            assessed = assessments(book.record, now, policy=book.settings.policy)
            found += _ranked(book, now, assessed, within=within, prop=prop, judged=judged)
            if len(found) >= limit:
                return found[:limit]
    return found


def _most_disputed(book: Book, incidents: Sequence[str]) -> list[str]:
    """The incidents by how many disputes they have, the most first; as kept, where nothing needs to be worked out."""
    policy = book.settings.policy
    many = {} if book.moment else book.record.disputes(incidents, policy)
    missing = [key for key in incidents if key not in many]
    if missing:
        many |= {key: len(one.disputes) for key, one in assessments(book.record, missing, policy=policy).items()}
    return sorted(incidents, key=lambda key: (-many[key], key))


def _incidents(book: Book, incident: str | None, document: str | None) -> Iterator[list[str]]:
    """Incidents to look at, in portions."""
    if incident is not None:
        yield [book.incident(incident).id]
        return
    if document is not None:
        yield sorted({c.incident for c in book.record.claims(ClaimFilter(document=document)) if c.incident})
        return
    record, policy = book.record, book.settings.policy
    assessments(record, _touched(book) or record.unassessed(policy, limit=LOOKED_AT), policy=policy)
    for other in (False, True):
        after = ""
        while part := record.assessed_as(policy, CONTESTED, other=other, after=after, limit=LOOKED_AT):
            yield part
            after = part[-1]
    before: list[str] = []
    while (part := record.unassessed(policy, limit=LOOKED_AT)) and part != before:  # assessing them takes them off
        yield part
        before = part


def _touched(book: Book) -> list[str]:
    """The incidents of the claims judged last: what was kept of them was thrown away. None in a record nobody judged."""
    ids = tuple({judgement.subject for judgement in book.record.judged(many=LATELY)[0]})
    return sorted({c.incident for c in book.record.claims(ClaimFilter(ids=ids)) if c.incident}) if ids else []


def _ranked(
    book: Book, incidents: Sequence[str], assessed: Mapping[str, Assessment], *, within: str | None, prop: str | None,
    judged: bool,
) -> list[str]:  # fmt: skip
    """The claims of these incidents, the incidents in their order, in each the most disputed and least sure claims first."""
    wanted = [
        claim for found in claims_by_incident(book.record, incidents).values() for claim in found
        if (judged or not (claim.review != "machine" or claim.unsure))
        and (within is None or claim.document == within) and (prop is None or claim.property == prop)
    ]  # fmt: skip
    disputed = Counter(key for i in incidents for d in assessed[i].disputes for key in (d.claim, d.against) if key)
    order = {key: at for at, key in enumerate(incidents)}
    sure = _confidence(book, wanted)
    wanted.sort(
        key=lambda c: (order[c.incident or ""], -disputed[c.id], c.property in _PLAIN, sure.get(c.id, 1.0), c.id)
    )
    return [claim.id for claim in wanted]


def _confidence(book: Book, claims: Sequence[Claim]) -> dict[str, float]:
    """By claim: how sure the reading was of the attribution that it was drawn from."""
    drawn = [claim for claim in claims if claim.attribution]
    sure = book.record.confidence([claim.document for claim in drawn])
    keys = {claim.id: (claim.document, claim.attribution or "") for claim in drawn}
    return {claim: sure[key] for claim, key in keys.items() if key in sure}


def _reading(book: Book, document: str) -> Annotated:
    """What was read in a document; its text alone where the reading is lost."""
    try:
        return book.record.reading(document)
    except NotInRecordError:
        return Annotated(document=book.record.document(document).document)


def proposal(book: Book, key: str) -> Proposal:
    """One claim beside its words.

    Raises:
        NotInRecordError: no claim has this id.
    """
    from .review import claim, seen

    about = claim(book, key)
    reading = _reading(book, about.document)
    attribution = next((a for a in reading.attributions if a.id == about.attribution), None)
    return Proposal(
        claim=about,
        value=value_text(about),
        why=_why(book, about),
        passage=passage(reading, about),
        title=reading.document.title,
        outlet=reading.document.outlet,
        language=reading.document.language,
        confidence=attribution.confidence if attribution else None,
        judgements=tuple(book.record.judgements(about.id)),
        upon=seen(book, "accept", about.id),
    )


def _why(book: Book, about: Claim) -> tuple[str, ...]:
    """In words: the disputes that the claim takes part in, each once."""
    if about.incident is None:
        return ()
    found = assessments(book.record, [about.incident], policy=book.settings.policy)[about.incident]
    return tuple(dict.fromkeys(d.reason for d in found.disputes if about.id in (d.claim, d.against)))


def passage(reading: Annotated, about: Claim, around: int = AROUND) -> Passage:
    """The sentences around a claim's words, with the source, cue and content of its attribution marked as well."""
    text = reading.text
    marks: list[tuple[str, Span]] = [("words", about.span)]
    for attribution in reading.attributions:
        if attribution.id == about.attribution:
            marks += [("source", span) for span in attribution.source] + [("cue", span) for span in attribution.cue]
            marks += [("content", span) for span in attribution.content]
    near = [s for _, s in marks if s.end > about.span.start - around and s.start < about.span.end + around]
    start, end = min(s.start for s in near) - around // 2, max(s.end for s in near) + around // 2
    within = [s.span for s in reading.sentences if s.span.end > start and s.span.start < end]
    start = min([s.start for s in within] or [max(0, start)])
    end = max([s.end for s in within] or [min(len(text), end)])
    cuts = sorted({start, end, *(cut for _, s in marks for cut in (s.start, s.end) if start < cut < end)})
    pieces = tuple(
        (text[a:b], tuple(dict.fromkeys(name for name, s in marks if s.start <= a and b <= s.end)))
        for a, b in pairwise(cuts)
    )
    return Passage(start=start, end=end, pieces=pieces)
