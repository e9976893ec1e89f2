"""Many values as one text a column: PostgreSQL takes it apart faster than the driver builds arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from fangxian.features.field.jobs import Job
from fangxian.features.field.pushes import SEPARATOR
from fangxian.kernel.reports import Cursor, Fact


def pack(values: Iterable[str]) -> str:
    """
    Values joined by the unit separator, which none of them holds; `string_to_array` takes them apart.

    A single empty value comes back as no value at all, so a column that may be empty is read with `coalesce`.
    """
    return SEPARATOR.join(values)


_ARRIVED = """
    UPDATE field_device d SET arrived = d.arrived + u.arrived, waiting = coalesce(u.waiting, d.waiting),
        skew_s = coalesce(u.skew, d.skew_s), seen_at = greatest(d.seen_at, %s)
    FROM unnest(string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f')::int8multirange[],
                string_to_array(%s, E'\\x1f', '')::int[], string_to_array(%s, E'\\x1f', '')::int[])
        AS u (code, arrived, waiting, skew)
    WHERE d.code = u.code
"""


def mark_arrived(cursor: Cursor, jobs: Sequence[Job], at: datetime) -> None:
    """Note of each device which numbers have arrived, what still waits, and how its clock goes."""
    numbers: dict[str, set[int]] = defaultdict(set)
    told: dict[str, tuple[str, str]] = {}
    for job in jobs:
        if job.device:
            numbers.setdefault(job.device, set())
            left = max(0, job.brought.waiting - len(job.brought.reports))
            told[job.device] = (str(left), str(job.brought.skew_s))
        for one in job.brought.reports:
            device = one.device if isinstance(one, Fact) else job.device
            if device and one.device_seq is not None:
                numbers[device].add(one.device_seq)
    if not numbers:
        return
    codes = sorted(numbers)
    values = [
        at,
        pack(codes),
        pack(ranges(numbers[code]) for code in codes),
        pack(told.get(code, ("", ""))[0] for code in codes),
        pack(told.get(code, ("", ""))[1] for code in codes),
    ]
    cursor.execute(_ARRIVED, values, prepare=True)


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
