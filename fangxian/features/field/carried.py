"""What of the field hangs on a charge: refused reports to settle, and phones that are let in."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fangxian.features.charges.carried import Carried, Load, Thing
from fangxian.features.field import access
from fangxian.features.field.selectors import devices, refused
from fangxian.features.field.states import in_state
from fangxian.kernel.authority import Actor, Can


def _refused(actor: Actor, now: datetime) -> Load:
    return Load(devices.open_refused(actor).count())


def _refused_things(actor: Actor, now: datetime, size: int) -> list[Thing]:
    lines = refused.lines(devices.open_refused(actor).order_by("received_at", "id")[:size])
    page = "field:refused-one"
    return [Thing(str(one.why), one.report.area, reverse(page, args=[one.report.id])) for one in lines]


def _phones(actor: Actor, now: datetime) -> Load:
    """Phones; late are those that have been silent for long."""
    figures = devices.figures(actor, now)
    return Load(figures.let_in, figures.silent)


def _phone_things(actor: Actor, now: datetime, size: int) -> list[Thing]:
    here = access.visible(actor).filter(in_state("", now)).order_by("seen_at", "code")[:size]
    page = "field:phone"
    return [Thing(f"{one.person_name} {one.label}", one.area, reverse(page, args=[one.code])) for one in here]


REFUSED = Carried(
    code="refused",
    label=_("Refused reports to settle"),
    needs=Can.REPORT_SETTLE,
    view="field:refused",
    count=_refused,
    things=_refused_things,
    icon="alert-triangle",
)
PHONES = Carried(
    code="phones",
    label=_("Phones of the area"),
    needs=Can.DEVICE_MANAGE,
    view="field:phones",
    count=_phones,
    things=_phone_things,
    icon="device-mobile",
)
