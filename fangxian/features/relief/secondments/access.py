"""The only doors to secondments and their people."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangxian.features.charges.covers import who
from fangxian.features.charges.models import Charge
from fangxian.features.items.models import Item
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments.flow import KIND, ORDERED
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotAllowed, NotFound


def visible(actor: Actor) -> QuerySet[Secondment]:
    """Secondments from the actor's area, to it, or ordered there; none for who does not see who answers."""
    seen = Secondment.objects.filter(incident=actor.incident)
    return seen if actor.may(Can.CHARGE_VIEW) else seen.none()


def people(actor: Actor) -> QuerySet[Seconded]:
    """Each person of those, and oneself."""
    if actor.may(Can.CHARGE_VIEW):
        return Seconded.objects.filter(secondment__incident=actor.incident)
    me = actor.responder or None
    return Seconded.objects.filter(Q(responder=me)) if me else Seconded.objects.none()


def get(actor: Actor, code: str) -> Secondment:
    """
    One secondment.

    Raises:
        NotFound: no such secondment, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str) -> Secondment:
    """
    One secondment, locked after its item, by somebody who could order it.

    Raises:
        NotFound: no such secondment, or out of sight.
        NotAllowed: the actor seconds nobody from there to there.
    """
    found = get(actor, code)
    if not may_order(actor, found):
        raise NotAllowed
    list(Item.objects.filter(code=code, kind=KIND).select_for_update())
    return _one(visible(actor).select_for_update(), code)


def may_order(actor: Actor, secondment: Secondment) -> bool:
    """Whether the actor could have ordered it: their charge covers both sides."""
    return actor.may(Can.SECOND, secondment.area) and actor.may(Can.SECOND, secondment.to_area)


def for_giving(actor: Actor, secondment: Secondment, at: datetime | None = None) -> bool:
    """
    Whether the actor, who ordered it, confirms it for the giving area, too: nobody leads that area now, or
    the actor does, under another charge. Then the area above answers for it, which is theirs.
    """
    ordered = secondment.made_area == actor.area and may_order(actor, secondment)
    if not ordered or secondment.state != ORDERED:
        return False
    at = at or timezone.now()
    leads = Charge.objects.filter(area=secondment.area, incident=actor.incident, leads=True)
    lead = leads.filter(valid_until__isnull=True).first()
    answers = who(lead, at).responder if lead else None
    return answers is None or str(answers) == actor.responder


def of_area(area: str) -> Q:
    """Those that an area gives to or receives from another."""
    return within(area) | within(area, "to_area")


def _one(rows: QuerySet[Secondment], code: str) -> Secondment:
    secondment = rows.filter(code=code).first()
    if secondment is None:
        raise NotFound
    return secondment
