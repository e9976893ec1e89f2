"""A phone on its way: seen, revoked by whoever may, left by who carries it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangxian.features.field import access
from fangxian.features.field.events import Event
from fangxian.features.field.models import Device
from fangxian.features.field.refusals import AlreadyRevoked, ReasonMissing
from fangxian.features.field.selectors.sequences import missing_of
from fangxian.features.field.tokens import actor_of
from fangxian.features.supervision.directives import services as directives
from fangxian.features.supervision.directives.flow import DIRECTIVE
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail

_SEEN_EVERY = timedelta(minutes=1)
"""Writing the row at every pull would cost more than it tells."""


def note_seen(device: Device, at: datetime | None = None) -> None:
    """Note that a phone was heard of."""
    at = at or timezone.now()
    if device.seen_at is None or at - device.seen_at >= _SEEN_EVERY:
        Device.objects.filter(code=device.code).update(seen_at=at)


def note_received(actor: Actor, told: Mapping[str, Any]) -> None:
    """Note that directives among what a pull tells have reached who they are for."""
    codes = {one["subject"] for one in told.get("items", ()) if one["kind"] == DIRECTIVE.kind}
    if codes:
        directives.note_received(actor=actor, directives=sorted(codes))


@transaction.atomic
def revoke_device(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> Device:
    """
    Let a phone in no more: it was lost, or its holder is another. Reports that lie on it stay there.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        ReasonMissing: no reason was given.
        AlreadyRevoked: it was revoked or left already.
    """
    device = access.claim(actor, code)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if device.revoked_at is not None:
        raise AlreadyRevoked
    device.revoked_at = at or timezone.now()
    device.revoked_by, device.revoked_for = actor.name, reason.strip()
    device.save(update_fields=["revoked_at", "revoked_by", "revoked_for"])
    trail.record(
        actor=actor,
        kind=Event.DEVICE_REVOKED,
        area=device.area,
        subject=code,
        at=device.revoked_at,
        holder=device.person_name,
        reason=device.revoked_for,
        missing=sum(one.size for one in missing_of(code)),
        waiting=device.waiting,
    )
    return device


@transaction.atomic
def leave_device(*, device: Device, waiting: int, at: datetime | None = None) -> None:
    """End a phone's own enrolment, as its holder asks on it; `waiting` reports stay there."""
    device.revoked_at, device.waiting = at or timezone.now(), waiting
    device.seen_at = device.revoked_at
    device.save(update_fields=["revoked_at", "waiting", "seen_at"])
    trail.record(
        actor=actor_of(device),
        kind=Event.DEVICE_LEFT,
        area=device.area,
        subject=device.code,
        at=device.revoked_at,
        waiting=waiting,
    )
