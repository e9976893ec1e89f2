"""`fangxian simulate`: phones of grid workers against the running server."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fangxian.cli.installation import console, installation

if TYPE_CHECKING:
    from fangxian.simulator.fleet import Tally

MINUTES = 5.0


def simulate(
    phones: Annotated[int, typer.Option(min=1, help="At most so many; one a grid that is held.")] = 2000,
    minutes: Annotated[float, typer.Option(help="How long the day of ten hours takes.")] = MINUTES,
    speed: Annotated[float, typer.Option(help="Instead of --minutes: 120 makes a day five minutes.")] = 0.0,
    seed: Annotated[int, typer.Option(help="The same seed makes the same people.")] = 2022,
    campaign: Annotated[str, typer.Option(help="A code; else the door-knock that runs, or a new one.")] = "",
    offline: Annotated[float, typer.Option(min=0, max=1, help="Share of the day without a line.")] = 0.1,
    port: Annotated[int, typer.Option(help="Port of the server on the loopback address.")] = 8000,
    incident: Annotated[str, typer.Option(help="The incident, where several run.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing while it runs.")] = False,
) -> None:
    """Let phones knock at doors: a day that ends now, as long as you like; beside `fangxian serve`."""
    from fangxian.simulator.fleet import Run
    from fangxian.simulator.fleet import simulate as run_fleet
    from fangxian.simulator.habits import DAY, Habits
    from fangxian.simulator.phone import Manner

    seconds = DAY * 60 / speed if speed else minutes * 60
    with installation():
        from fangxian.cli import campaigning
        from fangxian.cli.operator import operator_of_running

        actor = operator_of_running(incident)
        with _bars(quiet) as bars:
            bar = bars.add_task("Offering codes", total=1.0)
            code = campaign or campaigning.open_door_knock(actor)
            codes = campaigning.offer_codes(
                actor, code, phones, lambda share: bars.update(bar, completed=share)
            )
            manner = Manner(Habits(offline=offline), soon=_soon(len(codes)), campaign=code)
            run = Run(f"http://127.0.0.1:{port}", seconds, seed, manner)
            bars.update(bar, completed=0, description="Knocking")

            def told(now: Tally) -> None:
                bars.update(bar, completed=min(1.0, now.seconds / seconds), description=_sentence(now))

            found = asyncio.run(run_fleet(run, codes, told))
    if as_json:
        print(json.dumps(found.as_row() | {"campaign": code}), flush=True)
    elif not quiet:
        console.print(_sentence(found))


def _soon(phones: int) -> float:
    """Seconds from a report to its push: as on a phone, or longer, so that no run floods the server."""
    return max(6.0, phones / 150)


def _sentence(now: Tally) -> str:
    return (
        f"{now.phones:,} phones · {now.made:,} reports, {now.acknowledged:,} acknowledged, "
        f"{now.waiting:,} waiting, {now.refused:,} refused"
    )


def _bars(quiet: bool) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=console, disable=quiet
    )
