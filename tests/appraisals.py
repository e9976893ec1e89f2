"""An appraisal of Anning's last week, and what fills the addresses of appraisals."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from fangxian.kernel.db import scope
from tests import world
from tests.chain import actor_named as acting

OF_ONE = ("", "-units", "-counting", "-count", "-close", "-withdraw", "-own", "-reply")
OF_PERSON = ("", "-print", "-note", "-commend")


def samples() -> dict[str, dict[str, str]]:
    """Address → samples."""
    code = _appraisal()
    person = {"code": code, "who": world.BY_NAME["wei"].code}
    return {
        **{f"supervision:appraisal{more}": {"code": code} for more in OF_ONE},
        **{f"supervision:appraised{more}": person for more in OF_PERSON},
        "supervision:appraisal-export": {"code": code, "form": "xlsx"},
    }


def _appraisal() -> str:
    """Of everybody of the county, with a note, a commendation and an answer."""
    from fangxian.features.items import services as items
    from fangxian.features.supervision.appraisal import services
    from fangxian.features.supervision.appraisal.services import Seen, Wanted

    li, lu, wei = acting("li"), acting("lu"), acting("wei")
    now = timezone.now()
    wanted = Wanted(area=world.COUNTY, starts_at=now - timedelta(days=6), ends_at=now + timedelta(days=1))
    with scope.acting(li):
        code = services.open_appraisal(actor=li, wanted=wanted).code
    with scope.acting(lu):
        work = items.Wanted(area=world.UPPER, title="雨夜守点")
        proof = items.open_item(actor=lu, kind="task", wanted=work, at=now).code
        seen = Seen(text="雨夜守点", place="河口广场", at=now, proof=proof)
        services.write_note(actor=lu, appraisal=code, person="R-05", seen=seen)
        services.commend(actor=lu, appraisal=code, person="R-05", seen=seen)
    with scope.acting(wei):
        services.reply(actor=wei, appraisal=code, text="当晚两人值守")
    return code
