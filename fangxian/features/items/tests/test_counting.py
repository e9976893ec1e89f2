"""Tallies are exact whatever happens to items, whoever does it at once, added up or not."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from random import Random

import pytest
from django.db import connection, connections

from fangxian.features.items import access, services
from fangxian.features.items.models import Item, Tally
from fangxian.features.items.selectors import counting, lists, waiting
from fangxian.features.items.tests.conftest import AT, actor_named, do, given, hours, show
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside
from fangxian.kernel.db import scope
from tests import world

Sums = dict[tuple[str, ...], int]
AREAS = (world.COUNTY, world.RIVER, world.HILL, world.UPPER, world.RIDGE)


def by_hand(actor: Actor, area: str, now: datetime) -> Sums:
    """The open items of an area, counted one by one."""
    found: Counter[tuple[str, ...]] = Counter()
    for item in access.visible(actor):
        if inside(item.area, area) and item.ended_at is None:
            found[item.kind, item.state] += 1
            found[item.kind, item.state, "late"] += int(item.due_at is not None and item.due_at <= now)
    return dict(+found)


def by_tally(actor: Actor, area: str, now: datetime) -> Sums:
    """The same by the tallies."""
    found: Counter[tuple[str, ...]] = Counter()
    for link, counted in counting.running(actor, [area], now)[area].items():
        found[link] += counted.standing
        found[(*link, "late")] += counted.late
    return dict(+found)


def recounted() -> services.Recounted:
    with scope.acting(world.OPERATOR):
        return services.recount(actor=world.OPERATOR, keep=False)


def some_moves(lu, dice, number) -> None:
    """Tasks opened, taken, finished, confirmed, withdrawn and called, in an order of chance."""
    holders = {world.UPPER: actor_named("wei"), world.RIVER: actor_named("huang")}
    items = [
        given(lu, area, deadline_at=hours(dice.randint(1, 9))) for area in holders for _ in range(number)
    ]
    for step in range(4 * number):
        item = dice.choice(items)
        with scope.acting(lu):
            state = Item.objects.get(code=item.code).state
        at = hours(step / 100)
        if state == "given":
            do(
                *((holders[item.area], item, "take") if dice.random() < 0.7 else (lu, item, "withdraw")),
                at=at,
                reason="重复",
            )
        elif state == "doing":
            show(holders[item.area], item, at)
            do(holders[item.area], item, "finish", at=at)
        elif state == "done":
            do(lu, item, dice.choice(("confirm", "return")), at=at, reason="再看看")


def call(hour: float) -> None:
    with scope.acting(world.OPERATOR):
        while services.call_due(actor=world.OPERATOR, now=hours(hour)) != services.Called(0, 0):
            pass


def test_tallies_say_what_counting_by_hand_says(lu):
    some_moves(lu, Random(1), 12)
    for called in (False, True):
        if called:
            call(5)
        with scope.acting(lu):
            for area in AREAS:
                assert by_tally(lu, area, hours(5)) == by_hand(lu, area, hours(5))
        assert recounted().equal


def test_adding_up_changes_no_sum_and_leaves_one_row_each(lu):
    some_moves(lu, Random(4), 6)
    with scope.acting(lu):
        before = by_tally(lu, world.COUNTY, hours(3))
    with scope.acting(world.OPERATOR):
        assert services.gather_tallies() > 0
        assert services.gather_tallies() == 0
        keys = Tally.objects.values_list("area", "kind", "state", "since")
        assert len(keys) == len(set(keys))
        assert not Tally.objects.filter(standing=0).exists()
    with scope.acting(lu):
        assert by_tally(lu, world.COUNTY, hours(3)) == before
    assert recounted().equal


def test_a_wrong_tally_is_found_and_put_right(lu):
    given(lu)
    with scope.acting(world.OPERATOR):
        Tally.objects.filter(area=world.UPPER).delete()
    assert recounted().wrong == 1
    with scope.acting(world.OPERATOR):
        assert services.recount(actor=world.OPERATOR).wrong == 1
    assert recounted().equal


def test_each_tab_has_as_many_as_it_lists(lu):
    some_moves(lu, Random(7), 5)
    call(5)
    for name in ("lu", "huang", "wei"):
        actor = actor_named(name)
        with scope.acting(actor):
            for tab in lists.TABS:
                for kind in ("", "task", "finding"):
                    listed = [one for one in lists.of_tab(actor, tab, hours(5)) if kind in ("", one.kind)]
                    assert lists.how_many(actor, tab, hours(5), kind=kind) == len(listed), (name, tab, kind)


def test_what_one_holds_elsewhere_is_counted_too(lu, wei):
    item = given(lu, world.RIDGE)
    with scope.acting(lu):
        services.give_item(actor=lu, code=item.code, to=world.BY_NAME["wei"].code, reason="代为")
    with scope.acting(wei):
        assert lists.how_many(wei, "below", AT) == 1
        assert [one.code for one in lists.of_tab(wei, "below", AT)] == [item.code]
        assert counting.running(wei, [world.UPPER], AT)[world.UPPER] == {}


def test_tallies_of_the_next_county_are_out_of_sight(lu):
    given(lu)
    yang = actor_named("yang")
    with scope.acting(yang):
        assert not Tally.objects.exists()


def test_waits_are_the_same_by_the_hour_up_to_half_an_hour(lu, monkeypatch):
    some_moves(lu, Random(9), 8)
    with scope.acting(lu):
        kept = counting.running(lu, [world.COUNTY], hours(5))[world.COUNTY]
        exact = waiting.waited(lu, world.COUNTY, hours(5), kept)
        monkeypatch.setattr(waiting, "EXACT", 0)
        rough = waiting.waited(lu, world.COUNTY, hours(5), kept)
    assert set(exact) == set(rough)
    for link in exact:
        assert abs(exact[link].middle - rough[link].middle) <= waiting.HALF_AN_HOUR
        assert abs(exact[link].oldest - rough[link].oldest) <= waiting.HALF_AN_HOUR


def test_a_page_asks_as_often_for_many_as_for_few(lu, django_assert_max_num_queries):
    for _ in range(60):
        given(lu)
    with scope.acting(lu), django_assert_max_num_queries(12):
        assert len(lists.page(lu, "below", AT)) == lists.PER_PAGE


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestRace:
    def test_many_who_move_and_call_and_add_up_at_once_lose_no_count(self, lu):
        """Nobody waits for anybody: the rows of a tally are only added."""
        items = [given(lu, area) for area in (world.UPPER, world.RIVER) for _ in range(15)]
        holders = {world.UPPER: actor_named("wei"), world.RIVER: actor_named("huang")}

        def move(item) -> None:
            try:
                do(holders[item.area], item, "take")
            finally:
                connections.close_all()

        def gather(_number) -> None:
            try:
                with scope.acting(world.OPERATOR):
                    services.gather_tallies()
                    services.call_due(actor=world.OPERATOR, now=hours(9.5))
            finally:
                connections.close_all()

        with ThreadPoolExecutor(6) as people:
            waiting_ = [people.submit(move, item) for item in items]
            waiting_ += [people.submit(gather, number) for number in range(8)]
            for one in waiting_:
                one.result(60)
        assert recounted().equal
        with scope.acting(lu):
            [(link, counted)] = counting.running(lu, [world.COUNTY], AT)[world.COUNTY].items()
        assert (link, counted.standing) == (("task", "doing"), 30)
        connection.close()
