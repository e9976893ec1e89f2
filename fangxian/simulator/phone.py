"""A phone: enrolled, its holder works by the day's clock, and it pushes whenever it has a line."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from fangxian.simulator import habits, minting
from fangxian.simulator.backoff import wait_after
from fangxian.simulator.day import Day
from fangxian.simulator.habits import DAY, Habits
from fangxian.simulator.knocking import Knocking, Way
from fangxian.simulator.line import Line
from fangxian.simulator.outbox import Outbox
from fangxian.simulator.pushing import Pusher


@dataclass(frozen=True, slots=True)
class Manner:
    """
    How phones behave, all of a run alike.

    `soon` is how many seconds after a report they push, `pull_every` at most how often they pull; `endless`
    lets them knock on when everybody was reached; `pace` is by what think times are divided beside the clock.
    """

    habits: Habits = field(default_factory=Habits)
    soon: float = 6.0
    pull_every: float = 60.0
    endless: bool = False
    pace: float = 1.0
    campaign: str = ""


class Phone:
    """
    One simulated phone; its dice decide alike for the same seed, whatever the line does.

    Its holder knocks at doors, unless they have another way of working.
    """

    def __init__(
        self,
        number: int,
        seed: int,
        day: Day,
        manner: Manner,
        outbox: Outbox | None = None,
        way: Way | None = None,
    ) -> None:
        self.number, self.day, self.manner = number, day, manner
        self.outbox = outbox or Outbox()
        self.token = self.device = ""
        self.busy = self.failures = 0
        self.ended = False
        self._way = way or Knocking(manner.campaign, manner.endless)
        self._installation = minting.installation(seed, number)
        self._person = Random(f"person {seed} {number}")  # noqa: S311 no secret
        self._luck = Random(f"line {seed} {number}")  # noqa: S311 no secret
        self._lunch = habits.lunch(self._person)
        self._spells = habits.spells(self._luck, manner.habits.offline)
        self._cursor = ""
        self._pulled_at = 0.0
        self._next = self._round_at = 0.0

    async def enrol(self, line: Line, code: str) -> bool:
        """Bring a code; whether the server took it. Asked again while it is day and there is no answer."""
        body = {"code": code, "installation": self._installation, "label": f"Simulated {self.number}"}
        failures = 0
        while self.day.minute(time.time()) < DAY:
            failures += 1
            reply = await line.post("enrol", "", body)
            if reply.status == 200 and isinstance(reply.data, dict):
                self.token, self.device = reply.data["token"], reply.data["device"]
                return True
            if reply.status is not None and reply.status < 500:
                return False
            await asyncio.sleep(wait_after(failures, reply.retry_after, self._luck.random()))
        return False

    async def work(self, line: Line, pusher: Pusher) -> None:
        """Work until the day is over: by the clock, and by rounds of the line when they are due."""
        self._next = max(0.0, self.day.minute(time.time())) + self._minutes() * self._person.random()
        self._round_at = time.time()
        while not self.ended and (minute := self.day.minute(time.time())) < DAY:
            self._work_until(minute)
            now = time.time()
            if now >= self._round_at:
                await self._round(line, pusher)
                continue
            wake = min(self._round_at, self.day.real(self._next), self.day.real(DAY))
            await asyncio.sleep(max(0.01, wake - now))

    async def drain(self, pusher: Pusher, until: float) -> None:
        """After the day: push what is left, whatever it takes, until an instant of the clock."""
        while not self.ended and self.outbox.waiting and time.time() < until:
            wait = self._after(await pusher.push(), pusher)
            if self.outbox.waiting and not self.ended:
                await asyncio.sleep(max(0.05, min(wait, until - time.time())))

    def _minutes(self) -> float:
        return habits.minutes_to_next(self._person) / self.manner.pace

    def _work_until(self, minute: float) -> None:
        """Everything that is due by a minute of the day, though a request took longer than a door."""
        while self._next <= min(minute, DAY):
            if self._lunch[0] <= self._next < self._lunch[1]:
                self._next = self._lunch[1]
                continue
            self._report(self._next)
            self._next += self._minutes()

    def _report(self, minute: float) -> None:
        made = self._way.next(self.day.occurred_at(minute), self.day.hour(minute), self._person)
        for one in made:
            self.outbox.add(one)
        if not made:
            return
        self._round_at = min(
            self._round_at, time.time() + self.manner.soon * (0.75 + self._luck.random() / 2)
        )

    async def _round(self, line: Line, pusher: Pusher) -> None:
        """Push, and only then pull; without a line, wait for it."""
        minute = self.day.minute(time.time())
        offline = next((until for start, until in self._spells if start <= minute < until), None)
        if offline is not None:
            self._round_at = self.day.real(offline)
            return
        outcome = await pusher.push()
        wait = self._after(outcome, pusher)
        if outcome.ending == "done" and time.time() - self._pulled_at >= self.manner.pull_every:
            wait = await self._pull(line)
        self._round_at = time.time() + wait

    def _after(self, outcome: Any, pusher: Pusher) -> float:
        """Seconds until the next round."""
        self.ended = self.ended or outcome.ending == "ended"
        self.busy += outcome.busy
        if outcome.ending == "done":
            self.failures = 0
            return self.manner.pull_every
        self.failures += 1
        return wait_after(self.failures, outcome.retry_after, pusher.dice.random())

    async def _pull(self, line: Line) -> float:
        since = f"?since={quote(self._cursor, safe='')}" if self._cursor else ""
        reply = await line.get(f"pull{since}", self.token)
        if reply.status != 200 or not isinstance(reply.data, dict):
            self.ended = self.ended or (reply.status == 401 and reply.code.startswith("field."))
            self.failures += 1
            return wait_after(self.failures, reply.retry_after, self._luck.random())
        self._way.take_in(reply.data)
        self._cursor, self._pulled_at = reply.data["cursor"], time.time()
        return self.manner.pull_every

    def pusher(self, line: Line) -> Pusher:
        """Its way of pushing over a line."""
        return Pusher(line, self.outbox, self.token, self.manner.habits, self._luck)
