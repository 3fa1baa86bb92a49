"""Readers for the tests of engines; at the top of a module with few imports, so that other processes start quickly."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from rashomon.errors import InputError, ModelFileError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rashomon.config import Settings
    from rashomon.model import Document


def make_shouting(_: Settings) -> Callable[[Sequence[Document]], list[str]]:
    """Texts in capitals. "break", "refuse" and "die" do what they say; "slow" takes its time."""

    def read(documents: Sequence[Document]) -> list[str]:
        return [_shouted(document) for document in documents]

    return read


def _shouted(document: Document) -> str:
    if "break" in document.text:
        raise ZeroDivisionError("it broke")
    if "refuse" in document.text:
        raise InputError(document.origin or "", "it is not to be read")
    if "die" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in document.text:
        time.sleep(0.2)
    return document.text.upper()


def make_nothing(_: Settings) -> Callable[[Sequence[Document]], list[str]]:
    """Cannot be made."""
    raise ModelFileError("weights", "missing")
