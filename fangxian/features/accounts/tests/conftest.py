"""Accounts without people: what happens at the door needs no charges."""

from __future__ import annotations

import pytest

from fangxian.features.accounts.services import open_account
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope

OPERATOR = Actor("console", "console", Role.OPERATOR, "", "anning-2022")
DENG = Actor("deng", "邓伟", Role.ADMINISTRATOR, "900101", "anning-2022")
PASSWORD = "seven lanterns on the ridge"


@pytest.fixture
def wei(db):
    """An account of Anning county, signed up by the operator."""
    with scope.acting(OPERATOR):
        return open_account(actor=OPERATOR, username="wei", password=PASSWORD, area="900101").account


@pytest.fixture
def sign_in(client):
    """Goes through the sign-in page."""

    def go(username: str = "wei", password: str = PASSWORD, **more):
        return client.post("/accounts/sign-in/", {"username": username, "password": password, **more})

    return go
