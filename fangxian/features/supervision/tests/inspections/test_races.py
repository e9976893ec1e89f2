"""Inspections by phone through the door's own transactions, and two inspectors at one finding."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from fangxian.features.field.door import bearers
from fangxian.features.field.door.application import Door
from fangxian.features.field.door.tests.test_door import results, run
from fangxian.features.field.tests.conftest import phone_of
from fangxian.features.supervision.inspections import services
from fangxian.features.supervision.models import Finding
from fangxian.features.supervision.tests.inspections.conftest import (
    actor_named,
    findings,
    remedy,
    report,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
NOW = timezone.now() - timedelta(hours=10)


@pytest.fixture(autouse=True)
def anning(tmp_path):
    """The world, committed; the door has forgotten earlier phones."""
    bearers._known.clear()
    world.build(tmp_path)


def sent(number: int = 0, **more):
    at = NOW + timedelta(minutes=number)
    one = report(("labels", "failed"), ("wait", "ok"), at=at, **more)
    return one | {"occurred_at": at.isoformat(), "device_seq": number + 1}


def test_a_phone_brings_inspections_and_refused_ones_do_not_stop_others():
    phone = phone_of("huang")
    bad = sent(1, site="S-NOWHERE")
    [(status, _headers, answer)] = run(Door, ({"reports": [sent()]}, phone.token))
    assert (status, results(answer)) == (200, ["accepted"])
    [(status, _headers, answer)] = run(Door, ({"reports": [bad, sent(2)]}, phone.token))
    assert (status, results(answer)) == (200, ["refused", "accepted"])
    lu = actor_named("lu")
    assert [one.made_by_name for one in findings(lu)] == ["黄强", "黄强"]


def test_a_phone_of_somebody_who_does_not_inspect_opens_nothing():
    phone = phone_of("wei")
    [(_status, _headers, answer)] = run(Door, ({"reports": [sent()]}, phone.token))
    assert [one["code"] for one in answer["answers"]] == ["field.may_not"]
    assert findings(actor_named("lu")) == []


def test_repeats_are_exact_however_many_push_at_once():
    phone = phone_of("huang")
    asks = [({"reports": [sent(number)]}, phone.token) for number in range(24)]
    answers = run(Door, *asks, *asks[:6])
    assert sorted(results(answer)[0] for _s, _h, answer in answers) == ["accepted"] * 24 + ["duplicate"] * 6
    with scope.acting(actor_named("lu")):
        told = list(Finding.objects.order_by("found_at").values_list("repeats", flat=True))
    assert told == list(range(24))


def test_of_two_who_judge_one_finding_the_second_is_told():
    phone, wei = phone_of("huang"), actor_named("wei")
    run(Door, ({"reports": [sent()]}, phone.token))
    code = findings(wei)[0].code
    remedy(wei, code, NOW + timedelta(hours=1))
    judges = [(actor_named("he"), "ok"), (actor_named("lu"), "failed")]
    with ThreadPoolExecutor(2) as people:
        told = list(people.map(lambda one: judge(one[0], code, one[1]), judges))
    assert sorted(told) in (["closed", "supervision.not_put_right"], ["open", "supervision.not_put_right"])
    assert findings(wei)[0].state in told


def judge(actor, code, result) -> str:
    try:
        with scope.acting(actor):
            done = services.look_again(actor=actor, code=code, result=result, remark="看了")
        return done.state
    except Refusal as refusal:
        return refusal.code
    finally:
        connections.close_all()
