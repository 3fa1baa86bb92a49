"""An open record as Python programs and the command line use it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Self

import msgspec

from rashomon.assess import matrix
from rashomon.config import Settings, settings
from rashomon.lexicon.registry import using
from rashomon.lexicon.registry_users import own_actors
from rashomon.model.codec import plain
from rashomon.model.wording import plural
from rashomon.record import ClaimFilter, IncidentFilter, Moment, open_record
from rashomon.run import actors as judging
from rashomon.run.assessing import assessments, claims_by_incident, incident_rows

from .actors import profile
from .results import Accounts, Rows
from .roster import roster
from .rows import claim_row, disputing, incident_row
from .standing import Standing, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime
    from types import TracebackType
    from typing import BinaryIO

    from rashomon.lexicon.imports import Imported
    from rashomon.model import Assessment, Claim, Judgement
    from rashomon.model.incident import Incident
    from rashomon.record import Counts, Hit, Problem, Record, SeenActor, StoredDocument, StoredIncident
    from rashomon.resolve.namesakes import Namesakes
    from rashomon.run.add import Step, Summary

CHUNK = 200  # incidents that are assessed together
# What reports speak of as past fact, or dispute; plans and hypotheses are no incidents of the record.
REAL = ("happened", "denied", "background")


def open_book(path: str | None = None, *, create: bool = True, using: Settings | None = None) -> Book:
    """The record at ``path`` (a SQLite file or a database address); the setting ``record`` where None.

    Raises:
        RecordError: there is none and ``create`` is off; or it is damaged, no record, or cannot be opened.
    """
    chosen = using or settings()
    if path is not None:
        chosen = msgspec.structs.replace(chosen, record=str(path))
    return Book(open_record(chosen.record, create=create, settings=chosen), chosen)


class Book:
    """An open record; a context manager. ``record`` is the store beneath, ``settings`` those that it was opened with."""

    def __init__(self, record: Record, chosen: Settings) -> None:
        self.record, self.settings = record, chosen
        self._own = own_actors(chosen)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        found = self.record.counts()
        return f"<record {self.record.name}: {plural(found.documents, 'document')}, {plural(found.incidents, 'incident')}, {plural(found.claims, 'claim')}>"

    def known_actors(self) -> AbstractContextManager[str]:
        """Within it, the registry holds the user's own actors too."""
        return using(self._own)

    def close(self) -> None:
        """Lets go of the record."""
        self.record.close()

    @property
    def moment(self) -> Moment:
        """The moment that this book is asked as of; now unless it came from ``at``."""
        return self.record.moment

    def at(self, asof: date | str | None = None, known: datetime | date | str | None = None) -> Book:
        """The same record as of a moment, on two clocks: only what was published by the end of the day ``asof``, and only what was captured (first seen) by ``known``.

        Everything that is asked of the book that comes back is worked out anew from what counted then; the rules are
        ``rashomon.record.RULES``. A day means its end; a moment is as 2031-05-04T12:30, in UTC unless it says otherwise.
        It shares this book's connection.

            >>> book.at("2031-05-04").matrix("3f9a")

        Raises:
            SettingError: a text is no day or moment.
        """
        moment = Moment.of(asof, known)
        return self if moment == self.moment else Book(self.record.at(moment), self.settings)

    def add(
        self,
        sources: str | Sequence[str],
        *,
        progress: Callable[[Step], None] | None = None,
        stdin: BinaryIO | None = None,
    ) -> Summary:
        """Read files, folders, addresses or ``-`` and add them. What was told to ``progress`` as added is kept.

        Inputs that fail are in the summary, not raised; the others go on. The same bytes again change nothing.

        Raises:
            RecordFullError: no room; what was reported as added is kept.
        """
        from rashomon.ingest import ingest
        from rashomon.run.add import add

        wanted = [sources] if isinstance(sources, str) else [str(source) for source in sources]
        return add(ingest(wanted, self.settings, stdin), self.record, self.settings, progress)

    # Incidents

    def each_incident(
        self, wanted: IncidentFilter | None = None, *, status: str | None = None, policy: str | None = None
    ) -> Iterator[tuple[Incident, Assessment]]:
        """Incidents with their assessments, by first day, the undated last; ``status`` keeps those that have it.

        Raises:
            SettingError: there is no such policy.
        """
        chosen = policy or self.settings.policy
        stored = self.record.incidents(wanted or IncidentFilter(reality=REAL))
        while part := list(islice(stored, CHUNK)):
            assessed = assessments(self.record, [found.id for found in part], policy=chosen)
            kept = [found for found in part if status is None or assessed[found.id].status == status]
            for incident in incident_rows(self.record, kept, policy=chosen, assessed=assessed):
                yield incident, assessed[incident.id]

    def incidents(
        self,
        *,
        start: date | None = None,
        end: date | None = None,
        place: str | None = None,
        party: str | None = None,
        type: str | None = None,  # noqa: A002  (the field's own word)
        text: str | None = None,
        status: str | None = None,
        policy: str | None = None,
    ) -> Rows:
        """Incidents that meet all that is given, as rows of the printed format.

        ``start``..``end`` are days, both included; ``place`` and ``party`` are parts of a name; ``text`` are words as in
        ``search``; ``status`` is one of domain.md's, such as contested.
        """
        wanted = IncidentFilter(
            start=start, end=end, place=place, party=party, type=type, words=text, reality=REAL
        )  # fmt: skip
        return Rows(
            "incidents", [incident_row(*found) for found in self.each_incident(wanted, status=status, policy=policy)]
        )

    def incident(self, key: str) -> StoredIncident:
        """One incident, by its id or the beginning of it.

        Raises:
            NotInRecordError: none has it, or several.
        """
        return self.record.incident(key)

    def standing(self, key: str) -> Standing:
        """How many accounts and documents of an incident existed at this book's moment, of how many; and the changes around it.

        Raises:
            NotInRecordError: none has it, or several.
        """
        return standing(self.record, key)

    def matrix(self, key: str, *, reference: str | None = None, policy: str | None = None) -> Accounts:
        """The matrix of accounts of one incident; ``key`` is its id or the beginning of it.

        ``reference`` is part of the name of the speaker whose column the others are compared with; the first by default.

        Raises:
            NotInRecordError: no incident has it, or several; or no speaker has this name.
        """
        incident = self.record.incident(key).id
        claims = claims_by_incident(self.record, [incident]).get(incident, [])
        assessed = assessments(self.record, [incident], policy=policy or self.settings.policy)[incident]
        found = Accounts(matrix(assessed, claims), claims)
        if reference is None:
            return found
        return Accounts(matrix(assessed, claims, found.column(reference)), claims)

    def disputes(
        self, wanted: IncidentFilter | None = None, *, kind: str | None = None, policy: str | None = None
    ) -> Rows:
        """Who denies, disputes or rejects whom: one row a dispute, with the words of both sides, where they stand and the incident's kind, place and days."""
        rows: list[dict[str, Any]] = []
        for incident, assessed in self.each_incident(wanted, policy=policy):
            told = [found for found in assessed.disputes if kind is None or found.type == kind]
            if not told:
                continue
            claims = {c.id: c for c in claims_by_incident(self.record, [incident.id]).get(incident.id, [])}
            about = {
                "incident_type": incident.type,
                "place": incident.place.name if incident.place else None,
                "date": plain(incident.date),
            }
            rows += [plain(found) | _words(found.claim, found.against, claims) | about for found in told]
        return Rows("disputes", rows)

    # Claims, documents, actors

    def each_claim(self, wanted: ClaimFilter | None = None) -> Iterator[Claim]:
        """Claims by day of publication, document and place in the text."""
        return self.record.claims(wanted or ClaimFilter())

    def each_claim_of(self, ids: Sequence[str]) -> list[Claim]:
        """The claims with these ids, in the order given; those that are not there are left out."""
        found = {claim.id: claim for claim in self.record.claims(ClaimFilter(ids=tuple(ids)))} if ids else {}
        return [found[key] for key in ids if key in found]

    def claims(
        self,
        incident: str | None = None,
        *,
        speaker: str | None = None,
        property: str | None = None,  # noqa: A002  (the field's own word)
        stance: str | None = None,
        start: date | None = None,
        end: date | None = None,
    ) -> Rows:
        """Claims that meet all that is given, as rows of the printed format; ``speaker`` is part of a name.

        Raises:
            NotInRecordError: no incident has this id, or several begin with it.
        """
        ids = (self.record.incident(incident).id,) if incident else ()
        wanted = ClaimFilter(incidents=ids, speaker=speaker, property=property, stance=stance, start=start, end=end)
        return Rows("claims", [claim_row(claim) for claim in self.each_claim(wanted)])

    def documents(self) -> Rows:
        """All documents, without their text."""
        return Rows("documents", [document_row(found) for found in self.record.documents()])

    def promises(
        self,
        *,
        kind: str | None = None,
        party: str | None = None,
        status: str | None = None,
        start: date | None = None,
        end: date | None = None,
        documents: Collection[str] | None = None,
    ) -> Rows:
        """What parties promise, with all documents that tell it and all that is said of keeping it.

        ``party`` is part of the name of who promises, or its id; ``start``..``end`` are days of the first telling, both
        included; ``kind`` and ``status`` are those of ``rashomon promises``. Of ``documents`` (SHA-256) alone where given.
        """
        from rashomon.run.promises import promises_of

        with using(self._own):
            found = promises_of(self.record, documents)
        return Rows(
            "promises",
            [
                plain(row)
                for row in found
                if (kind is None or row.kind == kind)
                and (status is None or row.status == status)
                and (party is None or party == row.actor or party.casefold() in row.by.casefold())
                and (start is None or (row.made is not None and row.made >= start))
                and (end is None or (row.made is not None and row.made <= end))
            ],
        )

    def actors(self) -> list[SeenActor]:
        """Every actor that some document mentions, the most mentioned first."""
        return self.record.actors()

    def roster(self, documents: Collection[str] | None = None) -> list[dict[str, Any]]:
        """Every actor that is named, speaks or is blamed, with its side and how often; see ``api.roster``."""
        with using(self._own):
            return roster(self.record, documents)

    def actor(self, words: str) -> dict[str, Any]:
        """What is known of one actor and what it says; ``words`` are its key, a name, or a part of one.

        Raises:
            NotInRecordError: there is none, or several.
        """
        with using(self._own):
            return profile(self.record, words)

    def merge_actors(self, keep: str, other: str, *, why: str, author: str) -> Judgement:
        """Count ``other`` as ``keep`` from now on; see ``run.actors.merge_actors``."""
        with using(self._own):
            return judging.merge_actors(self.record, keep, other, author=author, reason=why)

    def split_actors(
        self, actor: str, other: str, *, why: str, author: str, documents: Sequence[str] = ()
    ) -> Judgement:
        """Tell ``other`` from ``actor``, in some ``documents`` only where given; see ``run.actors.split_actors``."""
        with using(self._own):
            return judging.split_actors(self.record, actor, other, author=author, reason=why, documents=documents)

    def undo_actors(self, judgement: str, *, author: str, why: str = "") -> Judgement:
        """Take back a merge or split of actors by its id, or the beginning of it."""
        return judging.undo_judgement(self.record, judgement, author=author, reason=why)

    def actor_judgements(self) -> list[Judgement]:
        """All merges and splits of actors, oldest first."""
        return judging.actor_judgements(self.record)

    def suggest_merges(self, *, least: float = 0.7, limit: int | None = None) -> list[Namesakes]:
        """Actors that may be one by their names, the likeliest first, with score and reasons."""
        with using(self._own):
            return judging.suggest_merges(self.record, least=least, limit=limit)

    def import_actors(self, files: Sequence[str]) -> Imported:
        """Take the actors of files into the user's own, which later readings and look-ups know; see ``run.registry``."""
        from rashomon.run.registry import import_into

        found = import_into(files, self.settings)
        self._own = own_actors(self.settings)
        return found

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Documents that hold all ``words``, best first."""
        return self.record.search(words, limit=limit)

    def counts(self) -> Counts:
        """How much the record holds."""
        return self.record.counts()

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with the record; nothing where it is sound."""
        return self.record.check()


