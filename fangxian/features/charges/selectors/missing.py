"""Where a lead charge is an alarm: vacant, or its holder away and nobody covers; by the area above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges.covers import held
from fangxian.features.charges.selectors.answers import leads
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Missing:
    """An area whose lead charge is an alarm since an instant; `away` names a holder who is away."""

    code: str
    name: str
    level: str
    since: datetime
    away: str


def missing(actor: Actor, at: datetime, parent: str | None = None) -> Mapping[str, Sequence[Missing]]:
    """
    The alarms directly inside an area (None: inside each area in sight), by the area above, in order of code.

    Only areas count for which somebody was once meant to answer: a plan or a person made the charge.
    """
    charges = leads(actor).filter(~held(at))
    areas = Area.objects.filter(valid_until__isnull=True)
    if parent is not None:
        areas = areas.filter(parent=parent)
        charges = charges.filter(within(parent), area__in=list(areas.values_list("code", flat=True)))
    alarms = {charge.area: charge for charge in charges}
    found: dict[str, list[Missing]] = {}
    for area in areas.filter(code__in=list(alarms)).order_by("code"):
        charge = alarms[area.code]
        since = charge.away_from if charge.holder_id and charge.away_from else charge.valid_from
        alarm = Missing(area.code, area.name, area.level, since, charge.holder_name)
        found.setdefault(area.parent or "", []).append(alarm)
    return found
