"""Making an inspection on a page: one report in the log, as a phone would send it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.roster.models import Responder
from fangxian.features.supervision.inspections import access, log, words
from fangxian.features.supervision.inspections.access import Place
from fangxian.features.supervision.inspections.events import Event
from fangxian.features.supervision.inspections.interpreting import finding_code
from fangxian.features.supervision.inspections.refusals import (
    ChecklistUnfit,
    NoInspector,
    NothingSeen,
    NotTaken,
)
from fangxian.features.supervision.models import Finding, Inspection
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import uuid7
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that shows something."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a line was seen: `ok`, `failed` or `not_seen`; `finding` is the one looked at again, if one is."""

    result: str
    remark: str = ""
    finding: str = ""
    pictures: Sequence[Picture] = field(default=())


@transaction.atomic
def inspect_place(
    *,
    actor: Actor,
    place: str,
    checklist: str,
    seen: Mapping[str, Verdict],
    note: str = "",
    at: datetime | None = None,
) -> Inspection:
    """
    Look at a site or grid by a checklist; each failed line becomes a finding for whoever answers there.

    A line that failed before and is not closed yet is looked at again, not found a second time.

    Raises:
        NotFound: no such place, or out of sight.
        NotAllowed: the actor does not inspect there.
        ChecklistUnfit: the checklist is for other places.
        NothingSeen: no line was judged.
        EvidenceUnfit: a picture is too large, or none.
        NotTaken: the log does not take the report.
    """
    where = access.get_place(actor, place)
    actor.require(Can.INSPECTION_MAKE, where.area)
    if checklist not in {one.code for one in words.for_place(where.kind)}:
        raise ChecklistUnfit(field="checklist")
    if not any(one.result != "not_seen" for one in seen.values()):
        raise NothingSeen(field="lines")
    known = open_findings(actor, where.code, checklist)
    told = {
        line: Verdict(one.result, one.remark, one.finding or known.get(line, ""), one.pictures)
        for line, one in seen.items()
    }
    made = write_report(actor, where, checklist, told, note, at or timezone.now())
    trail.record(
        actor=actor,
        kind=Event.INSPECTED,
        area=where.area,
        subject=where.code,
        at=made.at,
        checklist=checklist,
        failed=made.failed,
    )
    return made


def open_findings(actor: Actor, place: str, checklist: str) -> dict[str, str]:
    """Each line with a finding of the place that has not ended, and its code; the latest of several."""
    found = access.visible(actor).filter(subject=place, checklist=checklist, withdrawn=False)
    rows = dict(found.order_by("found_at").values_list("code", "line"))
    running = Item.objects.filter(code__in=rows, ended_at__isnull=True).values_list("code", flat=True)
    open_ = set(running)
    return {line: code for code, line in rows.items() if code in open_}


def write_report(
    actor: Actor, place: Place, checklist: str, told: Mapping[str, Verdict], note: str, at: datetime
) -> Inspection:
    """
    Have a report written, and keep its pictures with the findings they belong to.

    Raises:
        NotTaken, NoInspector, EvidenceUnfit: as `inspect_place`.
    """
    report = str(uuid7())
    lines = [
        {"line": line, "result": one.result, "remark": one.remark[:500], "finding": one.finding}
        for line, one in told.items()
    ]
    body: dict[str, Any] = {"checklist": checklist, "lines": lines} | ({"note": note[:500]} if note else {})
    sent = {"id": report, "kind": "inspection", "form_version": 1, "area": place.area, "subject": place.code}
    why = log.write(actor, sent | {"occurred_at": at, "body": body}, own_code(actor), Can.INSPECTION_MAKE)
    if why:
        raise NotTaken(why=why)
    made = access.inspections(actor).filter(pk=report).first()
    if made is None:
        raise NoInspector
    for number, one in enumerate(told.values()):
        code = one.finding or finding_code(report, number)
        for picture in one.pictures if Finding.objects.filter(code=code).exists() else ():
            items.add_evidence(actor=actor, code=code, name=picture.name, content=picture.content, at=at)
    return made


def own_code(actor: Actor) -> str:
    """The code of the actor's own row in the roster; '' where there is none."""
    if not actor.responder:
        return ""
    return Responder.objects.filter(pk=actor.responder).values_list("code", flat=True).first() or ""
