"""Looking as a charge below, stopping, and who looked as mine."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.charges import looking, services
from fangxian.features.charges.selectors.viewed import viewed as lines_of
from fangxian.kernel.authority import Can
from fangxian.kernel.trail.telling import tell
from fangxian.kernel.web.doors import Asked, needs, signed_in


@require_POST
@needs(Can.CHARGE_VIEW_AS)
def view(request: Asked, code: str) -> HttpResponse:
    """From now on I see what this charge sees; its first page comes first."""
    at = timezone.now()
    charge = services.view_as(actor=request.actor, code=code, at=at)
    looking.begin(request, charge, at)
    return redirect("/")


@require_POST
@signed_in
def stop(request: HttpRequest) -> HttpResponse:
    """Back to my own eyes, on the page of the area that I looked at."""
    actor, kept = request.actor, looking.present(request)  # type: ignore[attr-defined]
    if actor is None or kept is None:
        return redirect("/")
    code, since = kept
    charge = services.stop_viewing(actor=actor, code=code, since=since, at=timezone.now())
    looking.forget(request)
    messages.success(request, _("You see as yourself again."))
    return redirect("charges:area", charge.area) if charge else redirect("/")


@require_GET
@signed_in
def viewed(request: HttpRequest) -> HttpResponse:
    """Who looked as the charge I act under."""
    actor = request.actor  # type: ignore[attr-defined]
    lines = [tell(line) for line in lines_of(actor)] if actor else []
    return render(request, "charges/viewed.html", {"lines": lines})
