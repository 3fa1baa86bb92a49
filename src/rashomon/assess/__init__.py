"""Accounts, ranges, disputes, status and the matrix: derived from claims by printed rules, never stored as fact."""

from .assessment import assess
from .matrix import LABELS, MARKS, REVIEWS, Cell, Matrix, Row, machine_text, matrix, value_text
from .pairs import STATES, Meeting, meetings, source_key, tallies
from .policy import Policy, policy
from .status import STATUSES

__all__ = [
    "LABELS",
    "MARKS",
    "REVIEWS",
    "STATES",
    "STATUSES",
    "Cell",
    "Matrix",
    "Meeting",
    "Policy",
    "Row",
    "assess",
    "machine_text",
    "matrix",
    "meetings",
    "policy",
    "source_key",
    "tallies",
    "value_text",
]
