"""What can be done with an appraisal, what is refused, and that a closed one stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from fangxian.features.supervision.appraisal import access, refusals, services
from fangxian.features.supervision.appraisal.services import Wanted
from fangxian.features.supervision.models import (
    AppraisalState,
)
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    FROM,
    UNTIL,
    actor_named,
    opened,
    trail,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests import world


def test_opening_tells_the_trail_and_freezes_what_it_is_of(li):
    made = opened(li)
    assert (made.state, made.round, made.expected) == (AppraisalState.OPEN, 1, 13)
    [told] = trail("appraisal.opened")
    assert (told.facts["people"], told.area) == (13, world.COUNTY)
    assert [one.facts["lines"] for one in trail("appraisal.counted")] == [13]


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"ends_at": FROM}, refusals.PeriodUnfit),
        ({"starts_at": FROM - timedelta(days=100)}, refusals.PeriodUnfit),
        (
            {"starts_at": AFTER + timedelta(days=1), "ends_at": AFTER + timedelta(days=2)},
            refusals.PeriodUnfit,
        ),
        ({"people": ("R-21",)}, refusals.PeopleUnknown),
        ({"area": world.NEXT_COUNTY}, NotAllowed),
        ({"unit": "U-NEXT"}, NotFound),
        (
            {"starts_at": FROM - timedelta(days=60), "ends_at": FROM - timedelta(days=50)},
            refusals.NobodyThere,
        ),
    ],
)
def test_what_cannot_be_counted_is_not_opened(li, more, refusal):
    with pytest.raises(refusal):
        opened(li, **more)


@pytest.mark.parametrize("name", ["huang", "wei", "he", "liang", "nong", "lan"])
def test_only_the_organisation_officer_and_the_commander_open_one(county, name):
    with pytest.raises(NotAllowed):
        opened(actor_named(name))


def test_the_same_people_and_days_are_appraised_once(li, lu):
    first = opened(li)
    with pytest.raises(refusals.AlreadyOpened) as refused:
        opened(lu)
    assert refused.value.facts == {"name": "李昌", "appraisal": first.code}
    assert opened(lu, people=("R-06", "R-05"))
    with pytest.raises(refusals.AlreadyOpened):
        opened(lu, people=("R-05", "R-06"))
    with scope.acting(li):
        services.withdraw_appraisal(actor=li, code=first.code, reason="开错了")
    assert opened(lu)


def test_it_is_withdrawn_with_a_reason_and_once(li):
    made = opened(li)
    with scope.acting(li):
        with pytest.raises(refusals.ReasonMissing):
            services.withdraw_appraisal(actor=li, code=made.code, reason=" ")
        services.withdraw_appraisal(actor=li, code=made.code, reason="期间有误")
        for service in (services.count_anew, services.close_appraisal):
            with pytest.raises(refusals.NotOpen):
                service(actor=li, code=made.code)
    assert [one.facts["reason"] for one in trail("appraisal.withdrawn")] == ["期间有误"]


def test_everybody_sees_what_is_theirs_to_see(li, lu, huang, wei, liang):
    made = opened(li)
    seen = {}
    for actor in (li, lu, huang, wei, liang, actor_named("yang"), actor_named("lan")):
        with scope.acting(actor):
            found = access.visible(actor).filter(code=made.code).first()
            names = {one.code for one in access.people(actor, made)}
            own = {one.code for one in access.own(actor)}
        seen[actor.name] = (found is not None, len(names), own)
    assert seen == {
        "李昌": (True, 13, {"R-03"}),
        "陆明": (True, 13, {"R-01"}),
        "黄强": (True, 6, {"R-04"}),
        "韦林": (True, 4, {"R-05"}),
        "梁兰": (False, 0, {"R-06"}),
        "杨珍": (False, 0, set()),
        "蓝静": (False, 0, {"R-11"}),
    }


def test_how_many_it_would_be_of_is_told_beforehand(li):
    with scope.acting(li):
        told = services.count_people(actor=li, wanted=Wanted(world.COUNTY, FROM, UNTIL), at=AFTER)
        assert (told.people, told.unseen) == (13, 0)


def test_those_who_stood_there_and_belong_elsewhere_by_now_are_told_of(li):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE roster_responder r SET home_area = %s, unit_id = u.code, unit_name = u.name, "
            "unit_area = u.area, posted_area = '' FROM orgs_unit u "
            "WHERE u.code = 'U-NEXT' AND r.code = 'R-08'",
            [world.MARKER],
        )
    with scope.acting(li):
        told = services.count_people(actor=li, wanted=Wanted(world.COUNTY, FROM, UNTIL), at=AFTER)
    assert (told.people, told.unseen) == (12, 1)
