"""The push of a phone: what waits, batch by batch, until the server has it or says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Literal

from fangxian.simulator.day import HERE
from fangxian.simulator.habits import Habits
from fangxian.simulator.line import NOTHING, Line, Reply
from fangxian.simulator.outbox import MOST, Outbox

Ending = Literal["done", "later", "ended"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a push ended: all is there; try later; or this enrolment pushes no more, and keeps what waits."""

    ending: Ending
    busy: bool = False
    retry_after: float | None = None


DONE = Outcome("done")


@dataclass(slots=True)
class Pusher:
    """One phone's way of pushing; `told` hears of each answer that came, before the outbox does."""

    line: Line
    outbox: Outbox
    token: str
    habits: Habits
    dice: Random
    told: Callable[[list[dict[str, Any]]], None] = lambda _answers: None

    async def push(self) -> Outcome:
        """Push until nothing waits."""
        most = MOST
        while batch := self.outbox.batch(most):
            reply = await self._send(batch)
            if reply.status == 200 and isinstance(reply.data, dict):
                if not self._take(reply, batch):
                    return Outcome("later")
                most = min(MOST, most * 2)
            elif reply.status in (413, 422):
                if len(batch) == 1:
                    self._set_aside(batch[0], reply)
                    continue
                most = max(1, len(batch) // 2) if reply.status == 413 else 1
            elif reply.status == 401 and reply.code.startswith("field."):
                return Outcome("ended")
            else:
                return Outcome("later", reply.status == 503, reply.retry_after)
        return DONE

    async def _send(self, batch: list[str]) -> Reply:
        body = {
            "waiting": len(self.outbox.waiting),
            "sent_at": datetime.now(HERE).isoformat(),
            "reports": self.outbox.reports(batch),
        }
        reply = await self.line.post("reports", self.token, body)
        if self.dice.random() < self.habits.twice:
            again = await self.line.post("reports", self.token, body)
            reply = again if again.status == 200 else reply
        return NOTHING if self.dice.random() < self.habits.lost else reply

    def _take(self, reply: Reply, batch: list[str]) -> bool:
        """Whether the server said something of each report of a batch."""
        answers = [one for one in reply.data.get("answers", ()) if one.get("id")]
        self.told(answers)
        self.outbox.take_answers(answers)
        return {one["id"] for one in answers} >= set(batch)

    def _set_aside(self, one: str, reply: Reply) -> None:
        """A report that the server cannot even read: kept, shown, and sent no more."""
        self.outbox.take_answers(
            [{"id": one, "result": "refused", "code": reply.code or f"http.{reply.status}"}]
        )
