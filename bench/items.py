"""
A million items: every page about items, findings, chains and directives, from a grid worker to a county.

Makes a prefecture of its own with a million items of all kinds in it; then asks every page in turn of all who
see it, in this process, through every middleware and under row-level security. The reference is the same page
as commander of the prefecture. Run: `python -m bench.items`.
"""

from __future__ import annotations

import argparse
import os
import statistics
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench import asking, million, ranks
from bench.report import Row, show

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parent.parent
INCIDENT = "bench-items"
BAR, P95_MS = 1.5, 100.0
TABS = ("mine", "below", "late", "opened", "watched", "ended")
SHOWN = ("", "overdue", "to_look_again", "repeated", "ended")


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.items")
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for")
    rounds = parser.parse_args().rounds
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "bench-items"))
    from fangxian.cli.installation import installation

    with installation():
        if ranks.prepare(INCIDENT):
            print(f"a million items in {ranks.seconds(lambda: million.fill(INCIDENT)):.0f} s")
        _catch_up()
        held = show(_measure(rounds))
    raise SystemExit(0 if held else 1)


def _catch_up() -> None:
    """What the worker has done by then: every call that is due is made."""
    from datetime import UTC, datetime

    from fangxian.features.items import services
    from fangxian.kernel.db import scope

    operator, now = ranks.operator(INCIDENT), datetime.now(UTC)
    while True:
        with scope.acting(operator):
            made = services.call_due(actor=operator, now=now)
        if not made.reminded + made.climbed:
            return


def _measure(rounds: int) -> list[Row]:
    clients = {name: ranks.client(name) for name in ranks.READERS}
    rows = []
    for name, (area, _role) in ranks.READERS.items():
        for page, path in _paths(name, area).items():
            if clients[name].get(path).status_code == 403:
                continue  # a page that people of this rank do not have
            rows.append(_row(name, page, path, rounds, clients))
    return rows


def _row(name: str, page: str, path: str, rounds: int, clients: dict[str, Client]) -> Row:
    who = dict.fromkeys((name, "commander"))
    times = asking.in_turn({one: partial(clients[one].get, path) for one in who}, rounds=rounds)
    mine, reference = (statistics.median(times[one]) for one in (name, "commander"))
    p95 = asking.p95(times[name])
    label = f"{page} as {name}, p50 (p95 {p95:.0f} ms ≤ {P95_MS:.0f})"
    # The reference itself has no bar.
    return Row("items", label, mine, "ms", reference, BAR, further=name == "commander" or p95 <= P95_MS)


def _paths(name: str, area: str) -> dict[str, str]:
    inspections, directives = "/supervision/inspections/", "/supervision/directives/"
    paths = {f"items, {tab}": f"/items/?tab={tab}" for tab in TABS}
    paths["items, late, of one kind"] = "/items/?tab=late&kind=task"
    paths["an item"] = f"/items/{_an_item(area)}/"
    paths["findings board"] = f"{inspections}areas/{area}/"
    for some in SHOWN:
        paths[f"findings, {some or 'running'}"] = f"{inspections}areas/{area}/findings/?show={some}"
    paths |= {"chains": f"{inspections}chains/", "round": f"{inspections}round/", "board": f"/board/{area}/"}
    paths |= {f"directives, {tab}": f"{directives}?tab={tab}" for tab in ("new", "doing", "ended", "issued")}
    return paths | {"directives, all in sight": f"{directives}?tab=all", "register": f"{directives}register/"}


def _an_item(area: str) -> str:
    from fangxian.features.items.models import Item
    from fangxian.kernel.codes import within
    from fangxian.kernel.db import scope

    with scope.acting(ranks.operator(INCIDENT)):
        return Item.objects.filter(within(area), ended_at=None).order_by("-area", "code")[0].code


if __name__ == "__main__":
    main()
