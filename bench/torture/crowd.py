"""Phones whose outboxes are on disk: they are switched off in mid-work, and come back from their journals."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from fangxian.simulator.day import Day
from fangxian.simulator.knocking import Way
from fangxian.simulator.line import Line
from fangxian.simulator.outbox import Outbox
from fangxian.simulator.phone import Manner, Phone


@dataclass(slots=True)
class Ledger:
    """What was witnessed beside the phones: every report born, every answer that came, by the report's id."""

    born: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    contradicted: set[str] = field(default_factory=set)

    def hear(self, answers: Sequence[dict[str, Any]]) -> None:
        """Answers, before the phone has taken them in; the first word on a report stands."""
        for one in answers:
            result = "refused" if one["result"] == "refused" else "acknowledged"
            if self.told.setdefault(one["id"], result) != result:
                self.contradicted.add(one["id"])


class Witnessed(Outbox):
    """An outbox whose births are written down elsewhere, too, once they are in its journal."""

    ledger: Ledger
    device: str

    def add(self, report: dict[str, Any]) -> dict[str, Any]:
        """A report is born."""
        born = super().add(report)
        self.ledger.born[born["id"]] = self.device
        return born


class Crowd:
    """All phones of a torture."""

    def __init__(
        self, line: Line, day: Day, manner: Manner, seed: int, folder: Path, ways: Callable[[int], Way | None]
    ) -> None:
        self.line, self.day, self.manner, self.seed, self.folder = line, day, manner, seed, folder
        self.ways = ways
        self.ledger = Ledger()
        self.phones: list[Phone] = []
        self.restarts = 0
        self._lives: list[asyncio.Task[None]] = []

    async def enrol(self, codes: Sequence[str]) -> None:
        """Enrol them all; no faults yet: a code is good once, whoever asks."""
        for number, code in enumerate(codes):
            phone = self._make(number)
            if not await phone.enrol(self.line, code):
                raise RuntimeError(f"phone {number} was not enrolled")
            self.phones.append(phone)

    def _make(self, number: int, before: Phone | None = None) -> Phone:
        outbox = Witnessed(self.folder / f"{number}.jsonl")
        seed = self.seed + self.restarts
        phone = Phone(number, seed, self.day, self.manner, outbox, self.ways(number))
        if before is not None:
            phone.token, phone.device = before.token, before.device
        outbox.ledger, outbox.device = self.ledger, phone.device
        return phone

    def set_day(self, day: Day) -> None:
        """Another day for all of them, now that they are enrolled."""
        self.day = day
        for phone in self.phones:
            phone.day = day

    def start(self) -> None:
        """Let all of them work."""
        self._lives = [asyncio.ensure_future(self._work(phone)) for phone in self.phones]

    async def _work(self, phone: Phone) -> None:
        outbox = phone.outbox
        if isinstance(outbox, Witnessed):
            outbox.device = phone.device
        pusher = phone.pusher(self.line)
        pusher.told = self.ledger.hear
        await phone.work(self.line, pusher)

    async def restart(self, dice: Random) -> None:
        """Switch one off, wherever it is, and on again: it knows what its journal says."""
        number = dice.randrange(len(self.phones))
        before = self.phones[number]
        await _end(self._lives[number])
        before.outbox.close()
        self.restarts += 1
        self.phones[number] = self._make(number, before)
        self._lives[number] = asyncio.ensure_future(self._work(self.phones[number]))

    async def drain(self, patience: float) -> None:
        """The day is over: everybody pushes what is left, with the line as it is now."""
        for life in self._lives:
            await _end(life)
        for number, phone in enumerate(self.phones):
            phone.outbox.close()
            self.phones[number] = self._make(number, phone)
        until = time.time() + patience
        pushers = [phone.pusher(self.line) for phone in self.phones]
        for pusher in pushers:
            pusher.told = self.ledger.hear
        await asyncio.gather(
            *(phone.drain(pusher, until) for phone, pusher in zip(self.phones, pushers, strict=True))
        )


async def _end(life: asyncio.Task[None]) -> None:
    life.cancel()
    (error,) = await asyncio.gather(life, return_exceptions=True)
    if isinstance(error, Exception):
        raise error
