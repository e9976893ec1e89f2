"""Whoever issued a directive follows it: who is late, where that climbed to, how long it took, closing it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.features.items import services as items
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.refusals import NotRunning
from fangxian.features.supervision.directives.selectors import answers, receiving, tree
from fangxian.features.supervision.directives.selectors.receiving import Wanted
from fangxian.features.supervision.models import Directive, Reminder
from fangxian.features.supervision.tests.directives.conftest import hours, issued
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests import world
from tests.chain import actor_named


def acknowledged(actor: Actor, code: str, at=None) -> None:
    with scope.acting(actor):
        services.acknowledge_directives(actor=actor, codes=[code], at=at or hours(1))


def called(now) -> None:
    with scope.acting(world.OPERATOR):
        items.call_due(actor=world.OPERATOR, now=now)


def seen(actor: Actor, made: Directive, now, area: str = "") -> tree.Tree:
    with scope.acting(actor):
        return tree.tree(actor, made, now, area)


def names(actor: Actor, made: Directive, lacking: str, now=None, level: str = "") -> list[str]:
    with scope.acting(actor):
        wanted = Wanted(world.COUNTY, lacking, level)
        return [row.place for row in receiving.page(actor, made, wanted, now or hours(0))]


def test_the_way_to_full_receipt_is_told_as_it_goes_and_once_it_is_there(lu, huang):
    made = issued(lu, levels=("township", "village"))
    acknowledged(huang, made.code, hours(1.5))
    found = seen(lu, made, hours(3))
    assert found.taken is not None
    assert (found.taken.time, found.taken.done) == (timedelta(hours=3), False)
    under_river = seen(lu, made, hours(3), world.RIVER)
    assert [one.taken is not None for one in under_river.levels] == [True, False]
    acknowledged(actor_named("wei"), made.code, hours(2.25))
    upper = seen(lu, made, hours(9), world.UPPER)
    assert upper.taken is not None
    assert (upper.taken.time, upper.taken.done) == (timedelta(hours=2.25), True)


def test_a_silent_lead_climbs_and_the_tree_says_where_to(lu, huang):
    made = issued(lu)
    acknowledged(huang, made.code)
    called(hours(1.1))
    assert seen(lu, made, hours(1.1)).climbed == []
    called(hours(2.1))
    found = seen(lu, made, hours(2.1))
    assert [(one.place, one.count) for one in found.climbed] == [("安宁县", 1)]
    assert {one.area.name: one.climbed for one in found.branches} == {"河口镇": "", "山背乡": "安宁县"}
    assert names(lu, made, "climbed") == ["山背乡"]
    assert names(lu, made, "late", hours(2.1)) == ["山背乡"]
    assert names(lu, made, "late", hours(1)) == []


def test_receivers_are_narrowed_by_level_and_step_and_counted_from_the_tallies(lu, huang):
    made = issued(lu, levels=("township", "village"))
    acknowledged(huang, made.code)
    assert names(lu, made, "acknowledged", level="township") == ["山背乡"]
    assert len(names(lu, made, "", level="village")) == 3
    with scope.acting(lu):
        page = receiving.page(lu, made, Wanted(world.COUNTY, "acknowledged", "village"), hours(0))
        lines = list(answers.lines(lu, made, Wanted(world.COUNTY, "acknowledged", "village"), hours(0)))
    assert page.paginator.count == len(lines) == 3


def test_a_reminder_reaches_the_silent_of_the_whole_cascade_once(lu, huang):
    made = issued(lu)
    acknowledged(huang, made.code)
    issued(huang, levels=("village",), parent=made.code)
    with scope.acting(lu):
        assert services.remind_silent(actor=lu, code=made.code, at=hours(1)) == 3
        assert services.remind_silent(actor=lu, code=made.code, at=hours(1.2)) == 0
        assert services.remind_silent(actor=lu, code=made.code, area=world.RIVER, at=hours(2)) == 2
        assert Reminder.objects.count() == 5
        assert ItemLine.objects.filter(move="reminded", person=lu.person).count() == 5


def test_nobody_below_reminds_on_a_directive_from_above_nor_outside_its_area(lu, huang):
    made = issued(lu)
    with scope.acting(huang), pytest.raises(NotAllowed):
        services.remind_silent(actor=huang, code=made.code)
    with scope.acting(lu), pytest.raises(NotFound):
        services.remind_silent(actor=lu, code=made.code, area=world.BORDER)
    with scope.acting(lu):
        services.withdraw_directive(actor=lu, code=made.code, reason="错发", at=hours(1))
    with scope.acting(lu), pytest.raises(NotRunning):
        services.remind_silent(actor=lu, code=made.code)


def test_all_reports_are_closed_at_once_and_nothing_else(lu, huang):
    made = issued(lu)
    with scope.acting(huang):
        services.report_back(actor=huang, code=made.code, answers={}, text="好了", at=hours(1))
    with scope.acting(lu):
        assert tree.to_close(lu, made) == 1
        assert services.close_reported(actor=lu, code=made.code, at=hours(2)) == 1
        assert services.close_reported(actor=lu, code=made.code, at=hours(2)) == 0
        found = dict(Item.objects.filter(subject=made.code).values_list("area", "state"))
    assert found == {world.RIVER: "closed", world.HILL: "issued"}
    with scope.acting(huang), pytest.raises(NotAllowed):
        services.close_reported(actor=huang, code=made.code)


def test_a_report_shows_what_it_tells_of(lu, huang):
    made = issued(lu)
    with scope.acting(huang):
        files = (("now.jpg", b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02x"),)
        services.report_back(actor=huang, code=made.code, answers={}, files=files, at=hours(1))
    with scope.acting(lu):
        item = Item.objects.get(subject=made.code, area=world.RIVER)
        assert [one.name for one in item.evidence.all()] == ["now.jpg"]


def test_what_was_withdrawn_counts_no_further(lu):
    made = issued(lu)
    with scope.acting(lu):
        made = services.withdraw_directive(actor=lu, code=made.code, reason="错发", at=hours(2))
    found = seen(lu, made, hours(2) + timedelta(days=3))
    assert found.taken is not None
    assert found.taken.time == timedelta(hours=2)
