"""
A whole sampling round through HTTP: everybody swabbed, every tube carried and tested, every pool resolved.

Makes Baise once, residents and all, by the same main job as the demo, in a home of its own; orders a round
over it, gives each table a phone and replays what the tables, couriers and laboratories report, served as
`fangxian serve` does. Then all counts must close, and the log replayed must give the live figures. The
reference is pgbench, as in `bench.ingest`; for pages the commander's. Run: `python -m bench.round`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import closing, documents, ingest, pgbench, queues, results, round_pages, unplanned
from bench.carrying import Carrying
from bench.closing import Expected
from bench.doorknock import INCIDENT
from bench.replay import Course, Replay
from bench.report import Row, show
from bench.swabbing import Swabbing

ROOT = Path(__file__).resolve().parent.parent
BUSIEST = 5.0
"""How much more than on average comes in the busiest hour."""
BAR = 5.0
"""The door must take at least as many times what a round's busiest hour brings."""
FLOORS, LEAST = {"swabs": 0.15}, 0.0
"""Of what pgbench writes, at least; a box is forty tubes, and a row of results is checked before all."""
console = Console(stderr=True)


def main() -> None:
    """Measure, print, and end with 1 where something does not close or a bar does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.round")
    parser.add_argument("--scale", choices=("county", "prefecture"), default="prefecture")
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for")
    parser.add_argument(
        "--unplanned", action="store_true", help="grids and points by rule of thumb, not by the planner"
    )
    asked = parser.parse_args()
    name = "bench" if asked.scale == "prefecture" else "bench-county"
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / name))
    from fangxian.cli.installation import installation

    with installation():
        held = show(_measure(_prepare(asked.scale, asked.unplanned), asked.scale, asked.seed, asked.rounds))
    raise SystemExit(0 if held else 1)


def _measure(of_round: queues.Round, scale: str, seed: int, rounds: int) -> list[Row]:
    before = closing.size()
    codes = sorted(target for table in of_round.tables for target, _household in table.queue)
    swabbing = Swabbing(of_round, *documents.chosen(codes, scale, seed), seed)
    reference = pgbench.inserts(INCIDENT, of_round.tables[0].area, "pgbench")
    with ingest.serving() as port:
        replay = Replay(of_round, swabbing, Carrying(of_round), port)
        exact = _replay(replay)
    same, seconds = closing.rebuilt(of_round)
    _say(of_round, replay.course, before, seconds)
    rows = _rows(of_round, replay.course, reference, exact and same)
    return rows + round_pages.rows(of_round.code, rounds)


def _prepare(scale: Any, roughly: bool) -> queues.Round:
    """The scenario with its residents, a laboratory that signs in, and a fresh round."""
    from fangxian.cli import mainjob
    from fangxian.cli.steps import Steps

    with Steps() as steps:
        if roughly:
            actor = mainjob.begin(steps, scale, 2022)
            with steps.step("Grids and points by rule of thumb"):
                unplanned.lay(actor, mainjob.ROOTS[scale])
        else:
            mainjob.run(steps, scale, 2022)
        results.open_account(mainjob.ROOTS[scale])
        with steps.step("Ordering the round"):
            return queues.order(mainjob.ROOTS[scale])


def _replay(replay: Replay) -> bool:
    """The whole round; whether all counts close."""
    replay.sample()
    replay.test()
    positive, pools = len(replay.swabbing.told.positives), replay.pools()
    found = replay.test_again()
    expected = Expected(
        told=replay.swabbing.told,
        boxed=replay.boxed,
        positive_tubes=positive + found,
        pools=len(pools),
        found=sum(who in replay.swabbing.infected for inside in pools for who in inside),
    )
    return closing.closes(replay.round, expected, replay.reports)


def _say(of_round: queues.Round, course: Course, before: int, rebuilding: float) -> None:
    """What no bar is about."""
    told = ", ".join(f"{part} {seconds:,.0f} s" for part, seconds in course.seconds.items())
    after = closing.size()
    tables = len(of_round.tables)
    console.print(
        f"{of_round.people:,} people at {tables:,} tables; at 60 an hour and table the last point has "
        f"nobody left after {of_round.hours:.1f} h.\n{told}; {course.busy:,} requests sent again for 503.\n"
        f"Rebuilt from the log in {rebuilding:,.0f} s. The database grew from {before / 2**20:,.0f} to "
        f"{after / 2**20:,.0f} MiB: {closing.largest()}.",
        highlight=False,
    )


def _rows(of_round: queues.Round, course: Course, reference: float, exact: bool) -> list[Row]:
    """Each part beside pgbench, and the door beside what the busiest hour of the round brings."""
    said = "all counts close" if exact else "COUNTS DO NOT CLOSE"
    rows = []
    for part, seconds in course.seconds.items():
        unit = "results/s" if part.startswith("results") else "reports/s"
        value, bar = course.accepted[part] / seconds, FLOORS.get(part, LEAST)
        rows.append(
            Row("round", f"{part}, {said}", value, unit, reference, bar, at_most=False, further=exact)
        )
    swabs = course.accepted["swabs"]
    peak = BUSIEST * swabs / (of_round.hours * 3_600)
    door = swabs / course.seconds["swabs"]
    label = f"the door, beside {peak:,.0f} a second in the busiest hour of {of_round.hours:.1f}"
    return [*rows, Row("round", label, door, "reports/s", peak, BAR, at_most=False, further=exact)]


if __name__ == "__main__":
    main()
