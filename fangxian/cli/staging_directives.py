"""What the photographs of directives need: one of the county, issued onward, late with some."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from fangxian.cli.shots import COUNTY, TOWNSHIP
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope

TEXT = """各乡镇**今晚**完成下列工作，并在系统内回报：

1. 逐村清点口罩、防护服和消毒液；
2. 卡点夜班人员到岗情况；
3. 存在的困难。

已知的数不必再填，系统已经代为填好。"""
SINCE = timedelta(hours=5)
"""How long ago it was issued: who is silent since then has climbed twice."""


def stage() -> dict[str, str]:
    """Issue it, unless it is there; its code."""
    from fangxian.features.supervision.models import Directive, To

    county, now = _acting("county"), timezone.now()
    with scope.acting(county):
        here = Directive.objects.filter(area=COUNTY, to=To.AREAS, state="issued")
        present = here.order_by("made_at").values_list("code", flat=True).first()
    if present is None:
        present = _issue(county, now)
        below = _onward(present, now)
        _others(present, now)
        _villages(below, now)
        _climb(county, now)
    with scope.acting(county):
        onward = Directive.objects.filter(parent=present).values_list("code", flat=True).first()
    return {"directive": present, "onward": onward or present}


def _issue(county: Actor, now: datetime) -> str:
    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft, Wanted

    asked = (
        Wanted(name="masks", label="口罩还有多少只"),
        Wanted(name="posts_filled", label="在岗人数", fact="posts_filled"),
        Wanted(name="night", label="夜班是否到岗", kind="yes_no"),
    )
    draft = Draft(
        title="清点防护物资和夜班到岗",
        text=TEXT,
        deadline_at=now + timedelta(hours=9),
        levels=("township",),
        questions=asked,
    )
    with scope.acting(county):
        return services.issue_directive(actor=county, draft=draft, at=now - SINCE).code


def _onward(code: str, now: datetime) -> str:
    """The township of the demo's people issues it onward to its villages."""
    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft, Wanted

    township = _acting("township")
    at = now - SINCE + timedelta(minutes=25)
    draft = Draft(
        title="清点防护物资和夜班到岗（各村）",
        text=TEXT + "\n\n- 边境两村先报。",
        deadline_at=now + timedelta(hours=6),
        levels=("village",),
        questions=(Wanted(name="masks", label="口罩还有多少只"),),
        parent=code,
    )
    with scope.acting(township):
        services.acknowledge_directives(actor=township, codes=[code], at=at)
        return services.issue_directive(actor=township, draft=draft, at=at).code


def _others(code: str, now: datetime) -> None:
    """Of the other townships two are silent; the rest acknowledge one after the other, half report back."""
    from fangxian.features.supervision.directives import services

    for number, lead in enumerate(_leads(COUNTY, "township")):
        if lead.area == TOWNSHIP or number % 6 == 4:
            continue
        at = now - SINCE + timedelta(minutes=12 * number + 7)
        with scope.acting(lead):
            services.acknowledge_directives(actor=lead, codes=[code], at=at)
            if number % 2:
                known = {"masks": str(800 + 130 * number), "posts_filled": str(40 + number), "night": "yes"}
                services.report_back(actor=lead, code=code, answers=known, text="夜班已到岗", at=at)


def _villages(code: str, now: datetime) -> None:
    """Most villages acknowledge it; the village of the demo's people is left to do so."""
    from fangxian.features.supervision.directives import services

    own = _acting("village").area
    for number, lead in enumerate(_leads(TOWNSHIP, "village")):
        if lead.area != own and number % 5:
            with scope.acting(lead):
                at = now - SINCE + timedelta(minutes=35 + 4 * number)
                services.acknowledge_directives(actor=lead, codes=[code], at=at)


def _climb(county: Actor, now: datetime) -> None:
    """What the clock would have done meanwhile."""
    from fangxian.features.items.services import call_due

    while True:
        with scope.acting(county):
            done = call_due(actor=county, now=now)
        if not done.reminded + done.climbed:
            return


def _leads(area: str, level: str) -> list[Actor]:
    """Whoever leads the areas of a level inside an area, as they act."""
    from fangxian.features.charges import selectors as charges
    from fangxian.features.territory.models import Area
    from fangxian.kernel.codes import within

    county = _acting("county")
    with scope.acting(county):
        codes = Area.objects.filter(within(area, "code"), level=level).values_list("code", flat=True)
        found = charges.answers_for(county, codes)
    return [
        Actor(
            person=f"lead-{one.area}",
            name=one.holder_name,
            role=Role(one.role),
            area=one.area,
            incident=one.incident,
            charge=one.code,
            responder=str(one.holder_id),
        )
        for code, one in sorted(found.items())
        if one.holder_id
    ]


def _acting(username: str) -> Actor:
    """One of the demo's people under their own charge, as a request would have them."""
    from fangxian.features.charges import acting

    with transaction.atomic():
        scope.enter_self(username)
        actor = acting.choose(username)
    assert actor is not None
    return actor
