"""What features below ask of the field: the visits of a target, and the phones of an area."""

from __future__ import annotations

import json

from django.utils import timezone

from fangxian.features.campaigns.history import Visit
from fangxian.features.campaigns.models import Outcome, Target
from fangxian.features.campaigns.phones import Phones
from fangxian.features.field.models import Report
from fangxian.features.field.selectors import devices
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

MOST = 100
"""Visits of one target that are shown."""


def visits(actor: Actor, target: Target) -> list[Visit]:
    """The visits of a target, the latest first; those of its village, for its grid may have changed."""
    rows = Report.objects.filter(within(target.village), subject=target.code, kind="visit")
    found = list(rows.order_by("-occurred_at", "-id")[:MOST])
    people = dict(
        Responder.objects.filter(code__in={one.person for one in found}).values_list("code", "name")
    )
    return [_visit(one, people.get(one.person, one.person)) for one in found]


def phones(actor: Actor, area: str) -> Phones:
    """The phones of an area that are let in, which of them are silent, and what waits on them."""
    found = devices.figures(actor, timezone.now(), area=area)
    return Phones(found.let_in, found.silent, found.waiting)


def _visit(report: Report, person: str) -> Visit:
    said = json.loads(report.body)
    outcome = str(Outcome(said["outcome"]).label)
    return Visit(report.occurred_at, report.received_at, person, outcome, said.get("note") or "")
