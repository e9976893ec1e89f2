"""Places as an inspector's phone holds them: the round of today, then the others, with their findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fangxian.features.duty.models import Site
from fangxian.features.items.models import Item
from fangxian.features.supervision.inspections import access, flow, words
from fangxian.features.supervision.inspections.access import GRID
from fangxian.features.supervision.inspections.selectors import rounds
from fangxian.features.supervision.models import Finding
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within

Told = dict[str, Any]

MOST = 300
"""Places on a phone."""


def places(actor: Actor, now: datetime) -> list[Told]:
    """
    Today's round in its order, then the other open sites of the area, then its grids, each by code.

    None for whoever does not inspect.
    """
    if not actor.may(Can.INSPECTION_MAKE):
        return []
    risks = rounds.risks(actor, now)
    due = {one.place.code: one.stop.reasons for one in rounds.todays_round(actor, now, risks).due}
    looked = {one.code: one.looked_at for one in risks}
    listed = _places(actor, list(due))
    found = _findings(actor, [one["code"] for one in listed])
    checklists = {one["kind"]: [list_.code for list_ in words.for_place(one["kind"])] for one in listed}
    return [
        one
        | {
            "checklists": checklists[one["kind"]],
            "in_round": one["code"] in due,
            "reasons": list(due.get(one["code"], ())),
            "looked_at": looked.get(one["code"]),
            "findings": found.get(one["code"], []),
        }
        for one in listed
    ]


def _places(actor: Actor, first: Sequence[str]) -> list[Told]:
    """Places of the area, those named first in their order."""
    sites = _sites(Site.objects.filter(code__in=first)) | _grids(Area.objects.filter(code__in=first))
    opened = Site.objects.filter(within(actor.area), is_open=True).exclude(code__in=first).order_by("code")
    others = list(_sites(opened[:MOST]).values())
    here = Area.objects.filter(within(actor.area, "code"), level=Level.GRID, valid_until__isnull=True)
    if len(others) < MOST:
        others += _grids(here.exclude(code__in=first).order_by("code")[:MOST]).values()
    listed = [*(sites[code] for code in first if code in sites), *others][:MOST]
    areas = Area.objects.filter(code__in={one["area"] for one in listed}).values_list("code", "name")
    names = dict(areas)
    return [one | {"address": names.get(one["area"], "")} for one in listed]


def _sites(found: Any) -> dict[str, Told]:
    rows = found.values("code", "name", "kind", "area", "lat", "lon")
    return {row["code"]: dict(row) for row in rows}


def _grids(found: Any) -> dict[str, Told]:
    rows = found.filter(level=Level.GRID, valid_until__isnull=True) if not found.query.is_sliced else found
    return {
        row["code"]: dict(row) | {"kind": GRID, "area": row["code"]}
        for row in rows.values("code", "name", "lat", "lon")
    }


def _findings(actor: Actor, codes: Sequence[str]) -> dict[str, list[Told]]:
    """Of each place its findings that are open or put right, the most urgent first."""
    running = Item.objects.filter(subject__in=codes, kind=flow.FINDING.kind, ended_at__isnull=True)
    items = list(running.filter(incident=actor.incident).order_by("due_at", "code")) if codes else []
    known = access.visible(actor).in_bulk([one.code for one in items]) if items else {}
    found: dict[str, list[Told]] = {}
    for item in items:
        if (finding := known.get(item.code)) is not None:
            found.setdefault(finding.subject, []).append(_told(actor, item, finding))
    return found


def _told(actor: Actor, item: Item, finding: Finding) -> Told:
    return {
        "code": item.code,
        "line": finding.line,
        "checklist": finding.checklist,
        "title": words.line(finding.checklist, finding.line),
        "remark": item.text,
        "state": item.state,
        "found_at": finding.found_at,
        "due_at": item.due_at,
        "own": item.state == flow.REMEDIED and item.moved_by == actor.person,
    }
