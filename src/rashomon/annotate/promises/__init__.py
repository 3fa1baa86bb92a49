"""Promises that parties make, and what is said about keeping them."""

from .component import promises

__all__ = ["promises"]
