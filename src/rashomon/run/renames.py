"""Notes in the record that a document says two names are one body's, the old and the new: a judgement by rule, to be taken back as any other."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from rashomon.model import Judgement, content_id
from rashomon.record import RENAMED, Grounds, actor_key, written
from rashomon.resolve import renames

if TYPE_CHECKING:
    from rashomon.model import Annotated
    from rashomon.record import Record

AUTHOR = "rashomon"


def note_renames(record: Record, annotated: Annotated, captured: dt.datetime | None) -> int:
    """Counts the old name of each renaming that the document tells as the new one, from the moment of its capture; how many were new.

    Where anybody has judged the two names before (or taken such a judgement back), his word stands and nothing is added.
    """
    document, noted = annotated.document, 0
    for one in renames(annotated):
        new, old = actor_key(one.new_actor, one.new), actor_key(one.old_actor, one.old)
        keep, other = (old, new) if one.old_actor is not None else (new, old)
        if new == old or record.judged_between(keep, other):
            continue
        day = f", published {document.published.isoformat()}" if document.published else ""
        reason = f'a document says that it took a new name: "{one.words}" ({document.outlet or document.id}{day})'
        record.judge(Judgement(
            id=content_id("j", RENAMED, keep, other, document.sha256), verdict=RENAMED, subject=keep, other=other,
            value=written(Grounds(reasons=(one.words,))), author=AUTHOR, reason=reason,
            made=captured or dt.datetime.now(dt.UTC),
        ))  # fmt: skip
        noted += 1
    return noted
