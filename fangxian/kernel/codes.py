"""Codes: an area's code is its place in the tree, and "inside" is a prefix test."""

from __future__ import annotations

import os
import time
from uuid import UUID

from django.db import models

LAST = "\U0010ffff"
"""The highest character: `code + LAST` is the end of the half-open range of everything inside `code`."""


def inside(code: str, area: str) -> bool:
    """
    Whether an area code lies in another area (or is it).

    >>> inside("451024200001", "451024"), inside("451025", "451024")
    (True, False)
    """
    return code.startswith(area)


def span(area: str) -> tuple[str, str]:
    """The half-open code range `[from, until)` that holds an area and everything inside it."""
    return area, area + LAST


def within(area: str, column: str = "area") -> models.Q:
    """A filter for rows whose `column` lies inside `area`, as a range that a B-tree serves."""
    start, end = span(area)
    return models.Q(**{f"{column}__gte": start, f"{column}__lt": end})


class AreaCodeField(models.CharField):  # type: ignore[type-arg]
    """An area's code in a scoped table: compared byte by byte, so that prefix ranges use the index."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("db_collation", "C")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]


def uuid7() -> UUID:
    """A time-ordered UUID (RFC 9562 §5.7): 48 bits of milliseconds, then randomness."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (7 << 76)
    value = (value & ~(0x3 << 62)) | (2 << 62)
    return UUID(int=value)


def new_code(prefix: str) -> str:
    """A fresh public code for a row that has no natural key, e.g. `plan-0193…`."""
    return f"{prefix}-{uuid7().hex}"
