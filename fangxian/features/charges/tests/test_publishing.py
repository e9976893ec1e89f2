"""The charges a published plan makes: what is created, what goes on, what ends, what people decided stays."""

from datetime import UTC, datetime, timedelta

import pytest

from fangxian.features.charges import selectors
from fangxian.features.charges.models import Charge
from fangxian.features.charges.services import LeadRow, appoint, publish_leads
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, HILL, LOWER, NEXT_COUNTY, OPERATOR, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
NOON = datetime(2022, 2, 7, 4, tzinfo=UTC)


def row(area, role, holder="", deputy="", **more):
    """A plan's row, by roster codes."""
    named = {one.code: one for one in Responder.objects.filter(code__in=[holder, deputy])}
    first, second = named.get(holder), named.get(deputy)
    return LeadRow(
        area,
        role,
        first.pk if first else None,
        first.name if first else "",
        second.pk if second else None,
        second.name if second else "",
        **more,
    )


def leading(actor):
    return {charge.area: charge for charge in selectors.leads(actor)}


def publish(lu, plan="plan-1", hill="R-13", ridge="R-08", lower="", at=NOON):
    rows = [
        row(HILL, Role.TOWNSHIP_LEAD, hill, "R-08" if hill != "R-08" else "R-13"),
        row(RIDGE, Role.VILLAGE_LEAD, ridge),
        row(LOWER, Role.VILLAGE_LEAD, lower),
    ]
    return publish_leads(actor=lu, area=COUNTY, plan=plan, rows=rows, at=at)


def test_every_area_of_the_plan_gets_its_charge_vacant_ones_too(lu):
    with scope.acting(lu):
        done = publish(lu)
        assert (done.created, done.kept, done.ended, done.vacant) == (3, 0, 0, 1)
        now = leading(lu)
        assert (now[HILL].holder_name, now[HILL].deputy_name, now[HILL].plan) == ("罗军", "莫勇", "plan-1")
        assert (now[LOWER].holder, now[LOWER].valid_from) == (None, NOON)
        line = Entry.objects.get(kind="charges.leads_published")
        assert (line.subject, line.facts["vacant"], line.facts["created"]) == ("plan-1", 1, 3)


def test_publishing_again_disturbs_only_what_differs(lu):
    with scope.acting(lu):
        publish(lu)
        before = leading(lu)
        done = publish(lu, plan="plan-2", ridge="R-13", at=NOON + timedelta(days=1))
        after = leading(lu)
        assert (done.created, done.kept, done.ended) == (1, 2, 1)
        assert after[HILL].code == before[HILL].code
        assert after[HILL].plan == "plan-2"
        assert after[RIDGE].code != before[RIDGE].code
        ended = Charge.objects.get(code=before[RIDGE].code)
        assert ended.valid_until == after[RIDGE].valid_from == NOON + timedelta(days=1)


def test_an_area_that_left_the_plan_has_no_lead_of_the_plan_any_more(lu):
    with scope.acting(lu):
        publish(lu)
        done = publish_leads(actor=lu, area=HILL, plan="plan-2", rows=[row(HILL, Role.TOWNSHIP_LEAD, "R-13")])
        assert done.ended == 2  # Ridge, and Hill with its deputy
        assert RIDGE not in leading(lu)
        assert leading(lu)[LOWER].plan == "plan-1"


def test_a_plan_does_not_unseat_whom_people_chose(lu):
    with scope.acting(lu):
        rows = [row(COUNTY, Role.COMMANDER, "R-02"), row(UPPER, Role.VILLAGE_LEAD, "R-09")]
        done = publish_leads(actor=lu, area=COUNTY, plan="plan-1", rows=rows)
        assert (done.created, done.kept, done.ended) == (0, 2, 0)
        now = leading(lu)
        assert (now[COUNTY].holder_name, now[UPPER].holder_name) == ("陆明", "韦林")
        assert (now[UPPER].plan, now[RIVER].plan) == ("", "")


def test_a_plan_replaces_by_decision_and_fills_vacancies(lu):
    with scope.acting(lu):
        Charge.objects.filter(area=RIVER, leads=True).update(holder=None, holder_name="")
        rows = [
            row(UPPER, Role.VILLAGE_LEAD, "R-09", over_hand=True),
            row(RIVER, Role.TOWNSHIP_LEAD, "R-13"),
        ]
        done = publish_leads(actor=lu, area=COUNTY, plan="plan-1", rows=rows)
        assert (done.created, done.ended, done.vacant) == (2, 2, 0)
        assert leading(lu)[UPPER].holder_name == "谭思"


def test_only_inside_the_own_area_and_only_with_the_capability(lu, huang):
    with scope.acting(lu):
        outside = row(NEXT_COUNTY, Role.COMMANDER, "R-02")
        with pytest.raises(NotAllowed):
            publish_leads(actor=lu, area=COUNTY, plan="plan-1", rows=[outside])
    with scope.acting(huang), pytest.raises(NotAllowed):
        publish_leads(actor=huang, area=RIVER, plan="plan-1", rows=[])


def test_the_account_of_who_leads_more_is_looked_after_from_higher_up(lu):
    from fangxian.features.accounts.selectors import find
    from fangxian.features.accounts.services import open_account
    from fangxian.features.roster.services import link_account

    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="luo", password="a lantern by the gate", area=RIDGE)
        link_account(actor=OPERATOR, code="R-13", username="luo")
    with scope.acting(lu):
        publish(lu)
    assert find("luo").area == HILL


def test_another_incident_keeps_its_leads(lu):
    from dataclasses import replace

    other = replace(OPERATOR, incident="another")
    with scope.acting(other):
        appoint(actor=other, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-06")
    with scope.acting(lu):
        publish_leads(
            actor=lu, area=COUNTY, plan="p", rows=[row(UPPER, Role.VILLAGE_LEAD, "R-09", over_hand=True)]
        )
    with scope.acting(other):
        assert leading(other)[UPPER].holder_name == BY_NAME["liang"].name
