"""What programs and the command line ask rashomon: read a text, open a record, list, show. A thin front over ``run``."""

from .book import Book, open_book
from .reading import read, read_sources
from .results import Accounts, Reading, Rows
from .standing import Standing

__all__ = ["Accounts", "Book", "Reading", "Rows", "Standing", "open_book", "read", "read_sources"]
