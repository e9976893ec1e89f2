"""The summary of the main job: what went in, what was laid out, what is not covered, what it took."""

from __future__ import annotations

from rich.table import Table

from fangxian.cli.installation import console
from fangxian.cli.steps import Steps
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope


def figures(actor: Actor, plan: str, steps: Steps) -> dict[str, object]:
    """The figures as one object of JSON values."""
    from fangxian.features.duty import selectors

    with scope.acting(actor):
        return {**selectors.figures(actor, plan), **_register(), "steps": steps.as_rows()}


def _register() -> dict[str, object]:
    from django.db.models import Count

    from fangxian.features.roster.models import Responder
    from fangxian.features.territory.models import Area, Household, Resident

    levels = Area.objects.values_list("level").annotate(Count("code")).order_by("level")
    return {
        "areas": dict(levels),
        "households": Household.objects.count(),
        "residents": Resident.objects.count(),
        "responders": Responder.objects.count(),
    }


def show(found: dict[str, object]) -> None:
    """Print the figures and the steps for people."""
    table = Table(title="From three spreadsheets to a posted plan")
    table.add_column("what")
    table.add_column("found", justify="right")
    for name, value in found.items():
        if name != "steps":
            table.add_row(name.replace("_", " "), _worded(value))
    console.print(table)
    _show_steps(found["steps"])


def _show_steps(rows: object) -> None:
    if not isinstance(rows, list) or not rows:
        return
    table = Table("step", "seconds", "peak memory, MiB", title="What it took")
    for row in rows:
        table.add_row(str(row["name"]), f"{row['seconds']:.1f}", f"{row['peak_mib']:.0f}")
    console.print(table)


def _worded(value: object) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_worded(part)}" for key, part in value.items()) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
