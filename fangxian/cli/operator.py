"""Who acts at the console: the operator, everywhere, in the running incident."""

from __future__ import annotations

import typer

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope


def operator(incident: str = "", area: str = "") -> Actor:
    """The operator's actor, for commands; the trail names it `console`."""
    return Actor(person="console", name="console", role=Role.OPERATOR, area=area, incident=incident)


def operator_of_running(incident: str = "") -> Actor:
    """
    The operator in the named incident, or in the one that runs.

    Raises:
        typer.BadParameter: none runs, or several do and one must be named.
    """
    from fangxian.features.incidents import selectors

    with scope.acting(operator()) as actor:
        running = [found.code for found in selectors.running(actor)]
    if incident and incident not in running:
        raise typer.BadParameter(f"{incident}: no such incident runs", param_hint="--incident")
    if not incident and len(running) != 1:
        raise typer.BadParameter(
            f"{len(running)} incidents run: {', '.join(running)}; name one", param_hint="--incident"
        )
    return operator(incident or running[0])
