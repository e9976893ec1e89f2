"""Which pages are photographed, as whom: a table from page to persona to address."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

COUNTY, TOWNSHIP, VILLAGE = "451024", "451024200", "451024200202"


@dataclass(frozen=True, slots=True)
class Shot:
    """One page: its name in the file names, who looks ('' nobody signed in), its view and arguments."""

    name: str
    who: str
    view: str
    arguments: tuple[str, ...] = ()
    query: str = ""

    def path(self, found: dict[str, str]) -> str:
        """Where the page is; arguments in braces stand for what the installation holds."""
        return reverse(self.view, args=[one.format(**found) for one in self.arguments]) + self.query


SHOTS: tuple[Shot, ...] = (
    Shot("sign-in", "", "accounts:sign-in"),
    Shot("scenario", "", "scenarios:scenario"),
    Shot("board", "county", "board:area", (COUNTY,)),
    Shot("board-township", "township", "board:area", (TOWNSHIP,)),
    Shot("board-village", "village", "board:area", (VILLAGE,)),
    Shot("board-grid", "grid", "board:home"),
    Shot("gaps", "county", "board:gaps", (COUNTY,)),
    Shot("search", "county", "board:search", query="?q=福"),
    Shot("units", "organiser", "orgs:units"),
    Shot("imports", "clerk", "sheets:imports"),
    Shot("import-hand-in", "clerk", "sheets:hand-in"),
    Shot("trail", "auditor", "trail:entries"),
    Shot("own-account", "clerk", "accounts:own"),
    Shot("authority", "county", "accounts:authority"),
)


def holdings(actor: Actor) -> dict[str, str]:
    """The codes that the addresses of the table stand on, from what the installation holds."""
    from fangxian.features.duty.models import Plan

    with scope.acting(actor):
        plan = Plan.objects.filter(area=COUNTY).order_by("-pk").first()
    return {"plan": plan.code if plan else ""}
