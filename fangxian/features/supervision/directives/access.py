"""The only doors to directives and receipts."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.features.charges import selectors as charges
from fangxian.features.items.models import Item
from fangxian.features.supervision.directives.flow import KIND
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Directive]:
    """Directives issued in the actor's area, and those that anybody there, or the actor in person, has."""
    seen = Directive.objects.filter(incident=actor.incident)
    if actor.may(Can.DIRECTIVE_VIEW):
        return seen
    return seen.filter(Exists(own(actor).filter(directive=OuterRef("code"))))


def own(actor: Actor) -> QuerySet[Receipt]:
    """Receipts that wait for the actor: in person, as the lead of the area, or with an item they hold."""
    mine = Q(pk__in=[])
    if actor.responder:
        # Fetched first: with a subquery in the OR no index would be used, and every receipt be read.
        held = Item.objects.filter(kind=KIND, holder=int(actor.responder), ended_at__isnull=True)
        codes = list(held.values_list("code", flat=True))
        mine |= Q(responder=actor.responder) | (Q(item__in=codes) if codes else Q(pk__in=[]))
    if charges.is_lead(actor):
        mine |= Q(area=actor.area, responder__isnull=True)
    return Receipt.objects.filter(mine, incident=actor.incident)


def receipts(actor: Actor) -> QuerySet[Receipt]:
    """Receipts of those in the actor's area, and of those whom that area addresses."""
    if not actor.may(Can.DIRECTIVE_VIEW):
        return own(actor)
    return Receipt.objects.filter(incident=actor.incident)


def get(actor: Actor, code: str) -> Directive:
    """
    One directive.

    Raises:
        NotFound: no such directive, or out of sight.
    """
    return _one(visible(actor), code)


def issued_here(actor: Actor) -> QuerySet[Directive]:
    """Directives issued in the actor's area or below it."""
    return visible(actor).filter(within(actor.area))


def claim(actor: Actor, code: str) -> Directive:
    """
    One directive, locked until the transaction ends, by somebody who may withdraw or replace it.

    Raises:
        NotFound: no such directive, or out of sight.
        NotAllowed: it was issued outside the actor's area, or the actor issues none.
    """
    actor.require(Can.DIRECTIVE_ISSUE, get(actor, code).area)
    return _one(visible(actor).select_for_update(), code)


def _one(directives: QuerySet[Directive], code: str) -> Directive:
    directive = directives.filter(code=code).first()
    if directive is None:
        raise NotFound
    return directive
