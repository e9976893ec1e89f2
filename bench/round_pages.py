"""Pages of a round at its full size: as commander, county, township and grid worker, each in turn."""

from __future__ import annotations

import statistics
from functools import partial
from typing import Any

from bench import asking
from bench.report import Row

BAR, P95_MS, WHOLE_MS = 1.5, 100.0, 1_000.0
READERS = ("prefecture", "county", "township", "grid")
"""Who asks: the first sees all of it, and is the reference of the others."""
PAGES = ("", "points/", "laboratory/", "pools/", "bottom/")


def rows(code: str, rounds: int) -> list[Row]:
    """Each page of a round as everybody who may see it."""
    from django.test import Client

    clients = {name: Client() for name in READERS}
    for name, client in clients.items():
        asking.sign_in(client, name)
    return [
        _row(name, page or "live", f"/sampling/{code}/{page}", rounds, clients)
        for page in PAGES
        for name in READERS
        if clients[name].get(f"/sampling/{code}/{page}").status_code != 403
    ]


def _row(name: str, page: str, path: str, rounds: int, clients: dict[str, Any]) -> Row:
    """A page as one of them beside the commander's; the commander's own has to come within a second."""
    who = dict.fromkeys((name, READERS[0]))
    times = asking.in_turn({one: partial(clients[one].get, path) for one in who}, rounds=rounds)
    mine, p95 = statistics.median(times[name]), asking.p95(times[name])
    label = f"{page.strip('/')} as {name}, p50 {mine:.0f} p95 {p95:.0f} ms"
    if name == READERS[0]:
        return Row("round", f"{label}, p95 beside a second", p95, "ms", WHOLE_MS, 1.0)
    label = f"{label} (≤ {P95_MS:.0f}), beside {READERS[0]}"
    reference = statistics.median(times[READERS[0]])
    return Row("round", label, mine, "ms", reference, BAR, further=p95 <= P95_MS)
