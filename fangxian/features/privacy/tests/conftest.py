"""Anning as a whole, and somebody's readings in it, at times of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.utils import timezone

from fangxian.features.charges.models import Charge
from fangxian.features.privacy.services import close_week
from fangxian.features.territory.events import Event
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail
from tests import world


@pytest.fixture
def anning(db, tmp_path):
    world.build(tmp_path)


def actor_of(name):
    """One of the cast under their charge, which the reports ask for."""
    person = world.BY_NAME[name]
    with scope.acting(world.OPERATOR):
        held = Charge.objects.get(holder__code=person.code, role=person.role, valid_until__isnull=True)
    return replace(person.actor, charge=held.code, responder=str(held.holder_id))


def local(text):
    return timezone.make_aware(datetime.fromisoformat(text))


def reads(name, at, household=f"{world.UPPER}-0000", n=0, actor=None, kind=Event.RESIDENT_READ):
    """The line that `read_resident` writes, or that of another reading, at a time of the test's own."""
    actor = actor or actor_of(name)
    with scope.acting(actor):
        trail.record(
            actor=actor,
            kind=kind,
            area=household.partition("-")[0],
            subject=f"{household}-{n}",
            at=local(at),
            purpose="visit",
        )


def close(week_from):
    at = local("2022-02-14 00:10")
    with scope.acting(world.OPERATOR):
        return close_week(actor=world.OPERATOR, week_from=week_from, at=at)
