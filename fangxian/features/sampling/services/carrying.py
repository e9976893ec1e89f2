"""Planning couriers' rounds: who fetches the tubes that wait now where, so that each is delivered in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from fangxian.engines.sampling.couriers import Fleet, plan_rounds
from fangxian.features.duty import access as duty
from fangxian.features.duty.models import Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.sampling import access, touring
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import CourierCall, CourierPlan, Round
from fangxian.features.sampling.refusals import CouriersUnfit, LaboratoryMissing
from fangxian.features.sampling.selectors import overview
from fangxian.features.sampling.selectors.waiting_tubes import Driver, Waiting, drivers, waiting
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

MOST = 99
AT_ONCE = 150
"""Points in one plan, the most pressing first; the others come into the next."""
SECONDS = 5
"""How long is searched at most, for few points less; mostly the search is through before."""
READY = timedelta(minutes=5)
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))::text"


@dataclass(frozen=True, slots=True)
class Fetching:
    """How many couriers leave from which laboratory."""

    couriers: int
    laboratory: str


@transaction.atomic
def plan_couriers(*, actor: Actor, code: str, fetching: Fetching, at: datetime | None = None) -> CourierPlan:
    """
    Plan the rounds of couriers for the actor's part of a round anew, from what waits at its points now.

    Raises:
        NotFound: no such round, or out of sight.
        NotAllowed: the actor orders no rounds there.
        CouriersUnfit: nobody to send, or more than there is room for.
        LaboratoryMissing: no open laboratory of that code in sight.
    """
    at = at or timezone.now()
    of_round = access.get(actor, code)
    area = overview.here(actor, of_round)
    actor.require(Can.ROUND_ORDER, area)
    if not 1 <= fetching.couriers <= MOST:
        raise CouriersUnfit(field="couriers")
    sites = duty.visible_sites(actor).filter(kind=SiteKind.LABORATORY, is_open=True)
    laboratory = sites.filter(code=fetching.laboratory).first()
    if laboratory is None:
        raise LaboratoryMissing(field="laboratory")
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"couriers {code} {area}"])
    plan = _plan(actor, of_round, area, laboratory, fetching, at)
    rows = _calls(plan, waiting(actor, of_round, area), drivers(actor, area, at))
    for model, column in ((CourierPlan, "area"), (CourierCall, "base")):
        model.objects.filter(round=code, **{column: area}).delete()
    plan.save(force_insert=True)
    CourierCall.objects.bulk_create(rows, batch_size=500)
    trail.record(
        actor=actor,
        kind=Event.COURIERS_PLANNED,
        area=area,
        subject=code,
        at=at,
        couriers=len({row.tour for row in rows if row.tour}),
        points=len(rows),
    )
    return plan


def _plan(
    actor: Actor, of_round: Round, area: str, laboratory: Site, fetching: Fetching, at: datetime
) -> CourierPlan:
    return CourierPlan(
        round=of_round.code,
        area=area,
        at=at,
        person_name=actor.name,
        leaves_at=at + READY,
        laboratory=laboratory.name,
        lat=laboratory.lat,
        lon=laboratory.lon,
        couriers=fetching.couriers,
    )


def _calls(plan: CourierPlan, wait: Sequence[Waiting], on: Sequence[Driver]) -> list[CourierCall]:
    """The calls of all tours in their order, and those that are in none."""
    placed = [one for one in wait if one.lat is not None and one.lon is not None][:AT_ONCE]
    fleet = Fleet(vehicles=plan.couriers)
    found = plan_rounds(
        (plan.lat, plan.lon),
        touring.calls(plan, placed, fleet),
        fleet,
        seconds=min(SECONDS, 1 + len(placed) // 10),
    )
    by_code, left = {one.point: one for one in placed}, {one.point: one for one in wait}
    rows = []
    for tour, (trip, driver) in enumerate(zip(found.trips, touring.assign(found, on), strict=True), start=1):
        back = plan.leaves_at + timedelta(minutes=trip.back_min)
        for position, (point, minute) in enumerate(zip(trip.calls, trip.at_min, strict=True), start=1):
            row = _row(plan, by_code[point], tour, position, driver)
            row.at, row.back_at = plan.leaves_at + timedelta(minutes=minute), back
            rows.append(row)
            del left[point]
    return rows + [_row(plan, one, 0, n, None) for n, one in enumerate(left.values(), start=1)]


def _row(plan: CourierPlan, one: Waiting, tour: int, position: int, driver: Driver | None) -> CourierCall:
    return CourierCall(
        round=plan.round,
        base=plan.area,
        area=one.area,
        point=one.point,
        name=one.name,
        lat=one.lat,
        lon=one.lon,
        tour=tour,
        position=position,
        courier=driver.code if driver else "",
        courier_name=driver.name if driver else "",
        tubes=one.tubes,
        latest=one.latest,
    )
