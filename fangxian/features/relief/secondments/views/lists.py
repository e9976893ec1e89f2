"""Who came and who went, as a page and as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.relief.secondments.selectors import choosing, lists
from fangxian.features.relief.tabs import tabs
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form, Table, as_table, download


@needs(Can.CHARGE_VIEW)
@require_safe
def secondments(request: Asked) -> HttpResponse:
    """The list; for htmx the rows only."""
    actor, search = request.actor, _search(request)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "page": lists.page(actor, search, request.GET.get("page", 1)),
        "search": search,
        "areas": choosing.places(actor),
        "ways": lists.WAYS.items(),
        "times": lists.TIMES.items(),
        "tabs": tabs(actor, "secondments"),
        "may_order": actor.may(Can.SECOND),
        "files": _files(asked.urlencode()) if actor.may(Can.EXPORT) else [],
    }
    return render(request, "relief/rows.html" if request.htmx else "relief/secondments.html", context)


@needs(Can.EXPORT)
@require_safe
def export(request: Asked, form: str) -> HttpResponse:
    """Those that fit, as a file."""
    rows = lists.sheet(request.actor, _search(request))
    return download(
        actor=request.actor,
        subject=_("Secondments"),
        area=request.actor.area,
        form=as_table(form),
        tables=[Table(_("Secondments"), lists.columns(), rows)],
    )


def _search(request: Asked) -> lists.Search:
    asked = {name: request.GET.get(name, "").strip() for name in ("area", "q", "way")}
    time = request.GET.get("time", "now")
    return lists.Search(**asked, time=time if time in lists.TIMES else "now")


def _files(asked: str) -> list[tuple[str, str]]:
    page = "relief:secondments-export"
    return [(form.name, f"{reverse(page, args=[form])}?{asked}") for form in (Form.XLSX, Form.CSV)]
