"""One person, two browsers, one glass; and two who judge the same one, in real transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.features.charges.glass.refusals import AlreadyOpen, AlreadyReviewed
from fangxian.features.charges.models import Glass, Reason, Verdict
from fangxian.features.charges.services import glass as services
from fangxian.features.charges.tests.conftest import lay_out
from fangxian.features.charges.tests.test_glass import actor_of
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests.world import LOWER, OPERATOR

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def at_once(*acts: tuple[Actor, Callable[[], object]]) -> list[object]:
    """Results or refusals of acts that begin together, each in its own transaction."""
    ready = threading.Barrier(len(acts), timeout=20)
    results: list[object] = [None] * len(acts)

    def run(number: int, actor: Actor, act: Callable[[], object]) -> None:
        try:
            with scope.acting(actor):
                ready.wait()
                results[number] = act()
        except (AlreadyOpen, AlreadyReviewed) as refusal:
            results[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, *act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_a_person_with_two_browsers_opens_one(tmp_path):
    lay_out(tmp_path)
    wei, now = actor_of("wei"), timezone.now()

    def act():
        return services.break_glass(
            actor=wei, area=LOWER, reason=Reason.DANGER, text="有老人晕倒", minutes=15, at=now
        )

    results = at_once((wei, act), (wei, act))
    assert sorted(type(one).__name__ for one in results) == ["AlreadyOpen", "Glass"]
    with scope.acting(OPERATOR):
        assert Glass.objects.count() == 1


def test_two_who_judge_end_with_one_judgement(tmp_path):
    lay_out(tmp_path)
    wei, huang, lu, now = actor_of("wei"), actor_of("huang"), actor_of("lu"), timezone.now()
    with scope.acting(wei):
        glass = services.break_glass(
            actor=wei, area=LOWER, reason=Reason.DANGER, text="有老人晕倒", minutes=15, at=now
        )
    after = now + timedelta(hours=1)

    def judge(actor, verdict):
        return lambda: services.review_glass(
            actor=actor, code=glass.code, verdict=verdict, note="看过", at=after
        )

    results = at_once((huang, judge(huang, Verdict.JUSTIFIED)), (lu, judge(lu, Verdict.UNJUSTIFIED)))
    assert sorted(type(one).__name__ for one in results) == ["AlreadyReviewed", "Glass"]
