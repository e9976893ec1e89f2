"""The only doors to a charge, and to those who can be given one."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import AreaUnknown, ResponderUnknown
from fangxian.features.roster import access as roster
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


def running() -> Q:
    """Charges that hold now."""
    now = timezone.now()
    return Q(valid_from__lte=now) & (Q(valid_until__isnull=True) | Q(valid_until__gt=now))


def visible(actor: Actor) -> QuerySet[Charge]:
    """Charges of the actor's area, the leads above it, and one's own; ended ones too."""
    if actor.may(Can.CHARGE_VIEW):
        return Charge.objects.filter(incident=actor.incident)
    mine = actor.responder or None
    return Charge.objects.filter(Q(holder=mine) | Q(deputy=mine)) if mine else Charge.objects.none()


def get(actor: Actor, code: str) -> Charge:
    """
    One charge.

    Raises:
        NotFound: no such charge, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can = Can.CHARGE_APPOINT) -> Charge:
    """
    One charge, locked until the transaction ends.

    Raises:
        NotFound: no such charge, or out of sight.
        NotAllowed: the actor's charge does not carry `can` there.
    """
    actor.require(can, get(actor, code).area)
    return _one(visible(actor).select_for_update(), code)


def claim_lead(actor: Actor, area: str) -> Charge | None:
    """The charge that leads an area now, locked; None where there is no row for it."""
    leads = Charge.objects.select_for_update().filter(incident=actor.incident, area=area, leads=True)
    return leads.filter(valid_until__isnull=True).first()


def get_area(code: str) -> Area:
    """
    An area in sight that still exists.

    Raises:
        AreaUnknown: there is none.
    """
    area = Area.objects.filter(code=code, valid_until__isnull=True).first()
    if area is None:
        raise AreaUnknown(area=code, field="area")
    return area


def find_responder(actor: Actor, code: str, field: str) -> Responder | None:
    """
    A responder in sight; None for an empty code.

    Raises:
        ResponderUnknown: a code was given and there is none of it.
    """
    if not code:
        return None
    try:
        return roster.get(actor, code)
    except NotFound as error:
        raise ResponderUnknown(responder=code, field=field) from error


def _one(charges: QuerySet[Charge], code: str) -> Charge:
    charge = charges.filter(code=code).first()
    if charge is None:
        raise NotFound
    return charge
