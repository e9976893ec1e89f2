"""Asking somebody to take a charge over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.charges import access as charges
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import DeputyIsHolder, ResponderUnknown
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.services import Wanted
from fangxian.features.relief.handovers import away, rules
from fangxian.features.relief.handovers.events import Event
from fangxian.features.relief.handovers.flow import KIND
from fangxian.features.relief.handovers.refusals import (
    AlreadyAsked,
    ChargeChanged,
    NoAccount,
    SuccessorHoldsIt,
    SuccessorMissing,
)
from fangxian.features.relief.models import ChargeHandover
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked (roster codes), from when ('None': as soon as they accept), and what they are told."""

    successor: str
    deputy: str = ""
    note: str = ""
    starts_at: datetime | None = None


@transaction.atomic
def ask_hand_over(*, actor: Actor, charge: str, asked: Asked, at: datetime | None = None) -> ChargeHandover:
    """
    Ask somebody to take a running charge over; nothing changes hands before they accept.

    Raises:
        NotFound: no such charge, or out of sight.
        NotAllowed: the actor neither holds it nor appoints there.
        ChargeChanged: it has ended.
        SuccessorMissing, ResponderUnknown, SuccessorHoldsIt, NoAccount, DeputyIsHolder: the names do not do.
        SuccessorAway: they are away when it begins, and no deputy is there.
        AlreadyAsked: somebody has not answered yet.
    """
    at = at or timezone.now()
    present = charges.claim(actor, charge, can=Can.HAND_OVER)
    if present.valid_until is not None:
        raise ChargeChanged
    if not rules.may_ask(actor, present):
        raise NotAllowed
    successor, deputy = _successor(present, asked.successor), _deputy(asked)
    away.refuse_alone(successor, deputy, max(asked.starts_at or at, at))
    waiting = Item.objects.filter(kind=KIND, subject=charge, ended_at__isnull=True).first()
    if waiting is not None:
        raise AlreadyAsked(name=waiting.holder_name)
    handover = _written(actor, present, successor, deputy, asked, at)
    trail.record(
        actor=actor,
        kind=Event.ASKED,
        area=present.area,
        subject=handover.code,
        at=at,
        charge=charge,
        holder=present.holder_name or present.deputy_name or "–",
        successor=successor.name,
    )
    return handover


def _successor(charge: Charge, code: str) -> Responder:
    if not code:
        raise SuccessorMissing(field="successor")
    found = _responder(code, "successor")
    if found.pk == charge.holder_id:
        raise SuccessorHoldsIt(name=found.name, field="successor")
    if not found.account:
        raise NoAccount(name=found.name, field="successor")
    return found


def _deputy(asked: Asked) -> Responder | None:
    if asked.deputy and asked.deputy == asked.successor:
        raise DeputyIsHolder(field="deputy")
    return _responder(asked.deputy, "deputy") if asked.deputy else None


def _responder(code: str, field: str) -> Responder:
    """Anybody in the actor's area, by its row security: a grid worker, too, names a successor."""
    found = Responder.objects.filter(code=code).first()
    if found is None:
        raise ResponderUnknown(responder=code, field=field)
    return found


def _written(
    actor: Actor,
    charge: Charge,
    successor: Responder,
    deputy: Responder | None,
    asked: Asked,
    at: datetime,
) -> ChargeHandover:
    place, role = Area.objects.filter(code=charge.area).values_list("name", flat=True).first(), charge.role
    told = {"place": place or charge.area, "role": Role(role).label}
    item = items.open_item(
        actor=actor,
        kind=KIND,
        wanted=Wanted(
            area=charge.area,
            title=_("Take over: %(place)s, %(role)s") % told,
            text=asked.note,
            subject=charge.code,
            severity=2,
            holder=successor,
        ),
        at=at,
        can=Can.HAND_OVER,
    )
    return ChargeHandover.objects.create(
        code=item.code,
        incident=actor.incident,
        area=charge.area,
        made_area=actor.area,
        place_name=place or charge.area,
        charge=charge.code,
        role=role,
        holder=charge.holder,
        holder_name=charge.holder_name,
        successor=successor,
        successor_name=successor.name,
        deputy=deputy,
        deputy_name=deputy.name if deputy else "",
        note=asked.note,
        starts_at=max(asked.starts_at or at, at),
        made_by_name=actor.name,
        made_at=at,
    )
