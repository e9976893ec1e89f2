"""Couriers' rounds as their page shows them: tours in order, what cannot be in time, what came since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from fangxian.engines.sampling.couriers import Fleet, minutes
from fangxian.features.roster.models import Responder
from fangxian.features.sampling.models import CourierCall, CourierPlan, Round
from fangxian.features.sampling.selectors.waiting_tubes import Waiting, waiting
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import Text

NO_PLACE = _("Nobody knows where it is: bring its tubes to the nearest point on a tour.")
TOO_FAR = _(
    "The way there and back takes longer than its tubes may wait: call a car from there to set out now, and "
    "call the laboratory whether it still takes them."
)
TOO_FEW = _("No courier is left in time: send one more, or have a car from there set out.")


@dataclass(frozen=True, slots=True)
class Tour:
    """One courier's calls in order; when they are back with the laboratory."""

    number: int
    courier: str
    is_own: bool
    calls: list[CourierCall]
    back_at: datetime

    @property
    def tubes(self) -> int:
        """How many tubes they bring."""
        return sum(call.tubes for call in self.calls)

    @property
    def late(self) -> int:
        """At how many points the tubes are delivered after their clock has run out."""
        return sum(self.back_at > call.latest for call in self.calls)


@dataclass(frozen=True, slots=True)
class Picture:
    """
    The newest plan over an area, None before the first; `left` are points in no tour, each with what to do.

    `wait` is what waits now; `since` how many tubes of it at points that are in no tour of the plan.
    """

    plan: CourierPlan | None
    tours: list[Tour]
    left: list[tuple[CourierCall, Text]]
    wait: list[Waiting]

    @property
    def tubes(self) -> int:
        """How many tubes wait now."""
        return sum(one.tubes for one in self.wait)

    @property
    def since(self) -> int:
        """How many wait at points that the plan does not name: they closed after it was made."""
        named = {call.point for tour in self.tours for call in tour.calls} | {
            one.point for one, _why in self.left
        }
        return sum(one.tubes for one in self.wait if one.point not in named)


def picture(actor: Actor, of_round: Round, area: str) -> Picture:
    """The plan that says most of an area: its own, else that of the nearest area around it."""
    plans = [
        one
        for one in CourierPlan.objects.filter(round=of_round.code)
        if inside(area, one.area) or inside(one.area, area)
    ]
    plan = max(plans, key=lambda one: (one.area == area, inside(area, one.area), one.at), default=None)
    wait = waiting(actor, of_round, area)
    if plan is None:
        return Picture(None, [], [], wait)
    calls = CourierCall.objects.filter(within(area), round=of_round.code, base=plan.area)
    found = list(calls.order_by("tour", "position"))
    own = Responder.objects.filter(pk=actor.responder or 0).values_list("code", flat=True).first()
    tours = [
        _tour(number, list(some), own or "")
        for number, some in groupby((one for one in found if one.tour), key=lambda one: one.tour)
    ]
    left = [(one, _why(plan, one)) for one in found if not one.tour]
    return Picture(plan, sorted(tours, key=lambda one: not one.is_own), left, wait)


def _tour(number: int, calls: list[CourierCall], own: str) -> Tour:
    back = calls[0].back_at or calls[0].latest
    return Tour(number, calls[0].courier_name, bool(own) and calls[0].courier == own, calls, back)


def _why(plan: CourierPlan, call: CourierCall) -> Text:
    if call.lat is None or call.lon is None:
        return NO_PLACE
    fleet = Fleet(vehicles=1)
    ways = minutes([plan.lat, call.lat], [plan.lon, call.lon], fleet)
    direct = timedelta(minutes=int(ways[0, 1] + ways[1, 0]) + fleet.stop_min)
    return TOO_FAR if plan.leaves_at + direct > call.latest else TOO_FEW
