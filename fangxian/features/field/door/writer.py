"""Group commit: whatever waits is written together, by lanes that each have a connection of their own."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from fangxian.features.field.door.transaction import Barred, Transactions, Unavailable
from fangxian.features.field.jobs import Job

LANES = 2
"""While one group's commit reaches the disk, the next is written."""
SPILL = 300
"""Reports that must wait before another lane joins in: half a small group costs as much as a whole."""
GROUP = 1_500
"""Reports a transaction, at most: beyond, larger groups gain nothing and make everybody wait."""
PATIENCE = 1.0
"""Seconds: while the first in the queue has waited for longer, whoever comes is sent away at once."""
MOST = 30_000
"""Reports that may wait, however fast they are written: a bound on memory."""

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
    since: float

    @property
    def way(self) -> tuple[str, bool]:
        """What pushes of one group have in common; visits do not wait for what is taken one by one."""
        return self.incident, self.job.brought.takes


class Writer:
    """
    The queue of one event loop and the lanes that empty it.

    Rows are locked in one order by every transaction (targets, pace, coverage, devices, each by key), so that
    two of them wait for each other at most one way.
    """

    def __init__(self) -> None:
        self._queue: deque[_Waiting] = deque()
        self._reports = 0
        self._wakes = [asyncio.Event() for _ in range(int(os.environ.get("FANGXIAN_DOOR_LANES") or LANES))]
        self._lanes = [asyncio.create_task(self._run(wake)) for wake in self._wakes]

    async def write(self, job: Job, incident: str) -> None:
        """
        Return once the push is durable, its reports answered.

        Raises:
            Busy: too much waits.
            Barred: the device may push no more.
            Unavailable: the database is away; nothing is lost, the phone comes again.
        """
        now = time.monotonic()
        if self._queue and (now - self._queue[0].since > PATIENCE or self._reports > MOST):
            raise Busy(1 + round(now - self._queue[0].since))
        waiting = _Waiting(job, incident, asyncio.get_running_loop().create_future(), now)
        self._queue.append(waiting)
        self._reports += len(job.brought.reports)
        for wake in self._wakes[: 1 + self._reports // SPILL]:
            wake.set()
        await waiting.done

    async def close(self) -> None:
        """End the lanes and let their connections go; what was not written is not answered either."""
        for lane in self._lanes:
            lane.cancel()
        await asyncio.gather(*self._lanes, return_exceptions=True)

    async def _run(self, wake: asyncio.Event) -> None:
        transactions = Transactions()
        try:
            while True:
                await wake.wait()
                wake.clear()
                while group := self._group():
                    await self._write(transactions, group)
        finally:
            await transactions.close()

    def _group(self) -> list[_Waiting]:
        """The pushes that go together: the first that waits and those after it that go its way."""
        group: list[_Waiting] = []
        size = 0
        while self._queue and size < GROUP:
            if group and self._queue[0].way != group[0].way:
                break
            group.append(self._queue.popleft())
            size += len(group[-1].job.brought.reports)
        return group

    async def _write(self, transactions: Transactions, group: Sequence[_Waiting]) -> None:
        size = sum(len(one.job.brought.reports) for one in group)
        outcomes: dict[int, Exception] = {}
        try:
            jobs = [one.job for one in group]
            outcomes = await transactions.write(group[0].incident, jobs, timezone.now())
        except Exception as error:
            if not isinstance(error, Unavailable):
                log.exception("a group of %s reports was not written", size)
            outcomes = dict.fromkeys(range(len(group)), error)
        self._reports -= size
        for number, one in enumerate(group):
            if one.done.done():
                continue
            if number in outcomes:
                one.done.set_exception(outcomes[number])
            else:
                one.done.set_result(None)


__all__ = ["Barred", "Busy", "Unavailable", "Writer"]
