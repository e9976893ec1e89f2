"""`fangxian import KIND FILE`: take in a sheet; bad rows come back as the same sheet with a reason column."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from fangxian.cli.installation import console, installation
from fangxian.cli.operator import operator_of_running
from fangxian.cli.steps import Steps

Strict = Annotated[bool, typer.Option("--all-or-nothing", help="Take in nothing if any row is refused.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Check and count only.")]
Incident = Annotated[str, typer.Option(help="The incident; the running one where there is only one.")]


def take_in(
    kind: Annotated[
        str, typer.Argument(help="territory, outlines, households, residents, units, roster, sites")
    ],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV, XLSX or GeoJSON")],
    all_or_nothing: Strict = False,
    dry_run: Dry = False,
    incident: Incident = "",
) -> None:
    """Import a sheet: count in = accepted + unchanged + refused, always shown."""
    with installation():
        from fangxian.config.sheets import KINDS
        from fangxian.kernel import sheets
        from fangxian.kernel.errors import Refusal

        if kind not in KINDS:
            raise typer.BadParameter(f"{kind}: one of {', '.join(KINDS)}", param_hint="KIND")
        actor = operator_of_running(incident)
        mode = sheets.Mode.ALL_OR_NOTHING if all_or_nothing else sheets.Mode.GOOD_ROWS
        try:
            with Steps() as steps, steps.step(f"Importing {kind}") as progress:
                outcome = sheets.take_in(
                    actor,
                    KINDS[kind],
                    file,
                    mode=mode,
                    dry_run=dry_run,
                    progress=lambda share: progress("", share),
                )
        except Refusal as refusal:
            console.print(f"[red]{refusal}[/red]")
            raise typer.Exit(code=1) from None
    table = Table(title=str(file.name))
    for name in ("read", "accepted", "unchanged", "refused"):
        table.add_column(name, justify="right")
    table.add_row(*(f"{getattr(outcome, name):,}" for name in ("read", "accepted", "unchanged", "refused")))
    console.print(table)
    if outcome.refused:
        console.print(f"Refused rows, with their reasons: {outcome.refused_file}")
        raise typer.Exit(code=2)
