"""Pages of units: the tree, one unit, a new one, and the tree as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.orgs import access, selectors, services
from fangxian.features.orgs.forms import NameForm, ParentForm, UnitForm
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.orgs.sheets import UNITS
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form, Table, download


@require_GET
@needs(Can.UNIT_VIEW)
def units(request: Asked) -> HttpResponse:
    """The tree; for htmx the sub-units of one unit, or what a search finds."""
    today, text, under = timezone.localdate(), request.GET.get("q", "").strip(), request.GET.get("under")
    if under:
        rows = selectors.below(request.actor, access.get(request.actor, under), today)
    elif text:
        rows = selectors.find(request.actor, text, today)
    else:
        rows = selectors.roots(request.actor, today)
    template = "orgs/_tree.html" if request.htmx else "orgs/units.html"
    context = {
        "rows": rows,
        "query": text,
        "most": selectors.FOUND_AT_MOST,
        "files": downloads("orgs:export") if request.actor.may(Can.EXPORT) else [],
        "may_found": request.actor.may(Can.UNIT_EDIT),
    }
    return render(request, template, context)


@require_GET
@needs(Can.UNIT_VIEW)
def suggestions(request: Asked) -> HttpResponse:
    """Units to choose from while somebody types; whatever the field is called."""
    text = str(next(iter(request.GET.values()), "")).strip()
    found = selectors.suggestions(request.actor, text, timezone.localdate()) if text else []
    return render(request, "orgs/_suggestions.html", {"units": found})


@require_GET
@needs(Can.UNIT_VIEW)
def unit(request: Asked, code: str) -> HttpResponse:
    """One unit: where it stands, what is below it, how many people are in it."""
    return _unit_page(request, access.get(request.actor, code))


@require_http_methods(["GET", "POST"])
@needs(Can.UNIT_EDIT)
def new_unit(request: Asked) -> HttpResponse:
    """Found a unit."""
    given = {"parent": request.GET.get("parent", ""), "area": request.GET.get("area", request.actor.area)}
    form = UnitForm(request.POST) if request.method == "POST" else UnitForm(initial=given)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            founded = services.found_unit(
                actor=request.actor,
                code=asked["code"],
                name=asked["name"],
                kind=UnitKind(asked["kind"]),
                area=asked["area"],
                parent=asked["parent"],
                on=timezone.localdate(),
            )
        except Refusal as refusal:
            form.add_error(_field_of(refusal), str(refusal))
        else:
            messages.success(request, _("%(unit)s has been founded.") % {"unit": founded.name})
            return redirect("orgs:unit", founded.code)
    return render(request, "orgs/new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs(Can.UNIT_EDIT)
def rename(request: Asked, code: str) -> HttpResponse:
    """Give a unit another name."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _unit_page(request, access.get(request.actor, code), naming=form)
    services.rename_unit(actor=request.actor, code=code, name=form.cleaned_data["name"])
    return redirect("orgs:unit", code)


@require_POST
@needs(Can.UNIT_EDIT)
def move(request: Asked, code: str) -> HttpResponse:
    """Put a unit under another parent."""
    form = ParentForm(request.POST)
    if form.is_valid():
        try:
            services.move_unit(
                actor=request.actor, code=code, parent=form.cleaned_data["parent"], on=timezone.localdate()
            )
        except Refusal as refusal:
            form.add_error("parent", str(refusal))
        else:
            return redirect("orgs:unit", code)
    return _unit_page(request, access.get(request.actor, code), moving=form)


@require_POST
@needs(Can.UNIT_EDIT)
def close(request: Asked, code: str) -> HttpResponse:
    """Close a unit from today on."""
    closed = services.close_unit(actor=request.actor, code=code, on=timezone.localdate())
    messages.success(request, _("%(unit)s has been closed.") % {"unit": closed.name})
    return redirect("orgs:unit", code)


@require_GET
@needs(Can.EXPORT)
def export(request: Asked, form: str) -> HttpResponse:
    """The units in sight as the sheet they are imported from, with their people."""
    if form not in (Form.CSV, Form.XLSX):
        raise NotFound
    columns = [str(column.title) for column in UNITS.columns] + [_("People")]
    found = selectors.with_people(selectors.in_order(request.actor, timezone.localdate()))
    return download(
        actor=request.actor,
        subject=_("Units"),
        area=request.actor.area,
        form=Form(form),
        tables=[Table(_("Units"), columns, _rows(found))],
    )


def downloads(address: str) -> list[tuple[str, str]]:
    """What the download menu offers: each form with its address."""
    return [(form.name, reverse(address, args=[form])) for form in (Form.XLSX, Form.CSV)]


def _rows(units: list[tuple[Unit, int]]) -> Iterator[list[object]]:
    for one, people in units:
        yield [one.code, one.name, one.kind, one.parent_id or "", one.area, people]


def _field_of(refusal: Refusal) -> str | None:
    """The field of the form that a refusal speaks of."""
    places = {"orgs.unit_code_taken": "code", "not_allowed": "area", "not_found": "parent"}
    places |= dict.fromkeys(["orgs.unit_closed", "orgs.unit_outside_parent"], "parent")
    return places.get(refusal.code)


def _unit_page(
    request: HttpRequest, shown: Unit, naming: forms.Form | None = None, moving: forms.Form | None = None
) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    context = {
        "unit": shown,
        "way": selectors.way_up(actor, shown),
        "rows": selectors.below(actor, shown, today),
        "people": selectors.with_people([shown])[0][1],
        "may_edit": shown.valid_until is None and actor.may(Can.UNIT_EDIT, shown.area),
        "sees_people": actor.may(Can.ROSTER_VIEW),
        "naming": naming or NameForm(initial={"name": shown.name}),
        "moving": moving or ParentForm(initial={"parent": shown.parent_id}),
    }
    wrong = any(form and form.errors for form in (naming, moving))
    return render(request, "orgs/unit.html", context, status=422 if wrong else 200)
