"""What a phone at a table holds of a round: masked people by lots, again only when they changed, and told."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.utils import timezone

from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Target
from fangxian.features.campaigns.services import close_campaign
from fangxian.features.field.recording import record_here
from fangxian.features.field.selectors import holding
from fangxian.features.field.tests.conftest import actor_named
from fangxian.features.sampling.lots import lot_of
from fangxian.features.sampling.rules import Pooling
from fangxian.features.sampling.services import Order, order_round
from fangxian.kernel.authority import Can
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world

LU = world.BY_NAME["lu"].actor


def ordered(area=world.COUNTY, **more):
    now, day = timezone.now(), timedelta(days=1)
    order = Order(area, "第一轮", now - day, now + day, now + 2 * day, **more)
    with scope.acting(LU):
        made = order_round(actor=LU, order=order)
    return campaigns.prepare(actor=LU, code=made.code).code


@pytest.fixture
def code(county):
    """A round over the county, pooled by ten in the lower village."""
    return ordered(zones={world.LOWER: Pooling("controlled", 10)})


def pulls():
    with scope.acting(LU):
        return list(Entry.objects.filter(kind="sampling.people_pulled").values_list("area", "facts"))


def test_a_sampler_holds_the_round_with_the_people_of_their_village(phone, code):
    [held] = phone("qin").pull()["rounds"]
    assert (held["code"], held["name"], held["number"]) == (code, "第一轮", 1)
    assert held["zones"] == [
        {"area": world.COUNTY, "kind": "precaution", "size": 20, "by_household": False},  # as the pack says
        {"area": world.LOWER, "kind": "controlled", "size": 10, "by_household": False},
    ]
    assert len(held["people"]) == 16
    assert {one["area"] for one in held["people"]} == {world.LOWER}
    first = held["people"][0]
    assert first == {
        "target": f"{code}/{world.LOWER}-0000-0",
        "household": f"{world.LOWER}-0000",
        "area": world.LOWER,
        "lot": lot_of(base64.b64decode(held["salt"]), f"X{world.LOWER}-00000"),
        "name": "居**",
        "sex": "f",
        "born": 1950,
        "sampled": False,
        "singly": False,
        "listed": "",
    }
    assert pulls() == [(world.LOWER, {"count": 16})]


def test_no_name_document_or_telephone_is_in_it_and_lots_differ_by_round(phone, code):
    other = ordered(world.RIVER)
    answer = phone("qin").pull()
    text = str(answer)
    assert not any(word in text for word in ("居民", f"X{world.LOWER}", f"000{world.LOWER}"))
    one, two = answer["rounds"]
    assert {one["code"], two["code"]} == {code, other}
    assert one["salt"] != two["salt"]
    assert [person["lot"] for person in one["people"]] != [person["lot"] for person in two["people"]]


def test_what_did_not_change_is_left_out_and_opens_nothing(phone, code):
    made = phone("qin")
    first = made.pull()
    later = made.pull(first["cursor"])
    assert later["full"] is False
    assert "rounds" not in later
    assert len(pulls()) == 1


def test_what_changed_comes_whole_somebody_sampled_with_the_next_quarter_hour(phone, code):
    made, at = phone("qin"), timezone.now()
    cursor = made.pull()["cursor"]
    with scope.acting(LU):
        Target.objects.filter(resident=f"{world.LOWER}-0000-0").update(standing="reached", occurred_at=at)
    assert "rounds" not in made.pull(cursor)
    qin = actor_named("qin")
    with scope.acting(qin):
        before = cursor.rpartition(":")[2]
        assert holding.rounds(qin, at, before)[1] == {}
        [held] = holding.rounds(qin, at + timedelta(minutes=15), before)[1]["rounds"]
    assert [one["sampled"] for one in held["people"]] == [True] + [False] * 15


def test_a_round_that_is_closed_is_put_away(phone, code):
    made = phone("qin")
    cursor = made.pull()["cursor"]
    with scope.acting(LU):
        close_campaign(actor=LU, code=code)
    assert made.pull(cursor)["rounds"] == []


def test_a_round_of_another_village_and_a_charge_that_does_not_sample_are_told_of_nothing(phone, county):
    ordered(world.UPPER)
    assert phone("qin").pull()["rounds"] == []
    assert "rounds" not in phone("liang").pull()


def test_boxes_come_with_their_tubes_and_the_furthest_step(phone, code):
    now, made = timezone.now(), phone("qin")
    cursor = made.pull()["cursor"]
    swabs = [
        report("swab", f"{code}/T{n}", now, point="S-HALL", table=1, target=f"{code}/{world.LOWER}-000{n}-0")
        for n in range(3)
    ]
    steps = [
        report("box", f"{code}/B1", now + timedelta(minutes=1), step="packed", tubes=["T0", "T1"]),
        report("box", f"{code}/B1", now + timedelta(minutes=2), step="received", tubes=["T1"]),
    ]
    with scope.acting(LU):
        answers = record_here(actor=LU, reports=swabs + steps, person="R-07", can=Can.ROUND_ORDER)
    assert [one.result for one in answers] == ["accepted"] * 5
    [held] = made.pull(cursor)["rounds"]
    assert held["boxes"] == [{"code": f"{code}/B1", "tubes": ["T0", "T1"], "step": "received"}]
    assert [one["sampled"] for one in held["people"]].count(True) == 3


def report(kind, subject, at, **body):
    return {"kind": kind, "form_version": 1, "area": world.LOWER, "subject": subject} | {
        "occurred_at": at,
        "body": body,
    }
