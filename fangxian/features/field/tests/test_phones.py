"""Pages of phones: one's own, the code that enrols one, the list, one of them, revoking it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fangxian.features.accounts import services as accounts
from fangxian.features.field import services
from fangxian.features.field.models import Device, Enrolment
from fangxian.features.field.refusals import AlreadyRevoked, ReasonMissing
from fangxian.features.field.selectors.sequences import Hole, missing_of
from fangxian.features.field.states import DeviceState, in_state, state_of
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world


def change(phone, **values):
    with scope.acting(world.OPERATOR):
        Device.objects.filter(code=phone.device.code).update(**values)


def arrive(phone, ranges):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE field_device SET arrived = %s::int8multirange WHERE code = %s",
            [ranges, phone.device.code],
        )


class TestWhatIsMissing:
    """Holes up to the highest number that arrived."""

    @pytest.mark.parametrize(
        ("arrived", "holes"),
        [
            ("{}", []),
            ("{[1,5)}", []),
            ("{[2,5)}", [Hole(1, 1)]),
            ("{[1,3),[5,6),[9,10)}", [Hole(3, 4), Hole(6, 8)]),
        ],
    )
    def test_holes_are_named(self, phone, arrived, holes):
        made = phone("liang")
        arrive(made, arrived)
        with scope.acting(world.OPERATOR):
            assert missing_of(made.device.code) == holes

    def test_the_page_names_them_and_what_waited(self, phone, signed_in):
        made = phone("liang")
        arrive(made, "{[1,3),[5,6),[9,10)}")
        change(made, waiting=4)
        page = signed_in("wei").get(f"/phones/{made.device.code}/").content.decode()
        assert "<code>3–4</code>" in page
        assert "<code>6–8</code>" in page
        assert "4 reports were waiting" in page

    def test_the_list_counts_them(self, phone, signed_in):
        arrive(phone("liang"), "{[1,3),[9,10)}")
        page = signed_in("wei").get("/phones/?state=unsent").content.decode()
        assert "Phone of liang" in page
        assert ">6</td>" in page


class TestRevoking:
    """A lost phone is revoked on one page."""

    def revoke(self, actor, phone, reason="丢了"):
        with scope.acting(actor):
            return services.revoke_device(actor=actor, code=phone.device.code, reason=reason)

    def test_it_is_let_in_no_more_and_the_trail_says_what_it_had_not_sent(self, phone, named):
        made = phone("liang")
        arrive(made, "{[3,4)}")
        change(made, waiting=5)
        self.revoke(named("wei"), made)
        assert made.get("/api/field/pull").json()["code"] == "field.device_revoked"
        with scope.acting(world.OPERATOR):
            line = Entry.objects.get(kind="field.device_revoked")
        assert (line.facts["missing"], line.facts["waiting"], line.facts["reason"]) == (2, 5, "丢了")

    def test_one_revokes_one_s_own(self, phone, named):
        assert self.revoke(named("liang"), phone("liang")).revoked_by == "梁兰"

    def test_it_wants_a_reason(self, phone, named):
        with pytest.raises(ReasonMissing):
            self.revoke(named("wei"), phone("liang"), " ")

    def test_it_is_done_once(self, phone, named):
        made = phone("liang")
        self.revoke(named("wei"), made)
        with pytest.raises(AlreadyRevoked):
            self.revoke(named("wei"), made)

    def test_a_grid_worker_revokes_no_other_s(self, phone, named):
        with pytest.raises((NotFound, NotAllowed)):
            self.revoke(named("liang"), phone("wei"))

    def test_the_next_county_finds_no_phone(self, phone, named):
        with pytest.raises(NotFound):
            self.revoke(named("yang"), phone("liang"))

    def test_a_locked_account_s_phones_are_let_in_no_more(self, phone, named):
        liang, wei, deng = phone("liang"), phone("wei"), named("deng")
        with scope.acting(deng):
            accounts.lock_account(actor=deng, username="liang.an")
        assert liang.get("/api/field/pull").json()["code"] == "field.device_revoked"
        assert wei.get("/api/field/pull").status_code == 200

    def test_on_its_page(self, phone, signed_in):
        made = phone("liang")
        client, path = signed_in("wei"), f"/phones/{made.device.code}/revoke/"
        assert "Say why" in client.post(path).content.decode()
        assert client.post(path, {"reason": "丢了"}).status_code == 302
        page = client.get(f"/phones/{made.device.code}/").content.decode()
        assert "Revoked by 韦林" in page
        assert "Lost: revoke it" not in page


class TestEnrollingOnAPage:
    """The code is shown once, as an image and as text, and the page says when it was used."""

    def test_my_phone_begins_empty(self, signed_in):
        assert "No phone yet" in signed_in("liang").get("/my-phone/").content.decode()

    def test_the_code_is_shown_and_the_page_asks_until_it_is_used(self, signed_in):
        client = signed_in("liang")
        page = client.post("/phones/offer/")
        assert page.headers["Cache-Control"] == "private, no-store"
        assert "data:image/svg+xml" in page.content.decode()
        offer = page.context["offer"]
        path = f"/phones/offer/{offer.device}/"
        assert client.get(path).status_code == 204
        body = {"code": offer.code, "installation": "i", "label": "Redmi 9A"}
        assert client.post("/api/field/enrol", body, "application/json").status_code == 200
        assert "Redmi 9A is enrolled" in client.get(path).content.decode()
        assert "Redmi 9A" in client.get("/my-phone/").content.decode()

    def test_an_expired_code_is_told(self, signed_in):
        client = signed_in("liang")
        offer = client.post("/phones/offer/").context["offer"]
        with scope.acting(world.OPERATOR):
            Enrolment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert "has expired" in client.get(f"/phones/offer/{offer.device}/").content.decode()

    def test_a_village_lead_sees_for_whom_and_who_has_none(self, phone, signed_in):
        phone("liang")
        page = signed_in("wei").get("/phones/people/").content.decode()
        assert "梁兰" in page
        assert "韦林" in page

    @pytest.mark.parametrize("name", ["yang", "mo"])
    def test_a_stranger_sees_no_offer(self, signed_in, name):
        offer = signed_in("liang").post("/phones/offer/").context["offer"]
        assert signed_in(name).get(f"/phones/offer/{offer.device}/").status_code in (403, 404)


class TestTheList:
    """Phones of an area, those heard of least first."""

    def test_it_begins_empty(self, signed_in):
        assert "No phones yet" in signed_in("wei").get("/phones/").content.decode()

    @pytest.mark.parametrize(
        ("values", "state"),
        [
            ({}, DeviceState.WORKING),
            ({"seen_at": None}, DeviceState.SILENT),
            ({"seen_at": timezone.now() - timedelta(hours=3)}, DeviceState.SILENT),
            ({"expires_at": timezone.now() - timedelta(hours=3)}, DeviceState.EXPIRED),
            ({"ended_at": timezone.now() - timedelta(hours=3)}, DeviceState.ENDED),
            ({"revoked_at": timezone.now()}, DeviceState.LEFT),
            ({"revoked_at": timezone.now(), "revoked_by": "陆明"}, DeviceState.REVOKED),
        ],
    )
    def test_the_words_and_the_filter_agree(self, phone, values, state):
        made, now = phone("liang"), timezone.now()
        change(made, **values)
        with scope.acting(world.OPERATOR):
            device = Device.objects.get(code=made.device.code)
            assert state_of(device, now) == state
            hits = [one for one in DeviceState if Device.objects.filter(in_state(one, now)).exists()]
        assert hits == [state]

    def test_it_is_searched(self, phone, signed_in):
        phone("liang")
        client = signed_in("wei")
        assert "Phone of liang" in client.get("/phones/?q=梁").content.decode()
        assert "No phone fits" in client.get("/phones/?q=陆").content.decode()

    def test_more_phones_take_no_more_queries(self, phone, signed_in):
        client = signed_in("wei")
        phone("liang")
        client.get("/phones/")
        with CaptureQueriesContext(connection) as few:
            client.get("/phones/")
        for number in range(4):
            phone("liang", f"i-{number}")
        with CaptureQueriesContext(connection) as many:
            client.get("/phones/")
        assert len(many) == len(few)

    def test_the_next_county_sees_none(self, phone, signed_in):
        made = phone("liang")
        client = signed_in("yang")
        assert "Phone of liang" not in client.get("/phones/?state=any").content.decode()
        assert client.get(f"/phones/{made.device.code}/").status_code == 404
