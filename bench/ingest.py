"""
The load statement: reports through the door, one and fifty a request, beside pgbench on the same server.

Makes Debao once, by the same main job as the demo, in a home of its own; opens a door-knock campaign over the
county, serves it as `fangxian serve` does, and lets enrolled phones push over 256 (and 64) connections. The
reference is pgbench's single-row prepared INSERT of the same row into the same log, as the same role under
the same policies. Afterwards the log must hold exactly what was acknowledged, and the counters must equal
those counted anew from the log. Run: `python -m bench.ingest`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import doorknock, load, pgbench, pushing
from bench.doorknock import INCIDENT
from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
BAR_ONE, BAR_FIFTY = 0.30, 1.5
ONE_BY_ONE, BY_FIFTY = 256, 64
"""Connections of phones that push at once: groups are as large as many phones at once make them."""

console = Console(stderr=True)


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=("county", "prefecture"), default="county")
    parser.add_argument("--seconds", type=int, default=10, help="about how long each row pushes")
    asked = parser.parse_args()
    name = "bench" if asked.scale == "prefecture" else "bench-county"
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / name))
    from fangxian.cli.installation import installation

    with installation():
        campaign = doorknock.prepare(asked.scale)
        phones = pushing.enrol(INCIDENT, campaign, most=2_000)
        held = show(_measure(campaign, phones, asked.seconds))
    raise SystemExit(0 if held else 1)


def _measure(campaign: str, phones: list[pushing.Phone], seconds: int) -> list[Row]:
    before = _log_rows()
    with serving() as port:
        pushing.warm(phones, port)
        reference = pgbench.inserts(INCIDENT, phones[0].area, "pgbench" + phones[0].targets[0][7:])
        one = _push(port, phones, connections=ONE_BY_ONE, reports=1, about=reference * BAR_ONE * seconds)
        again = pgbench.inserts(INCIDENT, phones[0].area, "pgbench" + phones[0].targets[0][7:])
        fifty = _push(port, phones, connections=BY_FIFTY, reports=50, about=reference * BAR_FIFTY * seconds)
        last = pgbench.inserts(INCIDENT, phones[0].area, "pgbench" + phones[0].targets[0][7:])
    exact = _exact(campaign, before + one.accepted + fifty.accepted)
    return [
        _row("one report a request", one, max(reference, again), BAR_ONE, exact),
        _row("fifty reports a request", fifty, max(again, last), BAR_FIFTY, exact),
    ]


def _row(name: str, done: load.Load, reference: float, bar: float, exact: bool) -> Row:
    p50, p95, p99 = (done.quantile(share) for share in (0.5, 0.95, 0.99))
    label = f"{name}, p50 {p50:.0f} p95 {p95:.0f} p99 {p99:.0f} ms, counters {'exact' if exact else 'WRONG'}"
    fine = exact and set(done.statuses) == {200}
    value = done.accepted / done.seconds
    return Row("ingest", label, value, "reports/s", reference, bar, at_most=False, further=fine)


def _push(
    port: int, phones: list[pushing.Phone], *, connections: int, reports: int, about: float
) -> load.Load:
    each = max(1, round(about / connections / reports))
    made = pushing.scripts(phones, connections=connections, requests=each, reports=reports, seed=reports)
    console.print(f"{connections} connections push {connections * each:,} requests of {reports} …")
    done = load.run(port, made)
    console.print(f"{done.accepted:,} accepted in {done.seconds:.1f} s; answers {done.statuses}")
    return done


@contextmanager
def serving() -> Iterator[int]:
    """The server as `fangxian serve` starts it, on a port of its own."""
    from fangxian.cli.docs import _free_port, _wait_for
    from fangxian.cli.serve import children, stopping

    port = _free_port()
    with stopping(), children(port):
        _wait_for(f"http://127.0.0.1:{port}")
        yield port


def _log_rows() -> int:
    from fangxian.cli.operator import operator
    from fangxian.features.field.models import Report
    from fangxian.kernel.db import scope

    with scope.acting(operator(INCIDENT)):
        return Report.objects.exclude(device="pgbench").count()


def _exact(campaign: str, wanted: int) -> bool:
    """Whether the log holds what was acknowledged and the counters are those of the log."""
    held = _log_rows()
    console.print(f"The log holds {held:,} reports, {wanted:,} were acknowledged.")
    command: list[Any] = [sys.executable, "-m", "fangxian.cli", "rebuild", "coverage", campaign, "--check"]
    return held == wanted and subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    main()
