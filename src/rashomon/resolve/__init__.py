"""From marks to things: claims, copies, and incidents told by many documents."""

from .blocking import CROWDED, FEW, blocks
from .claims import claims_of, mention_id
from .clustering import cluster, components, incident_id, pair
from .comparing import accepted, compare, compared
from .copies import bands, copies, fingerprint, is_copy, origin
from .judged import judged_pairs
from .keys import link_keys
from .renamed import Renamed, renames
from .sides import Side

__all__ = [
    "CROWDED",
    "FEW",
    "Renamed",
    "Side",
    "accepted",
    "bands",
    "blocks",
    "claims_of",
    "cluster",
    "compare",
    "compared",
    "components",
    "copies",
    "fingerprint",
    "incident_id",
    "is_copy",
    "judged_pairs",
    "link_keys",
    "mention_id",
    "origin",
    "pair",
    "renames",
]
