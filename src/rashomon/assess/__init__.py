"""Accounts, ranges, disputes, status and the matrix: derived from claims by printed rules, never stored as fact."""

from .assessment import assess
from .matrix import LABELS, MARKS, Cell, Matrix, Row, matrix, value_text
from .policy import Policy, policy

__all__ = ["LABELS", "MARKS", "Cell", "Matrix", "Policy", "Row", "assess", "matrix", "policy", "value_text"]
