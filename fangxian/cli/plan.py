"""`fangxian plan AREA`: lay out an area and, if asked, publish it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from fangxian.cli.installation import console, installation
from fangxian.cli.operator import operator_of_running
from fangxian.cli.steps import Steps


def plan(
    area: Annotated[str, typer.Argument(help="Code of the area.")],
    pack: Annotated[str, typer.Option(help="Rule pack.")] = "cn-2022-03",
    publish: Annotated[bool, typer.Option("--publish", help="Publish the draft at once.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same plan.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="End with one JSON object.")] = False,
) -> None:
    """Draft a plan for an area: grids, sites, posts, postings, shifts, organisation."""
    with installation():
        from fangxian.features.duty import services
        from fangxian.kernel.errors import Refusal

        actor = operator_of_running()
        try:
            with Steps() as steps:
                with steps.step("Planning") as progress:
                    made = services.plan_area(actor=actor, area=area, pack=pack, seed=seed, progress=progress)
                if publish:
                    with steps.step("Publishing"):
                        services.publish_plan(actor=actor, code=made.code)
        except Refusal as refusal:
            console.print(f"[red]{refusal}[/red]")
            raise typer.Exit(code=1) from None
    for name, value in made.figures.items():
        console.print(f"{name:28} {value}")
    if as_json:
        print(json.dumps({"plan": made.code, **made.figures}, ensure_ascii=False))
