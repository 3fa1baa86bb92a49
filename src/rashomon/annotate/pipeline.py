"""The components that read a text, in order. Each says what it needs and what it gives; a wrong order does not start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from rashomon.lexicon.registry import registry, using
from rashomon.lexicon.registry_users import own_actors
from rashomon.model import Annotated, Document

from .letters import as_written, with_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.annotate.encoder import Encoder
    from rashomon.config import Settings

WITHOUT = "none"  # the value of the setting ``encoder`` for reading with rules alone
Component = Callable[[Annotated], Annotated]


class Step(msgspec.Struct, frozen=True):
    """A component with the fields of Annotated that it needs filled and those that it fills."""

    name: str
    run: Component
    needs: frozenset[str]
    gives: frozenset[str]


class OrderError(ValueError):
    """A component stands before what it needs: a mistake of the programmer. ``step`` and ``missing`` say which."""

    def __init__(self, step: str, missing: frozenset[str]) -> None:
        self.step, self.missing = step, missing
        super().__init__(f"component {step} needs {', '.join(sorted(missing))}, which nothing before it gives")


def checked(steps: Sequence[Step], given: frozenset[str]) -> tuple[Step, ...]:
    """The same steps, if each finds what it needs.

    Raises:
        OrderError: one does not.
    """
    for step in steps:
        if missing := step.needs - given:
            raise OrderError(step.name, missing)
        given |= step.gives
    return tuple(steps)


class Pipeline:
    """Reads documents: the encoder over a whole batch, then the rules document by document."""

    def __init__(self, encoder: Encoder | None = None, gazetteer: str = "", actors: str = "") -> None:
        """``gazetteer`` and ``actors`` (the user's own) are paths; the package's alone for ""."""
        self._encoder, self._actors = encoder, actors
        with using(actors) as self._stamp:
            registry()
        self.rules = checked(_rules(gazetteer), frozenset({"document", "marks"}))

    @classmethod
    def load(cls, settings: Settings) -> Pipeline:
        """With the package's encoder (or the one of the settings; "none": rules alone), loaded once a process.

        Raises:
            ModelFileError: the encoder, the gazetteer or the file of own actors is missing or damaged.
        """
        if settings.encoder == WITHOUT:
            return cls(gazetteer=settings.gazetteer, actors=own_actors(settings))
        from rashomon.annotate.encoder import Encoder

        encoder = Encoder.load(threads=settings.threads, folder=settings.encoder or None)
        return cls(encoder, settings.gazetteer, own_actors(settings))

    def annotate(self, documents: Sequence[Document]) -> list[Annotated]:
        """The documents with all that was found in them, in the order given; skipped ones come back bare."""
        bare = [Annotated(document=document) for document in documents]
        wanted = [i for i, document in enumerate(documents) if document.skipped is None]
        if self._encoder is not None and wanted:
            marks = self._encoder.mark([documents[i].text for i in wanted])
            for i, found in zip(wanted, marks, strict=True):
                bare[i] = msgspec.structs.replace(bare[i], marks=found)
        for i in wanted:
            bare[i] = self.apply_rules(bare[i])
        return bare

    def apply_rules(self, annotated: Annotated) -> Annotated:
        """The rule components over a document that the encoder has seen (or not)."""
        with using(self._actors, self._stamp):
            cased = with_case(annotated)
            for step in self.rules:
                cased = step.run(cased)
            found = as_written(cased, annotated)
        return msgspec.structs.replace(found, registry=self._stamp or None)


def _rules(gazetteer: str) -> list[Step]:
    from rashomon.annotate.actors import actors
    from rashomon.annotate.attributions import attributions
    from rashomon.annotate.figures import figures
    from rashomon.annotate.incidents import incidents
    from rashomon.annotate.places import places
    from rashomon.annotate.promises import promises
    from rashomon.annotate.relations import relations
    from rashomon.annotate.segment import segment
    from rashomon.annotate.times import times
    from rashomon.gazetteer import open_gazetteer

    known = open_gazetteer(gazetteer) if gazetteer else None

    def located(annotated: Annotated) -> Annotated:
        return places(annotated, known)

    def step(run: Component, needs: str, gives: str) -> Step:
        return Step(run.__name__, run, frozenset(needs.split()), frozenset(gives.split()))

    return [
        step(segment, "document", "tokens sentences"),
        step(times, "tokens sentences", "times"),
        step(located, "tokens sentences", "places"),
        step(actors, "sentences places", "actors"),
        step(attributions, "sentences times places actors", "attributions"),
        step(figures, "sentences times attributions", "figures"),
        step(incidents, "times places actors attributions figures", "incidents"),
        step(relations, "attributions incidents figures", "relations"),
        step(promises, "sentences times actors attributions", "promises keepings"),
    ]
