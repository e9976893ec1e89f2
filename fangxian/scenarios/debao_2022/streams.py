"""Random streams: one for each purpose and area, so that a county is the same at every scale that has it."""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, purpose: str, code: str) -> np.random.Generator:
    """Return the generator of one purpose in one area; the same three arguments give the same numbers."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode()), int(code)])
