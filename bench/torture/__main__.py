"""`python -m bench.torture`: prepare, torment, calm down, drain, compare; the last line may be JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import time
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console

from bench.torture.checks import Verdict

ROOT = Path(__file__).resolve().parents[2]
PHONES = 24
console = Console(stderr=True)


def main() -> None:
    """Torment an installation of its own; end with 1 if anything was lost, doubled, or counted wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.torture")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long there are faults")
    parser.add_argument("--phones", type=int, default=PHONES)
    parser.add_argument("--seed", type=int, default=2022)
    parser.add_argument("--json", action="store_true", dest="as_json", help="end with one JSON object")
    asked = parser.parse_args()
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "torture"))
    began = time.monotonic()
    verdict, faults = _torture(asked.minutes * 60, asked.phones, asked.seed)
    found: dict[str, Any] = asdict(verdict) | {
        "faults": faults,
        "seconds": round(time.monotonic() - began, 1),
    }
    for name, value in found.items():
        console.print(f"{name}: {value}", highlight=False)
    if asked.as_json:
        print(json.dumps(found), flush=True)
    raise SystemExit(0 if verdict.fine else 1)


def _torture(seconds: float, phones: int, seed: int) -> tuple[Verdict, dict[str, int]]:
    from bench.torture import checks, course
    from bench.torture.service import Service
    from fangxian.cli.installation import installation
    from fangxian.kernel.db.home import home
    from fangxian.kernel.db.place import place_of

    wanted = course.Course(seconds, phones, seed, console)
    with installation():
        prepared = course.prepare(wanted)
        _let_go()
    log = home() / "torture.log"
    log.unlink(missing_ok=True)
    service = Service(course.free_port(), place_of(home()), log, Random(seed))
    journals = course.clear(home() / "journals")
    try:
        crowd, faults = asyncio.run(course.torment(wanted, prepared, service, journals))
        with installation():
            verdict = checks.check(prepared.actor, prepared.campaign, prepared.round, crowd)
            _let_go()
    finally:
        service.stop()
    return verdict, faults


def _let_go() -> None:
    """Close this program's connections: the server they belong to will be killed."""
    from django.db import connections

    connections.close_all()


if __name__ == "__main__":
    main()
