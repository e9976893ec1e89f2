"""What phones ask of the server, except the door for reports: read the request, one call, answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.field import schemas, services
from fangxian.features.field.selectors import pulling
from fangxian.features.field.tokens import Carried, actor_of, by_phone, to_phone
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import anyone


@anyone
@require_POST
@to_phone
def enrol(request: HttpRequest) -> HttpResponse:
    """A code for a token, once. Whoever has the code is let in: it has 128 random bits and ten minutes."""
    asked = schemas.read(request, schemas.Enrol)
    made = services.enrol_device(code=asked.code, installation=asked.installation, label=asked.label)
    device, me = made.device, pulling.me(actor_of(made.device), made.device)
    told = {"token": made.token, "device": device.code, "expires_at": device.expires_at}
    return _answer(told | me | {"incident": device.incident})


@require_GET
@by_phone(Can.PHONE_CARRY)
def pull(request: Carried) -> HttpResponse:
    """What the phone holds, or what changed of it."""
    services.note_seen(request.device)
    told = pulling.pull(request.actor, request.device, request.GET.get("since", ""), timezone.now())
    services.note_received(request.actor, told)
    return _answer(told)


@require_POST
@by_phone(Can.FIELD_REPORT)
def claims(request: Carried) -> HttpResponse:
    """Work taken, extended, released, handed over; what somebody else holds is told."""
    asked = schemas.read(request, schemas.Claims)
    held = services.claim_work(
        actor=request.actor,
        person=request.device.person,
        action=asked.action,
        targets=asked.targets,
        to=asked.to,
        reason=asked.reason,
    )
    return _answer({"answers": held})


@require_POST
@by_phone(Can.RESIDENT_READ)
def read_household(request: Carried, code: str) -> HttpResponse:
    """Names and telephones of one household, for a purpose; each resident is a line of the trail."""
    asked = schemas.read(request, schemas.Read)
    return _answer({"people": services.read_household(actor=request.actor, code=code, purpose=asked.purpose)})


@require_POST
@by_phone(*Can, after_end=True)
def leave(request: Carried) -> HttpResponse:
    """The phone is taken off its charge."""
    services.leave_device(device=request.device, waiting=schemas.read(request, schemas.Leave).waiting)
    return _answer({})


def _answer(value: Any) -> HttpResponse:
    return HttpResponse(schemas.encode(value), content_type="application/json")
