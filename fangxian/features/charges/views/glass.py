"""Breaking the glass, closing it, and the list of those who did."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.charges.glass import access, rules, selectors
from fangxian.features.charges.glass.forms import BreakForm, ReviewForm
from fangxian.features.charges.models import Reason, Verdict
from fangxian.features.charges.services import glass as services
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput, Conflict, NotFound
from fangxian.kernel.web.doors import Asked, needs, signed_in

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
@needs(Can.GLASS_BREAK)
def break_glass(request: Asked) -> HttpResponse:
    """The form, or the breaking: from then on the person acts in the area they opened."""
    areas = selectors.choices(request.actor)
    form = BreakForm(areas, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            glass = services.break_glass(
                actor=request.actor,
                area=given["area"],
                reason=Reason(given["reason"]),
                text=given["text"],
                minutes=given["minutes"],
                at=timezone.now(),
            )
        except (BadInput, Conflict) as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session["charge"] = glass.code
            messages.warning(request, _("The glass is broken. The lead there and the auditor know."))
            return redirect("/")
    context = {"form": form, "areas": areas, "a_day": rules.A_DAY}
    return render(request, "charges/glass/break.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def close(request: HttpRequest, code: str) -> HttpResponse:
    """The end before its time; who broke it acts again under their own charge."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise NotFound
    glass = services.close_glass(actor=actor, code=code, at=timezone.now())
    messages.success(request, _("The glass is closed."))
    if glass.person != actor.person:
        return redirect("charges:glass", code)
    request.session["charge"] = glass.charge
    return redirect("/")


@require_GET
@needs(Can.GLASS_REVIEW, Can.GLASS_BREAK)
def glasses(request: Asked) -> HttpResponse:
    """Who broke the glass into my area or out of it; for others their own."""
    page = Paginator(access.visible(request.actor).order_by("-opened_at"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = selectors.rows(page.object_list, timezone.now())
    return render(request, "charges/glass/glasses.html", {"rows": rows, "page": page})


@require_GET
@needs(Can.GLASS_REVIEW, Can.GLASS_BREAK)
def glass(request: Asked, code: str) -> HttpResponse:
    """One: why, what was done meanwhile, what came of it."""
    look = selectors.look(request.actor, code, timezone.now())
    return render(request, "charges/glass/glass.html", {"look": look, "form": ReviewForm()})


@require_POST
@needs(Can.GLASS_REVIEW)
def acknowledge(request: Asked, code: str) -> HttpResponse:
    """Seen."""
    services.acknowledge_glass(actor=request.actor, code=code, at=timezone.now())
    return redirect("charges:glass", code)


@require_POST
@needs(Can.GLASS_REVIEW)
def review(request: Asked, code: str) -> HttpResponse:
    """The judgement."""
    form = ReviewForm(request.POST)
    look = selectors.look(request.actor, code, timezone.now())
    if form.is_valid():
        given = form.cleaned_data
        try:
            verdict = Verdict(given["verdict"])
            services.review_glass(
                actor=request.actor, code=code, verdict=verdict, note=given["note"], at=timezone.now()
            )
        except BadInput as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, _("Your judgement is kept."))
            return redirect("charges:glass", code)
    return render(request, "charges/glass/glass.html", {"look": look, "form": form}, status=422)
