"""What a phone holds: its charge's area, no names, and what changed of it since it asked last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from fangxian.features.campaigns.models import Campaign, CampaignKind, CampaignState, Target
from fangxian.features.campaigns.models.target import NEVER, NO_REPORT
from fangxian.features.duty.selectors import own as duty
from fangxian.features.field.models import Device, RefusedReport
from fangxian.features.field.refusals import AreaTooLarge
from fangxian.features.field.rules import MOST_HOUSEHOLDS, holds_doors
from fangxian.features.field.selectors import cursors, holding
from fangxian.features.incidents.models import Incident
from fangxian.features.territory.models import NEEDS, Area, Household
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import span, within
from fangxian.kernel.reports.forms import load
from fangxian.kernel.reports.registry import carried

Row = dict[str, Any]

FORM = "visit"
"""By which form the targets of every kind of campaign are told of, as yet."""
SETTLED_FOR = timedelta(days=14)
"""How long a phone is told what became of a refused report."""
_TARGET = (
    *("code", "campaign", "area", "household", "resident", "priority", "outcome", "occurred_at", "report"),
    *("asked", "not_home", "holder", "holder_name", "lease_until"),
)
_NEEDED = f"""
    SELECT household, {", ".join(f"count(*) FILTER (WHERE {need})" for need in NEEDS)}
    FROM territory_resident
    WHERE area >= %s AND area < %s AND incident = %s AND ({" OR ".join(NEEDS)}) GROUP BY household
"""  # noqa: S608 names are ours


class Seen(Func):
    """Whether a snapshot saw what a transaction changed."""

    template = "pg_visible_in_snapshot(%(expressions)s::pg_snapshot)"
    arg_joiner = "::text::xid8, "
    output_field = BooleanField()


@dataclass(frozen=True, slots=True)
class Asked:
    """Who pulls, with which phone, when."""

    actor: Actor
    device: Device
    at: datetime


def pull(actor: Actor, device: Device, since: str, at: datetime) -> Row:
    """
    The answer to a pull, as the contract (`contracts/field-api.md`) has it, under the phone's scope.

    Raises:
        AreaTooLarge: the charge covers more households than a phone holds.
    """
    asked, doors = Asked(actor, device, at), holds_doors(actor.role)
    now = cursors.here(actor.incident, actor.area, doors=doors)
    if now.households > MOST_HOUSEHOLDS:
        raise AreaTooLarge(households=now.households, most=MOST_HOUSEHOLDS)
    running = list(campaigns(actor)) if doors else []
    known, held = cursors.read(since, now, actor.area), holding.held(actor, at)
    digest, rounds = holding.rounds(actor, at, known.digests if known else None)
    answer: Row = {
        "cursor": cursors.write(
            now, actor.area, [one.code for one in running], holding.digests(held) + digest
        ),
        "full": known is None,
        "server_time": at,
        "expires_at": device.expires_at,
        "me": me(actor, device) | {"kinds": sorted(carried(actor.role))},
        "areas": list(areas(actor, doors)),
        "campaigns": [told_campaign(one) for one in running],
        "households": households(actor) if doors and known is None else [],
        "targets": list(targets(actor, running, known)) if doors else [],
        "gone": gone(actor, running, known),
    }
    answer |= held if known is None else holding.changed(held, known.digests)
    return answer | rounds | {"shifts": shifts(actor, at), "settled": settled(asked)}


def me(actor: Actor, device: Device) -> Row:
    """Who carries the phone, as what, where."""
    area = Area.objects.filter(code=actor.area).values("code", "name", "level").first()
    name = Incident.objects.filter(code=actor.incident).values_list("name", flat=True).first()
    return {
        "person": {"code": device.person, "name": device.person_name},
        "role": str(actor.role),
        "role_name": str(Role(actor.role).label),
        "area": area,
        "incident": {"code": actor.incident, "name": name or actor.incident},
    }


def areas(actor: Actor, doors: bool) -> Iterable[Any]:
    """The charge's area as it is now, with those inside it where there are doors to go to."""
    here = within(actor.area, "code") if doors else Q(code=actor.area)
    rows = Area.objects.filter(here, valid_until__isnull=True).order_by("code")
    return rows.values("code", "name", "level", "parent")


def campaigns(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns that run in the charge's area and whose targets are visited."""
    running = Campaign.objects.filter(incident=actor.incident, state=CampaignState.OPEN)
    return running.exclude(kind=CampaignKind.SAMPLING).order_by("code")


def told_campaign(campaign: Campaign) -> Row:
    """One campaign, with the form its visits are told by."""
    return {
        "code": campaign.code,
        "name": campaign.name,
        "kind": campaign.kind,
        "question": campaign.question,
        "form": FORM,
        "form_version": max(version for kind, version in load() if kind == FORM),
        "starts_at": campaign.starts_at,
        "ends_at": campaign.ends_at,
        "closed": False,
        "again_after_min": campaign.again_after_min,
    }


def households(actor: Actor) -> list[Row]:
    """The households of the charge's area, and how many in each have which need."""
    needs: dict[str, Row] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(_NEEDED, [*span(actor.area), actor.incident])
        for household, *counts in cursor.fetchall():
            needs[household] = {need: n for need, n in zip(NEEDS, counts, strict=True) if n}
    rows = Household.objects.filter(within(actor.area), incident=actor.incident).order_by("area", "code")
    columns = ("code", "area", "address", "lat", "lon", "members")
    return [row | {"needs": needs.get(row["code"], {})} for row in rows.values(*columns)]


def targets(actor: Actor, running: Iterable[Campaign], known: cursors.Since | None) -> Iterable[Row]:
    """The targets of running campaigns: all, or what changed and whole campaigns that are new."""
    codes = [one.code for one in running]
    rows = Target.objects.filter(within(actor.area), campaign__in=codes).order_by("code")
    if known is not None:
        fresh = [code for code in codes if code not in known.campaigns]
        unseen = Q(changed__gte=known.xmin) & ~Q(Seen(F("changed"), Value(known.snapshot)))
        rows = rows.filter(unseen | Q(campaign__in=fresh))
    for row in rows.values(*_TARGET):
        if row["report"] == NO_REPORT:
            row["report"] = None
        if row["occurred_at"] == NEVER:
            row["occurred_at"] = None
        yield row


def gone(actor: Actor, running: Iterable[Campaign], known: cursors.Since | None) -> list[str]:
    """The targets the phone puts away: those of campaigns that ran when it asked last, and run no more."""
    ended = known.campaigns - {one.code for one in running} if known else frozenset()
    if not ended:
        return []
    rows = Target.objects.filter(within(actor.area), campaign__in=ended).order_by("code")
    return list(rows.values_list("code", flat=True))


def shifts(actor: Actor, at: datetime) -> list[Row]:
    """The holder's own shifts from now on, wherever they are."""
    return [
        {
            "post": one.post,
            "role": one.role,
            "place": one.place,
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "crew": one.crew,
        }
        for one in duty.own_stands(actor, at)
    ]


def settled(asked: Asked) -> list[Row]:
    """What became of the holder's refused reports, from whichever enrolment they came."""
    actor = asked.actor
    carried = Device.objects.filter(within(actor.area), responder=int(actor.responder)).values("code")
    rows = RefusedReport.objects.filter(within(actor.area), device__in=carried).exclude(settled="")
    recent = rows.filter(settled_at__gte=asked.at - SETTLED_FOR).order_by("-settled_at")[:500]
    return [{"id": one.id, "result": one.settled, "reason": one.reason} for one in recent]
