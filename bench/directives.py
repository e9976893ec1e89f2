"""
Directives at prefecture scale: to 170,000 people, to every lead down to the grids; and the pages about them.

Makes the ranks' prefecture in a home of its own. The reference of sending is one plain INSERT of the same
rows into a temporary table with one index, on the same server; that of a page is the same page as the
commander who sent it. With `--kill` the worker that reminds is killed in the middle, again and again, and
what it did is counted. Run: `python -m bench.directives [--kill] [--people 170000]`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import asking, killing, ranks
from bench.ranks import COUNTY
from bench.report import Row, show

if TYPE_CHECKING:
    from django.test import Client

    from fangxian.kernel.authority import Actor

ROOT = Path(__file__).resolve().parent.parent
INCIDENT = "bench-directives"
ROUNDS, P95_MS = 12, 250.0
_PLAIN = """
    CREATE TEMP TABLE plain ON COMMIT DROP AS SELECT * FROM supervision_receipt WHERE false;
    CREATE INDEX ON plain (directive_id, area, id);
    INSERT INTO plain SELECT * FROM supervision_receipt WHERE directive_id = %s
"""


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold, or where a kill lost or doubled anything."""
    parser = argparse.ArgumentParser(prog="python -m bench.directives")
    parser.add_argument("--people", type=int, default=ranks.PEOPLE, help="how many responders there are")
    parser.add_argument("--kill", action="store_true", help="kill the worker that reminds, and count")
    parser.add_argument("--kills", type=int, default=4, help="how often, for each of three works")
    parser.add_argument("--seed", type=int, default=2022)
    asked = parser.parse_args()
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "bench-directives"))
    from fangxian.cli.installation import installation

    with installation():
        ranks.prepare(INCIDENT, asked.people)
        held = _killed(asked) if asked.kill else show(_measure())
    raise SystemExit(0 if held else 1)


def _killed(asked: argparse.Namespace) -> bool:
    """Remind under kills, with as many tasks as there are people, a grid one at most."""
    actor = ranks.actor("commander")
    with _unsent():
        people = _issue(actor, to="people")
    _send(actor, people)
    found = killing.kill(INCIDENT, people, min(asked.people, 10_000), asked.kills, asked.seed)
    for one in found:
        print(json.dumps({"bench": "directives", "fine": one.fine} | asdict(one)), flush=True)
    return all(one.fine for one in found)


def _measure() -> list[Row]:
    from fangxian.features.supervision.directives.services import Wanted
    from fangxian.features.supervision.models import Period

    actor = ranks.actor("commander")
    question = Wanted(name="masks", label="masks", period=Period.DAY)
    with _unsent():
        people = _issue(actor, to="people")
        leads = _issue(actor, levels=("county", "township", "village", "grid"), questions=(question,))
    rows = [
        _sent(actor, people, f"send to {ranks.PEOPLE:,} people", 40.0),
        _sent(actor, leads, "send to every lead, an item each", 400.0),
    ]
    rows.append(_reminded())
    return [*rows, *_pages(people, leads)]


@contextmanager
def _unsent() -> Iterator[None]:
    """Directives are sent here, not by a worker."""
    from fangxian.features.supervision import tasks

    kept, tasks.queue_sending = tasks.queue_sending, lambda directive, actor: None
    try:
        yield
    finally:
        tasks.queue_sending = kept


def _send(actor: Actor, code: str) -> None:
    from fangxian.features.supervision.directives import services

    services.send_directive(actor=actor, code=code)


def _issue(actor: Actor, **more: Any) -> str:
    from django.utils import timezone

    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft
    from fangxian.kernel.db import scope

    draft = Draft(title="Bench", text="- go", deadline_at=timezone.now() + timedelta(hours=9), **more)
    with scope.acting(actor):
        return services.issue_directive(actor=actor, draft=draft).code


def _sent(actor: Actor, code: str, label: str, bar: float) -> Row:
    """Seconds until every receipt is laid out, beside one plain INSERT of the same rows."""
    from django.db import connection

    from fangxian.kernel.db import scope

    taken = ranks.seconds(lambda: _send(actor, code))
    with scope.acting(actor), connection.cursor() as cursor:
        reference = ranks.seconds(lambda: cursor.execute(_PLAIN.replace("%s", f"'{code}'")))
    return Row("directives", label, taken, "s", reference, bar)


def _reminded() -> Row:
    from django.db import connection
    from django.utils import timezone

    from fangxian.features.supervision.directives import services
    from fangxian.kernel.db import scope

    operator, later = ranks.operator(INCIDENT), timezone.now() + timedelta(hours=3)

    def work() -> None:
        while True:
            with scope.acting(operator):
                if not services.remind_due(actor=operator, now=later):
                    return

    taken = ranks.seconds(work)
    with scope.acting(operator), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_reminder")
        print(f"{cursor.fetchone()[0]:,} reminders")
        reference = ranks.seconds(
            lambda: cursor.execute(
                "CREATE TEMP TABLE noted ON COMMIT DROP AS SELECT * FROM supervision_reminder;"
                "CREATE INDEX ON noted (receipt_id, number)"
            )
        )
    return Row("directives", f"remind {ranks.PEOPLE:,} people", taken, "s", reference, 200.0)


def _pages(people: str, leads: str) -> list[Row]:
    rows = []
    clients = {name: ranks.client(name) for name in ranks.READERS}
    for name in ranks.READERS:
        for page, path in _paths(name, people, leads).items():
            rows.append(_page(name, page, path, clients))
    return rows


def _page(name: str, page: str, path: str, clients: dict[str, Client]) -> Row:
    who = dict.fromkeys((name, "commander"))
    times = asking.in_turn({one: partial(clients[one].get, path) for one in who}, rounds=ROUNDS)
    p95 = asking.p95(times[name])
    label = f"{page} as {name}, p50 (p95 {p95:.0f} ms ≤ {P95_MS:.0f})"
    mine, other = statistics.median(times[name]), statistics.median(times["commander"])
    return Row("directives", label, mine, "ms", other, 1.5, further=p95 <= P95_MS)


def _paths(name: str, people: str, leads: str) -> dict[str, str]:
    home = "/supervision/directives/"
    paths = {"list": home, "all in sight": f"{home}?tab=all", "one to all leads": f"{home}{leads}/"}
    if name != "commander":
        return paths
    return paths | {
        "one to all people": f"{home}{people}/",
        "its county": f"{home}{people}/?area={COUNTY}",
        "who is silent": f"{home}{people}/receivers/?lacking=acknowledged",
        "who is silent, page 3,000": f"{home}{people}/receivers/?lacking=acknowledged&page=3000",
        "register": f"{home}register/",
    }


if __name__ == "__main__":
    main()
