"""`fangxian rebuild`: count campaigns, rounds and items anew, and say whether the live figures were exact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from fangxian.cli.installation import console, installation

app = typer.Typer(help="Make figures anew from what they are made of.", no_args_is_help=True)
Check = Annotated[bool, typer.Option("--check", help="Compare only; end with 1 if they differ.")]
OfIncident = Annotated[str, typer.Option(help="The incident, where several run.")]


@app.callback()
def rebuild() -> None:
    """Make figures anew from what they are made of."""


@app.command()
def coverage(
    campaign: Annotated[str, typer.Argument(help="Code of a campaign; without one, all of them.")] = "",
    check: Check = False,
    incident: OfIncident = "",
) -> None:
    """Replay the log into targets, coverage and pace; the rebuilt figures must equal the live ones."""
    with installation():
        from fangxian.cli.operator import operator_of_running
        from fangxian.features.campaigns import access
        from fangxian.features.campaigns.models import CampaignKind
        from fangxian.features.campaigns.services import rebuild_coverage

        actor = operator_of_running(incident)
        visited = access.visible(actor).exclude(kind=CampaignKind.SAMPLING).order_by("made_at")
        _each(actor, visited.values_list("code", flat=True), campaign, check, rebuild_coverage)


@app.command()
def rounds(
    code: Annotated[str, typer.Argument(help="Code of a sampling round; without one, all of them.")] = "",
    check: Check = False,
    incident: OfIncident = "",
) -> None:
    """Replay the log into swabs, tubes and tallies; the rebuilt figures must equal the live ones."""
    with installation():
        from fangxian.cli.operator import operator_of_running
        from fangxian.features.sampling import access
        from fangxian.features.sampling.services import rebuild_round

        actor = operator_of_running(incident)
        _each(actor, access.visible(actor).values_list("code", flat=True), code, check, rebuild_round)


@app.command()
def items(
    check: Check = False,
    incident: OfIncident = "",
) -> None:
    """Count all items anew by area, kind and state; the figures counted anew must equal the live ones."""
    with installation():
        from fangxian.cli.operator import operator_of_running
        from fangxian.features.items.services import recount
        from fangxian.kernel.db import scope

        actor = operator_of_running(incident)
        with scope.acting(actor):
            found = recount(actor=actor, keep=not check)
        same = "[green]equal[/green]" if found.equal else f"[red]differ: {found.wrong}[/red]"
        console.print(f"{found.items:,} items counted anew; live and rebuilt figures {same}")
        if check and not found.equal:
            raise typer.Exit(code=1)


def _each(actor: Any, every: Iterable[str], one: str, check: bool, replay: Callable[..., Any]) -> None:
    from fangxian.kernel.db import scope
    from fangxian.kernel.errors import Refusal

    wrong = 0
    with scope.acting(actor):
        codes = [one] if one else list(every)
    try:
        for code in codes:
            with scope.acting(actor):
                found = replay(actor=actor, code=code, keep=not check)
            wrong += not found.equal
            same = "[green]equal[/green]" if found.equal else f"[red]differ: {found.wrong}[/red]"
            console.print(f"{code}: {found.reports:,} reports replayed; live and rebuilt figures {same}")
    except Refusal as refusal:
        console.print(f"[red]{refusal}[/red]")
        raise typer.Exit(code=1) from None
    if check and wrong:
        raise typer.Exit(code=1)
