"""From marks to things: claims, copies, and incidents told by many documents."""

from .blocking import blocks, link_key, link_keys, told
from .claims import claims_of, mention_id
from .clustering import cluster, components, incident_id, pair
from .comparing import accepted, compare
from .copies import bands, copies, fingerprint
from .judged import judged_pairs

__all__ = [
    "accepted",
    "bands",
    "blocks",
    "claims_of",
    "cluster",
    "compare",
    "components",
    "copies",
    "fingerprint",
    "incident_id",
    "judged_pairs",
    "link_key",
    "link_keys",
    "mention_id",
    "pair",
    "told",
]
