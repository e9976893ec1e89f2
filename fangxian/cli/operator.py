"""Who acts at the console: the operator, everywhere, in the running incident."""

from __future__ import annotations

from fangxian.kernel.authority import Actor, Role


def operator(incident: str = "", area: str = "") -> Actor:
    """The operator's actor, for commands; the trail names it `console`."""
    return Actor(person="console", name="console", role=Role.OPERATOR, area=area, incident=incident)
