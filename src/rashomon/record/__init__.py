"""The append-only store between resolve and assess: a SQLite file, or any database that SQLAlchemy reaches.

``open_record`` opens or makes it; ``Record`` says what can be done with it. Not here: reading texts (annotate), deciding
which mentions are one incident (resolve), what accounts come to (assess), the order of these steps (run).
"""

from .asking import OPEN, Table
from .history import Appearance, History
from .identities import MERGE, RENAMED, SPLIT, Grounds, Identities, actor_key, grounds, written
from .judged import Sought
from .linking import Linking
from .moments import NOW, RULES, Moment
from .packing import mention_id
from .record import Record, open_record
from .rows import (
    ADDED,
    REVISION,
    UNCHANGED,
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
    StoredMention,
)
from .spots import PRECISIONS, Spot

__all__ = [
    "ADDED",
    "MERGE",
    "NOW",
    "OPEN",
    "PRECISIONS",
    "RENAMED",
    "REVISION",
    "RULES",
    "SPLIT",
    "UNCHANGED",
    "Added",
    "Appearance",
    "ClaimFilter",
    "Counts",
    "Grounds",
    "History",
    "Hit",
    "Identities",
    "IncidentFilter",
    "Keys",
    "Linking",
    "Moment",
    "Problem",
    "Record",
    "SeenActor",
    "Sought",
    "Spot",
    "StoredDocument",
    "StoredIncident",
    "StoredMention",
    "Table",
    "actor_key",
    "grounds",
    "mention_id",
    "open_record",
    "written",
]
