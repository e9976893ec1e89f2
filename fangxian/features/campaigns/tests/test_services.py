"""Opening, preparing, closing, claiming, giving: the row, the line in the trail, the refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fangxian.features.campaigns import services
from fangxian.features.campaigns.models import Campaign, Coverage, Handover, Target
from fangxian.features.campaigns.refusals import (
    EndsBeforeItStarts,
    NobodyChosen,
    NobodyToReach,
    NotGivenAnyMore,
    NothingChosen,
    NotRunning,
    ReasonMissing,
    StillPreparing,
)
from fangxian.features.territory.models import Household
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world

from .conftest import AT, LU, WINDOW, arrive, opened, report

WEI, LIANG, HUANG, YANG = (world.BY_NAME[name].actor for name in ("wei", "liang", "huang", "yang"))


def lines(kind):
    with scope.acting(LU):
        return list(Entry.objects.filter(kind=kind).order_by("pk"))


def target(code):
    with scope.acting(LU):
        return Target.objects.get(code=code)


def test_every_household_of_the_area_becomes_a_target_once(campaign):
    assert (campaign.state, campaign.targets, campaign.share) == ("open", 26, 1)
    services.prepare(actor=LU, code=campaign.code)
    with scope.acting(LU):
        assert Target.objects.filter(campaign=campaign.code).count() == 26
        assert sum(Coverage.objects.filter(campaign=campaign.code).values_list("targets", flat=True)) == 26
    [line] = lines("campaigns.opened")
    assert (line.subject, line.facts["targets"]) == (campaign.code, 26)


def test_the_neediest_household_comes_first(campaign):
    with scope.acting(LU):
        ranked = Target.objects.filter(campaign=campaign.code).order_by("-priority", "code")
        assert [(one.household, one.priority) for one in ranked[:3]] == [
            (f"{village}-0000", 3) for village in (world.UPPER, world.LOWER, world.RIDGE)
        ]


def test_residents_with_a_need_become_targets_themselves(county):
    made = opened(aim="residents", need="frail")
    with scope.acting(LU):
        residents = Target.objects.filter(campaign=made.code).values_list("resident", flat=True)
        assert sorted(residents) == [
            f"{village}-0000-0" for village in (world.UPPER, world.LOWER, world.RIDGE)
        ]


def test_preparing_again_adds_who_is_new_and_touches_nobody(campaign):
    arrive(report(campaign.code, f"{world.UPPER}-0001", "met", 1))
    with scope.acting(LU):
        Household.objects.create(
            incident=world.INCIDENT, code="NEW-1", area=world.UPPER, village=world.UPPER, members=1
        )
    assert services.prepare(actor=LU, code=campaign.code).targets == 27
    assert target(f"{campaign.code}/{world.UPPER}-0001").standing == "reached"
    assert lines("campaigns.extended")[0].facts["added"] == 1


def test_where_nobody_fits_it_is_not_let_run(county):
    with scope.acting(LU):
        made = services.open_campaign(
            actor=LU, area=world.HILL, name="x", aim="residents", need="dialysis", **WINDOW
        )
    with pytest.raises(NobodyToReach):
        services.prepare(actor=LU, code=made.code)
    with scope.acting(LU):
        assert Campaign.objects.get(code=made.code).state == "preparing"


def test_a_preparation_at_work_is_neither_begun_again_nor_given_up(county):
    with scope.acting(LU):
        made = services.open_campaign(actor=LU, area=world.HILL, name="x", **WINDOW)
        with pytest.raises(StillPreparing):
            services.prepare_again(actor=LU, code=made.code)
        with pytest.raises(StillPreparing):
            services.discard_campaign(actor=LU, code=made.code)
        Campaign.objects.filter(code=made.code).update(heard_at=timezone.now() - timedelta(hours=1))
        services.discard_campaign(actor=LU, code=made.code)
    assert [line.subject for line in lines("campaigns.discarded")] == [made.code]


def test_the_job_prepares_under_the_charge_and_keeps_a_refusal(county):
    from dataclasses import replace

    from fangxian.features.campaigns import tasks
    from fangxian.features.charges.models import Charge

    with scope.acting(world.OPERATOR):
        charge = Charge.objects.get(holder__code="R-01", valid_until__isnull=True).code
    lu = replace(LU, charge=charge)
    with scope.acting(lu):
        good = services.open_campaign(actor=lu, area=world.HILL, name="x", **WINDOW)
        empty = services.open_campaign(
            actor=lu, area=world.HILL, name="y", aim="residents", need="infant", **WINDOW
        )
    for made in (good, empty):
        tasks.prepare_campaign(campaign=made.code, person=lu.person, charge=charge)
    with scope.acting(LU):
        assert Campaign.objects.get(code=good.code).state == "open"
        assert Campaign.objects.get(code=empty.code).error == "campaigns.nobody_to_reach"
    with pytest.raises(NotAllowed):
        tasks.prepare_campaign(campaign=good.code, person="yang.an", charge=charge)


def test_a_window_upside_down_is_refused(county):
    with pytest.raises(EndsBeforeItStarts), scope.acting(LU):
        services.open_campaign(actor=LU, area=world.COUNTY, name="x", starts_at=AT, ends_at=AT)


def test_only_who_runs_campaigns_there_opens_one(county):
    with scope.acting(WEI), pytest.raises(NotAllowed):
        services.open_campaign(actor=WEI, area=world.UPPER, name="x", **WINDOW)
    with scope.acting(HUANG), pytest.raises(NotFound):
        services.open_campaign(actor=HUANG, area=world.HILL, name="x", **WINDOW)


def test_closing_is_undone_and_a_closed_one_is_not_prepared(campaign):
    with scope.acting(LU):
        services.close_campaign(actor=LU, code=campaign.code, at=AT)
    with pytest.raises(NotRunning):
        services.prepare(actor=LU, code=campaign.code)
    with scope.acting(LU):
        assert services.reopen_campaign(actor=LU, code=campaign.code).closed_at is None
        with pytest.raises(NotRunning):
            services.reopen_campaign(actor=LU, code=campaign.code)
    assert len(lines("campaigns.closed")) == len(lines("campaigns.reopened")) == 1


def test_work_is_taken_with_a_lease_told_to_others_and_released(campaign):
    code = f"{campaign.code}/{world.UPPER}-0001"
    with scope.acting(LIANG):
        [mine] = services.take_targets(actor=LIANG, person="R-06", codes=[code], at=AT)
        assert (mine.result, mine.lease_until) == ("held", AT + timedelta(hours=2))
        [other] = services.take_targets(actor=LIANG, person="R-05", codes=[code], at=AT)
        assert (other.result, other.holder) == ("taken", "R-06")
        [late] = services.take_targets(actor=LIANG, person="R-05", codes=[code], at=AT + timedelta(hours=3))
        assert late.result == "held"
        assert services.release_targets(actor=LIANG, person="R-06", codes=[code], at=AT)[0].result == "taken"
        assert (
            services.release_targets(actor=LIANG, person="R-05", codes=[code], at=AT)[0].result == "released"
        )


def test_work_out_of_sight_is_not_taken(campaign):
    with scope.acting(LIANG):
        assert (
            services.take_targets(actor=LIANG, person="R-06", codes=[f"{campaign.code}/{world.LOWER}-0001"])
            == []
        )
    with scope.acting(LU), pytest.raises(NotAllowed):
        services.take_targets(actor=LU, person="R-01", codes=[])


def give(campaign, actor=WEI, **more):
    codes = [f"{campaign.code}/{world.UPPER}-{n:04d}" for n in (1, 2)]
    asked = {"place": world.UPPER, "codes": codes, "to": "R-06", "reason": "熟悉路", "at": AT} | more
    with scope.acting(actor):
        return services.hand_over(actor=actor, campaign=campaign.code, **asked)


def test_many_targets_are_handed_over_and_given_back(campaign):
    code = f"{campaign.code}/{world.UPPER}-0001"
    with scope.acting(LIANG):
        services.take_targets(actor=LIANG, person="R-05", codes=[code], at=AT)
    made = give(campaign)
    assert (target(code).holder, target(code).holder_name, target(code).held_for) == (
        "R-06",
        "梁兰",
        "熟悉路",
    )
    with scope.acting(WEI):
        assert services.give_back(actor=WEI, code=made.code, at=AT) == 2
        with pytest.raises(NotGivenAnyMore):
            services.give_back(actor=WEI, code=made.code, at=AT)
    assert (target(code).holder, target(code).lease_until) == ("R-05", AT + timedelta(hours=2))
    assert [line.facts["count"] for line in lines("campaigns.targets_given")] == [2]


def test_what_was_passed_on_since_is_not_given_back(campaign):
    made = give(campaign)
    give(campaign, to="R-05", reason="换人", codes=[f"{campaign.code}/{world.UPPER}-0002"])
    with scope.acting(WEI):
        assert services.give_back(actor=WEI, code=made.code, at=AT) == 1
    assert target(f"{campaign.code}/{world.UPPER}-0002").holder == "R-05"


def test_after_a_day_nothing_is_given_back(campaign):
    made = give(campaign)
    with scope.acting(WEI), pytest.raises(NotGivenAnyMore):
        services.give_back(actor=WEI, code=made.code, at=AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"to": ""}, NobodyChosen),
        ({"to": "R-21"}, NotFound),
        ({"codes": []}, NothingChosen),
        ({"codes": ["k/none"]}, NothingChosen),
        ({"actor": LIANG}, NotAllowed),
        ({"actor": YANG}, NotFound),
    ],
)
def test_what_cannot_be_given_is_refused(campaign, more, refusal):
    with pytest.raises(refusal):
        give(campaign, **more)
    with scope.acting(LU):
        assert not Handover.objects.exists()


def test_targets_follow_their_household_to_a_grid(campaign):
    from fangxian.features.duty import services as duty

    arrive(report(campaign.code, f"{world.UPPER}-0001", "met", 1))
    plan = duty.plan_area(actor=LU, area=world.COUNTY, pack="cn-2022-03", seed=1)
    duty.publish_plan(actor=LU, code=plan.code)
    with scope.acting(LU):
        found = Target.objects.get(code=f"{campaign.code}/{world.UPPER}-0001")
        assert found.area == Household.objects.get(code=found.household).area != world.UPPER
        counted = Coverage.objects.get(campaign=campaign.code, area=found.area)
        assert (counted.reached, counted.village) == (1, world.UPPER)
        assert not Coverage.objects.filter(campaign=campaign.code, area=world.UPPER).exists()
