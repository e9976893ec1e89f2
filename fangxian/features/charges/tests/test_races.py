"""Two people at once, in two real transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.charges import access, selectors
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import LeadTaken
from fangxian.features.charges.services import LeadRow, appoint, publish_leads, tell_covers
from fangxian.features.charges.tests.conftest import lay_out
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, LOWER, OPERATOR, UPPER

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LU, HUANG = BY_NAME["lu"].actor, BY_NAME["huang"].actor


def at_once(*acts: tuple[Actor, Callable[[], object]]) -> list[object]:
    """Run acts in threads, each in its transaction before the first goes on; results or refusals."""
    ready = threading.Barrier(len(acts), timeout=20)
    results: list[object] = [None] * len(acts)

    def run(number: int, actor: Actor, act: Callable[[], object]) -> None:
        try:
            with scope.acting(actor):
                ready.wait()
                results[number] = act()
        except LeadTaken as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, *act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def refused(results: list[object]) -> int:
    return sum(isinstance(one, LeadTaken) for one in results)


def leads(area: str) -> list[Charge]:
    with scope.acting(LU):
        return list(selectors.leads(LU).filter(area=area))


def test_two_who_appoint_the_same_lead_end_with_one_and_a_refusal(tmp_path):
    lay_out(tmp_path)
    with scope.acting(LU):
        seen = access.claim_lead(LU, UPPER).code

    def name(actor: Actor, holder: str) -> tuple[Actor, Callable[[], object]]:
        return actor, lambda: appoint(
            actor=actor, area=UPPER, role=Role.VILLAGE_LEAD, holder=holder, replaces=seen
        )

    results = at_once(name(LU, "R-06"), name(HUANG, "R-09"))
    assert refused(results) == 1
    assert len(leads(UPPER)) == 1
    assert leads(UPPER)[0].holder_name in {"梁兰", "谭思"}


def test_two_who_appoint_the_first_lead_of_an_area_end_with_one_and_a_refusal(tmp_path):
    lay_out(tmp_path)

    def name(actor: Actor, holder: str) -> tuple[Actor, Callable[[], object]]:
        return actor, lambda: appoint(actor=actor, area=LOWER, role=Role.VILLAGE_LEAD, holder=holder)

    assert refused(at_once(name(LU, "R-07"), name(HUANG, "R-09"))) == 1
    assert len(leads(LOWER)) == 1


def test_a_publication_and_an_appointment_never_leave_two_leads(tmp_path):
    lay_out(tmp_path)
    rows = [LeadRow(LOWER, Role.VILLAGE_LEAD), LeadRow(UPPER, Role.VILLAGE_LEAD)]
    results = at_once(
        (LU, lambda: publish_leads(actor=LU, area=COUNTY, plan="plan-1", rows=rows)),
        (HUANG, lambda: appoint(actor=HUANG, area=LOWER, role=Role.VILLAGE_LEAD, holder="R-09")),
    )
    assert refused(results) <= 1
    assert len(leads(LOWER)) == 1
    if refused(results[1:]) == 0:
        assert leads(LOWER)[0].holder_name == "谭思"


def test_two_workers_tell_a_cover_once(tmp_path):
    lay_out(tmp_path)
    now = timezone.now()
    with scope.acting(OPERATOR):
        Charge.objects.filter(area=UPPER, leads=True).update(away_from=now)
    told = at_once(*[(OPERATOR, lambda: tell_covers(actor=OPERATOR, now=now)) for _ in range(2)])
    assert sorted(told) == [0, 1]
    with scope.acting(OPERATOR):
        assert Entry.objects.filter(kind="charges.uncovered", area=UPPER).count() == 1
        assert Charge.objects.get(area=UPPER, leads=True).cover == "uncovered"


def test_a_worker_killed_in_the_middle_leaves_the_cover_to_be_told(tmp_path):
    lay_out(tmp_path)
    now = timezone.now()
    with scope.acting(OPERATOR):
        Charge.objects.filter(area=UPPER, leads=True).update(away_from=now)
    with scope.acting(OPERATOR):
        assert tell_covers(actor=OPERATOR, now=now) == 1
        transaction.set_rollback(True)  # what PostgreSQL does when the worker's connection breaks
    with scope.acting(OPERATOR):
        assert tell_covers(actor=OPERATOR, now=now) == 1
        assert tell_covers(actor=OPERATOR, now=now) == 0
