"""The learned encoder: one small network that marks up attributions, names, times and syntax in a single pass."""

from .encoder import Encoder

__all__ = ["Encoder"]
