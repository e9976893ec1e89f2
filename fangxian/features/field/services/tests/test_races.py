"""Two at once, in two real transactions: phones with one code, clerks with one question, a late commit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.campaigns.models import Target
from fangxian.features.field import services
from fangxian.features.field.models import Device, RefusedReport
from fangxian.features.field.refusals import AskedAlready, CodeUsed, NothingToSettle
from fangxian.features.field.services import Enrolled
from fangxian.features.field.tests.conftest import actor_named, campaign_for, phone_of
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads, each in its transaction before the first goes on; results or refusals."""
    ready = threading.Barrier(len(acts), timeout=20)
    results: list[object] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
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
        thread.join(30)
    return results


def test_of_two_phones_with_one_code_one_is_enrolled(tmp_path):
    world.build(tmp_path)
    liang = actor_named("liang")
    with scope.acting(liang):
        code = services.offer_enrolment(actor=liang).code

    def enrol(label: str) -> Callable[[], object]:
        return lambda: services.enrol_device(code=code, installation=label, label=label)

    results = at_once(enrol("one"), enrol("two"))
    assert sum(isinstance(one, Enrolled) for one in results) == 1
    assert sum(isinstance(one, CodeUsed) for one in results) == 1
    with scope.acting(world.OPERATOR):
        assert Device.objects.count() == 1


def test_of_two_who_ask_a_household_the_same_at_once_one_is_refused(tmp_path):
    world.build(tmp_path)
    until = timezone.now() + timedelta(days=1)

    def ask(name: str) -> Callable[[], object]:
        actor = actor_named(name)

        def act() -> str:
            scope.enter(actor)
            return services.record_contact(
                actor=actor,
                household=f"{world.UPPER}-0001",
                channel="phone",
                department=name,
                question="缺药吗？",
                not_before=until,
            )

        return act

    results = at_once(ask("wei"), ask("nong"))
    assert sum(isinstance(one, str) for one in results) == 1
    assert sum(isinstance(one, AskedAlready) for one in results) == 1


def test_of_two_who_settle_a_report_at_once_one_is_refused(tmp_path):
    world.build(tmp_path)
    report, wei, huang = uuid7(), actor_named("wei"), actor_named("huang")
    with scope.acting(world.OPERATOR):
        RefusedReport.objects.create(
            id=report, area=world.UPPER, incident=world.INCIDENT, raw="{", received_at=timezone.now()
        )

    def discard(actor: Actor) -> Callable[[], object]:
        def act() -> int:
            scope.enter(actor)
            return services.discard_reports(actor=actor, reports=[report], reason="重复")

        return act

    results = at_once(discard(wei), discard(huang))
    assert results.count(1) == 1
    assert sum(isinstance(one, NothingToSettle) for one in results) == 1


CHANGE = """
    UPDATE campaigns_target SET outcome = 'met', changed = pg_current_xact_id()::text::bigint WHERE code = %s
"""


def test_what_is_committed_after_a_pull_that_began_before_it_comes_with_the_next(tmp_path):
    """A long transaction takes its number first and commits last: a cursor by time would lose it."""
    world.build(tmp_path)
    campaign = campaign_for(actor_named("lu"), world.RIVER)
    phone, slow, quick = phone_of("liang"), f"{campaign}/{world.UPPER}-0001", f"{campaign}/{world.UPPER}-0002"
    lu = actor_named("lu")
    wrote, pulled = threading.Event(), threading.Event()

    def change_slowly() -> None:
        try:
            with scope.acting(lu), connection.cursor() as cursor:
                cursor.execute(CHANGE, [slow])
                wrote.set()
                assert pulled.wait(20)
        finally:
            connection.close()

    phone.pull()
    thread = threading.Thread(target=change_slowly)
    thread.start()
    assert wrote.wait(20)
    with scope.acting(lu), connection.cursor() as cursor:
        cursor.execute(CHANGE, [quick])
    meanwhile = phone.pull()
    pulled.set()
    thread.join(20)
    outcomes = {one["code"]: one["outcome"] for one in meanwhile["targets"]}
    assert (outcomes[slow], outcomes[quick]) == ("", "met")
    later = phone.pull(meanwhile["cursor"])
    assert later["full"] is False
    assert [(one["code"], one["outcome"]) for one in later["targets"]] == [(slow, "met")]
    assert later["households"] == []
    last = phone.pull(later["cursor"])
    assert last["targets"] == [], "what the phone has does not come again"
    with scope.acting(lu):
        assert Target.objects.filter(outcome="met").count() == 2
