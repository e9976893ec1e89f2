"""The course of a torture: a prepared home, a served one, a tormented one, a calm one."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console

from bench.torture import sampling
from bench.torture.crowd import Crowd
from bench.torture.proxy import HOST, Proxy
from bench.torture.service import Service
from fangxian.kernel.authority import Actor
from fangxian.simulator.day import Day
from fangxian.simulator.habits import DAY, Habits
from fangxian.simulator.knocking import Way
from fangxian.simulator.line import line_to
from fangxian.simulator.phone import Manner
from fangxian.simulator.tabling import Tabling

EACH = 0.6
"""About how many seconds a phone takes from one report to the next."""
TABLE_EACH = 4
"""One phone in so many is a sampling table's."""
KILL_AFTER = (2.0, 7.0)
SWITCH_OFF_AFTER = (0.5, 3.0)
MOST_KILLS = 500
DRAINING = 180.0


@dataclass(frozen=True, slots=True)
class Course:
    """How long the faults last in seconds, how many phones, with which dice."""

    seconds: float
    phones: int
    seed: int
    console: Console


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the phones work on."""

    actor: Actor
    campaign: str
    round: str
    codes: list[str]

    def way(self, number: int) -> Way | None:
        """How the holder of a phone works: one in so many stands at a table of the round."""
        return Tabling(self.round, number + 1) if is_table(number) else None


def is_table(number: int) -> bool:
    """Whether a phone is a sampling table's."""
    return number % TABLE_EACH == TABLE_EACH - 1


def prepare(course: Course) -> Prepared:
    """A hamlet with a door-knock and a round of its own, and codes for all phones; several share a grid."""
    from datetime import timedelta

    from django.utils import timezone

    from fangxian.cli import campaigning, mainjob
    from fangxian.cli.steps import Steps
    from fangxian.features.campaigns import services
    from fangxian.kernel.db import scope

    with Steps() as steps:
        actor, _plan = mainjob.run(steps, "hamlet", 2022)
    with scope.acting(actor):
        now = timezone.now()
        campaign = services.open_campaign(
            actor=actor,
            area=mainjob.ROOTS["hamlet"],
            name="torture",
            starts_at=now - timedelta(hours=10),
            ends_at=now + timedelta(days=1),
        ).code
    services.prepare(actor=actor, code=campaign)
    of_round = sampling.order(actor, mainjob.ROOTS["hamlet"])
    tables = sampling.offer_codes(actor, sum(map(is_table, range(course.phones))))
    knocking: list[str] = []
    while len(knocking) < course.phones - len(tables):
        knocking += campaigning.offer_codes(actor, campaign, course.phones - len(tables) - len(knocking))
    codes = [(tables if is_table(number) else knocking).pop() for number in range(course.phones)]
    return Prepared(actor, campaign, of_round, codes)


async def torment(
    course: Course, prepared: Prepared, service: Service, folder: Path
) -> tuple[Crowd, dict[str, Any]]:
    """Faults while phones push, then none until everything has drained."""
    dice = Random(course.seed)
    proxy = Proxy(service.port, Random(course.seed + 1))
    proxy.calm = True
    await proxy.start()
    watching = asyncio.ensure_future(service.watch())
    try:
        async with line_to(f"http://{HOST}:{proxy.port}", patience=20.0, keep=False) as line:
            await _answering(service.port)
            day = Day(time.time(), course.seconds)
            crowd = Crowd(line, day, manner(course, prepared), course.seed, folder, prepared.way)
            await crowd.enrol(prepared.codes)
            crowd.set_day(Day(time.time(), course.seconds))
            proxy.calm = False
            crowd.start()
            tasks = [
                _kill(service, dice),
                _switch_off(crowd, dice),
                _outages(proxy, dice),
                _tell(course, crowd),
            ]
            await _for(course.seconds, tasks)
            proxy.calm = True
            course.console.print("The faults stop; everything drains …")
            await _answering(service.port)
            await crowd.drain(DRAINING)
    finally:
        watching.cancel()
        await proxy.stop()
    faults = dict(proxy.faults) | dict(service.killed)
    return crowd, faults | {"phone_restarted": crowd.restarts, "serve_restarted": service.restarts}


def manner(course: Course, prepared: Prepared) -> Manner:
    """People in a great hurry, on bad lines."""
    return Manner(
        Habits(offline=0.1, twice=0.05, lost=0.05),
        soon=0.5,
        pull_every=10.0,
        endless=True,
        pace=3.1 / DAY * course.seconds / EACH,
        campaign=prepared.campaign,
    )


async def _for(seconds: float, endless: list[Any]) -> None:
    """Let things run for so long; if one of them fails, fail."""
    tasks = [asyncio.ensure_future(one) for one in endless]
    try:
        done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
        for one in done:
            one.result()
    finally:
        for one in tasks:
            one.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _kill(service: Service, dice: Random) -> None:
    for _ in range(MOST_KILLS):
        await asyncio.sleep(dice.uniform(*KILL_AFTER))
        await asyncio.to_thread(service.kill_something, dice)


async def _switch_off(crowd: Crowd, dice: Random) -> None:
    while True:
        await asyncio.sleep(dice.uniform(*SWITCH_OFF_AFTER))
        await crowd.restart(dice)


async def _outages(proxy: Proxy, dice: Random) -> None:
    """Now and then nothing passes at all for a while."""
    while True:
        await asyncio.sleep(dice.uniform(8, 20))
        proxy.down = True
        proxy.faults["outage"] += 1
        await asyncio.sleep(dice.uniform(0.5, 3))
        proxy.down = False


async def _tell(course: Course, crowd: Crowd) -> None:
    while True:
        await asyncio.sleep(10)
        told = len(crowd.ledger.told)
        course.console.print(f"{len(crowd.ledger.born):,} reports made, {told:,} answered", highlight=False)


async def _answering(port: int) -> None:
    """Until the server answers."""
    until = time.monotonic() + 120
    async with line_to(f"http://{HOST}:{port}", patience=5.0) as line:
        while time.monotonic() < until:
            if (await line.get("pull", "")).status is not None:
                return
            await asyncio.sleep(0.2)
    raise RuntimeError("the server does not answer")


def free_port() -> int:
    """A port nobody listens on, below those that outgoing connections take."""
    import socket

    for port in range(8800, 9000):
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)):
                return port
    raise RuntimeError("no free port")


def clear(folder: Path) -> Path:
    """An empty folder for the journals."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        with suppress(OSError):
            os.unlink(old)
    return folder
