"""The only doors to a broken glass."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from fangxian.features.charges.models import Glass
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Glass]:
    """Those into the actor's area or out of it, for who reviews; one's own."""
    own = Q(person=actor.person)
    rows = Glass.objects.filter(incident=actor.incident)
    return rows if actor.may(Can.GLASS_REVIEW) else rows.filter(own)


def get(actor: Actor, code: str) -> Glass:
    """
    One of those.

    Raises:
        NotFound: there is none of that code, or it is out of sight.
    """
    found = visible(actor).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def claim(actor: Actor, code: str, *, can: Can = Can.GLASS_REVIEW) -> Glass:
    """
    One, locked until the transaction ends.

    Raises:
        NotFound: see `get`.
        NotAllowed: the area that was opened lies outside the actor's charge.
    """
    actor.require(can, get(actor, code).area)
    return visible(actor).select_for_update().get(code=code)
