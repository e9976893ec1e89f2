"""I am away and back; a deputy is named, put on, and taken off again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fangxian.features.charges import access, selectors, services
from fangxian.features.charges.forms import DeputyForm, OwnAwayForm
from fangxian.features.charges.refusals import HoursWrong
from fangxian.features.roster import services as roster
from fangxian.features.roster.models import Absence
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput, NotAllowed, Refusal
from fangxian.kernel.web.doors import Asked, needs, signed_in

MOST_HOURS = 30 * 24


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def away(request: Asked) -> HttpResponse:
    """From when until when I am away: who covers for each of my charges, and where nobody would."""
    if request.actor is None:
        raise NotAllowed
    today = timezone.localdate()
    start = {"since": today, "until": today + timedelta(days=1), "reason": Absence.AWAY}
    form = OwnAwayForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            roster.say_away(
                actor=request.actor,
                reason=Absence(given["reason"]),
                since=given["since"],
                until=given["until"],
                note=given["note"],
            )
        except BadInput as refusal:
            form.add_error(str(refusal.facts["field"]), str(refusal))
        else:
            messages.success(request, _("It is noted. Whoever covers for you is shown from then on."))
            return redirect("charges:own")
    charges = request.charges  # type: ignore[attr-defined]
    held = selectors.held_charges(request.actor, charges, timezone.now())
    context = {"form": form, "held": [one for one in held if one.holds]}
    return render(request, "charges/away.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def back(request: Asked) -> HttpResponse:
    """I am back."""
    if request.actor is None:
        raise NotAllowed
    roster.say_back(actor=request.actor)
    messages.success(request, _("Welcome back: you answer again."))
    return redirect("charges:own")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.COVER_PUT, Can.ROSTER_VIEW)
def deputy(request: Asked, code: str) -> HttpResponse:
    """A deputy for a charge that has none."""
    charge = access.get(request.actor, code)
    form = DeputyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            named = services.name_deputy(actor=request.actor, code=code, deputy=form.cleaned_data["deputy"])
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            form.add_error("deputy", str(refusal))
        else:
            messages.success(request, _("%(name)s is deputy now.") % {"name": named.deputy_name})
            own = code == request.actor.charge
            return redirect("charges:own") if own else redirect("charges:area", charge.area)
    return render(
        request, "charges/deputy.html", {"charge": charge, "form": form}, status=422 if form.errors else 200
    )


@require_POST
@needs(Can.COVER_PUT)
def put_on(request: Asked, code: str) -> HttpResponse:
    """The deputy covers from now on, for so many hours or until taken off."""
    now = timezone.now()
    hours = _hours(request.POST.get("hours", ""))
    charge = services.put_deputy_on(
        actor=request.actor,
        code=code,
        reason=request.POST.get("reason", ""),
        until=now + timedelta(hours=hours) if hours else None,
        at=now,
    )
    messages.success(request, _("%(name)s covers from now on.") % {"name": charge.deputy_name})
    return redirect("charges:area", charge.area)


@require_POST
@signed_in
def take_off(request: Asked, code: str) -> HttpResponse:
    """The cover that somebody put on ends."""
    if request.actor is None:
        raise NotAllowed
    charge = services.take_deputy_off(actor=request.actor, code=code)
    messages.success(request, _("%(name)s answers again.") % {"name": charge.holder_name})
    own = str(charge.holder_id) == request.actor.responder
    return redirect("charges:own") if own else redirect("charges:area", charge.area)


def _hours(given: str) -> int | None:
    """The hours that were asked for; None for none."""
    if not given.strip():
        return None
    hours = int(given) if given.isascii() and given.isdecimal() and len(given) < 5 else 0
    if not 0 < hours <= MOST_HOURS:
        raise HoursWrong(field="hours", most=MOST_HOURS)
    return hours
