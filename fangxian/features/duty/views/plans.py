"""The list of plans, a new one, its progress, and what is done with it as a whole."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fangxian.features.duty import access, services
from fangxian.features.duty.forms import PlanForm
from fangxian.features.duty.selectors import packs as rules
from fangxian.features.duty.selectors import plans as asked
from fangxian.features.duty.selectors.paging import page_of
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.PLAN_VIEW)
@require_safe
def plans(request: Asked) -> HttpResponse:
    """Every plan in sight, newest first; how to begin where there is none."""
    page = page_of(asked.plans(request.actor), asked.lines, request.GET.get("page"))
    context = {"page": page, "may_draft": request.actor.may(Can.PLAN_DRAFT)}
    return render(request, "duty/plans.html", context)


@needs(Can.PLAN_DRAFT)
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """A new plan: area, rule pack with its figures, start and days, where sites come from."""
    packs = rules.packs()
    form = PlanForm(
        request.POST or None,
        areas=asked.plannable_areas(request.actor),
        packs=[(pack.code, pack.title) for pack in packs],
        initial={"area": request.actor.area, "starts_at": _next_midnight()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_plan(actor=request.actor, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("duty:plan", made.code)
    context = {"form": form, "packs": packs}
    return render(request, "duty/new.html", context, status=422 if form.errors else 200)


@needs(Can.PLAN_VIEW)
@require_safe
def progress(request: Asked, code: str) -> HttpResponse:
    """How far the computation is; once it is done, the page is loaded anew."""
    plan = access.get_plan(request.actor, code)
    head = asked.head(plan)
    answer = render(request, "duty/progress.html", {"head": head})
    if not head.is_waiting:
        answer.headers["HX-Refresh"] = "true"
    return answer


@needs(Can.PLAN_DRAFT)
@require_POST
def recompute(request: Asked, code: str) -> HttpResponse:
    """Have it computed anew with the changes by hand."""
    services.recompute(actor=request.actor, code=code)
    messages.success(request, _("The draft is being computed anew; people stay where they are if they can."))
    return redirect("duty:plan", code)


@needs(Can.PLAN_DRAFT)
@require_POST
def discard(request: Asked, code: str) -> HttpResponse:
    """Give it up."""
    services.discard_plan(actor=request.actor, code=code)
    messages.success(request, _("The draft is discarded."))
    return redirect("duty:plans")


@needs(Can.PLAN_PUBLISH)
@require_POST
def publish(request: Asked, code: str) -> HttpResponse:
    """Make it what runs."""
    services.publish_plan(actor=request.actor, code=code)
    messages.success(request, _("The plan is published: it runs now, and everybody in it sees their duty."))
    return redirect("duty:plan", code)


def _next_midnight() -> datetime:
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
