"""The version, in a module of its own that imports nothing: the record notes which version read a document."""

__version__ = "0.1.0"
