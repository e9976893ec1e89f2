"""
A worker killed while it reminds: each reminder and each climb made once, nobody told twice, nobody forgotten.

The worker is a process as `fangxian serve` starts it. It is killed outright (SIGKILL) in the middle of a
transaction, when its rows are written and not yet committed: something it needs last is held back from it.
How far it has come by then, chance decides. Each time it is started again, as a process manager would.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from bench import ranks

PATIENCE = 240.0
_BLOCKED = "SELECT count(*) FROM pg_locks WHERE relation = 'trail_entry'::regclass AND NOT granted"
_PEOPLE = """
    SELECT r.id AS one, count(l.id) AS n
    FROM supervision_receipt r LEFT JOIN supervision_reminder l ON l.receipt_id = r.id
    WHERE r.directive_id = '{code}' AND r.remind_at IS NOT NULL GROUP BY r.id
"""
_TASK = """
    SELECT i.code AS one, count(l.id) AS n
    FROM items_item i LEFT JOIN items_itemline l ON l.item_id = i.code AND l.move = '{move}'
    WHERE i.title = '{title}' GROUP BY i.code
"""


@dataclass(frozen=True, slots=True)
class Work:
    """
    Something the worker is to do: its task, the time it is told, how many it does in one transaction, how
    many there are; `done` asks how often each was told.
    """

    name: str
    task: Any
    at: datetime
    at_once: int
    done: str
    expected: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many a work was for, how many got it just once, and how many never or more often."""

    name: str
    expected: int
    once: int
    never: int
    more: int
    kills: int
    seconds: float

    @property
    def fine(self) -> bool:
        """Whether everybody got it just once."""
        return (self.once, self.never, self.more) == (self.expected, 0, 0) and self.kills > 0


def kill(incident: str, directive: str, items: int, kills: int, seed: int) -> list[Verdict]:
    """Remind all who have a directive, and of so many tasks, and let the tasks climb, under kills."""
    dice, works = Random(seed), _works(incident, directive, items)
    return [_verdict(incident, work, *_tormented(incident, work, kills, dice)) for work in works]


def _works(incident: str, directive: str, items: int) -> Iterator[Work]:
    from django.utils import timezone

    from fangxian.features.items import tasks as calling
    from fangxian.features.supervision import tasks as reminding

    now = timezone.now()
    title = f"Killed {now:%H%M%S}"
    _give(title, items)
    people, task = _PEOPLE.format(code=directive), partial(_TASK.format, title=title)
    for name, does, minutes, at_once, done in (
        ("people reminded", reminding.remind_due, 180, 5_000, people),
        ("tasks reminded of", calling.call_due, 90, 500, task(move="reminded")),
        ("tasks climbed", calling.call_due, 121, 500, task(move="climbed")),
    ):
        expected = _one(incident, f"SELECT count(*) FROM ({done}) c")
        yield Work(name, does, now + timedelta(minutes=minutes), at_once, done, expected)


def _give(title: str, number: int) -> None:
    """Tasks for so many grids, each of which is late after two hours unless it is taken on."""
    from fangxian.features.items import services
    from fangxian.features.territory.models import Area
    from fangxian.kernel.db import scope

    actor = ranks.actor("commander")
    with scope.acting(actor):
        grids = Area.objects.filter(level="grid").order_by("code").values_list("code", flat=True)[:number]
        wanted = [services.Wanted(area=area, title=title) for area in grids]
        services.open_items(actor=actor, kind="task", wanted=wanted)


def _tormented(incident: str, work: Work, kills: int, dice: Random) -> tuple[int, float]:
    """Have the work done by a worker that is killed so often; how often it was, how long all took."""
    began, killed = time.monotonic(), 0

    def done(number: int) -> bool:
        _defer(work)
        return _one(incident, f"SELECT count(*) FROM ({work.done}) c WHERE n > 0") >= number

    for share in sorted(dice.random() for _ in range(kills)):
        so_far = int(share * work.expected / work.at_once) * work.at_once
        with _worker() as process:
            _until(partial(done, so_far))
            if done(work.expected):
                break
            with _held_back(work) as blocked:
                _until(blocked)
                process.send_signal(signal.SIGKILL)
                process.wait()
            killed += 1
    with _worker():
        _until(partial(done, work.expected))
    return killed, time.monotonic() - began


def _verdict(incident: str, work: Work, kills: int, seconds: float) -> Verdict:
    once, never, more = (
        _one(incident, f"SELECT count(*) FROM ({work.done}) c WHERE n {which}")
        for which in ("= 1", "= 0", "> 1")
    )
    return Verdict(work.name, work.expected, once, never, more, kills, round(seconds, 1))


def _defer(work: Work) -> None:
    """What the clock does every minute: have it done, unless that waits already."""
    from procrastinate.exceptions import AlreadyEnqueued

    try:
        work.task.defer(timestamp=int(work.at.timestamp()))
    except AlreadyEnqueued:
        return


@contextmanager
def _worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker; if it still runs at the end, it is told to leave."""
    with subprocess.Popen(
        [sys.executable, "-m", "fangxian.cli.worker"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def _held_back(work: Work) -> Iterator[Callable[[], bool]]:
    """Nobody may write a line of the trail, the last thing such a transaction does; whether one waits."""
    from django.db import connections, transaction

    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("LOCK TABLE trail_entry IN SHARE ROW EXCLUSIVE MODE")

        def blocked() -> bool:
            _defer(work)
            cursor.execute(_BLOCKED)
            return bool(cursor.fetchone()[0])

        yield blocked


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise SystemExit("the worker gets nowhere")
        time.sleep(0.1)


def _one(incident: str, sql: str) -> int:
    """One number, as whoever has the console sees it."""
    from django.db import connection

    from fangxian.kernel.db import scope

    with scope.acting(ranks.operator(incident)), connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])
