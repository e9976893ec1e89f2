"""The cast's county with a campaign that runs in its upper village, and phones for some of the cast."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from fangxian.features.accounts.models import Account
from fangxian.features.charges import acting
from fangxian.features.field import services
from fangxian.features.field.models import Device
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world

NOW = timezone.now()


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in somebody's hand: its device, its token, and a client that knows no cookie."""

    device: Device
    token: str

    def get(self, path: str, **more):
        """GET with the token."""
        return Client().get(path, headers=self._headers(), **more)

    def post(self, path: str, body: object, **more):
        """POST JSON with the token."""
        return Client().post(path, json.dumps(body), "application/json", headers=self._headers(), **more)

    def pull(self, since: str = ""):
        """What a pull answers."""
        answer = self.get(f"/api/field/pull?since={since}")
        assert answer.status_code == 200, answer.content
        return answer.json()

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}


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


def actor_named(name: str) -> Actor:
    """One of the cast under their own charge, as a request would have them."""
    person = world.BY_NAME[name]
    with transaction.atomic():
        scope.enter_self(person.account)
        actor = acting.choose(person.account)
        scope.enter_self("")
    assert actor is not None
    return actor


@pytest.fixture
def named(county):
    """Gives one of the cast as an actor."""
    return actor_named


def campaign_for(actor: Actor, area: str, name: str = "敲门第一轮") -> str:
    """A door-knock that runs from an hour ago until tomorrow; its code."""
    from fangxian.features.campaigns import services as campaigns

    with scope.acting(actor):
        made = campaigns.open_campaign(
            actor=actor,
            area=area,
            name=name,
            starts_at=timezone.now() - timedelta(hours=1),
            ends_at=timezone.now() + timedelta(days=1),
        )
    with scope.acting(actor):
        return campaigns.prepare(actor=actor, code=made.code).code


@pytest.fixture
def campaign(county):
    """The code of a door-knock in River township."""
    return campaign_for(actor_named("lu"), world.RIVER)


def phone_of(name: str, installation: str = "") -> Phone:
    """A phone enrolled by one of the cast for their own charge."""
    actor = actor_named(name)
    with scope.acting(actor):
        offer = services.offer_enrolment(actor=actor)
    with transaction.atomic():
        made = services.enrol_device(code=offer.code, installation=installation, label=f"Phone of {name}")
        scope.enter_self("")
    return Phone(made.device, made.token)


@pytest.fixture
def phone(county):
    """Enrols phones."""
    return phone_of


def client_of(name: str) -> Client:
    """One of the cast, signed in, in English."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    account = Account.objects.get(username=world.BY_NAME[name].account)
    account.language = "en"
    account.save()
    client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    return client


@pytest.fixture
def signed_in(county):
    """Signs one of the cast in."""
    return client_of
