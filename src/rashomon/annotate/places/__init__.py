"""Place names, resolved to coordinates: ``places`` fills ``Annotated.places``.

Names of places inside other names ("the Washington Post") are reported with the reading "embedded", adjectives and
nouns for a people ("Syrian") with "demonym": both have their place's coordinates but say nothing of where things happen.
"""

from .component import places

__all__ = ["places"]
