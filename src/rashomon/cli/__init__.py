"""The command line: one file a command. Commands only ask ``rashomon.api`` and draw what it answers."""

from .main import main

__all__ = ["main"]
