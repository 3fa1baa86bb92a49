"""What a narrator weighed or counted by name reaches the record as a claim, whatever policy settles the document."""

from __future__ import annotations

from rashomon.annotate.figures import figures
from rashomon.annotate.incidents import incidents
from rashomon.annotate.segment import segment
from rashomon.model import Annotated, Count, Document
from rashomon.run.preparing import prepared

TEXT = (
    "Ilyas Dahn, a 24-year-old father of three, was shot and killed in a shooting in Karsa on Friday. "
    "The shooting happened outside a bar."
)


def test_those_told_of_without_a_number_are_a_claim() -> None:
    read = incidents(figures(segment(Annotated(document=Document(id="d", text=TEXT, sha256="0" * 64)))))
    made = prepared(read, policy="conservative")
    assert (Count(1, None), "told of without a number") in {
        (c.value, c.rule) for c in made.claims if c.property == "killed"
    }
    found = next(i for i in made.annotated.incidents if i.main)
    assert (found.killed.best, found.killed.policy) == (1, "conservative")
    assert found.status is not None
