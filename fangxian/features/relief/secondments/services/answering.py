"""What becomes of an order: confirmed, objected to, upheld, withdrawn; and people called back early."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.relief.models import Secondment
from fangxian.features.relief.secondments import access, flow
from fangxian.features.relief.secondments.events import Event
from fangxian.features.relief.secondments.refusals import NobodyChosen, NotRunning, ReasonMissing
from fangxian.features.relief.secondments.services.running import let_go
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@transaction.atomic
def answer_secondment(
    *, actor: Actor, code: str, move: str, reason: str = "", at: datetime | None = None
) -> Item:
    """
    Confirm an order or object to it, as the lead of the giving area; withdraw it, or uphold it after an
    objection, as who ordered. Where nobody else answers for the giving area, who ordered confirms for it.

    Raises:
        NotFound: no such order, or out of sight.
        MoveNotPossible: it does not stand there, or this is for somebody else.
        ReasonMissing: all but a confirmation need one.
    """
    if move == flow.CONFIRM and access.for_giving(actor, access.get(actor, code), at):
        access.claim(actor, code)
        item = Item.objects.get(code=code)
        return items.carry_out(actor=actor, item=item, move=move, at=at or timezone.now(), text=reason)
    return items.move_item(actor=actor, code=code, move=move, reason=reason, at=at)


@transaction.atomic
def call_back(
    *,
    actor: Actor,
    code: str,
    reason: str,
    people: Collection[str] | None = None,
    at: datetime | None = None,
) -> int:
    """
    Let people (roster codes; None: all of them) come back now; how many. It takes effect by `run_due`.

    Raises:
        NotFound: no such secondment, or out of sight.
        NotAllowed: the actor seconds nobody from there to there.
        NotRunning: none of them is seconded now.
        NobodyChosen, ReasonMissing: nobody was named, or no reason given.
    """
    at = at or timezone.now()
    secondment = access.claim(actor, code)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    rows = secondment.people.filter(ended_at__isnull=True, until__gt=at)
    if people is not None:
        if not people:
            raise NobodyChosen(field="people")
        rows = rows.filter(responder__code__in=people)
    called = rows.update(until=at, remark=reason.strip()[:200]) if secondment.state == flow.RUNNING else 0
    if not called:
        raise NotRunning
    trail.record(
        actor=actor,
        kind=Event.SHORTENED,
        area=secondment.area,
        subject=code,
        at=at,
        to=secondment.to_area,
        count=called,
        reason=reason.strip(),
    )
    return called


def follow_item(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """
    Let the row that both sides see stand where its item stands, wherever that was moved on; the people of
    one that was withdrawn are free at once.
    """
    if facts.get("item") != flow.KIND:
        return
    found = Secondment.objects.filter(code=str(facts["code"]))
    found.update(state=str(facts["target"]))
    secondment = found.first()
    if secondment is not None and secondment.state == flow.WITHDRAWN:
        let_go(actor, secondment, Item.objects.get(code=secondment.code).state_since)
