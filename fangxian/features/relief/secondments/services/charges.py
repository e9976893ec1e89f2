"""Charges that seconded people get where they help out, and lose when they go back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.charges import services as charges
from fangxian.features.charges.models import Charge
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import within


def give(actor: Actor, secondment: Secondment, people: Sequence[Seconded], at: datetime) -> None:
    """Appoint everybody in the role of the order."""
    for one in people:
        made = charges.appoint(
            actor=actor,
            area=secondment.to_area,
            role=Role(secondment.role),
            holder=one.responder.code,
            at=at,
        )
        one.charge = made.code
    Seconded.objects.bulk_update(people, ["charge"], batch_size=500)


def leave(actor: Actor, secondment: Secondment, people: Sequence[Seconded], at: datetime) -> None:
    """What people lead elsewhere their deputies cover meanwhile; where there is none that is an alarm."""
    for charge in _led(people, secondment).filter(away_from__isnull=True):
        charges.put_deputy_on(
            actor=actor,
            code=charge.code,
            reason=_note(secondment),
            until=secondment.ends_at,
            at=at,
            alone=True,
        )


def resume(actor: Actor, secondment: Secondment, people: Sequence[Seconded], at: datetime) -> None:
    """They answer again for what they left to their deputies."""
    for charge in _led(people, secondment).filter(put_on=True, cover_note=_note(secondment)):
        charges.take_deputy_off(actor=actor, code=charge.code, at=at)


def _led(people: Sequence[Seconded], secondment: Secondment) -> QuerySet[Charge]:
    held = Charge.objects.filter(holder__in=[one.responder_id for one in people], leads=True)
    running = held.filter(incident=secondment.incident, valid_until__isnull=True)
    return running.exclude(within(secondment.to_area)).order_by("code")


def _note(secondment: Secondment) -> str:
    return (_("Seconded to %(place)s.") % {"place": secondment.to_name})[:200]


def take_back(actor: Actor, secondment: Secondment, people: Sequence[Seconded], at: datetime) -> None:
    """
    End every charge that people hold inside the receiving area and got there since they came: by the order,
    or because somebody there appointed them. A lead leaves a vacancy, as always.
    """
    began = secondment.started_at or timezone.now()
    held = Charge.objects.filter(
        within(secondment.to_area),
        incident=secondment.incident,
        holder__in=[one.responder_id for one in people],
        valid_from__gte=began,
        valid_until__isnull=True,
    )
    for code in list(held.order_by("code").values_list("code", flat=True)):
        charges.end_charge(actor=actor, code=code, at=at)
