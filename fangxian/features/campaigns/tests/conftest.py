"""The cast's county with a door-knock campaign over it, and reports about its doors."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client

from fangxian.features.accounts.models import Account
from fangxian.features.campaigns import interpreting, services
from fangxian.features.campaigns.models import Coverage, Pace, Target
from fangxian.kernel.db import scope
from fangxian.kernel.reports import Fact
from tests import world
from tests.world import BY_NAME

AT = datetime(2022, 2, 9, 1, 0, tzinfo=UTC)
WINDOW = {"starts_at": AT, "ends_at": AT + timedelta(days=2)}
LU = BY_NAME["lu"].actor


class Body:
    """What a visit says."""

    def __init__(self, outcome):
        self.outcome = outcome


def report(campaign, household, outcome, number, at=AT):
    """A visit as the door hands it to its interpreter."""
    return Fact(
        id=str(UUID(int=(7 << 76) | number)),
        kind="visit",
        form_version=1,
        area=household.partition("-")[0],
        subject=f"{campaign}/{household}",
        occurred_at=at,
        body=Body(outcome),
        raw="{}",
        device="",
        device_seq=None,
        person="R-06",
        skew_s=0,
    )


def arrive(*facts, actor=LU):
    """Have reports arrive, as the door does it: in order of their targets, in one transaction."""
    with scope.acting(actor), connection.cursor() as cursor:
        for sql, values in interpreting.project(list(facts)):
            cursor.execute(sql, values)


def opened(actor=LU, area=world.COUNTY, **more):
    """A campaign that runs."""
    with scope.acting(actor):
        made = services.open_campaign(actor=actor, area=area, name="敲门第一轮", **(WINDOW | more))
    return services.prepare(actor=actor, code=made.code)


def state(campaign):
    """Everything a campaign counts, for comparing."""
    with scope.acting(LU):
        return (
            list(Coverage.objects.filter(campaign=campaign).order_by("area").values_list()),
            list(
                Pace.objects.filter(campaign=campaign, reached__gt=0).order_by("area", "slot").values_list()
            ),
            list(
                Target.objects.filter(campaign=campaign)
                .order_by("code")
                .values_list("code", "standing", "outcome", "occurred_at", "report", "asked", "not_home")
            ),
        )


@pytest.fixture(scope="package")
def _built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world once, in a transaction around the tests' own, undone at the end."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        world.build(tmp_path_factory.mktemp("sheets"))
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def county(_built, db):
    """The cast's county."""


@pytest.fixture
def campaign(county):
    """Every household of Anning, being knocked at."""
    return opened()


@pytest.fixture
def signed_in(county):
    """A browser signed in as one of the cast: `signed_in("lu").get("/")`."""

    def client(name):
        account = Account.objects.get(username=f"{name}.an")
        Account.objects.filter(pk=account.pk).update(language="en")
        found = Client()
        found.force_login(account, "fangxian.features.accounts.backends.AccountBackend")
        return found

    return client
