"""Bytes in, documents out: files, folders, standard input and addresses become captures and the texts drawn from them.

Nothing is stored here and no input stops the others: what cannot be read comes out as an ``InputError`` in its place.
"""

from .sources import expand, expected
from .stream import Ingested, ingest

__all__ = ["Ingested", "expand", "expected", "ingest"]
