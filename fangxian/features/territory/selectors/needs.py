"""How many live in an area and how many of them need help: sums over the headcounts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from fangxian.features.territory.models import NEEDS, Headcount
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text

WORDS: dict[str, Text] = {
    "frail": _("Frail"),
    "disabled": _("Disabled"),
    "pregnant": _("Pregnant"),
    "dialysis": _("Dialysis"),
    "infant": _("Infant"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Registered households and residents, and how many residents have each need."""

    households: int
    residents: int
    needs: dict[str, int]

    @property
    def told(self) -> list[tuple[str, Text, int]]:
        """Code, word and number of each need."""
        return [(need, WORDS[need], self.needs[need]) for need in NEEDS]


def figures(actor: Actor, area: str) -> Figures:
    """The register's figures of an area, in the incident the actor acts in."""
    sums = Headcount.objects.filter(within(area), incident=actor.incident).aggregate(
        **{name: Sum(name) for name in ("households", "residents", *NEEDS)}
    )
    return Figures(sums["households"] or 0, sums["residents"] or 0, {need: sums[need] or 0 for need in NEEDS})
