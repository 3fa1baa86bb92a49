"""Who speaks: speakers resolved within the document."""

from .cast import Cast, Speaker
from .representing import perhaps_named, represented
from .resolve import resolve

__all__ = ["Cast", "Speaker", "perhaps_named", "represented", "resolve"]
