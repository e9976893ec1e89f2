"""
The board at prefecture scale: the same pages as grid worker, township user, county user and region commander.

Makes the whole of Baise once, by the same main job as the demo, in a home of its own; then asks every page in
turn of all who see it, in this process, through every middleware and under row-level security. The reference
is the same page as region commander. Run: `python -m bench.board`.
"""

from __future__ import annotations

import os
import statistics
from functools import partial
from pathlib import Path

from bench import asking
from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
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
        asking.sign_in(client, name)
    rows = []
    for name in READERS:
        area = asking.area_of(name)
        for page, path in _paths(area).items():
            if page in UNSEEN.get(name, ()):
                continue
            times = asking.in_turn({who: partial(clients[who].get, path) for who in (name, COMMANDER)})
            mine, reference = (statistics.median(times[who]) for who in (name, COMMANDER))
            p95 = asking.p95(times[name])
            label = f"{page} of {area} as {name}, p50 (p95 {p95:.0f} ms ≤ {P95_MS:.0f})"
            rows.append(Row("board", label, mine, "ms", reference, BAR, further=p95 <= P95_MS))
    return rows


def _paths(area: str) -> dict[str, str]:
    return {
        "board": f"/board/{area}/",
        "map": f"/board/{area}/map.json",
        "treemap": f"/board/{area}/boxes.json",
        "gaps": f"/board/{area}/gaps/",
        "search": "/board/search/?q=%E9%BB%84",
        "roster": "/roster/",
    }


if __name__ == "__main__":
    main()
