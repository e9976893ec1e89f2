"""Couriers' rounds on a page: planned from what waits, stored, told apart by what is too late or too far."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fangxian.features.duty import services as duty
from fangxian.features.duty.models import Post, Posting, Shift, Site
from fangxian.features.roster.models import Responder
from fangxian.features.sampling.models import CourierCall, CourierPlan, Point
from fangxian.features.sampling.refusals import CouriersUnfit, LaboratoryMissing
from fangxian.features.sampling.selectors import carried, couriers
from fangxian.features.sampling.selectors.waiting_tubes import drivers
from fangxian.features.sampling.services import Fetching, plan_couriers
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests import world
from tests.world import BY_NAME


@pytest.fixture
def waiting(table):
    """Tubes at two points, one closed at half an hour, and a laboratory next to the square."""
    one, two, three = residents(3)
    other = Table(table.code, point="S-HALL", area=world.RIDGE)
    arrive(table.swab("T1", one), table.swab("T2", two), other.swab("T3", three, 60))
    arrive(*(table.tube(tube, "closed", 30, swabs=1) for tube in ("T1", "T2")))
    arrive(other.tube("T3", "closed", 65, swabs=1))
    with scope.acting(LU):
        square = Site.objects.get(code="S-SQUARE")
        hall = Point.objects.get(code="S-SQUARE")
        hall.pk, hall.code, hall.area, hall.lat = None, "S-HALL", world.RIDGE, square.lat + 0.1
        hall.save(force_insert=True)
        Site.objects.create(
            code="S-LAB",
            name="疾控实验室",
            kind="laboratory",
            area=world.UPPER,
            lat=square.lat,
            lon=square.lon + 0.02,
        )
    return table


def plan(code, hours=2.0, actor=LU, number=2, laboratory="S-LAB"):
    with scope.acting(actor):
        fetching = Fetching(number, laboratory)
        return plan_couriers(actor=actor, code=code, fetching=fetching, at=AT + timedelta(hours=hours))


def shown(code, actor=LU):
    from fangxian.features.sampling import access

    with scope.acting(actor):
        return couriers.picture(actor, access.get(actor, code), actor.area)


def test_every_point_with_tubes_is_called_at_in_time_and_again_gives_the_same(waiting):
    plan(waiting.code)
    found = shown(waiting.code)
    assert sorted(call.point for tour in found.tours for call in tour.calls) == ["S-HALL", "S-SQUARE"]
    assert (found.tubes, found.since, [tour.late for tour in found.tours]) == (3, 0, [0] * len(found.tours))
    first = rows(CourierCall, "tour", "position", "point", "at", "back_at")
    plan(waiting.code)
    assert rows(CourierCall, "tour", "position", "point", "at", "back_at") == first
    assert len(rows(CourierPlan, "round")) == 1
    (square,) = (call for tour in found.tours for call in tour.calls if call.point == "S-SQUARE")
    assert square.latest == AT + timedelta(hours=4)
    assert square.tubes == 2


def test_what_is_late_is_fetched_and_said_and_what_has_no_place_is_told_apart(waiting):
    plan(waiting.code, 3.9)
    assert sum(tour.late for tour in shown(waiting.code).tours) == 1
    with scope.acting(LU):
        Point.objects.filter(code="S-HALL").update(lat=None, lon=None)
    plan(waiting.code)
    ((call, why),) = shown(waiting.code).left
    assert (call.point, why) == ("S-HALL", couriers.NO_PLACE)
    other = Table(waiting.code, point="S-NEW")
    (one,) = residents(1)
    arrive(other.swab("T9", one, 90), other.tube("T9", "closed", 95, swabs=1))
    assert shown(waiting.code).since == 1


def test_who_may_not_order_or_has_nobody_to_send_plans_nothing(waiting):
    for refusal, said in (
        (CouriersUnfit, {"number": 0}),
        (LaboratoryMissing, {"laboratory": "S-HALL"}),
        (NotAllowed, {"actor": BY_NAME["wei"].actor}),
        (NotFound, {"actor": BY_NAME["yang"].actor}),
    ):
        with pytest.raises(refusal):
            plan(waiting.code, **said)
    assert rows(CourierPlan, "round") == []


def test_the_page_plans_with_one_press_and_a_village_sees_who_comes(waiting, signed_in):
    lu, address = signed_in("lu"), f"/sampling/{waiting.code}/couriers/"
    assert "3 tubes wait for a courier" in lu.get(address).content.decode()
    assert lu.post(address, {"couriers": 0, "laboratory": "S-LAB"}).status_code == 422
    assert lu.post(address, {"couriers": 2, "laboratory": "S-LAB"}).status_code == 302
    told = lu.get(address).content.decode()
    assert "Tour 1" in told
    assert "<svg" in told
    wei = signed_in("wei")
    assert wei.post(address, {"couriers": 2, "laboratory": "S-LAB"}).status_code == 403
    seen = wei.get(address).content.decode()
    assert "疾控实验室" in seen
    assert "河口广场采样点" in seen


def test_who_is_on_duty_as_a_courier_drives_and_holds_their_own_calls_on_the_phone(waiting):
    running = duty.plan_area(actor=LU, area=world.COUNTY, pack="cn-2022-03", seed=1)
    duty.publish_plan(actor=LU, code=running.code)
    with scope.acting(LU):
        mo, post = Responder.objects.get(code="R-08"), Post.objects.get(live=True, role="courier")
        Posting.objects.filter(responder=mo).delete()
        shift = Shift.objects.filter(post=post).order_by("starts_at")[0]
        Posting.objects.create(
            post=post,
            area=post.area,
            responder=mo,
            holder_name=mo.name,
            crew=shift.crew,
            period=(post.starts_at, post.ends_at),
            live=True,
        )
        assert [one.code for one in drivers(LU, world.COUNTY, shift.starts_at)] == ["R-08"]
        assert drivers(LU, world.COUNTY, shift.ends_at) == []
        fetching = Fetching(2, "S-LAB")
        plan_couriers(actor=LU, code=waiting.code, fetching=fetching, at=shift.starts_at)
        own = carried.calls(replace(LU, responder=str(mo.pk)), [waiting.code])[waiting.code]
        assert [one["point"] for one in own if one["point"] == "S-SQUARE"] == ["S-SQUARE"]
        assert carried.calls(LU, [waiting.code]) == {}
    assert [tour.courier for tour in shown(waiting.code).tours].count("莫勇") == 1
