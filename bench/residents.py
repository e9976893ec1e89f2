"""
The residents' page under load: one village's page, and look-ups of results, beside the cheapest other page.

Makes Debao once, by the same main job as the demo, in a home of its own; orders a round over it, serves it as
`fangxian serve` does, and asks over 64 connections. The reference is the sign-in page of the same server,
asked in the same way, which reads no table. Run: `python -m bench.residents`.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from rich.console import Console

from bench import ingest, load
from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
NAME = "bench of the residents' page"
CONNECTIONS = 64
BAR_PAGE, BAR_RESULT = 20.0, 0.3
"""Of the sign-in page's requests a second, at least; a look-up writes, and is not what everybody reloads."""

console = Console(stderr=True)


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    parser = argparse.ArgumentParser(prog="python -m bench.residents")
    parser.add_argument("--asks", type=int, default=2_000, help="how often the sign-in page is asked for")
    asked = parser.parse_args()
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "bench-county"))
    from fangxian.cli.installation import installation

    with installation():
        held = show(_measure(_prepare(), asked.asks))
    raise SystemExit(0 if held else 1)


def _prepare() -> str:
    """The code of a village of a round that runs."""
    from fangxian.cli import mainjob
    from fangxian.cli.steps import Steps
    from fangxian.features.territory.models import Area
    from fangxian.kernel.db import scope

    with Steps() as steps:
        actor, _plan = mainjob.run(steps, "county", 2022)
        with steps.step("Ordering the round"):
            _order(actor, mainjob.ROOTS["county"])
    with scope.acting(actor):
        villages = Area.objects.filter(level="village", valid_until=None).order_by("code")
        return str(villages.values_list("code", flat=True).first())


def _order(actor: Any, area: str) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.campaigns.models import Campaign, CampaignState
    from fangxian.features.sampling.services import Order, order_round
    from fangxian.kernel.db import scope

    now = timezone.now()
    with scope.acting(actor):
        for last in Campaign.objects.filter(name=NAME, state=CampaignState.OPEN):
            campaigns.close_campaign(actor=actor, code=last.code)
        order = Order(
            area=area,
            name=NAME,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=11),
            results_by=now + timedelta(days=1),
        )
        made = order_round(actor=actor, order=order)
    campaigns.prepare(actor=actor, code=made.code)


def _measure(village: str, asks: int) -> list[Row]:
    with ingest.serving() as port:
        _ask(port, "warm", [[_get("/accounts/sign-in/"), _get(f"/round/{village}/?language=en")]])
        page = _ask(port, "the page", _each(_get(f"/round/{village}/?language=en"), asks * 10))
        before = _ask(port, "the sign-in page", _each(_get("/accounts/sign-in/"), asks))
        result = _ask(port, "look-ups", _lookups(village, asks // 4))
        after = _ask(port, "the sign-in page", _each(_get("/accounts/sign-in/"), asks))
    reference = max(_pace(before), _pace(after))
    return [
        _row("the page of a village", page, reference, BAR_PAGE, {200}),
        _row("a look-up that finds nobody", result, reference, BAR_RESULT, {422}),
    ]


def _each(request: bytes, times: int) -> list[list[bytes]]:
    return [[request] * (times // CONNECTIONS) for _connection in range(CONNECTIONS)]


def _lookups(village: str, times: int) -> list[list[bytes]]:
    """Each of another household, so that nobody is barred."""
    codes = [f"{village}-{os.urandom(6).hex()}" for _n in range(times)]
    return [[_post(code) for code in codes[n::CONNECTIONS]] for n in range(CONNECTIONS)]


def _get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {load.HOST}\r\n\r\n".encode()


def _post(code: str) -> bytes:
    body = f"code={code}&digits=0000"
    head = (
        f"POST /round/result/?language=en HTTP/1.1\r\nHost: {load.HOST}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return f"{head}{body}".encode()


def _ask(port: int, what: str, scripts: list[list[bytes]]) -> load.Load:
    done = load.run(port, scripts)
    console.print(f"{what}: {len(done.times):,} in {done.seconds:.1f} s; answers {done.statuses}")
    return done


def _pace(done: load.Load) -> float:
    return len(done.times) / done.seconds


def _row(name: str, done: load.Load, reference: float, bar: float, wanted: set[int]) -> Row:
    p50, p99 = (done.quantile(share) for share in (0.5, 0.99))
    label = f"{name}, p50 {p50:.0f} p99 {p99:.0f} ms, beside the sign-in page"
    fine = set(done.statuses) == wanted
    return Row("residents", label, _pace(done), "requests/s", reference, bar, at_most=False, further=fine)


if __name__ == "__main__":
    main()
