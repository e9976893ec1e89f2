"""Live figures: the stream tells at first and after each report, and ends with the right to look."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient

from fangxian.features.accounts.models import Account
from fangxian.features.campaigns import live, stopping
from fangxian.features.campaigns.live import Watch
from fangxian.features.campaigns.views.live import _still_holds
from fangxian.features.charges import acting, looking, viewing
from fangxian.features.charges.models import Charge
from fangxian.kernel.db import scope
from tests import world

from .conftest import LU, arrive, report

HUANG = world.BY_NAME["huang"].actor


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """No test waits for a second to pass."""
    monkeypatch.setattr(live, "TICK", 0.01)
    monkeypatch.setattr(live, "FRESH", 0.0)


def events(stream, count, between=None):
    """The first pieces of a stream; `between` happens after the first event."""

    async def read():
        found = []
        async with asyncio.timeout(10):
            async for piece in stream:
                found.append(piece.decode() if isinstance(piece, bytes) else piece)
                if between and len(found) == 2:
                    await sync_to_async(between)()
                if len(found) == count:
                    break
        await stream.aclose()
        return found

    return async_to_sync(read)()


def watch(campaign, actor=LU, area=world.COUNTY, holds=lambda: True):
    return Watch(actor, campaign.code, area, holds)


def test_a_report_is_told_as_soon_as_it_is_counted(campaign):
    visit = report(campaign.code, f"{world.UPPER}-0001", "met", 1)
    retry, first, second = events(live.follow(watch(campaign)), 3, between=lambda: arrive(visit))
    assert retry.startswith("retry:")
    assert '"reached": 0, "targets": 26' in first
    assert "event: coverage" in second
    assert '"reached": 1' in second


def test_the_browser_gets_a_stream_behind_the_ordinary_door(campaign):
    async def open_stream():
        client = AsyncClient()
        account = await Account.objects.aget(username="huang.an")
        await client.aforce_login(account, "fangxian.features.accounts.backends.AccountBackend")
        answer = await client.get(f"/campaigns/{campaign.code}/area/{world.RIVER}/live/")
        stream = answer.streaming_content
        pieces = [(await anext(stream)).decode() for _ in range(2)]
        await stream.aclose()
        strange = await client.get(f"/campaigns/{campaign.code}/area/{world.HILL}/live/")
        return answer, pieces, strange.status_code

    answer, (_retry, first), strange = async_to_sync(open_stream)()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert "no-store" in answer.headers["Cache-Control"]
    assert '"targets": 20' in first
    assert strange == 404


def test_nothing_new_is_a_sign_of_life_only(campaign, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT", 0.02)
    assert events(live.follow(watch(campaign)), 3)[2].startswith("event: beat")


def test_who_may_no_longer_look_is_told_the_end(campaign, monkeypatch):
    monkeypatch.setattr(live, "RECHECK", 0.02)
    assert events(live.follow(watch(campaign, holds=lambda: False)), 3)[-1].startswith("event: end")


def test_a_reading_is_shared_by_those_who_see_the_same(campaign, monkeypatch):
    monkeypatch.setattr(live, "FRESH", 60.0)
    events(live.follow(watch(campaign)), 2)
    arrive(report(campaign.code, f"{world.UPPER}-0001", "met", 1))
    assert '"reached": 0' in events(live.follow(watch(campaign)), 2)[1]
    assert '"targets": 20' in events(live.follow(watch(campaign, HUANG, world.RIVER)), 2)[1]


def test_the_stream_ends_with_the_process(campaign):
    try:
        assert len(events(live.follow(watch(campaign)), 99, between=stopping._told.set)) == 2
    finally:
        stopping._told.clear()


def test_the_end_is_heard_beside_whoever_hears_it(monkeypatch):
    heard = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    monkeypatch.setattr(stopping, "_listening", set())
    try:
        signal.signal(signal.SIGTERM, lambda number, _frame: heard.append(number))
        stopping.listen()
        stopping.listen()
        os.kill(os.getpid(), signal.SIGTERM)
        assert heard == [signal.SIGTERM]
        assert stopping.told()
    finally:
        stopping._told.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_session_or_charge_that_ended_no_longer_holds(campaign, signed_in):
    client = signed_in("huang")
    client.get("/campaigns/")
    with scope.acting(world.OPERATOR):
        charge = Charge.objects.get(holder__code="R-04", valid_until__isnull=True)
    scope.enter_self("huang.an")
    huang = acting.choose("huang.an", wanted=charge.code)
    key = client.session.session_key
    assert _still_holds(huang, key)
    assert not _still_holds(huang, "nonsense")
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(pk=charge.pk).update(valid_until=charge.valid_from)
    assert not _still_holds(huang, key)
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(pk=charge.pk).update(valid_until=None)
    client.logout()
    assert not _still_holds(huang, key)


def test_looking_as_somebody_holds_only_as_long_as_the_looking(campaign, signed_in):
    client = signed_in("lu")
    client.get("/campaigns/")
    with scope.acting(world.OPERATOR):
        charge = Charge.objects.select_related("holder").get(holder__code="R-04", valid_until__isnull=True)
    scope.enter_self("lu.an")
    shown = viewing.looking_as(acting.choose("lu.an"), charge)
    assert not _still_holds(shown, client.session.session_key)
    client.post(f"/charges/of/{charge.code}/view/")
    assert _still_holds(shown, client.session.session_key)
    session = client.session
    session[looking.KEY] = [charge.code, time.time() - 1801]
    session.save()
    assert not _still_holds(shown, session.session_key)
