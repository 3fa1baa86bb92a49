"""Takes actors of other files into the user's own: a file beside the record, or the one that the setting ``actors`` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import SettingError
from rashomon.lexicon.imports import Imported, import_actors
from rashomon.lexicon.registry import registry, using
from rashomon.lexicon.registry_users import beside, stored, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.config import Settings


def import_into(files: Sequence[str], settings: Settings) -> Imported:
    """Reads ``files`` (our YAML, Wikidata JSON, FollowTheMoney JSON Lines) and writes the user's actors anew.

    Rows that give no actor are in ``problems``, not raised; the others are kept. The same files again change nothing.

    Raises:
        SettingError: the record is a server's and the setting ``actors`` names no file.
        ModelFileError: the file of own actors that is there is damaged.
    """
    path = beside(settings)
    if not path:
        raise SettingError("actors", "", "the path of a file for your own actors, which a record on a server needs")
    with using(""):
        found = import_actors(files, registry(), stored(path) if Path(path).is_file() else [])
    if found.added or found.changed:
        written(path, found.entries)
    return found
