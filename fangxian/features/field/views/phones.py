"""Phones as pages: one's own, the code that enrols one, all of an area, one of them."""

from __future__ import annotations

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.charges import access as charges
from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.field import access, services
from fangxian.features.field.selectors import candidates, devices
from fangxian.features.field.services import Offer
from fangxian.features.field.states import DeviceState
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.PHONE_CARRY)
@require_safe
def mine(request: Asked) -> HttpResponse:
    """One's own phones, and the button that enrols another."""
    return render(request, "field/mine.html", {"lines": devices.own(request.actor, timezone.now())})


@needs(Can.PHONE_CARRY, Can.DEVICE_MANAGE)
@require_POST
def offer(request: Asked) -> HttpResponse:
    """The code that enrols a phone, shown this once: the answer to a press on a button."""
    made = services.offer_enrolment(actor=request.actor, charge=request.POST.get("charge", ""))
    found = charges.get(request.actor, request.POST.get("charge", "") or request.actor.charge)
    context = {
        "offer": made,
        "charge": found,
        "own": not request.POST.get("charge"),
        "address": request.build_absolute_uri("/field/"),
        "picture": picture(request, made),
    }
    return render(request, "field/offer.html", context)


@needs(Can.PHONE_CARRY, Can.DEVICE_MANAGE)
@require_safe
def offered(request: Asked, code: str) -> HttpResponse:
    """Asked every other second while a code is shown: nothing to say (204), or the phone that used it."""
    enrolment = access.get_enrolment(request.actor, code)
    if enrolment.used_at is not None:
        return render(request, "field/enrolled.html", {"device": access.get(request.actor, code)})
    if enrolment.expires_at <= timezone.now():
        return render(request, "field/expired.html", {"charge": enrolment.charge})
    return HttpResponse(status=204)


def picture(request: HttpRequest, made: Offer) -> str:
    """The QR code of an offer as the address of an image, which holds it itself."""
    address = request.build_absolute_uri(f"/field/#enrol={made.code}")
    return str(segno.make(address, error="m").svg_data_uri(scale=6, border=4, dark="#000", light="#fff"))


@needs(Can.DEVICE_MANAGE)
@require_safe
def phones(request: Asked) -> HttpResponse:
    """The phones of the area, those heard of least first."""
    query, now = request.GET, timezone.now()
    asked = {"text": query.get("q", "").strip(), "state": query.get("state", "")}
    found = devices.devices(request.actor, now, **asked, area=query.get("area", "").strip())
    context: dict[str, object] = {
        "page": page_of(found, lambda some: devices.lines(some, now), query.get("page")),
        "asked": query,
        "states": DeviceState.choices,
    }
    if request.htmx:
        return render(request, "field/phone-rows.html", context)
    context["figures"] = devices.figures(request.actor, now)
    return render(request, "field/phones.html", context)


@needs(Can.DEVICE_MANAGE)
@require_safe
def people(request: Asked) -> HttpResponse:
    """For whom a phone can be enrolled."""
    query, now, actor = request.GET, timezone.now(), request.actor
    found = candidates.candidates(actor, query.get("q", "").strip())
    page = page_of(found, lambda some: candidates.told(actor, some, now), query.get("page"))
    template = "field/people-rows.html" if request.htmx else "field/people.html"
    return render(request, template, {"page": page, "asked": query})


@needs(Can.PHONE_CARRY, Can.DEVICE_MANAGE)
@require_safe
def phone(request: Asked, code: str) -> HttpResponse:
    """One phone: who carries it, when it was heard of, what it has not sent."""
    return _phone(request, code)


@needs(Can.PHONE_CARRY, Can.DEVICE_MANAGE)
@require_POST
def revoke(request: Asked, code: str) -> HttpResponse:
    """Let a phone in no more."""
    reason = request.POST.get("reason", "")
    try:
        services.revoke_device(actor=request.actor, code=code, reason=reason[:200])
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return _phone(request, code, str(refusal))
    messages.success(request, _("The phone is revoked. What it had not sent is named below."))
    return redirect(reverse("field:phone", args=[code]))


def _phone(request: Asked, code: str, wrong: str = "") -> HttpResponse:
    look = devices.look(request.actor, code, timezone.now())
    device = look.line.device
    may = access.is_own(request.actor, device) or request.actor.may(Can.DEVICE_MANAGE, device.area)
    context = {
        "look": look,
        "line": look.line,
        "device": device,
        "wrong": wrong,
        "may_revoke": may and device.revoked_at is None,
        "may_manage": request.actor.may(Can.DEVICE_MANAGE),
    }
    return render(request, "field/phone.html", context, status=422 if wrong else 200)
