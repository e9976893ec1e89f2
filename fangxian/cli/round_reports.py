"""What tables, couriers and the laboratory report in the demo's round; asked again, the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from fangxian.scenarios.debao_2022.round_one import Pool

A_SWAB, OPEN = timedelta(minutes=1), timedelta(hours=10)
"""How long a table takes for one person at most, and within what its whole queue is done."""
CALLS = timedelta(hours=2)
"""How often a courier calls at a point."""
HANDED, RECEIVED, TESTED, NOTED = (timedelta(minutes=n) for n in (5, 60, 230, 240))
"""After a box was packed: signed for by courier and laboratory, its tubes tested, the results noted."""
AGAIN = timedelta(hours=2)
"""After its pool was found, everybody in it has a single swab."""

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tube:
    """One tube of the round with its times; `subject` is the round's code and what is printed on it."""

    pool: Pool
    subject: str
    area: str
    swabs: tuple[datetime, ...]
    packed_at: datetime

    @property
    def barcode(self) -> str:
        """What is printed on it."""
        return self.subject.partition("/")[2]


def tubes(code: str, areas: dict[str, str], pools: Sequence[Pool], starts_at: datetime) -> list[Tube]:
    """The tubes of pools in their order, each table swabbing its queue from the first moment on."""
    queues: dict[tuple[str, int], int] = {}
    for pool in pools:
        at = pool.point, pool.table
        queues[at] = queues.get(at, 0) + len(pool.people)
    done = dict.fromkeys(queues, 0)
    found = []
    for number, pool in enumerate(pools, start=1):
        at = pool.point, pool.table
        pace = min(A_SWAB, OPEN / queues[at])
        swabs = tuple(starts_at + pace * (done[at] + n) for n in range(len(pool.people)))
        done[at] += len(pool.people)
        calls = (swabs[-1] - starts_at) // CALLS + 1
        found.append(Tube(pool, f"{code}/D{number:06}", areas[pool.point], swabs, starts_at + CALLS * calls))
    return found


def again(code: str, found: Sequence[Tube]) -> list[Tube]:
    """A tube for everybody in a pool with somebody infected, two hours after the result."""
    singles: list[Tube] = []
    for tube in found:
        if not tube.pool.infected:
            continue
        first = tube.packed_at + NOTED + AGAIN
        for n, person in enumerate(tube.pool.people):
            pool = Pool(tube.pool.point, tube.pool.table, (person,), tube.pool.infected & {person.target})
            subject = f"{code}/R{len(singles) + 1:06}"
            singles.append(Tube(pool, subject, tube.area, (first + n * A_SWAB,), first + timedelta(hours=1)))
    return singles


def at_table(some: Sequence[Tube]) -> Iterator[Report]:
    """What a point's tables report of their tubes: swabs, the tubes closed, the boxes packed."""
    for tube in some:
        table = {"point": tube.pool.point, "table": tube.pool.table}
        for person, at in zip(tube.pool.people, tube.swabs, strict=True):
            yield _report("swab", tube.area, tube.subject, at, table | {"target": person.target})
        count = len(tube.pool.people)
        closed = {"step": "closed", "swabs": count, "size": count}
        yield _report("tube", tube.area, tube.subject, tube.swabs[-1] + A_SWAB / 2, table | closed)
    yield from boxes(some, "packed", timedelta(), "")


def boxes(some: Sequence[Tube], step: str, after: timedelta, other: str) -> Iterator[Report]:
    """One step of the boxes of some tubes, so long after they were packed; `other` signs as well."""
    packed: dict[tuple[str, str, datetime], list[Tube]] = {}
    for tube in some:
        packed.setdefault((tube.pool.point, tube.area, tube.packed_at), []).append(tube)
    for (point, area, at), inside in packed.items():
        code = inside[0].subject.partition("/")[0]
        body = {"step": step, "tubes": [tube.barcode for tube in inside], "other": other, "celsius": 4}
        yield _report("box", area, f"{code}/{point}-{at:%d%H%M}", at + after, body)


def _report(kind: str, area: str, subject: str, at: datetime, body: Report) -> Report:
    """A report whose id follows from what it says, so that the same one sent again is known as such."""
    said = f"{kind} {subject} {body.get('step', '')} {body.get('target', '')}"
    low = int.from_bytes(hashlib.blake2b(said.encode(), digest_size=10).digest(), "big")
    value = (int(at.timestamp() * 1000) << 80) | low
    value = value & ~(0xF << 76) & ~(0x3 << 62) | (7 << 76) | (2 << 62)
    return {
        "id": str(UUID(int=value)),
        "kind": kind,
        "form_version": 1,
        "area": area,
        "subject": subject,
        "occurred_at": at,
        "body": body,
    }
