"""Exact sharing out of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


def largest_remainder(total: int, weights: Sequence[float] | npt.NDArray[np.number]) -> npt.NDArray[np.int64]:
    """
    Share `total` by weight so that the parts are whole and add up exactly; equal remainders go to the
    earlier part.

    >>> largest_remainder(10, [1, 1, 1]).tolist()
    [4, 3, 3]
    """
    exact = np.asarray(weights, dtype=np.float64)
    exact = exact * (total / float(exact.sum()))
    parts: npt.NDArray[np.int64] = np.floor(exact).astype(np.int64)
    missing = total - int(parts.sum())
    # Rounded, so that remainders equal but for the last bit fall in the same order on every machine.
    order = np.argsort(-np.round(exact - parts, 9), kind="stable")
    parts[order[:missing]] += 1
    return parts


def share_with_floor(
    total: int, weights: Sequence[float] | npt.NDArray[np.number], floor: int
) -> npt.NDArray[np.int64]:
    """
    Share `total` by weight with at least `floor` in every part.

    Raises:
        ValueError: the total is too small for the floor.
    """
    left = total - floor * len(weights)
    if left < 0:
        raise ValueError(f"{total} cannot be shared among {len(weights)} with at least {floor} each")
    parts: npt.NDArray[np.int64] = largest_remainder(left, weights) + floor
    return parts
