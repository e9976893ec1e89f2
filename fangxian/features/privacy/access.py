"""The only doors to the reports of readings and the readings in them."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from fangxian.features.privacy.models import Reading, ReadingsReport
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[ReadingsReport]:
    """The reports of the actor's area and of those inside it."""
    actor.require(Can.READINGS_VIEW)
    return ReadingsReport.objects.filter(incident=actor.incident)


def get(actor: Actor, area: str, week_from: date) -> ReadingsReport:
    """
    One report.

    Raises:
        NotFound: there is none, or it is out of sight.
    """
    found = visible(actor).filter(area=area, week_from=week_from).first()
    if found is None:
        raise NotFound
    return found


def claim(actor: Actor, area: str, week_from: date, *, can: Can) -> ReadingsReport:
    """
    One report, locked until the transaction ends.

    Raises:
        NotFound: there is none, or it is out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    actor.require(can, get(actor, area, week_from).area)
    return visible(actor).select_for_update().get(area=area, week_from=week_from)


def readings(actor: Actor, report: ReadingsReport) -> QuerySet[Reading]:
    """The readings behind the numbers of a report."""
    rows = Reading.objects.filter(within(report.area), incident=actor.incident, week_from=report.week_from)
    return rows.order_by("-at", "-entry")
