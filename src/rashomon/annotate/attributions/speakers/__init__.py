"""Who speaks: speakers resolved within the document."""

from .cast import Cast, Speaker
from .representing import represented
from .resolve import resolve

__all__ = ["Cast", "Speaker", "represented", "resolve"]
