"""The cast's county, and directives between its people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fangxian.features.accounts.models import Account
from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.models import Directive, Receipt, Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world
from tests.chain import AT, actor_named, county, hours, huang, lu, wei

__all__ = ["AT", "actor_named", "county", "hours", "huang", "issued", "lu", "receipts", "tallies", "wei"]

MASKS = Wanted(name="masks", label="口罩还有多少")


def draft(**more) -> Draft:
    """A directive for the leads of the townships."""
    plain: dict[str, Any] = {"title": "清点口罩", "text": "- 逐村\n- 今晚", "deadline_at": hours(24)}
    plain["levels"] = ("township",)
    return Draft(**plain | more)


def issued(actor: Actor, *, at: datetime = AT, **more) -> Directive:
    """Issue one."""
    with scope.acting(actor):
        return services.issue_directive(actor=actor, draft=draft(**more), at=at)


def receipts(code: str) -> list[Receipt]:
    """All receipts of a directive, by area."""
    with scope.acting(world.OPERATOR):
        return list(Receipt.objects.filter(directive=code).order_by("area", "pk"))


def tallies(code: str) -> dict[str, tuple[int, ...]]:
    """Area → addressed, received, read, acknowledged, acted, reported."""
    names = ("addressed", "received", "read", "acknowledged", "acted", "reported")
    with scope.acting(world.OPERATOR):
        return {one[0]: one[1:] for one in Tally.objects.filter(directive=code).values_list("area", *names)}


def counted(code: str) -> dict[str, tuple[int, ...]]:
    """What the tallies must be, counted from the receipts."""
    found: dict[str, list[int]] = {}
    for one in receipts(code):
        row = found.setdefault(one.area, [0] * 6)
        steps = (one.received_at, one.read_at, one.acknowledged_at, one.acted_at, one.reported_at)
        for place, step in enumerate((True, *steps)):
            row[place] += bool(step)
    return {area: tuple(row) for area, row in found.items()}


HOME = "/supervision/directives/"
QUESTION = {
    "q-0-label": "口罩还有多少",
    "q-0-name": "masks",
    "q-0-kind": "number",
    "q-0-period": "day",
    "q-0-minutes": "2",
    "q-0-required": "on",
}


@pytest.fixture
def client_of(county):
    """Signs one of the cast in, in English."""

    def sign_in(name: str) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        account = Account.objects.get(username=world.BY_NAME[name].account)
        account.language = "en"
        account.save()
        client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
        return client

    return sign_in


def body(answer) -> str:
    return str(answer.content.decode())


def written(questions=0, **more) -> dict[str, object]:
    soon = timezone.localtime() + timedelta(hours=5)
    asked = {
        "title": "清点口罩",
        "text": "**今晚**\n\n- 逐村\n- 上报",
        "deadline_at": f"{soon:%Y-%m-%dT%H:%M}",
        "to": "areas",
        "levels": ["township"],
        "q-TOTAL_FORMS": str(questions),
        "q-INITIAL_FORMS": "0",
    }
    return asked | more


def now_issued(actor, **more) -> Directive:
    now = timezone.now()
    return issued(actor, at=now, deadline_at=now + timedelta(hours=9), **more)
