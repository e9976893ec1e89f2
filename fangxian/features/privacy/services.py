"""Making the week's reports, and saying that one looked at one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from fangxian.features.charges import rules as charging
from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge, Glass
from fangxian.features.privacy import access, rules
from fangxian.features.privacy.events import Event
from fangxian.features.privacy.models import Reading, ReadingsReport
from fangxian.features.privacy.refusals import NotTheLead
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail
from fangxian.kernel.trail.models import Entry


@transaction.atomic
def close_week(*, actor: Actor, week_from: date, at: datetime) -> int:
    """
    Freeze the readings of a week and make its reports: for each county, and for each area with a lead inside
    which somebody's details were read. How many reports; none if the week was closed before.
    """
    if ReadingsReport.objects.filter(incident=actor.incident, week_from=week_from).exists():
        return 0
    readings = _freeze(actor, week_from)
    reports = [_report(actor, area, readings, week_from, at) for area in _areas(actor, readings)]
    ReadingsReport.objects.bulk_create(reports)
    for report in reports:
        trail.record(
            actor=actor,
            kind=Event.REPORT_MADE,
            area=report.area,
            subject=week_from.isoformat(),
            at=at,
            readings=report.readings,
            flagged=report.flagged,
        )
    return len(reports)


@transaction.atomic
def acknowledge_report(*, actor: Actor, area: str, week_from: date, at: datetime) -> ReadingsReport:
    """
    Say that one has looked at the report of one's area; the first time is kept.

    Raises:
        NotFound: see `access.get`.
        NotTheLead: the actor does not lead that area.
    """
    report = access.claim(actor, area, week_from, can=Can.READINGS_VIEW)
    if report.area != actor.area or not charges.is_lead(actor):
        raise NotTheLead
    if report.acknowledged_at is None:
        report.acknowledged_at, report.acknowledged_by = at, actor.name
        report.save(update_fields=["acknowledged_at", "acknowledged_by"])
        day = week_from.isoformat()
        trail.record(actor=actor, kind=Event.REPORT_ACKNOWLEDGED, area=area, subject=day, at=at)
    return report


def _freeze(actor: Actor, week_from: date) -> list[Reading]:
    first = timezone.make_aware(datetime.combine(week_from, time()))
    after = timezone.make_aware(datetime.combine(week_from + timedelta(days=7), time()))
    week = Entry.objects.filter(incident=actor.incident, at__gte=first, at__lt=after)
    lines = list(week.filter(kind__in=trail.READINGS).order_by("at", "pk"))
    levels, glasses = _levels(lines), _glasses(lines)
    reads = [
        rules.Read(
            at=timezone.localtime(line.at),
            person=line.person,
            resident=line.subject,
            level=levels.get(line.charge, ""),
            glass=line.charge in glasses,
        )
        for line in lines
    ]
    rows = [
        _reading(line, week_from, unusual) for line, unusual in zip(lines, rules.flags(reads), strict=True)
    ]
    return Reading.objects.bulk_create(rows, batch_size=1000)


def _reading(line: Entry, week_from: date, unusual: list[str]) -> Reading:
    return Reading(
        incident=line.incident,
        week_from=week_from,
        entry=line.pk,
        area=line.area,
        at=line.at,
        person=line.person,
        person_name=line.person_name,
        role=line.role,
        charge=line.charge,
        resident=line.subject,
        purpose=str(line.facts.get("purpose", "")),
        flags=unusual,
    )


def _levels(lines: Iterable[Entry]) -> dict[str, str]:
    """How deep the area stands that each charge of these lines answers for."""
    held = dict(Charge.objects.filter(code__in={line.charge for line in lines}).values_list("code", "area"))
    levels = dict(Area.objects.filter(code__in=set(held.values())).values_list("code", "level"))
    return {code: levels.get(area, "") for code, area in held.items()}


def _glasses(lines: Iterable[Entry]) -> set[str]:
    return set(Glass.objects.filter(code__in={line.charge for line in lines}).values_list("code", flat=True))


def _areas(actor: Actor, readings: Iterable[Reading]) -> list[str]:
    around = {code for one in {reading.area for reading in readings} for code in charging.prefixes(one)}
    led = set(charges.leads(actor).filter(area__in=around).values_list("area", flat=True))
    counties = Area.objects.filter(level="county", valid_until__isnull=True).values_list("code", flat=True)
    ours = charges.leads(actor).filter(area__in=list(counties)).values_list("area", flat=True)
    return sorted(led | set(ours))


def _report(
    actor: Actor, area: str, readings: Iterable[Reading], week_from: date, at: datetime
) -> ReadingsReport:
    inside = [one for one in readings if one.area.startswith(area)]
    return ReadingsReport(
        incident=actor.incident,
        area=area,
        week_from=week_from,
        made_at=at,
        readings=len(inside),
        residents=len({one.resident for one in inside}),
        readers=len({one.person for one in inside}),
        flagged=sum(bool(one.flags) for one in inside),
    )
