"""Word lists and registries as commented YAML, edited by people who know the field; loaded once, when first used."""

from .loader import load

__all__ = ["load"]
