"""Beginning a plan: who may, what it is made by, the job that computes it, and what stands in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from fangxian.features.duty import services
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.refusals import PlanBusy, PlanNotDraft
from fangxian.features.duty.tests.conftest import AT
from fangxian.features.duty.tests.test_pages import client_of
from fangxian.kernel.db import scope
from fangxian.kernel.errors import BadInput, NotAllowed, NotFound
from fangxian.kernel.rulepacks import PackUnknown
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

pytestmark = pytest.mark.usefixtures("county")


def draft(name: str = "lu", area: str = world.COUNTY, **more: Any) -> Plan:
    given: dict[str, Any] = {"rule_pack": "cn-2022-03", "starts_at": AT, "queue": False} | more
    return services.draft_plan(actor=BY_NAME[name].actor, area=area, **given)


def test_a_commander_begins_a_plan_and_a_job_waits_to_compute_it():
    answer = client_of("lu").post(
        "/duty/plans/new/",
        {
            "area": world.COUNTY,
            "rule_pack": "cn-2022-03",
            "starts_at": "2022-02-08T00:00",
            "days": 7,
            "site_source": "both",
            "terrain": "mountain",
            "seed": 0,
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    with scope.acting(BY_NAME["lu"].actor):
        plan = Plan.objects.get(code=answer.headers["Location"].split("/")[-2])
        assert (plan.state, plan.area, plan.days) == (PlanState.WAITING, world.COUNTY, 7)
        assert Entry.objects.filter(kind="duty.plan_drafted", subject=plan.code).exists()
    job = ProcrastinateJob.objects.filter(task_name="duty.compute_plan").latest("id")
    assert (job.args["plan"], job.args["person"]) == (plan.code, BY_NAME["lu"].account)


def test_a_form_says_what_is_wrong_and_keeps_what_was_given():
    answer = client_of("lu").post("/duty/plans/new/", {"area": world.COUNTY, "days": 99, "seed": 5})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "fx-wrong" in page
    assert 'value="99"' in page


@pytest.mark.parametrize("name", ["huang", "liang", "tan", "he"])
def test_others_may_not_begin_one(name):
    with pytest.raises(NotAllowed):
        draft(name, BY_NAME[name].area)


def test_nobody_plans_beyond_their_area():
    with pytest.raises(NotAllowed):
        draft("lu", world.NEXT_COUNTY)


def test_an_area_that_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        draft("lu", f"{world.COUNTY}999")


def test_what_cannot_be_is_refused():
    with pytest.raises(PackUnknown):
        draft(rule_pack="cn-1999-01")
    with pytest.raises(BadInput):
        draft(days=0)
    with pytest.raises(BadInput):
        draft(terrain="sea")


def test_a_plan_in_work_is_left_alone_until_it_has_died():
    actor, plan = BY_NAME["lu"].actor, draft()
    with pytest.raises(PlanBusy):
        services.recompute(actor=actor, code=plan.code)
    with pytest.raises(PlanBusy):
        services.discard_plan(actor=actor, code=plan.code)
    long_ago = plan.made_at - timedelta(hours=1)
    with scope.acting(actor):
        Plan.objects.filter(code=plan.code).update(state=PlanState.COMPUTING, made_at=long_ago)
    page = client_of("lu").get(f"/duty/plans/{plan.code}/").content.decode()
    assert "stopped without a word" in page
    assert services.recompute(actor=actor, code=plan.code, queue=False).state == PlanState.WAITING


def test_a_discarded_plan_is_gone_for_good():
    actor, plan = BY_NAME["lu"].actor, draft()
    with scope.acting(actor):
        Plan.objects.filter(code=plan.code).update(state=PlanState.FAILED, error="no")
    services.discard_plan(actor=actor, code=plan.code)
    with pytest.raises(PlanNotDraft):
        services.recompute(actor=actor, code=plan.code)
    assert client_of("lu").get(f"/duty/plans/{plan.code}/").status_code == 404


def test_the_next_county_finds_no_plan():
    plan = draft()
    with pytest.raises(NotFound):
        services.recompute(actor=BY_NAME["yang"].actor, code=plan.code)
    client = client_of("yang")
    assert plan.code not in client.get("/duty/plans/").content.decode()
    assert client.get(f"/duty/plans/{plan.code}/").status_code == 404
    assert client.post(f"/duty/plans/{plan.code}/publish/").status_code == 404
