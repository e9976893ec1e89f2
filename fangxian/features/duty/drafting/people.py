"""The roster as arrays: who can be posted, what they can do, where they live, when they are there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import numpy as np
from django.db.models import Q
from django.utils import timezone

from fangxian.engines.planning.problem import KINDS, SKILLS, Floats, Responders
from fangxian.features.duty.drafting.loans import FOR_GOOD, Loan, without
from fangxian.features.duty.models import Plan
from fangxian.features.roster.models import Responder
from fangxian.kernel.codes import within


def responders(plan: Plan, index: dict[str, int]) -> Responders:
    """Those who live, work, stand or are seconded in the area and are not posted elsewhere."""
    posted = within(plan.area, "posted_area") | within(plan.area, "seconded_area")
    here = posted | within(plan.area, "home_area") | within(plan.area, "unit_area")
    free = posted | Q(posted_area="")
    rows = (
        Responder.objects.filter(here & free)
        .order_by("code")
        .values_list(
            *("code", "kind", "skills", "is_member", "home_area", "unit_area", "lat", "lon"),
            *("available_from", "available_until", "is_available", "absent_from", "absent_until"),
            *("seconded_area", "seconded_from", "seconded_until", "max_hours_week"),
        )
    )
    found = list(rows.iterator(chunk_size=20_000))
    if not found:
        return _nobody()
    code, kind, skills, member, home, unit, lat, lon, *presence, to, since, until, hours = zip(
        *found, strict=True
    )
    loans = [Loan(*row) for row in zip(to, since, until, home, unit, strict=True)]
    presences = [
        loan.limit(plan, there(plan, *row))
        for loan, row in zip(loans, zip(*presence, strict=True), strict=True)
    ]
    lodged = [loan.lodges(plan) for loan in loans]
    skill_bit = {name: 1 << place for place, name in enumerate(SKILLS)}
    known: dict[str, int] = {}

    def place_of(area: str) -> int:
        if area not in known:
            known[area] = nearest_known(area, index)
        return known[area]

    return Responders(
        code=code,
        kind=np.array([KINDS.index(one) for one in kind], np.int64),
        skills=np.array([sum(skill_bit[name] for name in set(some)) for some in skills], np.int64),
        member=np.array(member, np.bool_),
        home=np.array([place_of(there or one) for there, one in zip(lodged, home, strict=True)], np.int64),
        unit_area=np.array([place_of(one) for one in unit], np.int64),
        lat=_degrees(lat, lodged),
        lon=_degrees(lon, lodged),
        available_from=np.array([start for start, _end in presences], np.int64),
        available_until=np.array([end for _start, end in presences], np.int64),
        max_hours_week=np.array(hours, np.int64),
    )


def _degrees(values: Sequence[float | None], lodged: Sequence[str]) -> Floats:
    """Where people live; unknown for who lodges in the middle of another area."""
    pairs = zip(values, lodged, strict=True)
    return np.array([np.nan if one is None or there else one for one, there in pairs], np.float64)


def _nobody() -> Responders:
    none, nowhere = np.zeros(0, np.int64), np.zeros(0, np.float64)
    return Responders((), none, none, np.zeros(0, np.bool_), none, none, nowhere, nowhere, none, none, none)


def nearest_known(area: str, index: dict[str, int]) -> int:
    """The index of the area or of the deepest known one that holds it; -1 outside."""
    while area:
        if area in index:
            return index[area]
        area = area[:-1]
    return -1


def there(
    plan: Plan, start: date | None, end: date | None, is_available: bool, gone: date | None, back: date | None
) -> tuple[int, int]:
    """
    From when until when somebody can be posted, in minutes from the start of the plan; empty for never.

    Who is absent in the middle of the plan counts as there before or after it, whichever is longer.
    """
    first = 0 if start is None else max(0, _minutes(plan.starts_at, start))
    last = FOR_GOOD if end is None else max(0, _minutes(plan.starts_at, end))
    if is_available:
        return first, last
    away = 0 if gone is None else max(0, _minutes(plan.starts_at, gone))
    again = FOR_GOOD if back is None else max(0, _minutes(plan.starts_at, back))
    return without(plan, (first, last), away, again)


def _minutes(since: datetime, day: date) -> int:
    midnight = timezone.make_aware(datetime.combine(day, time()))
    return round((midnight - since).total_seconds() / 60)
