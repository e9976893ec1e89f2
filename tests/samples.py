"""Something of Anning county for every part of every address: plans, a change of many, a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from fangxian.kernel.db import scope
from tests import appraisals, directives, inspections, phones, relief, rounds, world
from tests.addresses import Address

GLASS = ("glass-close", "glass-acknowledge", "glass-review")
PLACELESS = {
    *("charges:find", "sheets:blank", "orgs:export", "roster:export", "supervision:register-export"),
    *("relief:find", "relief:secondments-export"),
}
"""Addresses whose part is a kind or a form, not something of an area."""


@dataclass(frozen=True, slots=True)
class Samples:
    """What fills the parts of an address: by its name, else by its feature."""

    by_feature: dict[str, dict[str, str]] = field(default_factory=dict)
    by_name: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, address: Address) -> dict[str, str]:
        """The samples for one address."""
        feature = address.name.split(":")[0]
        return {**self.by_feature.get(feature, {}), **self.by_name.get(address.name, {})}

    def reader_of(self, address: Address) -> str:
        """Who must be able to open it: whose own it is, else the county's commander."""
        own = {"sheets": "nong", "roster:change": "li", "field": "nong"}
        return own.get(address.name) or own.get(address.name.split(":")[0], "lu")


def _file() -> str:
    """A file of Anning that its commander made."""
    from fangxian.kernel.files.services import Content, keep
    from fangxian.kernel.web.exports import new_code

    lu, at = world.BY_NAME["lu"].actor, timezone.now()
    content = Content("areas.csv", "text/csv", f"{world.COUNTY},安宁县\n".encode())
    with scope.acting(lu):
        kept = keep(
            actor=lu, code=new_code(), area=world.COUNTY, subject="areas", rows=1, content=content, at=at
        )
    return kept.code


def _readings() -> dict[str, str]:
    """The report of this week for the upper village, whose lead has read somebody's details."""
    from fangxian.features.privacy.rules import last_monday
    from fangxian.features.privacy.services import close_week
    from fangxian.features.territory.purposes import Purpose
    from fangxian.features.territory.services import read_resident

    wei, at = world.BY_NAME["wei"].actor, timezone.now()
    with scope.acting(wei):
        read_resident(actor=wei, code=f"{world.UPPER}-0000-0", purpose=Purpose.VISIT)
    week = last_monday(timezone.localdate(at) + timedelta(days=7))
    with scope.acting(world.OPERATOR):
        close_week(actor=world.OPERATOR, week_from=week, at=at)
    return {"area": world.UPPER, "day": week.isoformat(), "form": "csv"}


def _glass() -> str:
    """What the upper village's lead broke to look next door, closed again and not judged yet."""
    from fangxian.features.charges.models import Charge, Reason
    from fangxian.features.charges.services.glass import break_glass, close_glass
    from fangxian.features.roster.models import Responder

    wei, at = world.BY_NAME["wei"].actor, datetime.now(UTC)
    with scope.acting(world.OPERATOR):
        key = Responder.objects.values_list("pk", flat=True).get(code="R-05")
        charge = Charge.objects.values_list("code", flat=True).filter(holder=key, area=world.UPPER).first()
    wei = replace(wei, responder=str(key), charge=charge or "")
    with scope.acting(wei):
        given = {"reason": Reason.DANGER, "text": "下河村有老人晕倒", "minutes": 15, "at": at}
        glass = break_glass(actor=wei, area=world.LOWER, **given)
        close_glass(actor=wei, code=glass.code, at=at + timedelta(minutes=5))
    return glass.code


def build() -> Samples:
    """Lay Anning out and publish it, begin a draft, propose a change of many, hand in a sheet."""
    running, draft = _plans()
    campaign, by_name = _campaign(), _by_name(running)
    sampling = rounds.samples()
    slips = dict.fromkeys(("field:slips", "field:slip", "field:slips-print"), sampling)
    field, field_by_name = phones.samples(campaign["code"], by_name["duty:grid"]["code"])
    return Samples(
        by_feature={
            "board": {"code": world.UPPER},
            "accounts": {"username": world.BY_NAME["liang"].account},
            "incidents": {"code": world.INCIDENT},
            "charges": {"code": world.UPPER, "field": "holder", "form": "csv"},
            "territory": {"code": world.UPPER, "form": "csv"},
            "orgs": {"code": "U-UPPER", "form": "xlsx"},
            "roster": {"code": "R-06", "area": world.UPPER, "form": "csv"},
            "duty": {"code": draft},
            "privacy": _readings(),
            "files": {"code": _file()},
            "campaigns": campaign,
            "sampling": sampling,
            "residents": {"area": world.UPPER},
            "items": {"code": _task(), "number": "1"},
            "supervision": {"code": world.UPPER, "form": "csv"},
            "field": field,
            "sheets": {"code": _sheet(), "kind": "territory"},
        },
        by_name=by_name
        | field_by_name
        | slips
        | inspections.samples()
        | directives.samples()
        | appraisals.samples()
        | relief.samples(),
    )


