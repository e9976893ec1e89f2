"""What the photographs need beside the demo: a draft, a sheet to decide on, a change of many; and codes."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from fangxian.cli import (
    staging_access,
    staging_appraisal,
    staging_directives,
    staging_field,
    staging_inspections,
    staging_relief,
    staging_sampling,
)
from fangxian.cli.mainjob import PACK
from fangxian.cli.personas import acting_as
from fangxian.cli.shots import COUNTY, TOWNSHIP, VILLAGE
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

SHEET = """code,area_code,address,lat,lon,members
{village}-9001,{village},新屋屯 1 号,23.06,106.42,4
{village}-9002,{village},新屋屯 2 号,23.06,106.42,三
{village}-9003,451024200999,新屋屯 3 号,23.06,106.42,2
"""


def stage(operator: Actor) -> dict[str, str]:
    """Make what is missing, and find a code for everything that an address of the table stands on."""
    clerk, organiser = acting_as(operator, "clerk"), acting_as(operator, "organiser")
    with scope.acting(operator):
        found = _standing()
    campaign = _campaign(acting_as(operator, "county"))
    return found | {
        "campaign": campaign,
        **staging_field.stage(campaign, VILLAGE),
        **staging_inspections.stage(found["site"]),
        "handover": _handover(acting_as(operator, "village"), campaign, found["household"]),
        "draft": _draft(clerk, found["holder"]),
        "upload": _upload(clerk),
        **staging_directives.stage(),
        "task": _task(acting_as(operator, "county")),
        **staging_relief.stage(operator),
        **staging_sampling.stage(acting_as(operator, "county"), TOWNSHIP),
        **staging_appraisal.stage(),
        "change": _change(organiser),
        **staging_access.stage(
            operator, acting_as(operator, "village"), acting_as(operator, "county"), found["resident"]
        ),
    }


def _standing() -> dict[str, str]:
    """Codes in the township and the village of the demo's people, the first of each kind."""
    from fangxian.features.duty.models import Posting
    from fangxian.features.duty.models.site import SiteKind
    from fangxian.features.orgs.models import Unit
    from fangxian.features.territory.models import Area, Resident

    posting = (
        Posting.objects.filter(live=True, area__startswith=TOWNSHIP, post__place_kind__in=SiteKind.values)
        .select_related("post", "responder")
        .order_by("post__code", "holder_name")[0]
    )
    resident = Resident.objects.filter(area__startswith=VILLAGE).order_by("code")[0]
    return {
        "post": posting.post.code,
        "site": posting.post.place,
        "holder": posting.responder.code,
        "grid": Area.objects.filter(level="grid", parent=VILLAGE).order_by("code")[0].code,
        "unit": Unit.objects.filter(area=TOWNSHIP).order_by("code")[0].code,
        "household": resident.household,
        "resident": resident.code,
    }


def _draft(clerk: Actor, away: str) -> str:
    """A draft for the township with a change by hand."""
    from fangxian.features.duty import services
    from fangxian.features.duty.models import Plan

    with scope.acting(clerk):
        present = Plan.objects.filter(area=TOWNSHIP, state="draft").order_by("-pk").first()
        if present is not None:
            return present.code
    made = services.plan_area(actor=clerk, area=TOWNSHIP, pack=PACK, seed=7)
    with scope.acting(clerk):
        services.mark_unavailable(actor=clerk, code=made.code, responder=away)
    return made.code


def _campaign(commander: Actor) -> str:
    """A door-knock of the county: the one that runs, or one where nobody has been asked yet."""
    from fangxian.features.campaigns import access, services
    from fangxian.features.campaigns.models import Aim, CampaignState

    with scope.acting(commander):
        running = access.visible(commander).filter(state=CampaignState.OPEN, aim=Aim.HOUSEHOLDS, area=COUNTY)
        present = running.order_by("made_at").first()
        if present is not None:
            return present.code
        now = timezone.now()
        made = services.open_campaign(
            actor=commander,
            area=COUNTY,
            name="入户敲门第一轮",
            starts_at=now,
            ends_at=now + timedelta(days=2),
        )
    return services.prepare(actor=commander, code=made.code).code


def _handover(lead: Actor, campaign: str, household: str) -> str:
    """One door of the village given to somebody who can be seen there."""
    from fangxian.features.campaigns import access, services
    from fangxian.features.roster import access as roster

    with scope.acting(lead):
        present = (
            access.handovers(lead).filter(campaign=campaign, undone_at=None).order_by("-made_at").first()
        )
        if present is not None:
            return present.code
        to = roster.visible(lead).filter(home_area=VILLAGE).order_by("code")[0].code
        target = access.get_target(lead, f"{campaign}/{household}")
        given = services.hand_over(
            actor=lead, campaign=campaign, place=VILLAGE, codes=[target.code], to=to, reason="本屯人，熟悉路"
        )
    return given.code


def _upload(clerk: Actor) -> str:
    """A sheet of households with two bad rows, checked and waiting for a decision."""
    from fangxian.kernel.sheets import services
    from fangxian.kernel.sheets.models import Upload

    with scope.acting(clerk):
        present = Upload.objects.filter(area=COUNTY, made_by=clerk.person, state="checked").first()
        if present is not None:
            return present.code
        sheet = SHEET.format(village=VILLAGE).encode()
        upload = services.hand_in(actor=clerk, kind="households", name="新屋屯.csv", chunks=[sheet])
    services.check(actor=clerk, code=upload.code)
    return upload.code


def _change(organiser: Actor) -> str:
    """A change of many in its preview: everybody of the village gets another number of hours."""
    from fangxian.features.roster import access, edits, services

    with scope.acting(organiser):
        chosen = access.visible(organiser).filter(home_area=VILLAGE)
        return services.propose_bulk_change(actor=organiser, chosen=chosen, edit=edits.hours(40)).code


def _task(county: Actor) -> str:
    """A task from the county for the township, and two for its villages."""
    from fangxian.features.items import services
    from fangxian.features.items.models import Item
    from fangxian.features.items.services import Wanted

    with scope.acting(county):
        present = Item.objects.filter(made_area=COUNTY, area=TOWNSHIP, kind="task").first()
        if present is not None:
            return present.code
        text = "逐村清点口罩、防护服和消毒液，拍照上传。"
        wanted = [Wanted(area=area, title="清点防护物资", text=text) for area in (TOWNSHIP, VILLAGE)]
        return services.open_items(actor=county, kind="task", wanted=wanted)[0].code
