"""
How many people stand in units: counted by the feature above that knows people.

Units are below people, so this feature cannot ask for them. The feature above names its way of counting when
it starts (`counted_by`), and pages and services here use it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Count = Callable[[Sequence[str]], dict[str, int]]
"""Paths of units to the number of people in sight in each, sub-units included; paths without any may lack."""

_counts: list[Count] = []


def counted_by(count: Count) -> None:
    """Name the way of counting; called once, when the feature above is ready."""
    _counts[:] = [count]


def people(paths: Sequence[str]) -> dict[str, int]:
    """The people in sight in units and their sub-units, by path; nobody where nothing counts."""
    found = _counts[0](paths) if _counts and paths else {}
    return {path: found.get(path, 0) for path in paths}
