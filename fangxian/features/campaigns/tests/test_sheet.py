"""The sheet of targets: in by code or by number, twice changes nothing, each bad row back with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.features.campaigns import services
from fangxian.features.campaigns.models import Coverage, ListedTarget, Target
from fangxian.features.campaigns.sheets import TARGETS
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import take_in
from tests import world

from .conftest import LU, arrive, opened, report

HEADER = "campaign_code,resident_code,id_number,origin,arrived_on\n"
FIRST, SECOND = f"{world.UPPER}-0001-0", f"{world.LOWER}-0002-1"
FIRST_ID, SECOND_ID = f"X{world.UPPER}-00010", f"X{world.LOWER}-00021"
NONG, YANG = world.BY_NAME["nong"].actor, world.BY_NAME["yang"].actor


@pytest.fixture
def listed(county):
    return opened(aim="list")


@pytest.fixture
def taken(county, tmp_path):
    def taken(*rows, actor=NONG):
        path = tmp_path / "targets.csv"
        path.write_text(HEADER + "".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
        return take_in(actor, TARGETS, path)

    return taken


def reasons(outcome):
    return [(reason.line, reason.code) for reason in outcome.first_reasons]


def test_people_go_in_by_code_or_by_document_and_are_counted(listed, taken):
    outcome = taken((listed.code, FIRST, "", "百色", "2022-02-06"), (listed.code, "", SECOND_ID, "深圳", ""))
    assert (outcome.new, outcome.refused) == (2, 0)
    with scope.acting(LU):
        targets = Target.objects.filter(campaign=listed.code).order_by("code")
        assert [(one.resident, one.village) for one in targets] == [
            (FIRST, world.UPPER),
            (SECOND, world.LOWER),
        ]
        first = ListedTarget.objects.get(target=f"{listed.code}/{FIRST}")
        assert (first.origin, first.arrived_on) == ("百色", date(2022, 2, 6))
        listed.refresh_from_db()
        assert listed.targets == 2
        assert sum(Coverage.objects.filter(campaign=listed.code).values_list("targets", flat=True)) == 2


def test_twice_changes_nothing_and_more_adds_what_is_more(listed, taken):
    row = (listed.code, FIRST, "", "百色", "2022-02-06")
    taken(row)
    arrive(report(listed.code, FIRST, "met", 1))
    again = taken(row)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1)
    more = taken((listed.code, FIRST, "", "南宁", "2022-02-06"), (listed.code, SECOND, "", "", ""))
    assert (more.new, more.changed) == (1, 1)
    with scope.acting(LU):
        assert Target.objects.get(code=f"{listed.code}/{FIRST}").standing == "reached"
        listed.refresh_from_db()
        assert listed.targets == 2


def test_each_bad_row_comes_back_with_its_reason(listed, taken):
    other, closed = opened(), opened(aim="list")
    hill = opened(aim="list", area=world.HILL)
    with scope.acting(LU):
        services.close_campaign(actor=LU, code=closed.code)
    outcome = taken(
        ("knone", FIRST, "", "", ""),
        (other.code, FIRST, "", "", ""),
        (closed.code, FIRST, "", "", ""),
        (listed.code, "", "", "", ""),
        (listed.code, "nobody", "", "", ""),
        (listed.code, "", "X999999", "", ""),
        (listed.code, FIRST, SECOND_ID, "", ""),
        (hill.code, FIRST, "", "", ""),
        (listed.code, FIRST, "", "", ""),
        (listed.code, "", FIRST_ID, "", ""),
        (listed.code, SECOND, "", "", "tomorrow"),
    )
    assert sorted(reasons(outcome)) == [
        (2, "unknown_campaign"),
        (3, "not_listed"),
        (4, "campaign_closed"),
        (5, "nobody_named"),
        (6, "unknown_resident"),
        (7, "unknown_resident"),
        (8, "two_people"),
        (9, "lives_elsewhere"),
        (11, "listed_twice"),
        (12, "not_date"),
    ]
    assert outcome.new == 1


def test_no_document_number_is_ever_told(listed, taken):
    outcome = taken((listed.code, "", "X12345678", "", ""), (listed.code, "", FIRST_ID, "", ""))
    assert "12345678" not in str(outcome.first_reasons) + str(outcome.sample)


def test_the_next_county_cannot_name_this_one(listed, taken):
    assert reasons(taken((listed.code, FIRST, "", "", ""), actor=YANG)) == [(2, "unknown_campaign")]
    with pytest.raises(NotAllowed):
        taken((listed.code, FIRST, "", "", ""), actor=world.BY_NAME["wei"].actor)
