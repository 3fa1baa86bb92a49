"""The record: open it, add to it, ask it. This is the door; the work is done in the modules beside it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from rashomon.config import Settings
from rashomon.errors import RecordError

from . import actors, asking, assessed, check, heard, history, judged, linking, listing, queries, reviews, spots, writer
from .moments import NOW, Moment
from .opening import open_engine
from .rows import (
    Added,
    ClaimFilter,
    Counts,
    Hit,
    IncidentFilter,
    Keys,
    Problem,
    SeenActor,
    StoredDocument,
    StoredIncident,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from types import TracebackType

    from sqlalchemy.engine import Connection, Engine

    from rashomon.model import Annotated, Assessment, Capture, Claim, Copy, Judgement, Review

    from .asking import Table
    from .dialect import Dialect
    from .identities import Identities, Names
    from .spots import Spot


def open_record(address: str | None = None, *, create: bool = True, settings: Settings | None = None) -> Record:
    """The record at ``address``: the path of a SQLite file or an SQLAlchemy URL; the setting ``record`` where None.

    With ``create`` a record that is not there yet is made. A record of an older rashomon is brought up to date.

    Raises:
        RecordError: there is none and ``create`` is off; or it is damaged, no record, or cannot be opened.
        NewerRecordError: it was written by a newer rashomon.
        RecordBusyError: another process held it for longer than the setting ``busy_timeout``.
        RecordFullError: there is no room to make it.
    """
    chosen = settings or Settings()
    engine, dialect, name = open_engine(address or chosen.record, create=create, busy_timeout=chosen.busy_timeout)
    return Record(engine, dialect, name)


class Record:
    """An open record; a context manager. Safe to use from several threads, and by several processes at once.

    Everything may raise RecordError (damaged, not readable), RecordBusyError (another process is writing for longer
    than ``busy_timeout``) and RecordFullError (no room; what was reported as added is kept). Iterators hold a
    connection until they are exhausted or closed; what others write meanwhile, they do not see.
    """

    def __init__(self, engine: Engine, dialect: Dialect, name: str, moment: Moment = NOW) -> None:
        self._engine, self._dialect, self.name, self.moment = engine, dialect, name, moment
        self._counted: tuple[str, int] | None = None  # mark, incidents

    def at(self, moment: Moment) -> Record:
        """The same record as of ``moment``: every question that is asked of it sees only what counted then (``moments.RULES``).

        It shares this record's connections; what is added or judged through it is added or judged now.
        """
        return self if moment == self.moment else Record(self._engine, self._dialect, self.name, moment)

    def close(self) -> None:
        """Lets go of all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Adding

    def add(
        self, capture: Capture, annotated: Annotated, claims: Sequence[Claim] = (), keys: Keys | None = None
    ) -> Added:
        """Adds one document with its bytes, its reading and its claims in one transaction; when it returns, it is kept.

        The same bytes again change nothing; see ``Added.status``. New mentions wait for ``linking``.

        Raises:
            ValueError: the parts do not belong together (see ``writer.rows_for``); nothing is written.
            UnreadableInputError: the text cannot be stored; nothing is written.
        """
        rows = writer.rows_for(capture, annotated, claims, keys or Keys())
        return writer.add(self._engine, self._dialect, annotated, rows)

    def holds(self, sha256: str) -> bool:
        """Whether bytes with this hash are in the record: a quick look before reading a document."""
        with self._reading() as connection:
            return writer.holds(connection, sha256)

    def judge(self, judgement: Judgement) -> bool:
        """Notes a person's decision; the verdict "undo" takes back the judgement whose id is its ``subject``.

        Returns False, and changes nothing, where a judgement with this id is noted already. Mentions that a merge or split
        names wait for linking afterwards.

        Raises:
            ValueError: it does not say when it was made.
            CollisionError: somebody judged the same since ``upon``; nothing is noted.
            JudgementError: it takes back what is taken back already, or what a later judgement rests on.
        """
        if judgement.made is None:
            raise ValueError(f"judgement {judgement.id} does not say when it was made")
        return reviews.judge(self._engine, judgement)

    # Asking

    def documents(self, shas: Sequence[str] | None = None) -> Iterator[StoredDocument]:
        """All documents, or those with these SHA-256, by day of publication, the undated last."""
        with self._reading() as connection:
            yield from queries.documents(connection, shas, self.moment)

    def document(self, key: str) -> StoredDocument:
        """One document, by its SHA-256, at least 6 digits of it, or its own id.

        Raises:
            NotInRecordError: none has it, or several; NotThenError: it came after the moment.
        """
        with self._reading() as connection:
            return history.document_then(connection, key, self.moment)

    def capture(self, key: str) -> Capture:
        """The bytes as they came; ``key`` as in ``document``.

        Raises:
            NotInRecordError: none has it, or several.
        """
        with self._reading() as connection:
            return queries.capture(connection, queries.document_key(connection, key))

    def reading(self, key: str) -> Annotated:
        """What was read in a document: all layers but tokens and the encoder's marks; ``key`` as in ``document``.

        Raises:
            NotInRecordError: none has it, or several.
        """
        with self._reading() as connection:
            return queries.reading(connection, queries.document_key(connection, key))

    def incidents(self, wanted: IncidentFilter | None = None) -> Iterator[StoredIncident]:
        """Incidents of which a mention meets the filter, each with all its mentions; by first day, the undated last."""
        with self._reading() as connection:
            yield from queries.incidents(connection, self._dialect, wanted or IncidentFilter(), self.moment)

    def incident_days(self, wanted: IncidentFilter | None = None) -> list[tuple[date | None, str]]:
        """The first day and the id of each incident that ``incidents`` would give, in the same order, without fetching them."""
        with self._reading() as connection:
            return queries.incident_days(connection, self._dialect, wanted or IncidentFilter(), self.moment)

    def spots(self, incidents: Sequence[str]) -> list[Spot]:
        """Where and when these incidents were, in short, in the order given."""
        with self._reading() as connection:
            return spots.spots(connection, incidents, self.moment)

    def incident(self, key: str) -> StoredIncident:
        """One incident, by its id, the beginning of it, an id that it had once, or the id of a mention that is linked to it.

        Raises:
            NotInRecordError: none has it, or several; NotThenError: all its reports came after the moment.
        """
        with self._reading() as connection:
            return history.incident_then(connection, self._dialect, key, self.moment)

    def history(self, key: str) -> history.History:
        """When the documents of an incident came and its claims were judged, whatever the moment; ``key`` as in ``incident``.

        Raises:
            NotInRecordError: none has it, or several.
        """
        with self._reading() as connection:
            return history.history(connection, queries.incident_key(connection, key))

    def claims(self, wanted: ClaimFilter | None = None) -> Iterator[Claim]:
        """Claims that meet the filter, by day of publication, document and place in the text.

        ``incident`` is the one that the claim's mention is linked to now, ``review`` what people decided.
        """
        with self._reading() as connection:
            yield from queries.claims(connection, wanted or ClaimFilter(), self.moment)

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """Documents that hold all ``words``, best first: words in any form (strike, strikes), "phrases", begin* of words."""
        with self._reading() as connection:
            return list(queries.search(connection, self._dialect, words, limit, self.moment))

    def actors(self, documents: Collection[str] | None = None) -> list[SeenActor]:
        """Every actor that a document (or one of these) mentions, as people judged them, the most mentioned first."""
        with self._reading() as connection:
            return actors.seen(connection, self.moment, documents)

    def heard(self, documents: Collection[str] | None = None) -> dict[str, heard.Heard]:
        """By key of an actor: how often it speaks, blames and is blamed; in all documents, or in these (SHA-256)."""
        with self._reading() as connection:
            return heard.heard(connection, reviews.identities(connection, self.moment.known), self.moment, documents)

    def documents_of(self, keys: Sequence[str]) -> dict[str, frozenset[str]]:
        """By key of an actor: the documents (SHA-256) in which the machine found it."""
        with self._reading() as connection:
            return actors.documents_of(connection, keys, self.moment)

    def identities(self) -> Identities:
        """Which actors people hold to be one, and which not."""
        with self._reading() as connection:
            return reviews.identities(connection, self.moment.known)

    def copies(self) -> tuple[Copy, ...]:
        """Which documents repeat which, whatever the moment."""
        with self._reading() as connection:
            return linking.copies(connection, None)

    def origins(self, documents: Sequence[str] | None = None) -> dict[str, str]:
        """By document (SHA-256) that repeats another: that other; among ``documents``, or all.

        Before the first of a group counted, the earliest that did stands in its place.
        """
        with self._reading() as connection:
            return history.origins(connection, documents, self.moment)

    def judgements(self, subject: str | None = None) -> list[Judgement]:
        """People's decisions, or those about one claim, mention or actor, oldest first; ``undone`` where taken back."""
        with self._reading() as connection:
            return reviews.judgements(connection, subject, self.moment.known)

    def renamings(self) -> list[Judgement]:
        """What documents say of new names of actors, as noted by rule, oldest first; ``undone`` where somebody took it back."""
        with self._reading() as connection:
            return reviews.renamings(connection, self.moment.known)

    def judged_between(self, one: str, other: str) -> list[Judgement]:
        """What was said or noted of whether these two actors (by key) are one, whatever the moment; ``undone`` where taken back."""
        with self._reading() as connection:
            return reviews.between(connection, one, other)

    def judged(
        self, sought: judged.Sought | None = None, first: int = 0, many: int | None = None
    ) -> tuple[list[Judgement], int]:
        """People's decisions, the newest first, ``many`` from number ``first`` on; and how many there are in all."""
        with self._reading() as connection:
            return judged.page(connection, sought or judged.Sought(), first, many, self.moment.known)

    def judgements_named(self, key: str) -> list[Judgement]:
        """The decisions but undoings about the subject ``key``, and those whose ids begin so, oldest first."""
        with self._reading() as connection:
            return judged.named(connection, key, self.moment.known)

    def judgements_with(self, ids: Sequence[str]) -> list[Judgement]:
        """The decisions with these ids, oldest first."""
        with self._reading() as connection:
            return judged.with_ids(connection, ids, self.moment.known)

    def claim_ids(self, key: str, *, limit: int = 5) -> list[str]:
        """The claim with this id, or those whose ids begin so, in order."""
        with self._reading() as connection:
            return reviews.claim_ids(connection, key, limit)

    def reviews(self, claims: Sequence[str]) -> dict[str, Review]:
        """By claim, of these: how it stands by the judgements about it; claims that nobody judged are left out."""
        with self._reading() as connection:
            return reviews.reviews(connection, claims, self.moment.known)

    def last_judged(self, judgement: Judgement) -> Judgement | None:
        """The newest judgement (an undoing among them) about what ``judgement`` is about, for ``Judgement.upon``."""
        with self._reading() as connection:
            return reviews.last_about(connection, judgement)

    def ask(self, question: str, *, seconds: float = 5.0, most: int = 1000, through: str = "") -> Table:
        """The rows of a question in SQL about the record's tables, whatever the moment; nothing can be changed by it.

        A record on a server is asked ``through`` another address, whose role may only read (the setting ``questions``).

        Raises:
            QueryError: it is no single SELECT, is refused, took longer than ``seconds`` or is wrong.
        """
        return asking.ask(self._engine, question, seconds=seconds, most=most, through=through)

    def counts(self) -> Counts:
        """How much the record holds."""
        with self._reading() as connection:
            return queries.counts(connection, self.moment)

    def check(self) -> Iterator[Problem]:
        """Everything that is wrong with the record; nothing where it is sound. Reads all of it."""
        with self._reading() as connection:
            yield from check.problems(connection, self._dialect)

    # Deriving

    @contextmanager
    def linking(self) -> Iterator[linking.Linking]:
        """One transaction of linking: all of it is kept, or nothing where it raises. Other writers wait."""
        with self._engine.execution_options(writes=True).begin() as connection:
            yield linking.Linking(connection)

    def unlinked(self) -> tuple[str, ...]:
        """Ids of the mentions that were added and not linked yet, in order."""
        with self._reading() as connection:
            return linking.Linking(connection).unlinked()

    def state(self) -> int:
        """A number that changes with incidents, copies and judgements; for ``keep_assessments``."""
        with self._reading() as connection:
            return assessed.state(connection)

    @contextmanager
    def gathered(self, reality: Sequence[str], mention: int = 0, document: int = 0) -> Iterator[listing.Gathered]:
        """What lists and facets over all incidents are made of, whatever the moment, as it was at one time; see ``listing.gathered``."""
        with self._reading() as connection:
            if (
                connection.dialect.name == "postgresql"
            ):  # one state of the record for all questions, as SQLite has it anyway
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield listing.gathered(connection, reality, mention, document)

    def statuses(self, policy: str) -> Iterator[tuple[str, str, str]]:
        """Incident, status and how many disputes of which type (JSON), where an assessment is kept; in no order."""
        with self._reading() as connection:
            yield from assessed.statuses(connection, policy)

    def telling(self, words: str) -> Sequence[int]:
        """Numbers of the mentions whose own sentences hold all ``words``; as in ``search``."""
        with self._reading() as connection:
            return listing.telling(connection, self._dialect, words)

    def said_by(
        self, who: Names, start: int = 0, many: int = 50, documents: Collection[str] | None = None
    ) -> listing.Said:
        """What an actor of these ids and folded names says, the newest first: a page of its claims, and whom it blames."""
        with self._reading() as connection:
            return listing.said_by(connection, who, start, many, self.moment, documents)

    def names_seen(self, who: Names, documents: Collection[str] | None = None) -> list[tuple[str, str, int, int]]:
        """Name, kind, mentions and documents of an actor, the most mentioned first."""
        with self._reading() as connection:
            return listing.names_seen(connection, who, moment=self.moment, documents=documents)

    def held_responsible(self, who: Names, within: Collection[str] | None = None) -> list[str]:
        """Incidents (of those ``within``) for which some report holds the actor responsible, by id; of all, some hundreds at most."""
        with self._reading() as connection:
            return listing.held_responsible(connection, who, self.moment, within)

    def mark(self) -> str:
        """Short words that change whenever anything in the record does; for telling whether a page still holds."""
        with self._reading() as connection:
            return _mark(connection)

    def keep_assessments(self, assessments: Sequence[Assessment], *, computed_from: int | None = None) -> bool:
        """Keeps what was computed, so that it need not be computed again until its incident changes.

        ``computed_from`` is the ``state`` that was asked before the claims: where the record has changed since, nothing
        is kept. Nor is it where the record cannot be written now (read-only, busy, full), or is asked as of a moment.
        Returns whether it was kept.
        """
        if self.moment:
            return False
        try:
            with self._engine.execution_options(writes=True).begin() as connection:
                return assessed.keep(connection, assessments, computed_from=computed_from)
        except RecordError:
            return False

    def kept_assessments(self, incidents: Sequence[str], policy: str) -> dict[str, Assessment]:
        """By incident: what this version of rashomon kept and what still holds, and held at the moment."""
        found: dict[str, Assessment] = {}
        with self._reading() as connection:
            same = history.unchanged(connection, incidents, self.moment)
            for part in queries.chunks(sorted(set(same))):
                found.update(assessed.kept(connection, part, policy))
        return found

    def disputes(self, incidents: Sequence[str], policy: str) -> dict[str, int]:
        """By incident, of these, of which an assessment is kept that holds now: how many disputes it has."""
        found: dict[str, int] = {}
        with self._reading() as connection:
            for part in queries.chunks(sorted(set(incidents))):
                found.update(assessed.disputes(connection, part, policy))
        return found

    def assessed_as(
        self, policy: str, status: str, *, other: bool = False, after: str = "", limit: int = 300
    ) -> list[str]:
        """Incidents whose kept assessment has this status (with ``other``: any but this), in order, those after ``after``."""
        with self._reading() as connection:
            return assessed.having(connection, policy, status, other=other, after=after, limit=limit)

    def confidence(self, documents: Sequence[str]) -> dict[tuple[str, str], float]:
        """By document (SHA-256) and attribution id: how sure the reading was of the attribution, 0..1."""
        with self._reading() as connection:
            return queries.confidence(connection, documents)

    def unassessed(self, policy: str, *, limit: int) -> list[str]:
        """Incidents of which no assessment under the policy is kept, in order."""
        with self._reading() as connection:
            if self._incidents(connection) == assessed.assessed(connection, policy):
                return []  # counting is ten times quicker than looking for one without
            return assessed.missing(connection, policy, limit)

    def _incidents(self, connection: Connection) -> int:
        """How many incidents there are; counted once for each ``mark``, with which it cannot but change."""
        mark = _mark(connection)
        if self._counted is None or self._counted[0] != mark:
            self._counted = mark, assessed.incidents(connection)
        return self._counted[1]

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection


def _mark(connection: Connection) -> str:
    return f"{assessed.state(connection)}.{queries.newest(connection)}"
