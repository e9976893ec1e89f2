"""What hangs on a charge: each kind counts and names the same things, for its holder and for those above."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fangxian.features.charges import carried, selectors
from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted
from fangxian.kernel.db import scope
from tests import world

AT = datetime(2031, 2, 9, 8, 0, tzinfo=UTC)
SIZE = 50


@pytest.fixture
def county(db, tmp_path):
    world.build(tmp_path)


@pytest.mark.usefixtures("county")
def test_a_task_hangs_on_the_charge_of_the_lead_whoever_of_those_above_asks():
    lu = world.BY_NAME["lu"].actor
    with scope.acting(lu):
        wanted = Wanted(area=world.UPPER, title="Count the beds", deadline_at=AT + timedelta(hours=1))
        items.open_item(actor=lu, kind="task", wanted=wanted, at=AT)
        charge = selectors.answers_for(lu, [world.UPPER])[world.UPPER]
        wei = carried.standing_in(charge)
        found = {kind.code: load for kind, load in carried.loads(wei, AT + timedelta(hours=3))}
        assert found["task"] == carried.Load(open=1, late=1)
        assert found["receipts"] == found["finding"] == found["targets"] == carried.Load(open=0)
        kind = next(one for one in carried.kinds() if one.code == "task")
        assert [thing.title for thing in kind.things(wei, AT, SIZE)] == ["Count the beds"]


@pytest.mark.usefixtures("county")
def test_every_kind_counts_what_it_names_and_has_its_page(client):
    for name in ("lu", "wei", "liang", "yang"):
        actor = world.BY_NAME[name].actor
        with scope.acting(actor):
            for kind, load in carried.loads(actor, AT):
                things = kind.things(actor, AT, SIZE)
                assert (load.open > 0) == (len(things) > 0), (name, kind.code)
                assert kind.url.startswith("/")
