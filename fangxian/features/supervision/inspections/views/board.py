"""The board: areas ranked by their findings, the findings of one, and both to take away."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from fangxian.features.charges import selectors as charges
from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.supervision.inspections.selectors import board, ranking
from fangxian.features.supervision.inspections.selectors.board import Row
from fangxian.features.supervision.inspections.selectors.ranking import AreaRow
from fangxian.features.supervision.inspections.views.around import crumbs, tabs
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Can
from fangxian.kernel.codes import inside
from fangxian.kernel.errors import NotFound, Text
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@needs(Can.FINDING_VIEW)
@require_safe
def here(request: Asked) -> HttpResponse:
    """The board of the actor's own area."""
    if not request.actor.area:
        raise NotFound
    return redirect("supervision:inspections-area", request.actor.area)


@needs(Can.FINDING_VIEW)
@require_safe
def area(request: Asked, code: str) -> HttpResponse:
    """One area: what is open, overdue, repeated; the areas inside it, the worst first."""
    actor, now = request.actor, timezone.now()
    found = territory.get(actor, code)
    total, below = ranking.ranked(actor, found.code, now)
    context = {
        "area": found,
        "total": total,
        "below": below,
        "lead": charges.answering(actor, found.code),
        "urgent": board.rows(actor, board.findings(actor, code, "running", now)[:10], now),
        "files": _files(request, code),
        "tabs": tabs(actor, "inspections"),
        "crumbs": crumbs(*_way(request, code)),
    }
    return render(request, "supervision/inspections/board.html", context)


@needs(Can.FINDING_VIEW)
@require_safe
def findings(request: Asked, code: str) -> HttpResponse:
    """The findings of an area: those running, overdue, to be looked at again, repeated, ended."""
    actor, now = request.actor, timezone.now()
    found = territory.get(actor, code)
    show = request.GET.get("show", "")
    some = board.findings(actor, code, show, now)
    context = {
        "area": found,
        "page": page_of(
            some,
            lambda rows: board.rows(actor, rows, now),
            request.GET.get("page"),
            count=ranking.how_many(actor, code, show, now),
        ),
        "shown": [(name, label, name == show) for name, label in _shown().items()],
        "crumbs": crumbs(*_way(request, code), (_("Findings"), request.path)),
    }
    template = "finding-rows.html" if request.htmx else "findings.html"
    return render(request, f"supervision/inspections/{template}", context)


@needs(Can.EXPORT, Can.INSPECTION_MAKE)
@require_safe
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """The areas ranked, and (in a workbook) the findings that run."""
    actor, now = request.actor, timezone.now()
    found = territory.get(actor, code)
    actor.require(Can.FINDING_VIEW, code)
    _total, ranked = ranking.ranked(actor, code, now)
    rows = board.rows(actor, board.findings(actor, code, "running", now), now)
    tables = [
        Table(_("Areas"), _area_columns(), _area_rows(ranked)),
        Table(_("Findings"), _finding_columns(), _finding_rows(rows)),
    ]
    subject = _("findings of %(area)s") % {"area": found.name}
    can = Can.EXPORT if actor.may(Can.EXPORT) else Can.INSPECTION_MAKE
    return download(actor=actor, subject=subject, area=code, form=as_table(form), tables=tables, can=can)


def _shown() -> dict[str, Text]:
    return {
        "": _("Running"),
        "overdue": _("Overdue"),
        "to_look_again": _("To be looked at again"),
        "repeated": _("Repeated"),
        "ended": _("Ended"),
    }


def _files(request: Asked, code: str) -> list[tuple[str, str]]:
    actor = request.actor
    if not (actor.may(Can.EXPORT, code) or actor.may(Can.INSPECTION_MAKE, code)):
        return []
    return [
        (label, reverse("supervision:inspections-export", args=[code, form]))
        for form, label in (("xlsx", _("Excel")), ("csv", _("CSV")))
    ]


def _way(request: Asked, code: str) -> list[tuple[str, str]]:
    """The areas from the actor's own down to one."""
    if not inside(code, request.actor.area):
        return []
    around = [code[:length] for length in range(max(1, len(request.actor.area)), len(code) + 1)]
    areas = (
        territory.visible(request.actor).filter(code__in=around, valid_until__isnull=True).order_by("code")
    )
    return [(one.name, reverse("supervision:inspections-area", args=[one.code])) for one in areas]


def _area_columns() -> list[str]:
    return [
        *(_("Area code"), _("Area"), _("Who answers"), pgettext("finding", "Open"), _("Overdue")),
        *(_("To be looked at again"), _("Repeated"), _("Inspections in 14 days")),
    ]


def _area_rows(ranked: list[AreaRow]) -> Iterator[list[object]]:
    for row in ranked:
        lead, counts = (row.lead.now.name if row.lead else ""), row.counts
        yield [
            *(row.area.code, row.area.name, lead, counts.open, counts.overdue),
            *(counts.to_look_again, counts.repeated, counts.inspections),
        ]


def _finding_columns() -> list[str]:
    return [
        *(_("Code"), _("Area code"), _("Area"), _("Place"), _("Checklist"), _("What failed"), _("Remark")),
        *(_("Weight"), _("Found at"), _("State"), _("Due"), _("Held by"), _("Found before in 14 days")),
    ]


def _finding_rows(rows: list[Row]) -> Iterator[list[object]]:
    for one in rows:
        found, item = one.finding, one.item
        yield [
            *(found.code, found.area, one.area_name, one.place, one.checklist, one.line, item.text),
            *(found.severity, found.found_at, one.state, item.due_at, one.holder, found.repeats),
        ]
