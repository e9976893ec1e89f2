"""My charges, and going on under another of them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.charges import selectors, services
from fangxian.kernel.web.doors import signed_in


@require_GET
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """What I answer for, who answers to me, and what hangs on it."""
    actor = request.actor  # type: ignore[attr-defined]
    charges = request.charges  # type: ignore[attr-defined]
    found = selectors.own(actor, charges, timezone.now()) if actor else None
    return render(request, "charges/own.html", {"own": found, "charges": charges})


@require_POST
@signed_in
def switch(request: HttpRequest) -> HttpResponse:
    """Going on under another of my charges; the board of its area comes first."""
    actor = services.switch(person=request.user.get_username(), code=request.POST.get("charge", ""))
    request.session["charge"] = actor.charge
    messages.success(request, _("You act now as %(role)s.") % {"role": actor.role.label})
    return redirect("/")
