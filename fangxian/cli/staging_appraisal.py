"""What the photographs of appraisals need: one of the county, a task done, a note, praise, an answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from fangxian.cli.shots import COUNTY, VILLAGE
from fangxian.cli.staging_inspections import PICTURE, _acting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

DAYS = timedelta(days=7)


def stage() -> dict[str, str]:
    """Open it and have it counted, unless it is there; its code, and that of the village's lead."""
    from fangxian.features.roster.models import Responder
    from fangxian.features.supervision.models import Appraisal

    organiser, village = _acting("organiser"), _acting("village")
    with scope.acting(organiser):
        present = (
            Appraisal.objects.filter(area=COUNTY).order_by("made_at").values_list("code", flat=True).first()
        )
        who = Responder.objects.get(pk=village.responder).code
    if present is None:
        present = _open(organiser, village, who)
    return {"appraisal": present, "appraised": who}


def _open(organiser: Actor, village: Actor, who: str) -> str:
    from fangxian.features.supervision.appraisal import services
    from fangxian.features.supervision.appraisal.services import Seen, Wanted

    county, now = _acting("county"), timezone.now()
    proof = _task(county, village, now)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = Wanted(area=COUNTY, starts_at=midnight - timedelta(days=1), ends_at=midnight + DAYS)
    with scope.acting(organiser):
        code = services.open_appraisal(actor=organiser, wanted=wanted).code
    services.count_appraisal(actor=organiser, code=code)
    with scope.acting(county):
        tent = Seen(
            "大雨中带队一小时搭好夜班帐篷，夜班没有中断。", "福记村采样点", now - timedelta(hours=12), proof
        )
        services.commend(actor=county, appraisal=code, person=who, seen=tent)
        seen = Seen(
            "凌晨两点到点位，三名值守人员在岗，登记本齐全。", "福记村卡点", now - timedelta(hours=9), proof
        )
        services.write_note(actor=county, appraisal=code, person=who, seen=seen)
    with scope.acting(village):
        services.reply(actor=village, appraisal=code, text="帐篷是村里十二名党员一起搭的，请一并记上。")
    return code


def _task(county: Actor, village: Actor, now: datetime) -> str:
    """A task of the village that was done in time."""
    from fangxian.features.items import services
    from fangxian.features.items.services import Wanted

    at = now - timedelta(hours=20)
    wanted = Wanted(area=VILLAGE, title="为夜班采样点搭帐篷", deadline_at=now - timedelta(hours=10))
    with scope.acting(county):
        code = services.open_item(actor=county, kind="task", wanted=wanted, at=at).code
    with scope.acting(village):
        services.move_item(actor=village, code=code, move="take", at=at + timedelta(minutes=20))
        done = now - timedelta(hours=12)
        services.add_evidence(actor=village, code=code, name="帐篷.jpg", content=PICTURE, at=done)
        services.move_item(actor=village, code=code, move="finish", at=done)
    with scope.acting(county):
        services.move_item(actor=county, code=code, move="confirm", at=done + timedelta(hours=1))
    return code
