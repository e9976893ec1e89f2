"""The pull of one phone in a bench: asked for with its token, and looked through for other grids."""

from __future__ import annotations

import json
import statistics
from functools import partial
from typing import Any

from rich.console import Console

from bench import asking, grouping, pushing
from bench.doorknock import INCIDENT
from bench.report import Row

BAR = 1.0

console = Console(stderr=True)


class Puller:
    """A phone that pulls: everything, or what changed since its first pull."""

    def __init__(self, phone: pushing.Phone) -> None:
        from django.test import Client

        self.phone, self.client = phone, Client()
        self.cursor = self.told(self.full())["cursor"]

    def full(self) -> Any:
        """The answer to a phone that has nothing."""
        return self._ask("")

    def delta(self) -> Any:
        """The answer to a phone that has pulled before."""
        return self._ask(self.cursor)

    def told(self, answer: Any) -> dict[str, Any]:
        """What an answer says."""
        if answer.status_code != 200:
            raise SystemExit(f"the pull was answered with {answer.status_code}")
        found: dict[str, Any] = json.loads(answer.content)
        return found

    def _ask(self, since: str) -> Any:
        headers = {"Authorization": f"Bearer {self.phone.token}"}
        return self.client.get(f"/api/field/pull?since={since}", headers=headers)


def only_its_own(answer: Any, grid: str, campaign: str) -> bool:
    """
    Whether a full pull holds every household and target of its grid, and nothing of any other grid.

    The code of no other grid stands anywhere in the answer; households and targets are those of the register.
    """
    from fangxian.cli.operator import operator
    from fangxian.features.campaigns.models import Target
    from fangxian.features.territory.models import Area, Household
    from fangxian.kernel.db import scope

    text, told = answer.content.decode(), json.loads(answer.content)
    with scope.acting(operator(INCIDENT)):
        grids = Area.objects.filter(level="grid", valid_until__isnull=True).exclude(code=grid)
        others = [code for code in grids.values_list("code", flat=True) if code in text]
        homes = set(Household.objects.filter(area=grid).values_list("code", flat=True))
        targets = set(Target.objects.filter(area=grid, campaign=campaign).values_list("code", flat=True))
    return (
        not others
        and {one["code"] for one in told["households"]} == homes
        and {one["code"] for one in told["targets"]} == targets
        and {one["area"] for one in told["households"] + told["targets"]} == {grid}
        and [one["code"] for one in told["areas"]] == [grid]
    )


def among_many(campaign: str, worker: str) -> list[Row]:
    """The pull of a grid worker's phone in a prefecture, beside the board page of the same grid."""
    from django.test import Client

    grid = asking.area_of(worker)
    hers = pushing.enrol(INCIDENT, campaign, most=1, area=grid)[0]
    puller, client = Puller(hers), Client()
    own = only_its_own(puller.full(), grid, campaign)
    grouping.visit(hers)
    asking.sign_in(client, worker)
    full, delta = say_bytes(puller)
    times = asking.in_turn(
        {"full": puller.full, "delta": puller.delta, "board": partial(client.get, f"/board/{grid}/")}
    )
    told = f"nothing of another grid: {'yes' if own else 'NO'}"
    return [
        _pull_row("pull of a grid among 10,137", full, told, times["full"], times["board"], own),
        _pull_row("its pull of what changed", delta, told, times["delta"], times["board"], own),
    ]


def _pull_row(name: str, size: int, told: str, mine: list[float], board: list[float], own: bool) -> Row:
    label = f"{name}, {size:,} bytes, p50 (p95 {asking.p95(mine):.0f} ms), {told}"
    return Row("log", label, statistics.median(mine), "ms", statistics.median(board), BAR, further=own)


def say_bytes(puller: Puller) -> tuple[int, int]:
    """The sizes of a full pull and of one of what changed, in bytes before compression."""
    full, delta = puller.full(), puller.delta()
    counts = [
        f"{len(answer.content):,} bytes, {len(puller.told(answer)['targets'])} targets"
        for answer in (full, delta)
    ]
    console.print(f"A full pull is {counts[0]}; one of what changed {counts[1]}.")
    return len(full.content), len(delta.content)
