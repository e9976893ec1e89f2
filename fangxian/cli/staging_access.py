"""What the photographs of supervised access need: a broken glass, a week of readings, a file that waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from fangxian.cli.shots import COUNTY, VILLAGE
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope


def stage(operator: Actor, village: Actor, county: Actor, resident: str) -> dict[str, str]:
    """Codes of the glass, and the Monday of the week whose report is shown."""
    return {
        "glass": _glass(operator, village),
        "week": _week(operator, village, resident),
        "file": _file(county),
    }


def _glass(operator: Actor, village: Actor) -> str:
    from fangxian.features.charges.glass.selectors import choices
    from fangxian.features.charges.models import Charge, Glass, Reason
    from fangxian.features.charges.services.glass import break_glass, close_glass

    with scope.acting(operator):
        held = Charge.objects.filter(area=VILLAGE, leads=True, valid_until__isnull=True).get()
        broken = Glass.objects.filter(home=VILLAGE).first()
    if broken is not None:
        return broken.code
    lead, at = replace(village, responder=str(held.holder_id), charge=held.code), timezone.now()
    with scope.acting(lead):
        area = choices(lead)[0][0]
        glass = break_glass(
            actor=lead,
            area=area,
            reason=Reason.DANGER,
            text="邻村老人突发心梗，联系不上网格员",
            minutes=15,
            at=at,
        )
        close_glass(actor=lead, code=glass.code, at=at + timedelta(minutes=6))
    return glass.code


def _week(operator: Actor, village: Actor, resident: str) -> str:
    from fangxian.features.privacy.rules import last_monday
    from fangxian.features.privacy.services import close_week
    from fangxian.features.territory.purposes import Purpose
    from fangxian.features.territory.services import read_resident

    with scope.acting(village):
        for purpose in (Purpose.VISIT, Purpose.HELP, Purpose.SAMPLING):
            read_resident(actor=village, code=resident, purpose=purpose)
    now = timezone.now()
    week = last_monday(timezone.localdate(now) + timedelta(days=7))
    with scope.acting(operator):
        close_week(actor=operator, week_from=week, at=now)
    return week.isoformat()


def _file(county: Actor) -> str:
    from fangxian.kernel.files.services import Content, keep
    from fangxian.kernel.web.exports import new_code

    content = Content("households.csv", "text/csv", b"code\n")
    with scope.acting(county):
        return keep(
            actor=county,
            code=new_code(),
            area=COUNTY,
            subject="户",
            rows=1,
            content=content,
            at=timezone.now(),
        ).code