def _plans() -> tuple[str, str]:
    """The codes of the published plan and of a draft that nobody has published."""
    from fangxian.features.duty import services

    lu = world.BY_NAME["lu"].actor
    running = services.plan_area(actor=lu, area=world.COUNTY, pack="cn-2022-03", seed=1)
    services.publish_plan(actor=lu, code=running.code)
    draft = services.plan_area(actor=lu, area=world.COUNTY, pack="cn-2022-03", seed=2)
    return running.code, draft.code


def _by_name(running: str) -> dict[str, dict[str, str]]:
    from fangxian.features.charges.models import Charge
    from fangxian.features.duty.models import Post
    from fangxian.features.territory.models import Area

    with scope.acting(world.OPERATOR):
        charge = Charge.objects.filter(area=world.UPPER, valid_until__isnull=True).first()
        post = Post.objects.filter(plan__code=running, place="S-SQUARE").first()
        grid = Area.objects.filter(parent=world.UPPER, level="grid").first()
    assert charge is not None
    assert post is not None
    assert grid is not None
    site, grids, person = {"code": "S-SQUARE"}, {"code": grid.code}, {"code": "R-06"}
    change, glass = {"code": _change()}, {"code": _glass()}
    sites = ("site", "site-open", "site-close", "site-calendar", "site-roster")
    return {
        **{f"charges:{name}": {"code": charge.code} for name in ("end", "deputy", "cover", "uncover")},
        **{f"charges:{name}": glass for name in ("glass", *GLASS)},
        "territory:household": {"code": f"{world.UPPER}-0000"},
        "territory:resident": {"code": f"{world.UPPER}-0000-0"},
        **{f"roster:{name}": change for name in ("change", "apply", "undo")},
        **{f"duty:{name}": site for name in sites},
        **{f"duty:{name}": person for name in ("person", "person-away", "person-calendar")},
        **{f"duty:{name}": grids for name in ("grid", "grid-doors")},
        "duty:post": {"code": post.code},
    }


def _campaign() -> dict[str, str]:
    """A door-knock of Anning, one of its doors, and work given there."""
    from fangxian.features.campaigns import services

    lu, door = world.BY_NAME["lu"].actor, f"{world.UPPER}-0000"
    start = datetime(2022, 2, 9, tzinfo=UTC)
    with scope.acting(lu):
        made = services.open_campaign(
            actor=lu, area=world.COUNTY, name="敲门", starts_at=start, ends_at=start + timedelta(days=2)
        )
    services.prepare(actor=lu, code=made.code)
    with scope.acting(lu):
        given = services.hand_over(
            actor=lu,
            campaign=made.code,
            place=world.UPPER,
            codes=[f"{made.code}/{door}"],
            to="R-06",
            reason="熟悉路",
        )
    return {
        "code": made.code,
        "area": world.UPPER,
        "thing": door,
        "form": "csv",
        "handover": given.code,
    }


def _task() -> str:
    """A task for the upper village, with a picture that shows it."""
    from fangxian.features.items import services
    from fangxian.features.items.services import Wanted

    lu = world.BY_NAME["lu"].actor
    with scope.acting(lu):
        item = services.open_item(actor=lu, kind="task", wanted=Wanted(area=world.UPPER, title="清点口罩"))
        services.add_evidence(actor=lu, code=item.code, name="masks.jpg", content=b"\xff\xd8\xff picture")
    return item.code


def _change() -> str:
    from fangxian.features.roster import access, edits, services
    from fangxian.features.roster.models import Absence

    li = world.BY_NAME["li"].actor
    with scope.acting(li):
        chosen = access.visible(li).filter(code__in=["R-06", "R-07"])
        away = edits.away(Absence.choices[0][0], None, None)
        return services.propose_bulk_change(actor=li, chosen=chosen, edit=away).code


def _sheet() -> str:
    """A checked sheet with a row that is refused."""
    from fangxian.kernel.sheets import services

    nong = world.BY_NAME["nong"].actor
    text = f"{world.TERRITORY}900101009,无上级乡,township,900199,,,,\n"
    with scope.acting(nong):
        code = services.hand_in(
            actor=nong, kind="territory", name="territory.csv", chunks=[text.encode()]
        ).code
    services.check(actor=nong, code=code)
    return code
