"""Every setting in one place: name, default, meaning; each can be set by an environment variable RASHOMON_<NAME>."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, get_type_hints

import msgspec

from .errors import SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

HELP = {
    "record": "The record: a SQLite file, or an SQLAlchemy address.",
    "workers": "Processes that read documents; 0 takes one for each core.",
    "threads": "Threads of the encoder in each process.",
    "max_bytes": "Larger inputs are refused, with the reason (bytes).",
    "language": "The language that is read (ISO 639-1); texts in others are kept, not read. Empty: read all.",
    "timeout": "Seconds to wait for an address to answer.",
    "busy_timeout": "Seconds to wait for another process that is writing the record.",
    "policy": "How low, best and high are set: span, conservative, reliable or latest.",
    "gazetteer": "A gazetteer built by `rashomon gazetteer build`; the built-in one where empty.",
    "author": "Your name beside your judgements; the login name where empty.",
    "users": "The file of accounts for `rashomon serve`; beside the record where empty.",
    "actors": "Your own actors, as `rashomon actors import` writes them; where empty, the file beside the record, if it is there.",
    "questions": "Where the record is on a server: the address for questions in SQL, of a role that may only read.",
    "encoder": "A folder with another encoder; the one in the package where empty; none: rules alone.",
}


LEAST = {"workers": 0, "threads": 1, "max_bytes": 1, "timeout": 0.001, "busy_timeout": 0}
"""The least that a number may be."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings; ``HELP`` says what each means."""

    record: str = "rashomon.db"
    workers: int = 1
    threads: int = 1
    max_bytes: int = 20_000_000
    language: str = "en"
    timeout: float = 30.0
    busy_timeout: float = 30.0
    policy: str = "span"
    gazetteer: str = ""
    author: str = ""
    users: str = ""
    actors: str = ""
    questions: str = ""
    encoder: str = ""


def settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings with what the environment (``os.environ`` by default) overrides.

    Raises:
        SettingError: a variable holds what its setting cannot take.
    """
    source = os.environ if environ is None else environ
    found: dict[str, str | int | float] = {}
    for name, kind in get_type_hints(Settings).items():
        raw = source.get(f"RASHOMON_{name.upper()}")
        if raw is None:
            continue
        try:
            found[name] = kind(raw)
        except ValueError as error:
            raise SettingError(f"RASHOMON_{name.upper()}", raw, "a number") from error
        if name in LEAST and not float(found[name]) >= LEAST[name]:
            raise SettingError(f"RASHOMON_{name.upper()}", raw, f"a number of at least {LEAST[name]:g}")
    return msgspec.structs.replace(Settings(), **found)
