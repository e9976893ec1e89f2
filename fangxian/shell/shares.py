"""Shares: how full something is, in the five bands that every bar, map and treemap is coloured by."""

from __future__ import annotations

BANDS = ("none", "short", "thin", "nearly", "full")
"""Nothing planned, below 70 %, below 90 %, below all, all."""


def percent(filled: int, needed: int) -> int:
    """
    The share in whole percent, rounded down so that 100 means all.

    >>> percent(999, 1000), percent(0, 0)
    (99, 0)
    """
    return filled * 100 // needed if needed else 0


def band(filled: int, needed: int) -> str:
    """
    The band of a share.

    >>> [band(*pair) for pair in ((0, 0), (6, 10), (7, 10), (99, 100), (5, 5))]
    ['none', 'short', 'thin', 'nearly', 'full']
    """
    if not needed:
        return "none"
    share = percent(filled, needed)
    return "short" if share < 70 else "thin" if share < 90 else "nearly" if filled < needed else "full"
