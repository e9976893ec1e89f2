"""The door of the phones' API: a bearer token finds its device, the device makes the actor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from fangxian.features.field.minting import digest
from fangxian.features.field.models import Device
from fangxian.features.field.refusals import ChargeEnded, DeviceExpired, DeviceRevoked, TokenUnknown
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.web.doors import ByPhone
from fangxian.kernel.web.middleware import refuse

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Carried(HttpRequest):
    """A request of a phone: its device, and its holder as the actor."""

    actor: Actor
    device: Device


def find_device(token: str, *, at: datetime | None = None, after_end: bool = False) -> Device:
    """
    The device of a token, in the caller's transaction, whose scope is the device itself afterwards.

    With `after_end` the charge may be over: what was reported before is still welcome.

    Raises:
        TokenUnknown, DeviceRevoked, DeviceExpired: it must be enrolled (again).
        ChargeEnded: its charge is over.
    """
    at = at or timezone.now()
    hashed = digest(token)
    scope.enter_device(hashed)
    device = Device.objects.filter(token_hash=hashed).first() if token else None
    if device is None:
        raise TokenUnknown
    if device.revoked_at is not None:
        raise DeviceRevoked
    if device.expires_at <= at:
        raise DeviceExpired
    if not after_end and device.ended_at is not None and device.ended_at <= at:
        raise ChargeEnded
    return device


def actor_of(device: Device) -> Actor:
    """Who acts through a phone: its holder (by code, if without a user name), under the phone's charge."""
    return Actor(
        person=device.account or device.person,
        name=device.person_name,
        role=Role(device.role),
        area=device.area,
        incident=device.incident,
        charge=device.charge,
        responder=str(device.responder_id),
    )


def by_phone(*capabilities: Can, after_end: bool = False) -> Callable[[View], View]:
    """
    Let in only a phone whose bearer token is good and whose charge carries one of the capabilities.

    The view runs under that charge.
    """

    def decorate(view: View) -> View:
        @to_phone
        @wraps(view)
        def door(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            request.device = find_device(bearer(request), after_end=after_end)
            request.actor = actor_of(request.device)
            if not any(request.actor.may(can) for can in capabilities):
                raise NotAllowed
            scope.enter(request.actor)
            return view(request, *args, **kwargs)

        door.door = ByPhone(capabilities)  # type: ignore[attr-defined]
        return door  # type: ignore[return-value]

    return decorate


def to_phone(view: View) -> View:
    """
    Answer a phone: in one transaction, in the language it asks for, with refusals as JSON, without cookies.

    A session's cookie counts for nothing here, so no page can make a browser do this, and no CSRF token is
    asked for.
    """

    @wraps(view)
    def door(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        translation.activate(translation.get_language_from_request(request))
        try:
            with transaction.atomic():
                answer = view(request, *args, **kwargs)
        except Refusal as refusal:
            answer = refuse(request, refusal)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer

    door.csrf_exempt = True  # type: ignore[attr-defined]
    return door  # type: ignore[return-value]


def bearer(request: HttpRequest) -> str:
    """The token in the request's header; '' without one."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
