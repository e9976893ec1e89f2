"""Vacancies: opened and ended by what happens to charges, one an area, once; they climb past who is away."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.charges import services as charges
from fangxian.features.charges.models import Charge
from fangxian.features.charges.services import LeadRow
from fangxian.features.items import services, vacancies
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.items.tests.conftest import given, hours
from fangxian.features.roster import services as roster
from fangxian.features.roster.models import Absence
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from tests import world

TAN = "R-09"


def items(**asked):
    with scope.acting(world.OPERATOR):
        return list(Item.objects.filter(kind=vacancies.KIND, **asked).order_by("area", "made_at"))


def end(actor, area):
    with scope.acting(actor):
        charge = Charge.objects.get(area=area, leads=True, valid_until__isnull=True)
        charges.end_charge(actor=actor, code=charge.code)


def appoint(actor, area, holder, deputy=""):
    with scope.acting(actor):
        role = Role.VILLAGE_LEAD
        return charges.appoint(actor=actor, area=area, role=role, holder=holder, deputy=deputy)


def follow(parent=None, at=None):
    with scope.acting(world.OPERATOR):
        return services.follow_vacancies(actor=world.OPERATOR, at=at or timezone.now(), parent=parent)


def test_the_end_of_a_lead_opens_one_for_the_lead_above_and_an_appointment_ends_it(huang, lu):
    end(huang, world.UPPER)
    [item] = items()
    assert (item.area, item.subject, item.state) == (world.RIVER, world.RIVER, vacancies.OPEN)
    assert "上河村" in item.title
    assert item.due_at - item.made_at == vacancies.WITHIN
    with pytest.raises(MoveNotPossible), scope.acting(huang):
        services.move_item(actor=huang, code=item.code, move="answer", reason="已有人")
    appoint(huang, world.UPPER, TAN)
    [ended] = items()
    assert (ended.code, ended.state, ended.ended_at is not None) == (item.code, vacancies.ENDED, True)


def test_several_missing_inside_one_area_are_one_item_that_counts_them(huang):
    appoint(huang, world.LOWER, TAN)
    end(huang, world.UPPER)
    end(huang, world.LOWER)
    [item] = items()
    assert "2" in item.title
    assert all(code in item.text for code in (world.UPPER, world.LOWER))
    appoint(huang, world.UPPER, "R-05")
    [item] = items(ended_at=None)
    assert "下河村" in item.title
    assert world.UPPER not in item.text
    with scope.acting(world.OPERATOR):
        moves = [one.move for one in ItemLine.objects.filter(item=item.code).order_by("pk")]
    assert moves == ["opened", "recounted", "recounted"]


def test_a_publication_opens_them_for_all_at_once_and_a_second_look_changes_nothing(lu):
    rows = [LeadRow(area, Role.VILLAGE_LEAD) for area in (world.LOWER, world.RIDGE)]
    with scope.acting(lu):
        charges.publish_leads(actor=lu, area=world.COUNTY, plan="plan-x", rows=rows)
    assert [one.area for one in items()] == [world.RIVER, world.HILL]
    assert follow() == 0


def test_an_absence_that_nobody_covers_opens_one_by_time_and_its_end_ends_it(huang, wei):
    with scope.acting(world.OPERATOR):
        roster.mark_unavailable(
            actor=world.OPERATOR,
            code="R-05",
            reason=Absence.ILL,
            since=date(2031, 2, 9),
            until=date(2031, 2, 11),
        )
    assert items() == []
    assert follow(at=hours(0)) == 1
    [item] = items()
    assert "韦林" in item.text
    assert follow(at=hours(72)) == 1
    assert items(ended_at=None) == []


def test_it_climbs_level_by_level_and_passes_over_who_does_not_answer(huang, wei):
    end(huang, world.UPPER)
    [item] = items()
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(area=world.RIVER, leads=True).update(away_from=item.made_at)
        for hour in (3, 4):
            services.call_due(actor=world.OPERATOR, now=item.made_at + hour * (vacancies.WITHIN / 4))
        lines = ItemLine.objects.filter(item=item.code, move__in=["reminded", "climbed"]).order_by("pk")
        told = [(one.move, one.to, one.text) for one in lines]
    assert told == [("reminded", world.COUNTY, "陆明"), ("climbed", world.COUNTY, "陆明")]


def test_what_is_late_goes_on_at_once_when_its_lead_is_away_and_nobody_covers(lu, huang, wei):
    task = given(lu)
    with scope.acting(world.OPERATOR):
        services.call_due(actor=world.OPERATOR, now=hours(1))
        services.call_due(actor=world.OPERATOR, now=hours(2))
        Charge.objects.filter(area=world.RIVER, leads=True).update(away_from=hours(2.5))
        assert services.climb_at_once(actor=world.OPERATOR, area=world.RIVER, at=hours(2.2)) == 0
        assert services.climb_at_once(actor=world.OPERATOR, area=world.RIVER, at=hours(2.5)) == 1
        services.call_due(actor=world.OPERATOR, now=hours(2.5))
        assert Item.objects.get(code=task.code).called_area == world.COUNTY


def test_under_cover_the_line_names_the_deputy(lu, huang, wei):
    task = given(lu)
    with scope.acting(lu):
        township = charges.appoint(
            actor=lu, area=world.RIVER, role=Role.TOWNSHIP_LEAD, holder="R-04", deputy=TAN
        )
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(pk=township.pk).update(away_from=hours(1.5))
        services.call_due(actor=world.OPERATOR, now=hours(1))
        services.call_due(actor=world.OPERATOR, now=hours(2))
        climbed = ItemLine.objects.get(item=task.code, move="climbed")
    assert (climbed.to, climbed.text) == (world.RIVER, "谭思")


def test_a_rollback_leaves_no_item(huang):
    with transaction.atomic():
        end(huang, world.UPPER)
        assert len(items()) == 1
        transaction.set_rollback(True)
    assert items() == []


def test_the_next_county_sees_none(huang):
    end(huang, world.UPPER)
    yang = world.BY_NAME["yang"].actor
    with scope.acting(yang):
        assert not Item.objects.filter(kind=vacancies.KIND).exists()
        assert services.follow_vacancies(actor=yang, at=timezone.now()) == 0


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_two_workers_open_it_once(tmp_path):
    world.build(tmp_path)
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(area=world.UPPER, leads=True).update(holder=None, holder_name="")
    barrier = threading.Barrier(2, timeout=20)

    def work():
        try:
            barrier.wait()
            follow()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(items()) == 1
