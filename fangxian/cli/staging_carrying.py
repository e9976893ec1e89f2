"""What the photographs need of tubes on their way: points that wait, couriers, alarms, people on lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope

POINTS, SWABS = 6, 8


def stage(county: Actor, code: str) -> dict[str, str]:
    """The code of an item of tubes to look for; couriers planned and people listed on the way to it."""
    from fangxian.features.items.models import Item
    from fangxian.features.sampling.models import CourierPlan

    with scope.acting(county):
        if not CourierPlan.objects.filter(round=code).exists():
            _wait(county, code)
            _list(county, code)
            _raise(county, code)
        found = Item.objects.filter(kind="tube", subject__startswith=f"{code}/").order_by("code")
        return {"alarm": found.values_list("code", flat=True).first() or ""}


def _wait(county: Actor, code: str) -> None:
    """Tubes closed at some more points within the last two hours."""
    from fangxian.features.field.recording import record_here
    from fangxian.features.roster.models import Responder
    from fangxian.features.sampling.models import Point

    points = Point.objects.filter(round=code, lat__isnull=False).order_by("-people", "code")[1 : POINTS + 1]
    facts = [one for n, point in enumerate(points) for one in _facts(code, point, n)]
    swabs = Responder.objects.filter(skills__contains=["swab"]).order_by("code")
    record_here(actor=county, reports=facts, person=swabs[0].code, can=Can.ROUND_ORDER)


def _facts(code: str, point: Any, number: int) -> Iterator[dict[str, Any]]:
    from fangxian.features.campaigns.models import Target

    first = timezone.now() - timedelta(minutes=100 - 12 * number)
    targets = Target.objects.filter(campaign=code, standing="to_do").order_by("-code")
    names = targets.values_list("code", flat=True)[number * SWABS : (number + 1) * SWABS]
    at_table, tube = {"point": point.code, "table": 1}, f"{code}/DB{number + 1:04}"
    for n, target in enumerate(names):
        yield _fact("swab", point.area, tube, first + timedelta(minutes=n), {**at_table, "target": target})
    body = {**at_table, "step": "closed", "swabs": len(names), "size": 10}
    yield _fact("tube", point.area, tube, first + timedelta(minutes=20), body)


def _fact(kind: str, area: str, subject: str, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "form_version": 1,
        "area": area,
        "subject": subject,
        "occurred_at": at,
        "body": body,
    }


def _list(county: Actor, code: str) -> None:
    from fangxian.features.campaigns.models import Target
    from fangxian.features.sampling.services import Listed, list_residents

    left = Target.objects.filter(campaign=code, standing="to_do").order_by("code")
    people = list(left.values_list("resident", flat=True)[:9])
    until = timezone.localdate() + timedelta(days=21)
    for some, kind, reason, day in (
        (people[:3], "exempt", "infant", None),
        (people[3:5], "exempt", "recovered", until),
        (people[5:], "home", "frail", None),
    ):
        list_residents(actor=county, listed=Listed(some, kind, reason, day))


def _raise(county: Actor, code: str) -> None:
    from fangxian.features.sampling.selectors import waiting_tubes
    from fangxian.features.sampling.services import Fetching, plan_couriers, raise_alarms

    raise_alarms(actor=county, at=timezone.now())
    for site in waiting_tubes.laboratories(county)[:1]:
        plan_couriers(actor=county, code=code, fetching=Fetching(3, site.code))
