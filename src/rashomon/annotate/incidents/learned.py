"""The linear model that says how likely a phrase fills a role, from the features of ``evidence``.

Features are hashed (CRC-32) into a table of weights; the weights come from training/roles.py and lie beside this file.
Scores are probabilities. Without the file there are no scores, and the rules decide alone.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SIZE = 1 << 16
ROLES = ("individual", "organization", "target", "victim", "instrument")
_FILE = "roles.npz"


class RoleModel:
    """Weights of shape (SIZE, 5) float32, a bias (5,) and the thresholds (5,) at which a role is given."""

    def __init__(
        self, weights: NDArray[np.float32], bias: NDArray[np.float32], thresholds: NDArray[np.float32]
    ) -> None:
        self._weights, self._bias = weights, bias
        self.thresholds = {role: float(value) for role, value in zip(ROLES, thresholds, strict=True)}

    def scores(self, shared: Sequence[str], features: Sequence[str]) -> dict[str, float]:
        """{role: probability} of a phrase; ``shared`` are the document's features."""
        logits = self._weights[indices([*shared, *features])].sum(axis=0) + self._bias
        return {role: float(p) for role, p in zip(ROLES, 1 / (1 + np.exp(-logits)), strict=True)}


def indices(features: Sequence[str]) -> NDArray[np.int64]:
    """The rows of the weight table, one for each distinct feature; shape (n,)."""
    return np.array(sorted({zlib.crc32(feature.encode()) % SIZE for feature in features}), dtype=np.int64)


@cache
def model() -> RoleModel | None:
    """The model of the package, loaded at first use; None where its file is missing."""
    path = resources.files(__package__) / _FILE
    if not path.is_file():
        return None
    with path.open("rb") as file, np.load(file) as data:
        weights = data["weights"].astype(np.float32) * data["scale"].astype(np.float32)
        return RoleModel(weights, data["bias"].astype(np.float32), data["thresholds"].astype(np.float32))
