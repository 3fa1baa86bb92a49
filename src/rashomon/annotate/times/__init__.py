"""Time expressions: found, given a TIMEX3 value, and resolved to days."""

from .component import times

__all__ = ["times"]
