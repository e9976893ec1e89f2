"""What the photographs of directives need: one of the county, acknowledged and issued onward."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fangxian.cli.shots import COUNTY
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

TEXT = """各乡镇**今晚**完成下列工作，并在系统内回报：

1. 逐村清点口罩、防护服和消毒液；
2. 卡点夜班人员到岗情况；
3. 存在的困难。

已知的数不必再填，系统已经代为填好。"""


def stage() -> dict[str, str]:
    """Issue it, unless it is there; its code."""
    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft, Wanted
    from fangxian.features.supervision.models import Directive, To

    county, township = _acting("county"), _acting("township")
    with scope.acting(county):
        present = (
            Directive.objects.filter(area=COUNTY, to=To.AREAS, state="issued").order_by("made_at").first()
        )
        if present is not None:
            return {"directive": present.code}
        asked = (
            Wanted(name="masks", label="口罩还有多少只"),
            Wanted(name="posts_filled", label="在岗人数", fact="posts_filled"),
            Wanted(name="night", label="夜班是否到岗", kind="yes_no"),
        )
        draft = Draft(
            title="清点防护物资和夜班到岗",
            text=TEXT,
            deadline_at=timezone.now() + timedelta(hours=9),
            levels=("township",),
            questions=asked,
        )
        made = services.issue_directive(actor=county, draft=draft)
    with scope.acting(township):
        services.note_read(actor=township, code=made.code)
        services.acknowledge_directives(actor=township, codes=[made.code])
        onward = Draft(
            title="清点防护物资和夜班到岗（各村）",
            text=TEXT + "\n\n- 边境两村先报。",
            deadline_at=timezone.now() + timedelta(hours=6),
            levels=("village",),
            questions=(Wanted(name="masks", label="口罩还有多少只"),),
            parent=made.code,
        )
        services.issue_directive(actor=township, draft=onward)
    return {"directive": made.code}


def _acting(username: str) -> Actor:
    """One of the demo's people under their own charge, as a request would have them."""
    from fangxian.features.charges import acting

    with transaction.atomic():
        scope.enter_self(username)
        actor = acting.choose(username)
    assert actor is not None
    return actor
