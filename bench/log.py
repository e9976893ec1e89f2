"""
The log grows: what a grid worker's pages, her phone's pull and the projection cost, with it empty and full.

Makes Debao once, by the same main job as the demo, in a home of its own, and opens a door-knock over it. Then
asks a grid worker's pages and pulls of her phone in this process, through every middleware and under
row-level security, and writes groups of visits by the door's own transactions: with an almost empty log, then
after it was filled to five million visits, then with it empty again. The reference is both times with it
empty, so that a machine that gets busier counts on both sides. Of the one household whose ledger is read the
log tells as much each time.

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

from bench import asking, doorknock, filling, grouping, pulls, pushing
from bench.doorknock import INCIDENT
from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
BAR = 1.25
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
        many = asked.scale == "prefecture"
        rows = pulls.among_many(campaign, WORKER) if many else _grown(campaign, asked.rows)
        held = show(rows)
    raise SystemExit(0 if held else 1)


def _grown(campaign: str, rows: int) -> list[Row]:
    phones = pushing.enrol(INCIDENT, campaign, most=2_000)
    grid = asking.area_of(WORKER)
    hers = next(phone for phone in phones if phone.area == grid)
    others = [phone for phone in phones if phone is not hers and len(phone.targets) >= VISITS]
    household = hers.targets[0].partition("/")[2]
    puller = pulls.Puller(hers)
    grouping.visit(hers)
    asks = _asks(campaign, grid, household, puller)
    pulls.say_bytes(puller)
    before = _phase(asks, others, seed=2)
    _fill(campaign, rows, household)
    full = _phase(asks, others, seed=3)
    _say_depths()
    filling.empty()
    grouping.visit(hers)
    again = _phase(asks, others, seed=4)
    return [_row(name, full[name], before[name] + again[name], rows) for name in full]


def _phase(asks: dict[str, Any], others: list[pushing.Phone], seed: int) -> dict[str, list[float]]:
    times = asking.in_turn(asks)
    return times | {"projection": [grouping.seconds(others, groups=GROUPS, visits=VISITS, seed=seed)]}


def _fill(campaign: str, rows: int, household: str) -> None:
    started = time.perf_counter()
    filling.fill(campaign, rows=rows, but=household)
    console.print(f"{rows:,} visits written in {time.perf_counter() - started:.0f} s")


def _say_depths() -> None:
    for one in filling.depths():
        told = f"{one.rows:,} rows, {one.pages:,} pages, {one.levels} levels"
        console.print(f"{one.day} ({one.index}): {told}", soft_wrap=True)


def _asks(campaign: str, grid: str, household: str, puller: pulls.Puller) -> dict[str, Any]:
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


def _row(name: str, full: list[float], empty: list[float], rows: int) -> Row:
    if name == "projection":
        label = f"{GROUPS} groups of {VISITS} visits written, log of {rows:,}"
        return Row("log", label, full[0], "s", statistics.mean(empty), BAR)
    label = f"{name}, p50 (p95 {asking.p95(full):.0f} ms, with the log empty {asking.p95(empty):.0f} ms)"
    return Row("log", label, statistics.median(full), "ms", statistics.median(empty), BAR)


if __name__ == "__main__":
    main()
