"""Two who act at once: real transactions."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from fangxian.features.supervision.appraisal import refusals, services
from fangxian.features.supervision.models import Appraisal, AppraisalState, FactLine, Reply
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    BEFORE,
    actor_named,
    lines,
    opened,
    since,
)
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture(autouse=True)
def anning(tmp_path):
    """The world, committed."""
    world.build(tmp_path)
    since(BEFORE)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each of some acts comes to, or why it was refused, all begun together."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait()
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def within_scope(actor: Actor, act: Callable[[], object]) -> Callable[[], object]:
    def scoped() -> object:
        with scope.acting(actor):
            return act()

    return scoped


def test_of_two_who_open_the_same_one_wins_and_the_other_is_shown_it():
    li, lu = actor_named("li"), actor_named("lu")
    told = at_once(lambda: opened(li), lambda: opened(lu))
    [made] = [one for one in told if isinstance(one, Appraisal)]
    [refused] = [one for one in told if isinstance(one, Refusal)]
    assert isinstance(refused, refusals.AlreadyOpened)
    assert refused.facts["appraisal"] == made.code


def test_an_answer_and_the_closing_meet_one_before_the_other():
    li, liang = actor_named("li"), actor_named("liang")
    made = opened(li)
    told = at_once(
        within_scope(li, lambda: services.close_appraisal(actor=li, code=made.code, at=AFTER)),
        within_scope(
            liang, lambda: services.reply(actor=liang, appraisal=made.code, text="当晚两人", at=AFTER)
        ),
    )
    answered = isinstance(told[1], Reply)
    assert answered or isinstance(told[1], refusals.NotOpen)
    with scope.acting(world.OPERATOR):
        assert Reply.objects.count() == int(answered)
        assert Appraisal.objects.get().state == AppraisalState.CLOSED


def test_two_workers_count_once(monkeypatch):
    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    li = actor_named("li")
    made = opened(li)
    told = at_once(*[lambda: services.count_appraisal(actor=li, code=made.code)] * 2)
    assert [one.round for one in told if isinstance(one, Appraisal)] == [1, 1]
    assert len(lines(made, "wei", "charge")) == 1
    with scope.acting(world.OPERATOR):
        assert FactLine.objects.count() == 13


def test_a_deed_is_commended_once_by_two_at_once():
    from fangxian.features.items import services as items
    from fangxian.features.items.services import Wanted as Task
    from fangxian.features.supervision.tests.appraisal.conftest import hours

    li, lu, huang = (actor_named(name) for name in ("li", "lu", "huang"))
    made = opened(li)
    with scope.acting(lu):
        wanted = Task(area=world.UPPER, title="清点口罩")
        proof = items.open_item(actor=lu, kind="task", wanted=wanted, at=hours(1)).code
    seen = services.Seen("雨夜守点", "河口广场", hours(20), proof)

    def commending(actor: Actor) -> Callable[[], object]:
        return within_scope(
            actor,
            lambda: services.commend(actor=actor, appraisal=made.code, person="R-05", seen=seen, at=AFTER),
        )

    told = at_once(commending(lu), commending(huang))
    assert sum(isinstance(one, refusals.CommendedAlready) for one in told) == 1
