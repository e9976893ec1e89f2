"""Claims, reading a household, leaving: over HTTP, with a bearer token."""

from __future__ import annotations

import logging

import pytest

from fangxian.features.charges import services as charges
from fangxian.features.charges.models import Charge
from fangxian.features.field.models import Device
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world


def claim(phone, action, *targets, **more):
    return phone.post("/api/field/claims", {"action": action, "targets": list(targets), **more})


@pytest.fixture
def door(campaign):
    """The code of one target of the upper village."""
    return f"{campaign}/{world.UPPER}-0002"


class TestClaims:
    """POST claims."""

    def test_work_is_taken_and_released(self, phone, door):
        liang = phone("liang")
        [held] = claim(liang, "take", door).json()["answers"]
        assert (held["result"], held["holder"], held["holder_name"]) == ("held", "R-06", "梁兰")
        assert held["lease_until"]
        [gone] = claim(liang, "release", door).json()["answers"]
        assert (gone["result"], gone["holder"]) == ("released", "")

    def test_what_somebody_else_holds_is_told(self, phone, door):
        claim(phone("liang"), "take", door)
        [held] = claim(phone("wei"), "take", door).json()["answers"]
        assert (held["result"], held["holder_name"]) == ("taken", "梁兰")

    def test_one_s_own_is_extended(self, phone, door):
        liang = phone("liang")
        before = claim(liang, "take", door).json()["answers"][0]["lease_until"]
        assert claim(liang, "extend", door).json()["answers"][0]["lease_until"] > before

    def test_a_hand_over_wants_a_reason(self, phone, door):
        answer = claim(phone("wei"), "hand_over", door, to="R-06")
        assert (answer.status_code, answer.json()["code"]) == (422, "campaigns.reason_missing")

    def test_a_village_lead_hands_work_over(self, phone, door):
        [held] = claim(phone("wei"), "hand_over", door, to="R-06", reason="住得近").json()["answers"]
        assert (held["result"], held["holder_name"]) == ("held", "梁兰")

    @pytest.mark.parametrize("to", ["R-05", "韦林"])
    def test_a_grid_worker_hands_their_own_work_on_by_code_or_name(self, phone, door, to):
        liang = phone("liang")
        claim(liang, "take", door)
        [held] = claim(liang, "hand_over", door, to=to, reason="本组熟人").json()["answers"]
        assert (held["result"], held["holder"]) == ("held", "R-05")

    def test_but_not_others_work_nor_to_the_next_county(self, phone, door):
        liang, wei = phone("liang"), phone("wei")
        claim(wei, "take", door)
        assert claim(liang, "hand_over", door, to="R-05", reason="x").status_code == 403
        claim(wei, "release", door)
        claim(liang, "take", door)
        assert claim(liang, "hand_over", door, to="R-21", reason="x").status_code == 404

    def test_the_next_county_s_phone_claims_nothing(self, phone, door):
        assert claim(phone("chen"), "take", door).json() == {"answers": []}

    @pytest.mark.parametrize(
        "body", [{}, {"action": "eat", "targets": []}, {"action": "take", "targets": 3}, []]
    )
    def test_what_cannot_be_read_is_refused(self, phone, body):
        answer = phone("liang").post("/api/field/claims", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "field.unreadable")


class TestReadingAHousehold:
    """POST households/CODE/read."""

    path = f"/api/field/households/{world.UPPER}-0000/read"

    def test_names_and_telephones_come_for_a_purpose(self, phone):
        people = phone("liang").post(self.path, {"purpose": "visit"}).json()["people"]
        assert [one["name"] for one in people] == ["居民0", "居民1"]
        assert people[0]["needs"] == ["frail"]
        assert set(people[0]) == {"code", "name", "phone", "needs"}

    def test_each_resident_is_a_line_of_the_trail(self, phone):
        phone("liang").post(self.path, {"purpose": "visit"})
        with scope.acting(world.OPERATOR):
            lines = Entry.objects.filter(kind="territory.resident_read", person="liang.an")
            assert [one.facts["purpose"] for one in lines] == ["visit", "visit"]

    def test_without_a_purpose_nothing_is_read(self, phone):
        assert phone("liang").post(self.path, {"purpose": "curiosity"}).status_code == 422

    @pytest.mark.parametrize("code", [f"{world.LOWER}-0000", "nothing"])
    def test_another_area_s_household_is_not_there(self, phone, code):
        answer = phone("liang").post(f"/api/field/households/{code}/read", {"purpose": "visit"})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    def test_the_phone_of_the_next_county_does_not_find_it(self, phone):
        assert phone("chen").post(self.path, {"purpose": "visit"}).status_code == 404


class TestLeaving:
    """POST leave."""

    def test_a_phone_that_left_is_let_in_no_more(self, phone):
        liang = phone("liang")
        assert liang.post("/api/field/leave", {"waiting": 3}).json() == {}
        assert liang.get("/api/field/pull").json()["code"] == "field.device_revoked"
        with scope.acting(world.OPERATOR):
            device = Device.objects.get(code=liang.device.code)
        assert (device.waiting, device.revoked_by) == (3, "")

    def test_a_phone_may_leave_when_its_charge_has_ended(self, phone):
        liang = phone("liang")
        with scope.acting(world.OPERATOR):
            code = Charge.objects.get(code=liang.device.charge).code
            charges.end_charge(actor=world.OPERATOR, code=code)
        answer = liang.get("/api/field/pull")
        assert (answer.status_code, answer.json()["code"]) == (403, "field.charge_ended")
        assert liang.post("/api/field/leave", {"waiting": 0}).status_code == 200


def test_no_token_is_ever_logged(phone, caplog):
    with caplog.at_level(logging.DEBUG):
        liang = phone("liang")
        liang.get("/api/field/pull")
        liang.post("/api/field/leave", {"waiting": 0})
        liang.get("/api/field/pull")
    assert liang.token not in caplog.text
