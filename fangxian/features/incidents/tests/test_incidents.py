"""Opening and ending an incident, and its vault."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.features.incidents import access, selectors
from fangxian.features.incidents.models import Incident
from fangxian.features.incidents.refusals import (
    AlreadyEnded,
    CodeTaken,
    EndsBeforeItStarts,
    KeyDoesNotFit,
)
from fangxian.features.incidents.services import create_incident, end_incident
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.crypto import Vault
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry

CODE, COUNTY = "anning-2022", "900101"
OPERATOR = Actor("console", "console", Role.OPERATOR, "", CODE)
LU = Actor("lu", "陆明", Role.COMMANDER, COUNTY, CODE)
HUANG = Actor("huang", "黄强", Role.TOWNSHIP_LEAD, "900101001", CODE)
YANG = Actor("yang", "杨珍", Role.COMMANDER, "900102", "next-2022")
START = date(2022, 2, 4)


def open_one(actor=OPERATOR, code=CODE, area=COUNTY):
    return create_incident(
        actor=actor, code=code, name="Anning", area=area, rule_pack="cn-2022-03", started_on=START
    )


@pytest.fixture
def incident(db):
    return open_one()


def test_opening_is_told_and_the_key_is_wrapped(incident):
    with scope.acting(LU):
        line = Entry.objects.get(kind="incidents.opened")
        assert (line.person, line.area, line.facts) == ("console", COUNTY, {"rule_pack": "cn-2022-03"})
    assert len(incident.wrapped_key) == 12 + 32 + 16


def test_each_incident_has_a_key_of_its_own(incident):
    open_one(code="another")
    with scope.acting(OPERATOR):
        sealed = selectors.vault(CODE).seal("韦林", "name")
        assert selectors.vault(CODE).open(sealed, "name") == "韦林"
        assert isinstance(selectors.vault("another"), Vault)
        assert selectors.vault("another").index("韦林", "name") != selectors.vault(CODE).index("韦林", "name")


def test_whoever_acts_in_it_reaches_the_vault_and_nobody_else(incident):
    with scope.acting(HUANG):
        assert selectors.vault(CODE) is selectors.vault(CODE), "unwrapped once"
        assert access.get(HUANG, CODE).name == "Anning"
    with scope.acting(YANG):
        assert not Incident.objects.exists()
        with pytest.raises(NotFound):
            selectors.vault(CODE)
        with pytest.raises(NotFound):
            end_incident(actor=YANG, code=CODE, on=START)


def test_a_lost_master_key_is_said_plainly(incident):
    with scope.acting(OPERATOR):
        Incident.objects.filter(code=CODE).update(wrapped_key=bytes(60))
        with pytest.raises(KeyDoesNotFit):
            selectors.vault(CODE)


def test_a_code_is_taken_once_also_out_of_sight(incident):
    with pytest.raises(CodeTaken):
        open_one()
    with pytest.raises(CodeTaken):
        open_one(actor=YANG, area="900102")


@pytest.mark.parametrize(
    ("actor", "area"), [(HUANG, "900101001"), (LU, "9001"), (LU, "900102"), (YANG, COUNTY)]
)
def test_only_commanders_open_and_only_inside_their_area(db, actor, area):
    with pytest.raises(NotAllowed):
        open_one(actor=actor, code="mine", area=area)


def test_ending_keeps_the_data_and_takes_it_off_the_running_list(incident):
    with scope.acting(LU):
        assert [one.code for one in selectors.running(LU)] == [CODE]
        with pytest.raises(EndsBeforeItStarts):
            end_incident(actor=LU, code=CODE, on=date(2022, 2, 3))
        end_incident(actor=LU, code=CODE, on=date(2022, 2, 27))
        assert list(selectors.running(LU)) == []
        assert isinstance(selectors.vault(CODE), Vault)
        assert Entry.objects.get(kind="incidents.ended").facts == {"on": "2022-02-27"}
        with pytest.raises(AlreadyEnded):
            end_incident(actor=LU, code=CODE, on=date(2022, 2, 28))


def test_a_township_sees_the_incident_and_does_not_end_it(incident):
    with scope.acting(HUANG), pytest.raises(NotAllowed):
        end_incident(actor=HUANG, code=CODE, on=START)
    with scope.acting(HUANG):
        assert Incident.objects.update(name="mine") == 0


def test_the_list_has_running_ones_first_and_offers_the_end_to_who_may(incident):
    open_one(code="older")
    with scope.acting(LU):
        end_incident(actor=LU, code="older", on=date(2022, 2, 27))
        assert [(one.incident.code, one.may_end) for one in selectors.listed(LU)] == [
            (CODE, True),
            ("older", False),
        ]
    with scope.acting(HUANG):
        assert [(one.incident.code, one.may_end) for one in selectors.listed(HUANG)] == [(CODE, False)]
