"""What the field does when other features report an event: the settings' one table names them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from fangxian.features.field.models import Device
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span, within

_END = """
    UPDATE field_device d SET ended_at = c.valid_until FROM charges_charge c
    WHERE d.ended_at IS NULL AND d.area >= %(start)s AND d.area < %(end)s
      AND c.code = d.charge AND c.valid_until IS NOT NULL AND c.valid_until <= %(now)s
"""


def end_devices(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """Charges ended: their phones may still bring what was reported before, and nothing after."""
    start, end = span(area)
    with connection.cursor() as cursor:
        cursor.execute(_END, {"start": start, "end": end, "now": timezone.now()})


def revoke_phones(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """An account was locked: its phones are let in no more either, whatever their token."""
    here = Device.objects.filter(within(area), account=str(facts["account"]), revoked_at__isnull=True)
    here.update(
        revoked_at=timezone.now(), revoked_by=actor.name, revoked_for=gettext("The account was locked.")
    )
