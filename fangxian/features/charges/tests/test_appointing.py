"""Appointing and ending: who may, what is kept, what is refused."""

import pytest

from fangxian.features.charges import access, selectors
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import (
    AlreadyEnded,
    AreaUnknown,
    DeputyIsHolder,
    HolderMissing,
    LeadTaken,
    ResponderUnknown,
    RoleTooHigh,
)
from fangxian.features.charges.services import appoint, end_charge
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import COUNTY, LOWER, NEXT_COUNTY, OPERATOR, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")


def test_a_new_lead_relieves_the_one_before(huang):
    with scope.acting(huang):
        before = access.claim_lead(huang, UPPER)
        after = appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-09", deputy="R-06")
        before.refresh_from_db()
        assert (after.holder_name, after.deputy_name, after.leads) == ("谭思", "梁兰", True)
        assert before.valid_until == after.valid_from
        line = Entry.objects.get(kind="charges.appointed", subject=after.code)
        assert (line.person, line.area) == (huang.person, UPPER)
        assert (line.before["holder"], line.after["holder"]) == ("韦林", "谭思")
        assert line.facts["vacancies"] == 0


def test_what_is_so_already_stays(huang):
    with scope.acting(huang):
        present = access.claim_lead(huang, UPPER)
        again = appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-05")
        assert again.code == present.code
        assert Charge.objects.filter(area=UPPER, leads=True).count() == 1


def test_others_in_an_area_do_not_relieve_each_other(huang):
    with scope.acting(huang):
        first = appoint(actor=huang, area=LOWER, role=Role.SAMPLER, holder="R-07")
        second = appoint(actor=huang, area=LOWER, role=Role.SAMPLER, holder="R-09")
        same = appoint(actor=huang, area=LOWER, role=Role.SAMPLER, holder="R-09")
        assert {one.code for one in selectors.others(huang, LOWER)} == {first.code, second.code}
        assert same.code == second.code


def test_an_appointment_on_an_old_view_is_refused(huang):
    with scope.acting(huang):
        seen = access.claim_lead(huang, UPPER).code
        appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-09", replaces=seen)
        with pytest.raises(LeadTaken):
            appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-06", replaces=seen)
        with pytest.raises(LeadTaken):
            appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-06", replaces="")


def test_a_lead_that_ends_leaves_a_vacancy_with_its_deputy(huang):
    with scope.acting(huang):
        charge = appoint(actor=huang, area=LOWER, role=Role.VILLAGE_LEAD, holder="R-07", deputy="R-09")
        vacancy = end_charge(actor=huang, code=charge.code)
        assert vacancy is not None
        assert (vacancy.holder, vacancy.deputy_name, vacancy.leads) == (None, "谭思", True)
        assert selectors.answering(huang, LOWER).code == vacancy.code
        assert [area.code for area in selectors.vacant_areas(huang, RIVER)] == [LOWER]
        ended = Entry.objects.get(kind="charges.ended")
        assert (ended.facts["vacancies"], ended.before["holder"]) == (1, "覃梅")
        with pytest.raises(AlreadyEnded):
            end_charge(actor=huang, code=charge.code)


def test_filling_a_vacancy_is_told_as_one_vacancy_less(huang):
    with scope.acting(huang):
        end_charge(actor=huang, code=access.claim_lead(huang, UPPER).code)
        appoint(actor=huang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-09")
        assert Entry.objects.filter(kind="charges.appointed").latest("pk").facts["vacancies"] == -1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"holder": "R-05", "deputy": "R-05"}, DeputyIsHolder),
        ({"holder": "R-21"}, ResponderUnknown),
        ({"holder": "R-404"}, ResponderUnknown),
        ({"area": LOWER + "999", "holder": "R-05"}, AreaUnknown),
        ({"role": Role.VOLUNTEER, "holder": ""}, HolderMissing),
        ({"role": Role.TOWNSHIP_LEAD, "holder": "R-05"}, RoleTooHigh),
        ({"role": Role.COMMANDER, "holder": "R-05"}, RoleTooHigh),
        ({"role": Role.AUDITOR, "holder": "R-05"}, RoleTooHigh),
        ({"role": Role.OPERATOR, "holder": "R-05"}, RoleTooHigh),
        ({"area": COUNTY, "holder": "R-05"}, NotAllowed),
        ({"area": RIDGE, "holder": "R-05"}, NotAllowed),
    ],
)
def test_a_township_lead_is_refused(huang, given, refusal):
    with scope.acting(huang), pytest.raises(refusal):
        appoint(**{"actor": huang, "area": UPPER, "role": Role.VILLAGE_LEAD, **given})
    with scope.acting(OPERATOR):
        assert Charge.objects.filter(valid_until__isnull=False).count() == 0


def test_nobody_ends_the_charge_above_them(huang, lu):
    with scope.acting(lu):
        commanders = access.claim_lead(lu, COUNTY).code
    with scope.acting(huang), pytest.raises(NotAllowed):
        end_charge(actor=huang, code=commanders)
    with scope.acting(lu), pytest.raises(RoleTooHigh):
        end_charge(actor=lu, code=commanders)


def test_a_grid_worker_appoints_nobody():
    from tests.world import BY_NAME

    liang = BY_NAME["liang"].actor
    with scope.acting(liang), pytest.raises(NotAllowed):
        appoint(actor=liang, area=UPPER, role=Role.VOLUNTEER, holder="R-09")


def test_the_next_county_sees_and_changes_nothing(yang, lu):
    with scope.acting(lu):
        code = access.claim_lead(lu, UPPER).code
    with scope.acting(yang):
        assert {charge.area for charge in access.visible(yang)} == {NEXT_COUNTY}
        assert not Charge.objects.filter(code=code).exists()
        assert selectors.chain(yang, UPPER) == []
        assert selectors.candidates(yang, "韦") == []
        assert not Entry.objects.filter(area__startswith=COUNTY).exists()
        assert Charge.objects.filter(code=code).update(holder=None) == 0
        with pytest.raises(NotFound):
            end_charge(actor=yang, code=code)
        with pytest.raises(NotAllowed):
            appoint(actor=yang, area=UPPER, role=Role.VILLAGE_LEAD, holder="R-22")
        with pytest.raises(ResponderUnknown):
            appoint(actor=yang, area=NEXT_COUNTY, role=Role.CLERK, holder="R-05")


def test_the_operator_watches_the_installation_but_does_not_lead_it():
    with scope.acting(OPERATOR):
        charge = appoint(actor=OPERATOR, area="", role=Role.AUDITOR, holder="R-11")
        assert (charge.area, charge.leads) == ("", False)
        with pytest.raises(AreaUnknown):
            appoint(actor=OPERATOR, area="", role=Role.COMMANDER, holder="R-11")
