"""Actors from other people's files: our own YAML, Wikidata JSON, FollowTheMoney JSON Lines. Told apart by their content."""

from .files import Imported, import_actors

__all__ = ["Imported", "import_actors"]
