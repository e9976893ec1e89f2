"""Notices to residents by grid: on a page, as a sheet, and to be printed and hung up."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.selectors import notices as selectors
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table

MOST = 300
"""Grids on one print: as many as a township has."""


@needs(Can.ROUND_VIEW)
@require_safe
def notices(request: Asked, code: str) -> HttpResponse:
    """When and where the people of each grid come."""
    of_round, text = access.get(request.actor, code), request.GET.get("q", "").strip()
    page, found = selectors.page(request.actor, of_round, text=text, number=request.GET.get("page"))
    context = head(request, of_round, "sampling:notices", _("Notices")) | {
        "page": page,
        "notices": found,
        "text": text,
        "may_export": request.actor.may(Can.EXPORT),
    }
    return render(request, "sampling/notices.html", context)


@needs(Can.EXPORT)
@require_safe
def sheet(request: Asked, code: str, form: str) -> HttpResponseBase:
    """The notices of the actor's area as a sheet, for sending on to villages."""
    of_round = access.get(request.actor, code)
    every = list(selectors.turns(request.actor, of_round, request.GET.get("q", "").strip()))
    columns = [_("Village"), _("Grid"), _("Code"), _("People"), _("Point"), _("From"), _("Until")]
    rows = _rows(selectors.notices(request.actor, of_round, every))
    return exports.download(
        actor=request.actor,
        subject=_("Notices to residents"),
        area=request.actor.area,
        form=as_table(form),
        tables=[Table(_("Notices"), [*columns, _("Walk, minutes"), _("Notice")], rows)],
    )


def _rows(found: Iterator[selectors.Notice]) -> Iterator[list[object]]:
    for one in found:
        turn = one.turn
        where = [one.village, one.name, turn.area, turn.people, turn.point_name]
        yield [*where, turn.starts_at, turn.ends_at, one.minutes, one.text]


@needs(Can.ROUND_VIEW)
@require_safe
def printed(request: Asked, code: str) -> HttpResponse:
    """Notices to print and hang up, one below another."""
    of_round, text = access.get(request.actor, code), request.GET.get("q", "").strip()
    every = selectors.turns(request.actor, of_round, text)
    found = list(selectors.notices(request.actor, of_round, list(every[:MOST])))
    mark = exports.printed(
        actor=request.actor,
        area=request.actor.area,
        subject=_("Notices to residents"),
        rows=len(found),
        at=timezone.now(),
    )
    context = head(request, of_round, "sampling:notices", _("To print")) | {
        "notices": found,
        "mark": mark,
        "more": every.count() - len(found),
        "notice": of_round.notice,
    }
    return render(request, "sampling/notices-print.html", context)
