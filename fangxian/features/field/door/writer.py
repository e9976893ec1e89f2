"""Group commit: whatever waits is written together by a few threads, each with a connection of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from fangxian.features.field.door.transaction import Barred, Transactions, Unavailable
from fangxian.features.field.jobs import Job

THREADS = 2
"""While one group's commit reaches the disk, the next is written."""
GROUP = 1_500
"""Reports a transaction, at most: beyond, larger groups gain nothing and make everybody wait."""
PATIENCE = 2.0
"""Seconds a push may wait; who would wait longer is sent away at once."""

log = logging.getLogger(__name__)


class Busy(Exception):
    """More waits than can be written in good time; `after` is in how many seconds to come back."""

    def __init__(self, after: int) -> None:
        super().__init__(after)
        self.after = after


@dataclass(slots=True)
class _Waiting:
    job: Job
    incident: str
    done: asyncio.Future[None]
    loop: asyncio.AbstractEventLoop


class _Lane:
    """One thread, one connection, one queue; a grid always goes by the same lane, so lanes rarely meet."""

    def __init__(self, number: int) -> None:
        self.queue: deque[_Waiting] = deque()
        self.reports = 0
        self.cost = 1 / 5_000  # seconds a report, as lately seen
        self._wake = threading.Semaphore(0)
        self._transactions = Transactions()
        threading.Thread(target=self._run, name=f"door-{number}", daemon=True).start()

    def put(self, waiting: _Waiting) -> None:
        """Queue a push, or raise `Busy`."""
        size = len(waiting.job.brought.reports)
        wait = (self.reports + size) * self.cost
        if self.queue and wait > PATIENCE:
            raise Busy(max(1, round(wait)))
        self.reports += size
        self.queue.append(waiting)
        self._wake.release()

    def _run(self) -> None:
        while True:
            self._wake.acquire()
            group = self._group()
            if group:
                self._write(group)

    def _group(self) -> list[_Waiting]:
        """The pushes that go together: the first that waits and those after it of the same incident."""
        group: list[_Waiting] = []
        size = 0
        while self.queue and size < GROUP:
            if group and self.queue[0].incident != group[0].incident:
                break
            group.append(self.queue.popleft())
            size += len(group[-1].job.brought.reports)
        # Each push woke us once; those taken along need not do so again.
        for _ in group[1:]:
            self._wake.acquire(blocking=False)
        return group

    def _write(self, group: Sequence[_Waiting]) -> None:
        started = time.perf_counter()
        size = sum(len(one.job.brought.reports) for one in group)
        outcomes: dict[int, Exception] = {}
        try:
            outcomes = self._transactions.write(group[0].incident, [one.job for one in group], timezone.now())
        except Exception as error:
            if not isinstance(error, Unavailable):
                log.exception("a group of %s reports was not written", size)
            outcomes = dict.fromkeys(range(len(group)), error)
        self.reports -= size
        if size:
            self.cost += (((time.perf_counter() - started) / size) - self.cost) * 0.1
        group[0].loop.call_soon_threadsafe(_resolve, group, outcomes)


def _resolve(group: Sequence[_Waiting], outcomes: dict[int, Exception]) -> None:
    for number, one in enumerate(group):
        if one.done.done():
            continue
        if number in outcomes:
            one.done.set_exception(outcomes[number])
        else:
            one.done.set_result(None)


class Writer:
    """The lanes of this process."""

    def __init__(self) -> None:
        count = int(os.environ.get("FANGXIAN_DOOR_LANES") or THREADS)
        self._lanes = [_Lane(number) for number in range(count)]

    async def write(self, job: Job, incident: str) -> None:
        """
        Return once the push is durable, its reports answered.

        Raises:
            Busy: too much waits.
            Barred: the device may push no more.
            Unavailable: the database is away; nothing is lost, the phone comes again.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(job, incident, loop.create_future(), loop)
        self._lanes[hash(job.area) % len(self._lanes)].put(waiting)
        await waiting.done


__all__ = ["Barred", "Busy", "Unavailable", "Writer"]
