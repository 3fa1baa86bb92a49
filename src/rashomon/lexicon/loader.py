"""Reads the package's YAML files."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from rashomon.errors import ModelFileError


@cache
def load(name: str) -> Any:
    """The content of ``lexicon/<name>.yaml``; the same object at each call: treat it as read-only.

    Raises:
        ModelFileError: the file is missing or is no YAML.
    """
    path = resources.files(__package__) / f"{name}.yaml"
    try:
        # The C loader where there is one: ten times faster, same result.
        return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise ModelFileError(str(path), f"not readable: {error}") from error
