"""Opening a campaign, laying out its targets, closing it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.campaigns import access, rules
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Aim, Campaign, CampaignKind, CampaignState
from fangxian.features.campaigns.refusals import EndsBeforeItStarts, NobodyToReach, NotRunning
from fangxian.features.campaigns.services.rebuilding import recount
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import NEEDS
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.trail import services as trail

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read as another

_WEIGHT = (
    "least(9, "
    + " + ".join(f"{weight} * ({{0}}.{need})::int" for need, weight in rules.WEIGHTS.items())
    + ")"
)
_COLUMNS = """
    INSERT INTO campaigns_target (code, campaign, area, village, household, resident, priority, standing, outcome,
        occurred_at, report, asked, not_home, holder, holder_name, held_for, changed)
"""
_BLANK = """
    'to_do', '', timestamptz '0001-01-02 00:00+00', '00000000-0000-0000-0000-000000000000'::uuid, 0, 0, '', '', '',
    pg_current_xact_id()::text::bigint
"""
_HOUSEHOLDS = f"""
    {_COLUMNS}
    SELECT %(campaign)s || '/' || h.code, %(campaign)s, h.area, h.village, h.code, '', coalesce(r.weight, 0), {_BLANK}
    FROM territory_household h LEFT JOIN (
        SELECT household, max({_WEIGHT.format("r")}) AS weight FROM territory_resident r
        WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s
          AND ({" OR ".join(f"r.{need}" for need in NEEDS)})
        GROUP BY household
    ) r ON r.household = h.code
    WHERE h.incident = %(incident)s AND h.area >= %(start)s AND h.area < %(end)s
    ORDER BY h.area, h.code ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours
_RESIDENTS = f"""
    {_COLUMNS}
    SELECT %(campaign)s || '/' || r.code, %(campaign)s, r.area, h.village, r.household, r.code,
           {_WEIGHT.format("r")}, {_BLANK}
    FROM territory_resident r JOIN territory_household h ON h.code = r.household AND h.incident = r.incident
    WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s AND {{needs}}
    ORDER BY r.area, r.code ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours


@transaction.atomic
def open_campaign(
    *,
    actor: Actor,
    area: str,
    name: str,
    kind: CampaignKind = CampaignKind.DOOR_KNOCK,
    aim: Aim = Aim.HOUSEHOLDS,
    need: str = "",
    question: str = "",
    starts_at: datetime,
    ends_at: datetime,
    again_after_min: int = 120,
    at: datetime | None = None,
) -> Campaign:
    """
    Open a campaign in its first state, before its targets are laid out (`prepare`, in a job of its own).

    Raises:
        NotFound: no such area, or out of sight.
        NotAllowed: the actor may not run campaigns there.
        EndsBeforeItStarts: the window is upside down.
    """
    actor.require(Can.CAMPAIGN_RUN, territory.get(actor, area).code)
    if ends_at <= starts_at:
        raise EndsBeforeItStarts(field="ends_at")
    campaign = Campaign(
        code="k" + "".join(secrets.choice(_ALPHABET) for _ in range(6)),
        incident=actor.incident,
        area=area,
        kind=kind,
        name=name,
        question=question,
        aim=aim,
        need=need,
        again_after_min=again_after_min,
        starts_at=starts_at,
        ends_at=ends_at,
        made_by=actor.name,
        made_at=at or timezone.now(),
    )
    campaign.save(force_insert=True)
    return campaign


@transaction.atomic
def prepare(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Lay out the targets of a campaign and let it run; doing it again adds who is missing and changes nothing else.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NobodyToReach: there is no household or resident that fits; the campaign stays as it was.
    """
    campaign = access.claim(actor, code)
    if campaign.aim != Aim.LIST:
        _lay_out(campaign)
    campaign.targets = recount(campaign)
    if not campaign.targets and campaign.aim != Aim.LIST:
        raise NobodyToReach(area=campaign.area)
    campaign.state = CampaignState.OPEN
    campaign.save(update_fields=["targets", "state"])
    trail.record(
        actor=actor, kind=Event.OPENED, area=campaign.area, subject=code, at=at, targets=campaign.targets
    )
    return campaign


def _lay_out(campaign: Campaign) -> None:
    start, end = span(campaign.area)
    facts: dict[str, Any] = {
        "campaign": campaign.code,
        "incident": campaign.incident,
        "start": start,
        "end": end,
    }
    wanted = [campaign.need] if campaign.need in NEEDS else list(NEEDS)
    needs = "(" + " OR ".join(f"r.{need}" for need in wanted) + ")"
    with connection.cursor() as cursor:
        cursor.execute(
            _HOUSEHOLDS if campaign.aim == Aim.HOUSEHOLDS else _RESIDENTS.format(needs=needs), facts
        )


@transaction.atomic
def close_campaign(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Close a campaign: phones put it away. What was done before and arrives later still counts.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is being prepared, or closed already.
    """
    campaign = access.claim(actor, code)
    if campaign.state != CampaignState.OPEN:
        raise NotRunning(campaign=code)
    campaign.state, campaign.closed_at = CampaignState.CLOSED, at or timezone.now()
    campaign.save(update_fields=["state", "closed_at"])
    trail.record(actor=actor, kind=Event.CLOSED, area=campaign.area, subject=code, at=campaign.closed_at)
    return campaign


@transaction.atomic
def reopen_campaign(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Let a closed campaign run again: the undo of closing.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it was never closed.
    """
    campaign = access.claim(actor, code)
    if campaign.state != CampaignState.CLOSED:
        raise NotRunning(campaign=code)
    campaign.state, campaign.closed_at = CampaignState.OPEN, None
    campaign.save(update_fields=["state", "closed_at"])
    trail.record(actor=actor, kind=Event.REOPENED, area=campaign.area, subject=code, at=at)
    return campaign
