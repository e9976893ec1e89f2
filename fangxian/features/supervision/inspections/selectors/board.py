"""Findings in words, by place, state and who holds them; and the inspections of a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.covers import who
from fangxian.features.charges.models import Charge
from fangxian.features.items import rules as items
from fangxian.features.items.models import Item
from fangxian.features.supervision.inspections import access, flow, words
from fangxian.features.supervision.inspections.selectors.ranking import LOOKED_BACK
from fangxian.features.supervision.models import Finding, Inspection
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in words."""

    finding: Finding
    item: Item
    place: str
    area_name: str
    line: str
    checklist: str
    state: Text
    holder: str
    urgency: str


def findings(actor: Actor, area: str, show: str, now: datetime) -> QuerySet[Item]:
    """The findings of an area: those running (by default), overdue, repeated …; the most urgent first."""
    found = Item.objects.filter(within(area), kind=flow.FINDING.kind, incident=actor.incident)
    if show == "ended":
        return found.filter(ended_at__isnull=False).order_by("-ended_at", "code")
    if show == "repeated":
        again = access.visible(actor).filter(within(area), repeats__gt=0, withdrawn=False)
        return found.filter(code__in=again.filter(found_at__gte=now - LOOKED_BACK).values("code")).order_by(
            F("due_at").asc(nulls_last=True), "code"
        )
    running = found.filter(ended_at__isnull=True).order_by("due_at", "code")
    narrower = {"overdue": Q(state=flow.OPEN, due_at__lte=now), "to_look_again": Q(state=flow.REMEDIED)}
    return running.filter(narrower[show]) if show in narrower else running


def rows(actor: Actor, some: Iterable[Item], now: datetime) -> list[Row]:
    """Findings in words: place, line, state, who holds them."""
    listed = list(some)
    found = access.visible(actor).in_bulk([one.code for one in listed])
    areas = {one.area for one in listed}
    names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    places = access.places(actor, {one.subject for one in listed})
    leads = charges.answers_for(actor, areas)
    return [
        _row(found[one.code], one, names, places, leads.get(one.area), now)
        for one in listed
        if one.code in found
    ]


def _row(
    finding: Finding,
    item: Item,
    names: dict[str, str],
    places: dict[str, access.Place],
    lead: Charge | None,
    now: datetime,
) -> Row:
    led_by = who(lead, now).name if lead else ""
    place = places.get(finding.subject)
    return Row(
        finding,
        item,
        place.name if place else finding.subject,
        names.get(finding.area, finding.area),
        words.line(finding.checklist, finding.line),
        words.checklist(finding.checklist),
        flow.FINDING.states[item.state],
        item.holder_name or led_by,
        items.urgency(item.due_at, now),
    )


def looks(actor: Actor, place: str) -> QuerySet[Inspection]:
    """The inspections of a place, the latest first."""
    return access.inspections(actor).filter(subject=place).order_by("-at", "-pk")
