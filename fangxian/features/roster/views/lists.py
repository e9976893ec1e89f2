"""The list of responders, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fangxian.features.roster import selectors
from fangxian.features.roster.forms import SearchForm
from fangxian.features.roster.models import Responder
from fangxian.features.roster.phones import phone_of
from fangxian.features.roster.sheets import ROSTER
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form, Table, download

ON_A_PAGE = 50


@require_GET
@needs(Can.ROSTER_VIEW)
def responders(request: Asked) -> HttpResponse:
    """Those who fit, fifty at a time; for htmx the rows only."""
    form = SearchForm(request.GET)
    found = selectors.in_order(
        selectors.responders(request.actor, form.search(timezone.localdate())),
        request.GET.get("sort", "name"),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    for name in ("page", "sort"):
        asked.pop(name, None)
    context = {
        "form": form,
        "page": page,
        "names": page_names(request.actor, page),
        "asked": asked.urlencode(),
        "files": _files(asked.urlencode()) if request.actor.may(Can.EXPORT) else [],
        "may_edit": request.actor.may(Can.ROSTER_EDIT),
    }
    return render(request, "roster/_rows.html" if request.htmx else "roster/responders.html", context)


@require_GET
@needs(Can.EXPORT)
def export(request: Asked, form: str) -> HttpResponse:
    """Everybody who fits, as the sheet they are imported from."""
    if form not in (Form.CSV, Form.XLSX):
        raise NotFound
    found = selectors.responders(request.actor, SearchForm(request.GET).search(timezone.localdate()))
    return download(
        actor=request.actor,
        subject=_("Responders"),
        area=request.actor.area,
        form=Form(form),
        tables=[Table(_("Responders"), [str(column.title) for column in ROSTER.columns], _rows(found))],
        personal=True,
    )


@require_GET
@needs(Can.ROSTER_VIEW)
def villages(request: Asked) -> HttpResponse:
    """Villages to choose from while somebody types; whatever the field is called."""
    text = str(next(iter(request.GET.values()), "")).strip()
    found = selectors.villages(request.actor, text) if text else []
    return render(request, "roster/_villages.html", {"villages": found})


def page_names(actor: Actor, page: Page[Responder]) -> dict[str, str]:
    """The names of all areas that a page of responders speaks of."""
    return selectors.area_names(
        actor,
        (code for one in page for code in (one.home_area, one.unit_area, one.posted_area, one.seconded_area)),
    )


def _files(asked: str) -> list[tuple[str, str]]:
    return [(form.name, f"{reverse('roster:export', args=[form])}?{asked}") for form in (Form.XLSX, Form.CSV)]


def _rows(found: QuerySet[Responder]) -> Iterator[list[object]]:
    for one in found.order_by("code").iterator(chunk_size=5_000):
        yield [
            *(one.code, one.name, one.kind, one.unit_id, one.branch_id or "", one.home_area),
            *(one.lat, one.lon, ";".join(one.skills), phone_of(one), int(one.is_member)),
            *(one.available_from, one.available_until, one.max_hours_week),
        ]
