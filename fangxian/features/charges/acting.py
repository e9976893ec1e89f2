"""Which charges a person can act under, and which of them they act under now."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from fangxian.features.accounts import selectors as accounts
from fangxian.features.charges import access
from fangxian.features.charges.models import Charge
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import within
from fangxian.kernel.db import scope


def own(person: str, reach: str | None = None) -> tuple[Responder | None, list[Charge]]:
    """
    The person's roster row and running charges, as holder or deputy, widest area first.

    `reach` is the area that looks after their account, read if not given.
    Only charges inside the area that looks after the account count: else an administrator who gives one
    of their accounts to somebody with a wider charge would have made themselves a way there. What a broken
    glass gives counts outside it too, and comes last, so that nobody acts under it without choosing to.

    Must run under `scope.enter_self(person)`; leaves the scope at the person themselves.
    """
    me = Responder.objects.filter(account=person).first()
    if me is None:
        return None, []
    scope.enter_self(person, str(me.pk))
    if reach is None:
        account = accounts.find(person)
        if account is None:
            return me, []
        reach = account.area
    mine = Q(holder=me) | Q(deputy=me)
    charges = Charge.objects.filter(access.running(), mine, within(reach) | Q(role=Role.EMERGENCY))
    return me, sorted(charges, key=_width)


def _width(charge: Charge) -> tuple[bool, int, str, str]:
    return charge.role == Role.EMERGENCY, len(charge.area), charge.area, charge.role


def pick(person: str, me: Responder | None, charges: Sequence[Charge], wanted: str = "") -> Actor | None:
    """The actor under the wanted one of these charges, or under the widest; None without any."""
    if me is None or not charges:
        return None
    charge = next((one for one in charges if one.code == wanted), charges[0])
    return Actor(
        person=person,
        name=me.name,
        role=Role(charge.role),
        area=charge.area,
        incident=charge.incident,
        charge=charge.code,
        responder=str(me.pk),
    )


def choose(person: str, wanted: str = "") -> Actor | None:
    """The actor under the wanted charge, or under the widest one; None for a person without any."""
    return pick(person, *own(person), wanted=wanted)
