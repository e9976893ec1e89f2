"""`fangxian demo`: the main job on the worked example, then serve it, with phones that knock at doors."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer

from fangxian.cli.children import Child
from fangxian.cli.installation import console, installation
from fangxian.cli.steps import Steps


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the main job.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
    scale: Annotated[str, typer.Option(help="hamlet, county or prefecture")] = "county",
    seed: Annotated[int, typer.Option(help="The same seed makes the same people.")] = 2022,
    port: Annotated[int, typer.Option(help="Port on the loopback address.")] = 8000,
    no_simulate: Annotated[bool, typer.Option("--no-simulate", help="No simulated phones.")] = False,
) -> None:
    """Three spreadsheets in, a posted plan out, and the board of it to look at."""
    if scale not in ("hamlet", "county", "prefecture"):
        raise typer.BadParameter("hamlet, county or prefecture", param_hint="--scale")
    _go_home(scale, seed)
    with installation():
        from fangxian.cli import campaigning, mainjob, personas, round_figures, round_one, summary
        from fangxian.kernel.errors import Refusal

        try:
            with Steps() as steps:
                actor, plan = mainjob.run(steps, scale, seed)  # type: ignore[arg-type]
                mainjob.open_door_knock(steps, actor)
                code = round_one.open_round(steps, actor, seed)
        except Refusal as refusal:
            console.print(f"[red]{refusal}[/red]")
            raise typer.Exit(code=1) from None
        figures = summary.figures(actor, plan, steps) | campaigning.figures(actor)
        figures |= round_figures.figures(actor, code)
        summary.show(figures)
        personas.show(port)
        round_figures.show(code)
        if as_json:
            print(json.dumps(figures, ensure_ascii=False), flush=True)
        if not no_serve:
            from fangxian.cli.serve import run

            run(port, beside=[] if no_simulate else [_phones(port, seed)])


def _phones(port: int, seed: int) -> Child:
    """A day of door-knock in five minutes, beside the server, so that the board is alive."""
    from fangxian.cli.mainjob import INCIDENT

    console.print("Simulated phones knock at doors for five minutes: watch the campaign (行动).")
    asked = ["--port", str(port), "--seed", str(seed), "--incident", INCIDENT, "--quiet"]
    return Child("fangxian.cli", ["simulate", *asked], lasting=False)


def _go_home(scale: str, seed: int) -> None:
    """Choose the home of this demo, and say so where it is not the usual one."""
    from fangxian.cli.mainjob import home_for
    from fangxian.kernel.db.home import home

    chosen = home_for(scale, seed)
    if chosen != home():
        os.environ["FANGXIAN_HOME"] = str(chosen)
        console.print(
            f"{home()} holds this demo; FANGXIAN_HOME names it to serve and doctor.", soft_wrap=True
        )
