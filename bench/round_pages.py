"""Pages of a round at its full size: as commander, county, township and grid worker, each in turn."""

from __future__ import annotations

import statistics
from functools import partial
from typing import Any

from bench import asking
from bench.report import Row

BAR, P95_MS = 1.5, 100.0
READERS = ("prefecture", "county", "township", "grid")
"""Who asks: the first is the reference of the others, and is held against the board of the same area."""
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
    first = name == READERS[0]
    beside = f"/board/{asking.area_of(name)}/" if first else path
    asks = {"mine": partial(clients[name].get, path), "beside": partial(clients[READERS[0]].get, beside)}
    times = asking.in_turn(asks, rounds=rounds)
    p95 = asking.p95(times["mine"])
    label = (
        f"{page.strip('/')} as {name}, p50 (p95 {p95:.0f} ms), beside {'the board' if first else READERS[0]}"
    )
    mine, reference = (statistics.median(times[one]) for one in ("mine", "beside"))
    return Row("round", label, mine, "ms", reference, BAR, further=first or p95 <= P95_MS)
