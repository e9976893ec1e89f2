"""Anning and its people as they act; charges asked for and accepted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone

from fangxian.features.charges import access as charges
from fangxian.features.charges.models import Charge
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.services import Wanted
from fangxian.features.relief.handovers import access, services
from fangxian.features.relief.handovers.services import Asked
from fangxian.features.relief.models import ChargeHandover, Secondment
from fangxian.features.relief.secondments import services as secondments
from fangxian.features.relief.secondments.services import Order
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world
from tests.chain import AT, actor_named, county, hours, huang, lu, wei

__all__ = ["actor_named", "county", "huang", "lu", "wei"]


def lead_of(area: str) -> Charge:
    """The charge that leads an area."""
    with scope.acting(world.OPERATOR):
        found = charges.claim_lead(world.OPERATOR, area)
    assert found is not None
    return found


def charge_of(area: str) -> str:
    """The code of the charge that leads an area."""
    return lead_of(area).code


def task(actor: Actor, area: str = world.UPPER, holder: str = "") -> Item:
    """A task for an area's lead, or for somebody in person."""
    with scope.acting(actor):
        person = Responder.objects.get(code=holder) if holder else None
        wanted = Wanted(area=area, title="清点口罩", deadline_at=hours(10), holder=person)
        return items.open_item(actor=actor, kind="task", wanted=wanted, at=AT)


def ask(actor: Actor, *, successor: str = "R-06", **more) -> ChargeHandover:
    """Ask somebody to take the upper village over."""
    charge = charge_of(world.UPPER)
    with scope.acting(actor):
        return services.ask_hand_over(actor=actor, charge=charge, asked=Asked(successor, **more), at=AT)


@contextmanager
def answering(name: str, handover: ChargeHandover) -> Iterator[Actor]:
    """A successor as they answer."""
    account = world.BY_NAME[name].account
    with transaction.atomic():
        scope.enter_self(account)
        me = Responder.objects.get(account=account)
        scope.enter_self(account, str(me.pk))
        with access.as_successor(account, handover.code, None) as actor:
            yield actor


def accept(name: str, handover: ChargeHandover, seen=(), at: float = 1) -> ChargeHandover:
    """A successor accepts, an hour after they were asked."""
    with answering(name, handover) as actor:
        return services.accept_hand_over(actor=actor, code=handover.code, seen=seen, at=hours(at))


def begin(hour: float) -> int:
    """Let those begin or lapse whose time has come."""
    with scope.acting(world.OPERATOR):
        return services.begin_due(actor=world.OPERATOR, now=hours(hour))


def order(actor: Actor, people: list[str], *, at: float = 0, **more) -> Secondment:
    """Order people from River to Hill township, from the second hour on for a day."""
    usual: dict[str, Any] = {
        "area": world.RIVER,
        "to_area": world.HILL,
        "starts_at": hours(2),
        "ends_at": hours(26),
    }
    asked = Order(people=people, **(usual | {"reason": "山背人手不足"} | more))
    with scope.acting(actor):
        return secondments.order_secondment(actor=actor, order=asked, at=hours(at))


def answer(actor: Actor, secondment: Secondment, move: str, *, reason: str = "", at: float = 1) -> Item:
    """Confirm an order, object to it, uphold or withdraw it."""
    with scope.acting(actor):
        return secondments.answer_secondment(
            actor=actor, code=secondment.code, move=move, reason=reason, at=hours(at)
        )


def run(hour: float) -> tuple[int, int, int]:
    """What time does: how many were noted, how many began, how many people came back."""
    with scope.acting(world.OPERATOR):
        done = secondments.run_due(actor=world.OPERATOR, now=hours(hour))
    return done.noted, done.started, done.back


def run_now() -> secondments.Ran:
    """What time does, at this moment: pages know no other."""
    with scope.acting(world.OPERATOR):
        return secondments.run_due(actor=world.OPERATOR, now=timezone.now())
