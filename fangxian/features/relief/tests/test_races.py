"""Two at once, in real transactions: acceptances, an appointment meanwhile, workers, orders."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fangxian.features.charges.models import Charge
from fangxian.features.charges.services import appoint
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.relief.handovers import services
from fangxian.features.relief.models import Seconded
from fangxian.features.relief.tests.conftest import (
    actor_named,
    answer,
    answering,
    ask,
    lead_of,
    order,
)
from fangxian.features.relief.tests.conftest import begin as begin_hand_overs
from fangxian.features.relief.tests.conftest import run as run_secondments
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from tests import world
from tests.chain import hours

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def anning(tmp_path):
    """Anning, committed."""
    world.build(tmp_path)


def at_once(*acts: Callable[[threading.Barrier], object]) -> list[object]:
    """Run acts in threads; each waits at the barrier where it likes. Results or refusals."""
    ready = threading.Barrier(len(acts), timeout=20)
    results: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[threading.Barrier], object]) -> None:
        try:
            results[number] = act(ready)
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def refusals(results: list[object]) -> list[str]:
    return [one.code for one in results if isinstance(one, Refusal)]


def holders() -> list[str]:
    with scope.acting(world.OPERATOR):
        running = Charge.objects.filter(area=world.UPPER, leads=True, valid_until__isnull=True)
        return list(running.values_list("holder_name", flat=True))


def accepting(asked):
    def act(ready):
        with answering("liang", asked) as liang:
            ready.wait()
            return services.accept_hand_over(actor=liang, code=asked.code, seen=[], at=hours(1))

    return act


def test_two_acceptances_end_with_one_charge_and_a_refusal(anning):
    asked = ask(actor_named("wei"))
    results = at_once(accepting(asked), accepting(asked))
    assert refusals(results) == ["relief.not_open"]
    assert holders() == ["梁兰"]


def test_an_acceptance_and_an_appointment_leave_one_lead(anning):
    asked, huang = ask(actor_named("wei")), actor_named("huang")
    seen = lead_of(world.UPPER).code

    def appointing(ready):
        with scope.acting(huang):
            ready.wait()
            return appoint(
                actor=huang,
                area=world.UPPER,
                role=Role.VILLAGE_LEAD,
                holder="R-09",
                replaces=seen,
                at=hours(1),
            )

    results = at_once(accepting(asked), appointing)
    assert refusals(results) in (["relief.charge_changed"], ["charges.lead_taken"])
    assert len(holders()) == 1


def test_two_workers_begin_a_hand_over_once(anning):
    asked = ask(actor_named("wei"), starts_at=hours(8))
    with answering("liang", asked) as liang:
        services.accept_hand_over(actor=liang, code=asked.code, seen=[], at=hours(1))

    def work(ready):
        ready.wait()
        return begin_hand_overs(8)

    assert sum(at_once(work, work)) == 1
    assert holders() == ["梁兰"]


def test_two_workers_begin_and_end_secondments_once(anning):
    lu = actor_named("lu")
    made = [order(lu, [code]) for code in ("R-04", "R-06", "R-07", "R-09")]
    for one in made:
        answer(actor_named("huang"), one, "confirm")

    def work(hour):
        def act(ready):
            ready.wait()
            return run_secondments(hour)

        return act

    begun = at_once(work(2), work(2))
    assert [sum(one) for one in zip(*begun, strict=True)] == [4, 4, 0]
    ended = at_once(work(26), work(26))
    assert [sum(one) for one in zip(*ended, strict=True)] == [0, 0, 4]
    with scope.acting(world.OPERATOR):
        codes = [one.code for one in made]
        assert set(Item.objects.filter(code__in=codes).values_list("state", flat=True)) == {"ended"}
        for move in ("start", "end"):
            assert ItemLine.objects.filter(item__in=codes, move=move).count() == 4


def test_two_who_order_the_same_person_end_with_one_order(anning):
    lu, huang = actor_named("lu"), actor_named("huang")

    def ordering(actor, **more):
        def act(ready):
            ready.wait()
            return order(actor, ["R-07"], **more)

        return act

    results = at_once(ordering(lu), ordering(huang, area=world.LOWER, to_area=world.UPPER))
    assert refusals(results) == ["relief.already_seconded"]
    with scope.acting(world.OPERATOR):
        assert Seconded.objects.count() == 1
