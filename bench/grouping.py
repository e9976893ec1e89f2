"""Groups of visits written as the door writes them, by its own transactions, without HTTP in between."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator

from bench import pushing
from bench.doorknock import INCIDENT
from fangxian.features.field.jobs import ACCEPTED, Job

WARM = 20
"""Groups before what is measured, after which the connection's statements are prepared and its pages read."""


def seconds(phones: list[pushing.Phone], *, groups: int, visits: int, seed: int, warm: int = WARM) -> float:
    """How long some groups of visits take, one after the other; each is one phone's push."""
    made = list(_jobs(phones, warm + groups, visits, seed))
    taken = asyncio.run(_write(made))
    answers = [answer.result for job in made for answer in job.answers]
    if answers != [ACCEPTED] * (len(made) * visits):
        raise SystemExit("the transactions did not accept every visit")
    return sum(taken[warm:])


def visit(hers: pushing.Phone) -> None:
    """Some doors of a phone's grid, and the first of them several times: four visits each."""
    seconds([hers], groups=1, visits=4, seed=1, warm=0)
    one = pushing.Phone(hers.token, hers.area, hers.targets[:1])
    seconds([one], groups=1, visits=4, seed=1, warm=0)


def _jobs(phones: list[pushing.Phone], count: int, visits: int, seed: int) -> Iterator[Job]:
    from django.utils import timezone

    from fangxian.features.field import pushes
    from fangxian.features.field.door import bearers
    from fangxian.kernel.reports.registry import carried

    dice = random.Random(seed)
    for _number in range(count):
        phone = dice.choice(phones)
        found = bearers.remembered(phone.token) or bearers.find(phone.token)
        if isinstance(found, str):
            raise SystemExit(found)
        brought = pushes.read(
            pushing.push(phone, visits, dice),
            device=found.device,
            person=found.person,
            area=found.area,
            at=timezone.now(),
            kinds=carried(found.role),
            vault=found.vault,
        )
        yield Job(found.device, found.area, found.reach, found.person, found.person_name, brought)


async def _write(jobs: list[Job]) -> list[float]:
    from django.utils import timezone

    from fangxian.features.field.door.transaction import Transactions

    transactions, taken = Transactions(), []
    for job in jobs:
        started = time.perf_counter()
        await transactions.write(INCIDENT, [job], timezone.now())
        taken.append(time.perf_counter() - started)
    await transactions.close()
    return taken