def document_row(found: StoredDocument) -> dict[str, Any]:
    """A document of the record, without its text."""
    row: dict[str, Any] = plain(found.document)
    for name in ("text", "headline", "dateline", "asides"):
        row.pop(name, None)
    return row | {
        "origin": found.origin, "media_type": found.media_type, "bytes": found.size, "revision": found.revision,
        "captured": found.captured.isoformat() if found.captured else None,
    }  # fmt: skip


def _words(claim: str, against: str | None, claims: dict[str, Claim]) -> dict[str, Any]:
    one, other = claims.get(claim), claims.get(against or "")
    return {
        "speaker_class": one.speaker_class if one else None,
        "other_class": other.speaker_class if other else None,
        "outlet": one.outlet if one else None,
        "other_outlet": other.outlet if other else None,
        "words": " ".join(one.original.split()) if one else None,
        "other_words": " ".join(other.original.split()) if other else None,
        "document": one.document if one else None,
        "span": list(one.span) if one else None,
        "other_document": other.document if other else None,
        "other_span": list(other.span) if other else None,
    }


def most_disputed(found: Iterable[tuple[Incident, Assessment]]) -> str | None:
    """The id of the incident disputed in most ways, then by most pairs of speakers, then told by most; None where there is none."""
    ranked = sorted(
        found,
        key=lambda item: (
            -len({dispute.type for dispute in item[1].disputes}), -len(disputing(item[1])), -len(item[0].documents),
            -len(item[0].accounts), item[0].id,
        ),
    )  # fmt: skip
    return ranked[0][0].id if ranked else None
