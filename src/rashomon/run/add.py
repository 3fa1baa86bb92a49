"""Adds documents to a record: ingested inputs in, one transaction a document, linked batch by batch.

Whatever stops it - Ctrl-C, a full disk, a kill - all documents that were reported as added are in the record, whole, and
running it again on the same inputs goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from rashomon.config import Settings
from rashomon.errors import InputError
from rashomon.record import ADDED, REVISION, UNCHANGED, Record

from .engine import REPORT, Engine, Maker, engine_for
from .interrupts import Interrupts
from .link import relink
from .preparing import Prepared, make_preparer
from .reading import BATCH
from .renames import note_renames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rashomon.ingest import Ingested

    from .engine import Batch, Outcomes

FAILED = "failed"
Relink = Callable[[Record], object]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input. ``status`` is added, revision, unchanged or failed (then ``error`` says why).

    ``document`` is its SHA-256; ``skipped`` the reason where its text is kept but was not read.
    """

    origin: str
    status: str
    document: str | None = None
    skipped: str | None = None
    error: InputError | None = None


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What became of all inputs. ``skipped`` counts, by reason, those among the added whose text was not read.

    ``revisions`` (other bytes of an address that the record knows) are not among ``added``. ``interrupted`` by Ctrl-C:
    all that is counted here is kept.
    """

    added: int = 0
    revisions: int = 0
    unchanged: int = 0
    skipped: dict[str, int] = {}
    failed: tuple[InputError, ...] = ()
    interrupted: bool = False

    @property
    def exit_code(self) -> int:
        """What a command ends with: 0, 1 where inputs failed, 130 after Ctrl-C."""
        if self.interrupted:
            return 130
        return 1 if self.failed else 0


def add(
    inputs: Iterable[Ingested | InputError],
    record: Record,
    settings: Settings | None = None,
    progress: Callable[[Step], None] | None = None,
    *,
    engine: Engine | None = None,
    make: Maker[Prepared] = make_preparer,
    relink: Relink = relink,
) -> Summary:
    """Reads ``inputs`` (as ``ingest`` gives them) and adds them to the record.

    ``progress`` is called after each input, in their order; what it was told of as added is kept. Documents whose bytes
    are in the record are not read again. Ctrl-C finishes the document in hand, links what was added and returns, with
    ``interrupted`` set; a second one does not wait. ``engine``, ``make`` and ``relink`` are for tests and other engines.

    Raises:
        RecordFullError: no room; what was reported as added is kept. Likewise RecordError, RecordBusyError.
        ModelFileError: the encoder or a data file is missing or damaged.
    """
    chosen = settings or Settings()
    adding = _Adding(record, progress, relink)
    interrupts = Interrupts()
    interrupted = False
    with interrupts.caught():
        try:
            adding.link()  # what an earlier run added and did not come to link
            adding.run(engine or engine_for(chosen), make, inputs, interrupts)
        except KeyboardInterrupt:
            interrupted = True
        adding.link()
    return adding.summary(interrupted=interrupted)


class _Adding:
    """One run of ``add``: the counts so far, and the inputs that are being read."""

    def __init__(self, record: Record, progress: Callable[[Step], None] | None, relink: Relink) -> None:
        self._record, self._progress, self._relink = record, progress, relink
        self._counts: Counter[str] = Counter()
        self._skipped: Counter[str] = Counter()
        self._failed: list[InputError] = []

    def run(
        self, engine: Engine, make: Maker[Prepared], inputs: Iterable[Ingested | InputError], interrupts: Interrupts
    ) -> None:
        """Everything, batch by batch."""
        under_way: deque[list[Step | Ingested]] = deque()
        outcomes = engine.run(make, self._batches(inputs, under_way))
        try:
            for batch in outcomes:
                with_claims = iter(batch)
                for item in under_way.popleft():
                    if isinstance(item, Step):
                        self._report(item)
                    else:
                        with interrupts.held():
                            self._report(self._kept(item, next(with_claims)))
                with interrupts.held():
                    self.link()
        finally:
            _close(outcomes)

    def _batches(
        self, inputs: Iterable[Ingested | InputError], under_way: deque[list[Step | Ingested]]
    ) -> Iterator[Batch]:
        """The documents to read, in batches; all inputs of a batch, those that need no reading too, go ``under_way``."""
        rest = iter(inputs)
        while batch := [self._looked_at(item) for item in islice(rest, BATCH)]:
            under_way.append(batch)
            yield [item.document for item in batch if not isinstance(item, Step)]

    def _looked_at(self, item: Ingested | InputError) -> Step | Ingested:
        if isinstance(item, InputError):
            return Step(origin=item.origin, status=FAILED, error=item)
        sha = item.capture.sha256
        if self._record.holds(sha):
            return Step(origin=item.capture.origin, status=UNCHANGED, document=sha)
        return item

    def _kept(self, item: Ingested, outcome: Prepared | InputError) -> Step:
        """Writes one document.

        A fault in what was read costs this document only; it is told by name.
        """
        origin = item.capture.origin
        if isinstance(outcome, InputError):
            return Step(origin=origin, status=FAILED, document=item.capture.sha256, error=outcome)
        try:
            added = self._record.add(item.capture, outcome.annotated, outcome.claims, outcome.keys)
        except InputError as error:
            return Step(origin=origin, status=FAILED, document=item.capture.sha256, error=error)
        except ValueError as error:
            unfit = InputError(origin, f"its reading cannot be kept: {error}", hint=REPORT)
            return Step(origin=origin, status=FAILED, document=item.capture.sha256, error=unfit)
        note_renames(self._record, outcome.annotated, item.capture.captured)
        return Step(origin=origin, status=added.status, document=added.document, skipped=added.skipped)

    def _report(self, step: Step) -> None:
        self._counts[step.status] += 1
        if step.error is not None:
            self._failed.append(step.error)
        elif step.skipped is not None and step.status != UNCHANGED:
            self._skipped[step.skipped] += 1
        if self._progress is not None:
            self._progress(step)

    def link(self) -> None:
        """Links all that was added and is not linked yet; what a kill leaves, the next run takes up."""
        self._relink(self._record)

    def summary(self, *, interrupted: bool) -> Summary:
        """The sum."""
        return Summary(
            added=self._counts[ADDED],
            revisions=self._counts[REVISION],
            unchanged=self._counts[UNCHANGED],
            skipped=dict(sorted(self._skipped.items())),
            failed=tuple(self._failed),
            interrupted=interrupted,
        )


def _close(outcomes: Iterator[Outcomes[Prepared]]) -> None:
    """Ends an engine's processes now, not when the garbage is collected."""
    close = getattr(outcomes, "close", None)
    if close is not None:
        close()
