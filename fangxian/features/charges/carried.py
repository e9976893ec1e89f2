"""
What hangs on a charge: a table of the kinds of open work that its holder carries, each told by its feature.

A kind is one `Carried` in the feature that owns the work and one line in `config/carried.py`. The page of
one's own charges counts them; whoever hands a charge over lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Load:
    """How many things of one kind are open, and how many of those are late."""

    open: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Thing:
    """One open thing: what it is, the code of the area it is of, when it is due, where it is shown."""

    title: str
    area: str
    url: str
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """
    A kind of work that hangs on a charge.

    `count` and `things` are asked as the charge: the actor may be made by `standing_in`, so they filter by
    the actor's area and person themselves and do not lean on row security alone. `things` gives the most
    urgent first and at most as many as asked. `view` names the page that lists them, for who carries `needs`.
    """

    code: str
    label: Text
    needs: Can
    view: str
    count: Callable[[Actor, datetime], Load]
    things: Callable[[Actor, datetime, int], Sequence[Thing]]
    query: str = ""
    icon: str = "clipboard-list"

    @property
    def url(self) -> str:
        """Where all of them are listed."""
        return reverse(self.view) + self.query


@cache
def kinds() -> Sequence[Carried]:
    """Every kind of carried work, in the order of the settings' one table."""
    table: Sequence[Carried] = import_string(settings.CARRIED)
    return table


def loads(actor: Actor, now: datetime) -> list[tuple[Carried, Load]]:
    """What hangs on the charge that this actor acts under, by kind, for the kinds that its role carries."""
    return [(kind, kind.count(actor, now)) for kind in kinds() if actor.may(kind.needs)]


def standing_in(charge: Charge) -> Actor:
    """
    An actor as the holder of a charge (its deputy where nobody holds it), to ask what hangs on it.

    It reads nothing that the present scope hides.
    """
    holder = charge.holder_id or charge.deputy_id
    return Actor(
        person="",
        name=charge.holder_name or charge.deputy_name,
        role=Role(charge.role),
        area=charge.area,
        incident=charge.incident,
        charge=charge.code,
        responder=str(holder or ""),
    )
