"""Who could be sent where, and what they leave behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fangxian.features.charges import rules
from fangxian.features.relief.models import Seconded
from fangxian.features.relief.secondments import holding
from fangxian.features.roster import selectors as roster
from fangxian.features.roster.models import Responder
from fangxian.features.roster.selectors import Search
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import Text

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Left:
    """A charge somebody holds and leaves while they are away, and who stands in where it leads an area."""

    area: str
    place: str
    role: Text
    leads: bool
    deputy: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the giving area; `leads` are the charges that they leave, wherever those are."""

    person: Responder
    chosen: bool
    leads: list[Left] = field(default_factory=list)


def places(actor: Actor) -> list[tuple[str, str]]:
    """The two levels below the actor's area, as choices."""
    below = list(Area.objects.filter(parent=actor.area, valid_until__isnull=True).order_by("code"))
    under = Area.objects.filter(parent__in=[area.code for area in below], valid_until__isnull=True)
    found = [(area.code, area.name) for area in below]
    return sorted([*found, *((area.code, f"· {area.name}") for area in under)])


def lendable(actor: Actor) -> list[Role]:
    """The roles that the actor may give to somebody who is lent: none that leads an area."""
    if not actor.may(Can.CHARGE_APPOINT):
        return []
    leading = set(rules.LEADS.values())
    below = f"{actor.area}0"
    return [role for role in rules.appointable(actor.role, actor.area, below) if role not in leading]


def candidates(actor: Actor, area: str, search: Search, chosen: Collection[str]) -> list[Candidate]:
    """
    Who lives or works in an area, fits, and is not away: those chosen first, then who stands on no post; at
    most forty besides those chosen. Who holds a charge that the actor could not give is not among them.

    Nobody without an area, or with one outside the actor's.
    """
    if not area or not inside(area, actor.area):
        return []
    lent = Seconded.objects.filter(responder=OuterRef("pk"), ended_at__isnull=True)
    own = (within(area, "home_area") | within(area, "unit_area")) & Q(seconded_area="") & ~Exists(lent)
    found = roster.responders(actor, search).filter(own, roster.available_on(search.on))
    wanted = roster.responders(actor, Search(on=search.on)).filter(own, code__in=chosen)
    people = [*wanted.order_by("name", "code")]
    people += found.exclude(code__in=chosen).order_by("posted_area", "name", "code")[: SHOWN * 3]
    now = timezone.now()
    above = holding.beyond(actor, [one.pk for one in people], actor.role, actor.area, now)
    people = [one for one in people if one.pk not in above][: SHOWN + len(wanted)]
    left = left_behind(actor, [one.pk for one in people], now)
    return [Candidate(one, one.code in chosen, left.get(one.pk, [])) for one in people]


def left_behind(
    actor: Actor, people: Iterable[int], at: datetime, *, but: str | None = None
) -> dict[int, list[Left]]:
    """The charges that people (keys of their rows) hold, wherever (`but` in an area), by person."""
    found: dict[int, list[Left]] = {}
    for one in holding.held(actor, people, at):
        charge = one.charge
        if one.holds and (but is None or not inside(charge.area, but)):
            left = Left(charge.area, one.place, one.role, charge.leads, charge.deputy_name)
            found.setdefault(one.person, []).append(left)
    return found
