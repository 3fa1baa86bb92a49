"""Files that others read: one module a format. Rows come in as plain dicts under the printed names."""

from .csv import csv
from .flat import flat
from .jsonl import jsonl

__all__ = ["csv", "flat", "jsonl"]
