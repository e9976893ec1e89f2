"""Gaps: each with its reason and the person who is to see to it."""

from __future__ import annotations

from fangxian.features.board.selectors import gaps
from fangxian.features.charges.models import Charge
from fangxian.features.roster.models import Responder
from fangxian.kernel.db import scope
from tests import world

from .conftest import GRID


def page(name, code, **asked):
    actor = world.BY_NAME[name].actor
    with scope.acting(actor):
        return list(gaps.page(actor, code, **asked))


def test_a_gap_names_the_nearest_lead_upward(county):
    found = page("lu", world.COUNTY)
    assert [(gap.area, gap.missing, gap.lead.name) for gap in found] == [
        (world.UPPER, 2, "韦林"),
        (GRID, 1, "韦林"),
    ]


def test_a_vacant_lead_is_passed_over(county):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(area=world.UPPER, leads=True).update(holder=None, holder_name="")
    assert {gap.lead.name for gap in page("lu", world.COUNTY)} == {"黄强"}


def test_the_lead_above_ones_own_area_is_told_when_nobody_below_answers(county):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(area__in=[world.UPPER, world.RIVER], leads=True).update(
            holder=None, holder_name=""
        )
    assert {gap.lead.name for gap in page("huang", world.RIVER)} == {"陆明"}


def test_a_deputy_answers_for_a_vacant_lead(county):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(area=world.UPPER, leads=True).update(
            holder=None, holder_name="", deputy=Responder.objects.get(code="R-06"), deputy_name="梁兰"
        )
    assert {gap.lead.answers for gap in page("lu", world.COUNTY)} == {"梁兰"}


def test_gaps_of_the_next_county_are_not_there(county):
    assert page("huang", world.NEXT_COUNTY) == []
    assert {gap.area for gap in page("yang", world.NEXT_COUNTY)} == {world.MARKER}


def test_reasons_narrow_and_pages_cut(county):
    actor = world.BY_NAME["lu"].actor
    with scope.acting(actor):
        assert gaps.page(actor, world.COUNTY, reason="too_far").paginator.count == 0
        second = gaps.page(actor, world.COUNTY, number=2, size=1)
        assert [gap.area for gap in second] == [GRID]
        assert second.paginator.count == 2


def test_the_pages_of_the_list_turn(signed_in, monkeypatch):
    monkeypatch.setattr(gaps.page, "__kwdefaults__", gaps.page.__kwdefaults__ | {"size": 1})
    lu = signed_in("lu")
    first = lu.get(f"/board/{world.COUNTY}/gaps/").content.decode()
    assert 'href="?page=2"' in first
    second = lu.get(f"/board/{world.COUNTY}/gaps/?page=2").content.decode()
    assert "河口广场采样点" not in second


def test_the_list_of_gaps_is_a_page_and_a_partial(signed_in):
    lu = signed_in("lu")
    whole = lu.get(f"/board/{world.COUNTY}/gaps/?page=99")
    part = lu.get(f"/board/{world.COUNTY}/gaps/?reason=no_skill", headers={"HX-Request": "true"})
    assert "河口广场采样点" in whole.content.decode()
    assert "河口广场采样点" in part.content.decode()
    assert b"<html" not in part.content
