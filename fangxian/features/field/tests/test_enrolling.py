"""A code is shown to the right person, good once and for ten minutes; the token is kept as a hash only."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from fangxian.features.charges import services as charges
from fangxian.features.charges.models import Charge
from fangxian.features.field import minting, services, tokens
from fangxian.features.field.models import Device, Enrolment
from fangxian.features.field.refusals import (
    AreaTooLarge,
    ChargeEnded,
    CodeExpired,
    CodeUnknown,
    CodeUsed,
    DeviceExpired,
    DeviceRevoked,
    RoleHasNoPhone,
    TokenUnknown,
)
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world


def offer(actor, **more):
    with scope.acting(actor):
        return services.offer_enrolment(actor=actor, **more)


def enrol(code, **more):
    with transaction.atomic():
        return services.enrol_device(code=code, installation="", label="", **more)


def charge_of(name):
    person = world.BY_NAME[name]
    with scope.acting(world.OPERATOR):
        held = Charge.objects.filter(holder__code=person.code, role=person.role, valid_until__isnull=True)
        return held.get().code


def test_a_code_makes_a_device_of_its_holder_and_charge(named):
    made = enrol(offer(named("liang")).code)
    device = made.device
    assert (device.person, device.person_name, device.role) == ("R-06", "梁兰", Role.GRID_WORKER)
    assert (device.area, device.charge) == (world.UPPER, charge_of("liang"))
    assert device.expires_at - device.enrolled_at == timedelta(days=14)


def test_neither_code_nor_token_is_kept_or_told(named):
    shown = offer(named("liang"))
    made = enrol(shown.code)
    with scope.acting(world.OPERATOR):
        rows = [*Enrolment.objects.values_list(), *Device.objects.values_list(), *Entry.objects.values_list()]
        kept = repr([[str(value) for value in row] for row in rows])
    assert shown.code not in kept
    assert made.token not in kept
    assert minting.digest(made.token) == made.device.token_hash


def test_the_code_has_128_bits_and_the_token_256():
    assert len(minting.new_enrolment_code().replace("-", "")) * 5 >= 128
    assert len(minting.new_token()) == 43


def test_the_trail_tells_of_the_offer_and_of_the_phone(named):
    made = enrol(offer(named("liang")).code)
    with scope.acting(world.OPERATOR):
        kinds = list(Entry.objects.filter(subject=made.device.code).values_list("kind", "person"))
    assert ("field.enrolment_offered", "liang.an") in kinds
    assert ("field.device_enrolled", "liang.an") in kinds


def test_a_code_is_good_however_it_is_typed(named):
    code = offer(named("liang")).code
    assert enrol(f"  {code.upper().replace('-', ' ')} ").device.person == "R-06"


def test_a_code_is_good_once(named):
    code = offer(named("liang")).code
    enrol(code)
    with pytest.raises(CodeUsed):
        enrol(code)


def test_a_code_is_good_for_ten_minutes(named):
    code = offer(named("liang")).code
    with pytest.raises(CodeExpired):
        enrol(code, at=timezone.now() + timedelta(minutes=10))


def test_an_invented_code_is_unknown(county):
    with pytest.raises(CodeUnknown):
        enrol(minting.new_enrolment_code())


def test_a_village_lead_enrols_a_phone_for_a_grid_worker(named):
    shown = offer(named("wei"), charge=charge_of("liang"))
    assert shown.holder == "梁兰"
    assert enrol(shown.code).device.account == "liang.an"


def test_a_grid_worker_enrols_no_phone_for_the_village_lead(named):
    with pytest.raises(NotAllowed):
        offer(named("liang"), charge=charge_of("wei"))


def test_the_next_county_finds_no_charge_to_enrol_for(named):
    with pytest.raises(NotFound):
        offer(named("yang"), charge=charge_of("liang"))


def test_an_auditor_carries_no_phone(named):
    with pytest.raises(RoleHasNoPhone):
        offer(named("lu"), charge=charge_of("lan"))


@pytest.mark.parametrize("name", ["qin", "mo", "tan", "luo", "he"])
def test_whoever_stands_somewhere_or_inspects_carries_one(named, name):
    assert enrol(offer(named(name)).code).device.account == f"{name}.an"


def test_the_phone_of_an_inspector_holds_no_doors_so_a_county_is_not_too_large(named, monkeypatch):
    monkeypatch.setattr("fangxian.features.field.services.enrolling.MOST_HOUSEHOLDS", 1)
    assert enrol(offer(named("he")).code).device.area == world.COUNTY


def test_a_charge_for_more_households_than_a_phone_holds_is_refused(named, monkeypatch):
    monkeypatch.setattr("fangxian.features.field.services.enrolling.MOST_HOUSEHOLDS", 19)
    with pytest.raises(AreaTooLarge):
        offer(named("huang"))


def test_a_code_shown_before_the_charge_ended_is_worth_nothing(named):
    shown = offer(named("liang"))
    with scope.acting(world.OPERATOR):
        charges.end_charge(actor=world.OPERATOR, code=charge_of("liang"))
    with pytest.raises(ChargeEnded):
        enrol(shown.code)


def test_the_same_phone_enrolled_again_has_one_good_token(phone):
    first, second = phone("liang", "i-1"), phone("liang", "i-1")
    assert first.get("/api/field/pull").json()["code"] == "field.device_revoked"
    assert second.get("/api/field/pull").status_code == 200


def test_another_phone_of_the_same_person_stays(phone):
    first = phone("liang", "i-1")
    phone("liang", "i-2")
    assert first.get("/api/field/pull").status_code == 200


def find(token, **more):
    with transaction.atomic():
        return tokens.find_device(token, **more)


def test_a_token_finds_its_device_and_nothing_else(phone):
    made = phone("liang")
    phone("wei")
    assert find(made.token).code == made.device.code
    for token in ("", "x", made.token + "x", made.device.token_hash):
        with pytest.raises(TokenUnknown):
            find(token)


def test_an_expired_or_revoked_device_is_told_apart(phone):
    made = phone("liang")
    with pytest.raises(DeviceExpired):
        find(made.token, at=timezone.now() + timedelta(days=14))
    with scope.acting(world.OPERATOR):
        Device.objects.filter(code=made.device.code).update(revoked_at=timezone.now())
    with pytest.raises(DeviceRevoked):
        find(made.token)


def test_the_phone_of_an_ended_charge_may_only_bring_what_it_has(phone):
    made = phone("liang")
    with scope.acting(world.OPERATOR):
        charges.end_charge(actor=world.OPERATOR, code=charge_of("liang"))
    with pytest.raises(ChargeEnded):
        find(made.token)
    assert find(made.token, after_end=True).code == made.device.code


class TestOverHttp:
    """POST /api/field/enrol."""

    def post(self, body, **headers):
        return Client().post("/api/field/enrol", body, "application/json", headers=headers)

    def test_it_answers_as_the_contract_says(self, named):
        body = {"code": offer(named("liang")).code, "installation": "0193", "label": "Redmi 9A"}
        answer = self.post(json.dumps(body))
        assert answer.status_code == 200
        told = answer.json()
        assert told["person"] == {"code": "R-06", "name": "梁兰"}
        assert told["area"] == {"code": world.UPPER, "name": "上河村", "level": "village"}
        assert (told["role"], told["incident"]) == ("grid_worker", world.INCIDENT)
        assert set(told) == {
            "token",
            "device",
            "expires_at",
            "person",
            "role",
            "role_name",
            "area",
            "incident",
        }
        assert answer.headers["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("body", ["", "[]", "{}", '{"code": 3}', "\xff"])
    def test_what_cannot_be_read_is_refused(self, county, body):
        answer = self.post(body)
        assert (answer.status_code, answer.json()["code"]) == (422, "field.unreadable")

    def test_refusals_speak_the_language_of_the_phone(self, county):
        body = json.dumps({"code": "x"})
        assert "There is no such code" in self.post(body, **{"Accept-Language": "en"}).json()["sentence"]
        assert self.post(body, **{"Accept-Language": "en"}).status_code == 404
