"""Many values as one text a column: PostgreSQL takes it apart faster than the driver builds arrays."""

from __future__ import annotations

from collections.abc import Iterable

from fangxian.features.field.pushes import SEPARATOR


def pack(values: Iterable[str]) -> str:
    """
    Values joined by the unit separator, which none of them holds; `string_to_array` takes them apart.

    A single empty value comes back as no value at all, so a column that may be empty is read with `coalesce`.
    """
    return SEPARATOR.join(values)


def ranges(numbers: Iterable[int]) -> str:
    """
    Whole numbers as a multirange in PostgreSQL's writing.

    >>> ranges([3, 1, 2, 7])
    '{[1,4),[7,8)}'
    """
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number:
            found[-1][1] = number + 1
        else:
            found.append([number, number + 1])
    return "{" + ",".join(f"[{first},{end})" for first, end in found) + "}"
