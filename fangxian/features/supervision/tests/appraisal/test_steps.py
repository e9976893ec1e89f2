"""Counting by a worker: a step at a time, each once, whoever is killed in between."""

from __future__ import annotations

import pytest

from fangxian.features.supervision import tasks
from fangxian.features.supervision.appraisal import access, refusals, services
from fangxian.features.supervision.models import (
    Appraisal,
    AppraisalState,
)
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    lines,
    opened,
    person,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed


def test_many_are_counted_by_a_worker_a_step_at_a_time(li, monkeypatch):
    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    made = opened(li)
    assert (made.state, made.steps) == (AppraisalState.COUNTING, 0)
    with scope.acting(li), pytest.raises(refusals.NotOpen):
        services.close_appraisal(actor=li, code=made.code)
    ended = services.count_appraisal(actor=li, code=made.code)
    assert (ended.state, ended.round) == (AppraisalState.OPEN, 1)
    assert person(made, "wei").role == "village_lead"
    assert services.count_appraisal(actor=li, code=made.code).round == 1


def test_counting_goes_on_where_a_worker_was_killed(li, monkeypatch):
    from fangxian.features.supervision.appraisal.services import counting

    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    made = opened(li)
    with scope.acting(li):
        begun = access.claim(li, made.code)
        counting._step(li, begun, AFTER)
        services.count_anew(actor=li, code=made.code, at=AFTER)
        assert Appraisal.objects.get().steps == 1
    services.count_appraisal(actor=li, code=made.code)
    assert len(lines(made, "wei", "charge")) == 1


def test_the_job_counts_as_the_person_who_asked(li, monkeypatch):
    monkeypatch.setattr("fangxian.features.supervision.appraisal.rules.AT_ONCE", 0)
    made = opened(li)
    tasks.count_appraisal(appraisal=made.code, person=li.person, charge=li.charge)
    with scope.acting(li):
        assert Appraisal.objects.get().state == AppraisalState.OPEN
    with pytest.raises(NotAllowed):
        tasks.count_appraisal(appraisal=made.code, person=li.person, charge="charge-none")
