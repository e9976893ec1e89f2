"""Changing many: choose, look, apply, undo."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.roster import access, selectors, services, wording
from fangxian.features.roster.forms import FORMS, BulkForm, SearchForm
from fangxian.features.roster.models import BulkChange, BulkState, Field, Responder, RowState
from fangxian.features.roster.services.bulk import UNDO_HOURS
from fangxian.features.roster.views.lists import ON_A_PAGE
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput
from fangxian.kernel.web.doors import Asked, needs


@require_POST
@needs(Can.ROSTER_EDIT)
def choose(request: Asked) -> HttpResponse:
    """What to change of the chosen; with a field named, the preview of that change."""
    field = request.POST.get("field", "")
    forms: dict[str, BulkForm] = {name: form() for name, form in FORMS.items()}
    if field in FORMS:
        form = forms[field] = FORMS[field](request.POST)
        if form.is_valid():
            try:
                edit = form.edit(request.actor)
                proposed = services.propose_bulk_change(
                    actor=request.actor, chosen=_chosen(request), edit=edit
                )
            except BadInput as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("roster:change", proposed.code)
    context = {
        "forms": [(Field(name), form) for name, form in forms.items()],
        "codes": request.POST.getlist("codes"),
        "search": request.POST.get("search", ""),
        "everybody": "everybody" in request.POST,
        "count": _chosen(request).count(),
    }
    return render(request, "roster/choose.html", context, status=422 if field else 200)


@require_GET
@needs(Can.ROSTER_VIEW)
def change(request: Asked, code: str) -> HttpResponse:
    """A change of many: before it is made, after, and after it was undone."""
    shown = access.get_bulk(request.actor, code)
    page = Paginator(selectors.bulk_rows(shown), ON_A_PAGE).get_page(request.GET.get("page"))
    field = Field(shown.field)
    homes = [row.get("home_area", "") for one in page for row in (one.before, one.after)]
    names = selectors.area_names(request.actor, [*homes, shown.asked.get("home_area", "")])
    context = {
        "change": shown,
        "asked": wording.asked(field, shown.asked, names),
        "page": page,
        "rows": [
            (row, wording.value(field, row.before, names), wording.value(field, row.after, names))
            for row in page
        ],
        "tallies": _tallies(shown),
        "may_apply": shown.state == BulkState.PROPOSED and request.actor.may(Can.ROSTER_EDIT, shown.area),
        "undo_until": _undo_until(request, shown),
    }
    return render(request, "roster/change.html", context)


@require_POST
@needs(Can.ROSTER_EDIT)
def apply(request: Asked, code: str) -> HttpResponse:
    """Make a change that was looked at."""
    services.apply_bulk_change(actor=request.actor, code=code)
    messages.success(request, _("The change is made."))
    return redirect("roster:change", code)


@require_POST
@needs(Can.ROSTER_EDIT)
def undo(request: Asked, code: str) -> HttpResponse:
    """Put back what a change of many changed."""
    services.undo_bulk_change(actor=request.actor, code=code)
    messages.success(request, _("The change is undone."))
    return redirect("roster:change", code)


@require_GET
@needs(Can.ROSTER_VIEW)
def changes(request: Asked) -> HttpResponse:
    """The changes of many made here, newest first."""
    page = Paginator(selectors.bulk_changes(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    names = selectors.area_names(request.actor, (one.asked.get("home_area", "") for one in page))
    rows = [(one, wording.asked(Field(one.field), one.asked, names)) for one in page]
    return render(request, "roster/changes.html", {"page": page, "rows": rows})


def _chosen(request: Asked) -> QuerySet[Responder]:
    """The people whose boxes were ticked, or everybody whom the search found."""
    if "everybody" in request.POST:
        form = SearchForm(QueryDict(request.POST.get("search", "")))
        return selectors.responders(request.actor, form.search(timezone.localdate()))
    return access.visible(request.actor).filter(code__in=request.POST.getlist("codes"))


def _tallies(shown: BulkChange) -> list[tuple[str, int, str]]:
    """What became of the rows: words, number, tone; only what there is."""
    counted = selectors.bulk_tally(shown)
    tones = {RowState.LEFT: "warn", RowState.KEPT: "warn", RowState.CHANGED: "ok", RowState.RESTORED: "ok"}
    return [
        (str(state.label), counted[state], tones.get(state, "")) for state in RowState if state in counted
    ]


def _undo_until(request: Asked, shown: BulkChange) -> object:
    """Until when the change can be undone by this person; None if not."""
    if shown.state != BulkState.APPLIED or shown.applied_at is None:
        return None
    until = shown.applied_at + timedelta(hours=UNDO_HOURS)
    allowed = until > timezone.now() and request.actor.may(Can.ROSTER_EDIT, shown.area)
    return until if allowed else None
