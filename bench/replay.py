"""The course of the bench of a round: swabs, boxes, results, re-tests, each through the door it has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from rich.console import Console

from bench import load, results
from bench.carrying import LEGS, Carrying
from bench.queues import Round, Table
from bench.swabbing import Swabbing, push
from fangxian.features.field.door import PATH

CONNECTIONS = 48
"""Tables that push at once: what the door is sent, it takes before its patience ends, on two slow cores."""
AT_ONCE = 20_000
"""Rows of a sheet of results: a county's laboratories hand in several in a day."""
console = Console(stderr=True)


@dataclass(slots=True)
class Course:
    """What has been done: seconds of each part, reports acknowledged, requests sent again for 503."""

    seconds: dict[str, float] = field(default_factory=dict)
    accepted: dict[str, int] = field(default_factory=dict)
    busy: int = 0
    times: list[float] = field(default_factory=list)

    def push(self, part: str, port: int, scripts: list[list[bytes]]) -> None:
        """Push some scripts, what the door sends away again, until all is acknowledged."""
        while scripts:
            done = load.run(port, scripts)
            self.seconds[part] = self.seconds.get(part, 0.0) + done.seconds
            self.accepted[part] = self.accepted.get(part, 0) + done.accepted
            self.times += done.times
            if set(done.statuses) - {200, 503}:
                raise SystemExit(f"{part}: {done.statuses}")
            self.busy += len(done.left)
            scripts = [done.left[n::CONNECTIONS] for n in range(min(CONNECTIONS, len(done.left)))]


class Replay:
    """A round replayed against a served installation."""

    def __init__(self, of_round: Round, swabbing: Swabbing, carrying: Carrying, port: int) -> None:
        self.round, self.swabbing, self.carrying, self.port = of_round, swabbing, carrying, port
        self.course, self.boxed = Course(), 0

    @property
    def reports(self) -> tuple[int, int]:
        """Reports acknowledged, and reports made."""
        parts = ("swabs", "boxes", "re-tests")
        made = self.swabbing.told.reports + self.carrying.reports
        return sum(self.course.accepted.get(part, 0) for part in parts), made

    def sample(self) -> None:
        """Everybody, tube by tube, then the boxes."""
        people, last = self.round.people, time.perf_counter()
        while scripts := self.swabbing.wave(CONNECTIONS):
            self.course.push("swabs", self.port, scripts)
            if time.perf_counter() - last > 10:
                last = time.perf_counter()
                console.print(f"{self.swabbing.told.swabs:,} swabs of {people:,} people", highlight=False)
        self._carry("boxes", [(table, tube) for table in self.round.tables for tube in table.tubes])

    def test(self) -> None:
        """The laboratory's sheets, county by county: tubes with somebody infected in them are positive."""
        positives = self.swabbing.told.positives
        values = [
            (tube, "positive" if tube in positives else "negative")
            for table in self.round.tables
            for tube in table.tubes
        ]
        self._hand_in("results", values, timedelta(hours=10))

    def test_again(self) -> int:
        """Everybody of a positive pool, alone in a tube, and their results; how many are positive."""
        told, singles = self.swabbing.told, list(self._singles())
        scripts: list[list[bytes]] = [[] for _ in range(CONNECTIONS)]
        values = []
        for n, (table, who) in enumerate(singles):
            barcode = f"R{n + 1:07}"
            scripts[n % CONNECTIONS].append(self._single(table, who, barcode))
            values.append((barcode, "positive" if who in self.swabbing.infected else "negative"))
        told.tubes += len(singles)
        self.course.push("re-tests", self.port, [script for script in scripts if script])
        tubes = [(table, barcode) for (table, _who), (barcode, _value) in zip(singles, values, strict=True)]
        self._carry("re-tests", tubes, timedelta(hours=1))
        self._hand_in("results of re-tests", values, timedelta(hours=11.5))
        return sum(value == "positive" for _tube, value in values)

    def pools(self) -> list[list[str]]:
        """The members of each positive tube with more than one swab in it."""
        return [inside for _table, inside in self.swabbing.told.positives.values() if len(inside) > 1]

    def _singles(self) -> Iterator[tuple[Table, str]]:
        seen: set[str] = set()
        for table, inside in list(self.swabbing.told.positives.values()):
            for who in inside if len(inside) > 1 else ():
                if who not in seen:
                    seen.add(who)
                    yield table, who

    def _single(self, table: Table, who: str, barcode: str) -> bytes:
        make, at = self.swabbing, self.round.starts_at + timedelta(hours=10.2)
        lines = [make.step(table, barcode, "opened", at, 0), make.swab(table, barcode, who, at)]
        lines.append(make.step(table, barcode, "closed", at + timedelta(minutes=2), 1))
        return load.request(PATH, table.phone.token, push(lines))

    def _carry(self, part: str, tubes: list[tuple[Table, str]], later: timedelta = timedelta(0)) -> None:
        boxes = self.carrying.boxed(tubes)
        self.boxed += len(tubes)
        for step in LEGS:
            self.course.push(part, self.port, self.carrying.leg(boxes, step, CONNECTIONS, later))

    def _hand_in(self, part: str, values: list[tuple[str, str]], after: timedelta) -> None:
        browser, started = results.Browser(self.port), time.perf_counter()
        for start in range(0, len(values), AT_ONCE):
            browser.take_in(results.sheet(values[start : start + AT_ONCE], self.round.starts_at + after))
        self.course.seconds[part] = time.perf_counter() - started
        self.course.accepted[part] = len(values)
