"""The board says for each chain which link has the most late, which waits longest, and where."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fangxian.features.accounts.models import Account
from fangxian.features.items.services import Wanted, open_items
from fangxian.features.supervision.inspections.selectors.slowest import slowest
from fangxian.features.supervision.tests.inspections.conftest import (
    actor_named,
    findings,
    hours,
    remedy,
    report,
    send,
)
from fangxian.kernel.db import scope
from tests import world


def tasks(actor, *areas, at) -> None:
    with scope.acting(actor):
        open_items(
            actor=actor, kind="task", wanted=[Wanted(area=one, title="清点口罩") for one in areas], at=at
        )


def test_each_chain_names_its_slowest_links_and_where(lu, he, wei):
    assert send(he, report(("labels", "failed", "没有条码"), ("wait", "failed"))) == [""]
    remedy(wei, findings(he)[0].code, hours(1))
    tasks(lu, world.RIDGE, world.RIDGE, at=hours(2))
    tasks(lu, world.UPPER, at=hours(3))
    with scope.acting(lu):
        found = {one.kind: one for one in slowest(lu, world.COUNTY, hours(4.5))}
    task = found["task"]
    assert (task.late.state, task.late.late, task.late.standing) == ("given", 2, 3)
    assert (task.late_in.code, task.late_in.late) == (world.HILL, 2)
    assert (task.longest.state, task.longest_in.code) == ("given", world.HILL)
    finding = found["finding"]
    assert finding.longest.state == "open"
    assert finding.longest.middle > task.longest.middle


def test_where_nothing_is_late_no_link_is_named(lu):
    tasks(lu, world.UPPER, at=hours(0))
    with scope.acting(lu):
        [task] = slowest(lu, world.RIVER, hours(1))
    assert (task.late, task.late_in) == (None, None)
    assert task.longest_in.code == world.UPPER


def test_the_next_county_sees_nothing_of_it(lu):
    yang = actor_named("yang")
    tasks(lu, world.UPPER, at=hours(0))
    with scope.acting(yang):
        assert slowest(yang, world.COUNTY, hours(9)) == []


def test_the_board_shows_them(lu):
    tasks(lu, world.UPPER, at=timezone.now() - timedelta(hours=5))
    browser = Client()
    backend = "fangxian.features.accounts.backends.AccountBackend"
    browser.force_login(Account.objects.get(username=lu.person), backend)
    page = browser.get(reverse("board:area", args=[world.COUNTY])).content.decode()
    assert 'id="chains"' in page
    assert reverse("board:area", args=[world.RIVER]) in page
