"""How a phone stands: let in or not, heard of or silent; pure words over one row."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fangxian.features.field.models import Device

SILENT_AFTER = timedelta(hours=2)


class DeviceState(models.TextChoices):
    """Where a phone stands."""

    WORKING = "working", _("Working")
    SILENT = "silent", _("Silent")
    ENDED = "ended", _("Charge ended")
    EXPIRED = "expired", _("Expired")
    LEFT = "left", _("Taken off")
    REVOKED = "revoked", _("Revoked")


TONES = {
    DeviceState.WORKING: "ok",
    DeviceState.SILENT: "warn",
    DeviceState.EXPIRED: "warn",
    DeviceState.ENDED: "",
    DeviceState.LEFT: "",
    DeviceState.REVOKED: "bad",
}


def state_of(device: Device, at: datetime) -> DeviceState:
    """Where a phone stands at an instant; what shuts it out comes first."""
    if device.revoked_at is not None:
        return DeviceState.REVOKED if device.revoked_by else DeviceState.LEFT
    if device.expires_at <= at:
        return DeviceState.EXPIRED
    if device.ended_at is not None and device.ended_at <= at:
        return DeviceState.ENDED
    silent = device.seen_at is None or at - device.seen_at >= SILENT_AFTER
    return DeviceState.SILENT if silent else DeviceState.WORKING


def in_state(state: str, at: datetime) -> Q:
    """The rows that stand so; '' and what is no state are those that are let in."""
    let_in = Q(revoked_at__isnull=True, expires_at__gt=at) & (Q(ended_at__isnull=True) | Q(ended_at__gt=at))
    silent = Q(seen_at__isnull=True) | Q(seen_at__lte=at - SILENT_AFTER)
    shut_out = Q(revoked_at__isnull=False)
    return (
        {
            DeviceState.WORKING: let_in & ~silent,
            DeviceState.SILENT: let_in & silent,
            DeviceState.REVOKED: shut_out & ~Q(revoked_by=""),
            DeviceState.LEFT: shut_out & Q(revoked_by=""),
            DeviceState.EXPIRED: Q(revoked_at__isnull=True, expires_at__lte=at),
            DeviceState.ENDED: Q(revoked_at__isnull=True, expires_at__gt=at, ended_at__lte=at),
        }.get(DeviceState(state), let_in)
        if state in DeviceState.values
        else let_in
    )
