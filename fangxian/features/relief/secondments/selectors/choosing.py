"""Who could be sent where, and what they leave behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from fangxian.features.charges import rules
from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge
from fangxian.features.relief.models import Seconded
from fangxian.features.roster import selectors as roster
from fangxian.features.roster.models import Responder
from fangxian.features.roster.selectors import Search
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import inside, within

SHOWN = 40


@dataclass(frozen=True, slots=True)
class Left:
    """A charge somebody leads while they are away, and who stands in."""

    area: str
    place: str
    deputy: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the giving area; `leads` are the charges that need a deputy while they are away."""

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
    most forty besides those chosen.

    Nobody without an area, or with one outside the actor's.
    """
    if not area or not inside(area, actor.area):
        return []
    lent = Seconded.objects.filter(responder=OuterRef("pk"), ended_at__isnull=True)
    own = (within(area, "home_area") | within(area, "unit_area")) & Q(seconded_area="") & ~Exists(lent)
    found = roster.responders(actor, search).filter(own, roster.available_on(search.on))
    wanted = roster.responders(actor, Search(on=search.on)).filter(own, code__in=chosen)
    people = [*wanted.order_by("name", "code")]
    people += found.exclude(code__in=chosen).order_by("posted_area", "name", "code")[:SHOWN]
    left = left_behind(actor, (one.pk for one in people), area)
    return [Candidate(one, one.code in chosen, left.get(one.pk, [])) for one in people]


def left_behind(actor: Actor, people: Iterable[int], area: str) -> dict[int, list[Left]]:
    """The charges that people (keys of their rows) lead inside an area, by person."""
    held = charges.leads(actor).filter(within(area), holder__in=list(people)).order_by("area")
    rows: list[Charge] = list(held)
    names = dict(Area.objects.filter(code__in=[one.area for one in rows]).values_list("code", "name"))
    found: dict[int, list[Left]] = {}
    for one in rows:
        left = Left(one.area, names.get(one.area, one.area), one.deputy_name)
        found.setdefault(one.holder_id or 0, []).append(left)
    return found
