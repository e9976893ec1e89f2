"""A fleet of phones: enrolled a few at a time, let loose for a day, drained, counted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields

from fangxian.simulator.day import Day
from fangxian.simulator.line import Line, line_to
from fangxian.simulator.outbox import Count
from fangxian.simulator.phone import Manner, Phone

ENROLLING = 4
"""Phones that enrol at a time: people line up for a code, too."""


@dataclass(slots=True)
class Tally(Count):
    """What a fleet came to; `made` = `acknowledged` + `refused` + `waiting`, always."""

    phones: int = 0
    ended: int = 0
    busy: int = 0
    requests: int = 0
    seconds: float = 0.0

    def as_row(self) -> dict[str, object]:
        """The figures as JSON values."""
        return asdict(self) | {"waiting": self.waiting}


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where to, how long in seconds, with which seed and manner, and how long draining may take."""

    base: str
    seconds: float
    seed: int
    manner: Manner
    patience: float = 60.0


async def simulate(run: Run, codes: Sequence[str], told: Callable[[Tally], None]) -> Tally:
    """
    A day of as many phones as there are codes to enrol with; `told` hears, twice a second, how it stands.

    At the end every report is acknowledged, refused, or still counted as waiting.
    """
    day = Day(began=time.time(), seconds=run.seconds)
    phones = [Phone(number, run.seed, day, run.manner) for number in range(len(codes))]
    async with line_to(run.base) as line:
        turns = asyncio.Semaphore(ENROLLING)
        lives = [
            asyncio.ensure_future(_live(phone, code, line, turns, run))
            for phone, code in zip(phones, codes, strict=True)
        ]
        try:
            while not all(life.done() for life in lives):
                told(tally(phones, line, day))
                await asyncio.wait(lives, timeout=0.5)
            await asyncio.gather(*lives)
        finally:
            for life in lives:
                life.cancel()
        found = tally(phones, line, day)
        told(found)
        return found


async def _live(phone: Phone, code: str, line: Line, turns: asyncio.Semaphore, run: Run) -> None:
    async with turns:
        if not await phone.enrol(line, code):
            return
    pusher = phone.pusher(line)
    await phone.work(line, pusher)
    await phone.drain(pusher, time.time() + run.patience)


def tally(phones: Sequence[Phone], line: Line, day: Day) -> Tally:
    """How a fleet stands now."""
    found = Tally(phones=sum(bool(phone.token) for phone in phones), requests=line.requests)
    for phone in phones:
        found.ended += phone.ended
        found.busy += phone.busy
        for one in fields(Count):
            setattr(found, one.name, getattr(found, one.name) + getattr(phone.outbox.count, one.name))
    found.seconds = round(time.time() - day.began, 1)
    return found
