"""
The board at prefecture scale: the same pages as grid worker, township user, county user and region commander.

Makes the whole of Baise once, by the same main job as the demo, in a home of its own; then asks every page in
turn of all who see it, in this process, through every middleware and under row-level security. The reference
is the same page as region commander. Run: `python -m bench.board`.
"""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
ROUNDS, WARM = 40, 5
BAR, P95_MS = 1.5, 100.0
COMMANDER = "region"
READERS = ("grid", "township", "county")
UNSEEN = {"grid": {"roster"}}
"""Pages that a reader is refused: a grid worker has no business with the roster."""


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "bench"))
    from fangxian.cli.installation import installation

    with installation():
        _prepare()
        held = show(_measure())
    raise SystemExit(0 if held else 1)


def _prepare() -> None:
    from fangxian.cli import mainjob
    from fangxian.cli.steps import Steps

    # No page of the board reads a resident, and sealing 3.57 million of them would take most of the bench.
    sheets = tuple(kind for kind in mainjob.SHEETS if kind != "residents")
    with Steps() as steps:
        mainjob.run(steps, "prefecture", 2022, sheets)


def _measure() -> list[Row]:
    from django.test import Client

    clients = {name: Client() for name in (COMMANDER, *READERS)}
    for name, client in clients.items():
        _sign_in(client, name)
    rows = []
    for name in READERS:
        area = _area_of(name)
        for page, path in _paths(area).items():
            if page in UNSEEN.get(name, ()):
                continue
            times = _ask_in_turn({who: clients[who] for who in (name, COMMANDER)}, path)
            mine, reference = (statistics.median(times[who]) for who in (name, COMMANDER))
            p95 = statistics.quantiles(times[name], n=20)[18]
            label = f"{page} of {area} as {name}, p50 (p95 {p95:.0f} ms ≤ {P95_MS:.0f})"
            rows.append(Row("board", label, mine, "ms", reference, BAR, further=p95 <= P95_MS))
    return rows


def _sign_in(client: object, name: str) -> None:
    from django.test import Client

    from fangxian.cli import personas

    assert isinstance(client, Client)
    answer = client.post("/accounts/sign-in/", {"username": name, "password": personas.password()})
    if answer.status_code != 302:
        raise SystemExit(f"{name} cannot sign in: {answer.status_code}")


def _area_of(username: str) -> str:
    """The widest area the persona acts for, or for a grid worker the grid itself."""
    from fangxian.cli.operator import operator
    from fangxian.features.charges.models import Charge
    from fangxian.kernel.db import scope

    with scope.acting(operator("debao-2022")):
        areas = list(Charge.objects.filter(holder__account=username).values_list("area", flat=True))
    return max(areas, key=len) if username == "grid" else min(areas, key=len)


def _paths(area: str) -> dict[str, str]:
    return {
        "board": f"/board/{area}/",
        "map": f"/board/{area}/map.json",
        "treemap": f"/board/{area}/boxes.json",
        "gaps": f"/board/{area}/gaps/",
        "search": "/board/search/?q=%E9%BB%84",
        "roster": "/roster/",
    }


def _ask_in_turn(clients: dict[str, object], path: str) -> dict[str, list[float]]:
    """Milliseconds of each ask, the askers taking turns so that both meet the same machine."""
    times: dict[str, list[float]] = {who: [] for who in clients}
    for turn in range(WARM + ROUNDS):
        for who, client in clients.items():
            started = time.perf_counter()
            answer = client.get(path)  # type: ignore[attr-defined]
            taken = (time.perf_counter() - started) * 1000
            if answer.status_code != 200:
                raise SystemExit(f"{path} as {who}: {answer.status_code}")
            if turn >= WARM:
                times[who].append(taken)
    return times


if __name__ == "__main__":
    main()
