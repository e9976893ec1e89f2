"""Two people at once, in two real transactions: one publication wins; counters stay exact."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fangxian.features.duty import services
from fangxian.features.duty.models import Plan, Post, Posting
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.refusals import NotPosted, PlanBusy, PlanNotDraft, PlanOutdated
from fangxian.features.duty.tests.conftest import AT
from fangxian.features.duty.tests.test_publishing import assert_exact
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from tests import world
from tests.world import BY_NAME

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LU = BY_NAME["lu"].actor


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that begin together, each in transactions of its own; results or refusals."""
    ready = threading.Barrier(len(acts), timeout=20)
    results: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            ready.wait()
            results[number] = act()
        except Refusal as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def drafted() -> str:
    return services.plan_area(actor=LU, area=world.COUNTY, pack="cn-2022-03", starts_at=AT).code


def publish(code: str) -> Callable[[], object]:
    return lambda: services.publish_plan(actor=LU, code=code)


def test_one_of_two_publications_wins(tmp_path):
    world.build(tmp_path)
    first, second = drafted(), drafted()

    results = at_once(publish(first), publish(first))
    assert [type(one) for one in results if isinstance(one, Refusal)] == [PlanNotDraft]
    assert_exact()

    third = drafted()
    results = at_once(publish(second), publish(third))
    assert PlanOutdated in {type(one) for one in results}
    with scope.acting(LU):
        running = Plan.objects.filter(state=PlanState.PUBLISHED)
        assert running.count() == 1
        assert set(Post.objects.filter(live=True).values_list("plan", flat=True)) == {running.get().pk}
    assert_exact()

    with scope.acting(LU):
        people = sorted(Posting.objects.filter(live=True).values_list("responder__code", flat=True))

    def away(code: str) -> Callable[[], object]:
        return lambda: services.mark_away(actor=LU, responder=code)

    results = at_once(away(people[0]), away(people[0]), away(people[1]), away(people[2]))
    assert [type(one) for one in results if isinstance(one, Refusal)] == [NotPosted]
    assert_exact()

    results = at_once(
        lambda: services.rebuild_tallies(actor=LU, area=world.COUNTY), away(people[3]), away(people[4])
    )
    assert not [one for one in results if isinstance(one, Refusal)]
    assert_exact()

    waiting = services.recompute(actor=LU, code=drafted(), queue=False).code

    def compute() -> object:
        return services.compute(actor=LU, code=waiting)

    results = at_once(compute, compute)
    refused = [type(one) for one in results if isinstance(one, Refusal)]
    assert refused in ([PlanBusy], [PlanNotDraft])
