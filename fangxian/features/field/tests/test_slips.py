"""The slip of a tube: printed for a point, entered row by row, each once, whoever enters it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fangxian.features.field import services
from fangxian.features.field.models import Report
from fangxian.features.field.refusals import RowUsedUp
from fangxian.features.field.selectors import slips
from fangxian.features.field.tests.conftest import actor_named
from fangxian.features.field.tests.test_rounds import ordered
from fangxian.features.sampling.models import Stranger, Swab, Tally, Tube
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world

LU = world.BY_NAME["lu"].actor
WHO = {"name": "过路之人", "id_type": "passport", "id_number": "E98765432", "phone": "13912345678"}
TUBE = "P0000000001"


@pytest.fixture
def code(county):
    """A round over the county; Luo leads a site in the upper village, where the square is."""
    return ordered()


def slip(actor, code):
    return slips.slip(actor, code, "S-SQUARE", TUBE)


def enter(code, row=1, name="luo", **more):
    actor = actor_named(name)
    with scope.acting(actor):
        facts = {"table": 1, "at": timezone.now(), "who": WHO} | more
        return services.enter_row(actor=actor, slip=slip(actor, code), row=row, **facts)


def back(code, row=1):
    luo = actor_named("luo")
    with scope.acting(luo):
        return services.take_row_back(actor=luo, slip=slip(luo, code), row=row, at=timezone.now())


def counted():
    with scope.acting(LU):
        return list(Tally.objects.values_list("point", "swabs", "people"))


def test_a_row_entered_twice_by_two_people_is_one_swab(code):
    assert enter(code) is False
    assert enter(code, name="tan", at=timezone.now() - timedelta(hours=1)) is True
    assert counted() == [("S-SQUARE", 1, 1)]


def test_two_who_enter_the_same_row_without_having_seen_the_other_enter_one(code):
    luo = actor_named("luo")
    with scope.acting(luo):
        stale = slip(luo, code)
        facts = {"row": 1, "table": 1, "who": WHO}
        assert services.enter_row(actor=luo, slip=stale, at=timezone.now(), **facts) is False
        assert services.enter_row(actor=luo, slip=stale, at=timezone.now(), **facts) is True
    assert counted() == [("S-SQUARE", 1, 1)]


def test_a_resident_is_found_by_the_document_alone(code):
    enter(code, who={"id_type": "other", "id_number": f"X{world.LOWER}-00000"})
    with scope.acting(LU):
        assert Swab.objects.get().target == f"{code}/{world.LOWER}-0000-0"
        assert not Stranger.objects.exists()


def test_nothing_of_who_it_was_is_kept_in_the_clear(code):
    enter(code)
    with scope.acting(LU):
        text = Report.objects.get().body
    assert not any(word in text for word in ("过路之人", "E98765432", "13912345678"))


def test_a_row_taken_back_is_entered_again_until_it_is_used_up(code):
    for _number in range(4):
        assert enter(code) is False
        assert back(code) is False
    assert back(code) is True, "nothing is left to take back"
    assert sum(swabs for _point, swabs, _people in counted()) == 0
    with pytest.raises(RowUsedUp):
        enter(code)


def test_the_foot_closes_the_tube_once(code):
    enter(code)
    luo = actor_named("luo")
    with scope.acting(luo):
        facts = {"table": 1, "swabs": 1, "at": timezone.now()}
        assert services.close_slip(actor=luo, slip=slip(luo, code), **facts) is False
        assert services.close_slip(actor=luo, slip=slip(luo, code), **facts) is True
        assert slip(luo, code).closed
    with scope.acting(LU):
        assert list(Tube.objects.values_list("stage", "stated", "swabs")) == [("closed", 1, 1)]


@pytest.mark.parametrize(("name", "refused"), [("yang", NotFound), ("qin", NotFound), ("liang", NotAllowed)])
def test_who_is_out_of_sight_or_does_not_sample_enters_nothing(code, name, refused):
    with pytest.raises(refused):
        enter(code, name=name)


def test_the_pages_print_slips_and_enter_them(code, signed_in):
    client = signed_in("luo")
    hub = client.get(f"/paper-slips/{code}/").content.decode()
    assert "S-SQUARE" in hub
    sheets = client.get(f"/paper-slips/{code}/S-SQUARE/print/?sheets=3").content.decode()
    assert sheets.count("fx-paper-qr") == 3
    with scope.acting(LU):
        assert Entry.objects.filter(subject__startswith="Slips of").count() == 1
    url = f"/paper-slips/{code}/S-SQUARE/"
    assert client.get(f"{url}?tube={TUBE}").status_code == 200
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    row = {"tube": TUBE, "row": 1, "table": 2, "at": at} | WHO
    told = client.post(url, row, follow=True)
    assert "Row 1 is in." in told.content.decode()
    assert "过路之人" not in told.content.decode()
    assert 'name="table" value="2"' in told.content.decode()
    assert "entered already" in client.post(url, row, follow=True).content.decode()
    wrong = client.post(url, row | {"id_type": "cn_resident_id", "id_number": "123"})
    assert wrong.status_code == 422
    assert "no such document number" in wrong.content.decode()
    assert client.post(url, {"tube": TUBE, "row": 2, "table": 1, "at": at}).status_code == 422
    closed = client.post(url, {"tube": TUBE, "do": "close", "swabs": 1, "closed_at": at}, follow=True)
    assert "The tube is closed." in closed.content.decode()
    taken = client.post(url, {"tube": TUBE, "back": "1"}, follow=True)
    assert "taken back" in taken.content.decode()
    unread = client.get(f"{url}?tube=<x>", follow=True)
    assert "Enter the barcode" in unread.content.decode()
