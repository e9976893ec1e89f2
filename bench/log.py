"""
The log grows: what a grid worker's pages, her phone's pull and the projection cost, with it empty and full.

Makes Debao once, by the same main job as the demo, in a home of its own, and opens a door-knock over it. Then
asks a grid worker's pages and pulls of her phone in this process, through every middleware and under
row-level security, and writes groups of visits by the door's own transactions: first with an almost empty
log, which is the reference, then after it was filled to five million visits. Of the one household whose
ledger is read the log tells the same both times.

With `--scale prefecture` it pulls a grid among all of Baise's instead; the reference is the board page of the
same grid as the same grid worker, asked in turn. Run: `python -m bench.log`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import asking, doorknock, filling, grouping, pushing
from bench.doorknock import INCIDENT
from bench.pulls import Puller, only_its_own
from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
BAR, BAR_PULL = 1.25, 1.0
GROUPS, VISITS = 200, 50
WORKER = "grid"

console = Console(stderr=True)


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=("county", "prefecture"), default="county")
    parser.add_argument("--rows", type=int, default=5_000_000, help="visits in the full log")
    asked = parser.parse_args()
    name = "bench" if asked.scale == "prefecture" else "bench-log"
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / name))
    from fangxian.cli.installation import installation

    with installation():
        if asked.scale == "county":
            filling.empty()
        campaign = doorknock.prepare(asked.scale)
        held = show(_among_many(campaign) if asked.scale == "prefecture" else _grown(campaign, asked.rows))
    raise SystemExit(0 if held else 1)


def _grown(campaign: str, rows: int) -> list[Row]:
    phones = pushing.enrol(INCIDENT, campaign, most=2_000)
    grid = asking.area_of(WORKER)
    hers = next(phone for phone in phones if phone.area == grid)
    others = [phone for phone in phones if phone is not hers and len(phone.targets) >= VISITS]
    household = hers.targets[0].partition("/")[2]
    puller = Puller(hers)
    grouping.seconds([hers], groups=1, visits=5, seed=1, warm=0)
    asks = _asks(campaign, grid, household, puller)
    _say_bytes(puller)
    before = asking.in_turn(asks) | {"projection": _projection(others, seed=2)}
    started = time.perf_counter()
    filling.fill(campaign, rows=rows, but=household)
    console.print(f"{rows:,} visits written in {time.perf_counter() - started:.0f} s")
    after = asking.in_turn(asks) | {"projection": _projection(others, seed=3)}
    for depth in filling.depths():
        console.print(
            f"{depth.day} ({depth.index}): {depth.rows:,} rows, {depth.pages:,} pages, {depth.levels} levels"
        )
    return [_row(name, after[name], before[name], rows) for name in before]


def _asks(campaign: str, grid: str, household: str, puller: Puller) -> dict[str, Any]:
    from django.test import Client

    client = Client()
    asking.sign_in(client, WORKER)
    return {
        "coverage page of her grid": partial(client.get, f"/campaigns/{campaign}/area/{grid}/"),
        "board page of her grid": partial(client.get, f"/board/{grid}/"),
        "contact ledger of a household": partial(client.get, f"/contacts/{household}/"),
        "pull of her phone, full": puller.full,
        "pull of her phone, delta": puller.delta,
    }


def _projection(phones: list[pushing.Phone], seed: int) -> list[float]:
    return [grouping.seconds(phones, groups=GROUPS, visits=VISITS, seed=seed)]


def _row(name: str, after: list[float], before: list[float], rows: int) -> Row:
    if name == "projection":
        label = f"{GROUPS} groups of {VISITS} visits written, log of {rows:,}"
        return Row("log", label, after[0], "s", before[0], BAR)
    label = f"{name}, p50 (p95 {asking.p95(after):.0f} ms, with the log empty {asking.p95(before):.0f} ms)"
    return Row("log", label, statistics.median(after), "ms", statistics.median(before), BAR)


def _among_many(campaign: str) -> list[Row]:
    from django.test import Client

    grid = asking.area_of(WORKER)
    hers = pushing.enrol(INCIDENT, campaign, most=1, area=grid)[0]
    puller, client = Puller(hers), Client()
    own = only_its_own(puller.full(), grid, campaign)
    grouping.seconds([hers], groups=1, visits=5, seed=1, warm=0)
    asking.sign_in(client, WORKER)
    full, delta = _say_bytes(puller)
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
    return Row("log", label, statistics.median(mine), "ms", statistics.median(board), BAR_PULL, further=own)


def _say_bytes(puller: Puller) -> tuple[int, int]:
    """The sizes of a full pull and of one of what changed, in bytes before compression."""
    full, delta = puller.full(), puller.delta()
    counts = [
        f"{len(answer.content):,} bytes, {len(puller.told(answer)['targets'])} targets"
        for answer in (full, delta)
    ]
    console.print(f"A full pull is {counts[0]}; one of what changed {counts[1]}.")
    return len(full.content), len(delta.content)


if __name__ == "__main__":
    main()
