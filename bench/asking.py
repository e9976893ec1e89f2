"""Pages asked for in this process, as people and phones ask: signed in, under row security, in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

from bench.doorknock import INCIDENT

ROUNDS, WARM = 40, 5


def sign_in(client: Any, name: str) -> None:
    """Sign one of the demo's people in."""
    from fangxian.cli import personas

    answer = client.post("/accounts/sign-in/", {"username": name, "password": personas.password()})
    if answer.status_code != 302:
        raise SystemExit(f"{name} cannot sign in: {answer.status_code}")


def area_of(username: str) -> str:
    """The widest area the persona acts for, or for a grid worker the grid itself."""
    from fangxian.cli.operator import operator
    from fangxian.features.charges.models import Charge
    from fangxian.kernel.db import scope

    with scope.acting(operator(INCIDENT)):
        areas = list(Charge.objects.filter(holder__account=username).values_list("area", flat=True))
    return max(areas, key=len) if username == "grid" else min(areas, key=len)


def in_turn(asks: Mapping[str, Callable[[], Any]], rounds: int = ROUNDS) -> dict[str, list[float]]:
    """Milliseconds of each ask, the askers taking turns so that all meet the same machine."""
    times: dict[str, list[float]] = {who: [] for who in asks}
    for turn in range(WARM + rounds):
        for who, ask in asks.items():
            started = time.perf_counter()
            answer = ask()
            taken = (time.perf_counter() - started) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{who}: {answer.status_code}")
            if turn >= WARM:
                times[who].append(taken)
    return times


def p95(times: list[float]) -> float:
    """Milliseconds within which 95 of 100 were answered."""
    return statistics.quantiles(times, n=20)[18]
