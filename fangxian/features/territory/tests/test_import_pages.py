"""The pages of imports, as the county's clerk uses them."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fangxian.features.territory.models import Household
from fangxian.features.territory.tests.pages import text
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import files, tasks
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.files import taken

SHEET = (
    "code,area_code,address,lat,lon,members,note\n"
    f"N1,{world.UPPER},新 1 号,,,3,hello\n"
    f"N2,{world.MARKER},新 2 号,,,3,hello\n"
)


@pytest.fixture
def nong_page(people, tmp_path, monkeypatch):
    """Nong's browser."""
    monkeypatch.setattr(files, "home", lambda: tmp_path)
    return people("nong")


def hand_in(client, content, kind="households", name="new.csv"):
    form = {"kind": kind, "file": SimpleUploadedFile(name, content.encode())}
    return client.post(reverse("sheets:hand-in"), form)


def job(run, address):
    code = address.rstrip("/").rsplit("/", 1)[1]
    run(code=code, actor=asdict(world.BY_NAME["nong"].actor), language="en")
    return code


def test_a_sheet_goes_from_the_form_to_the_register(nong_page, people):
    assert "Nothing has been imported yet" in text(nong_page.get(reverse("sheets:imports")))
    assert "Check the sheet" in text(nong_page.get(reverse("sheets:hand-in")))
    where = hand_in(nong_page, SHEET).headers["Location"]
    assert "every 1s" in text(nong_page.get(where))
    code = job(tasks.check_upload, where)
    page = text(nong_page.get(where))
    assert "every 1s" not in page
    assert f"There is no village {world.MARKER} in your area." in page
    assert "These columns are not used: note." in page
    assert "Take in 1 row" in page
    back = nong_page.get(reverse("sheets:refused", args=[code]))
    assert "新 2 号" in text(back)
    assert "new-refused.csv" in back.headers["Content-Disposition"]
    assert nong_page.post(reverse("sheets:decide", args=[code]), {"mode": "good_rows"}).status_code == 302
    job(tasks.take_upload, where)
    assert "Taken in" in text(nong_page.get(where, headers={"HX-Request": "true"}))
    assert "new.csv" in text(nong_page.get(reverse("sheets:imports")))
    with scope.acting(world.OPERATOR):
        assert Household.objects.filter(code__in=["N1", "N2"]).count() == 1
        kinds = set(Entry.objects.filter(kind__startswith="sheets.").values_list("kind", flat=True))
    assert kinds == {"sheets.handed_in", "sheets.taken_in", "sheets.refused_taken_away"}
    for address in (where, reverse("sheets:refused", args=[code])):
        assert people("chen").get(address).status_code == 404
        assert people("lu").get(address).status_code == 404
    assert people("liang").get(reverse("sheets:imports")).status_code == 403
    # A village lead keeps lists and hands in those, and no other sheet.
    assert "Select a valid choice" in text(hand_in(people("wei"), SHEET), 422)


def test_what_cannot_be_used_is_said_on_the_form(nong_page):
    assert "The file is empty." in text(hand_in(nong_page, ""), 422)
    assert "Select a valid choice" in text(hand_in(nong_page, SHEET, kind="passwords"), 422)
    code = hand_in(nong_page, SHEET).headers["Location"].rstrip("/").rsplit("/", 1)[1]
    assert nong_page.post(reverse("sheets:decide", args=[code]), {"mode": "x"}).status_code == 422
    assert nong_page.post(reverse("sheets:put-aside", args=["upload-none"])).status_code == 404


def test_a_sheet_can_be_put_aside(nong_page):
    where = hand_in(nong_page, SHEET).headers["Location"]
    code = job(tasks.check_upload, where)
    assert nong_page.post(reverse("sheets:put-aside", args=[code])).status_code == 302
    assert "Put aside" in text(nong_page.get(where))
    assert nong_page.post(reverse("sheets:decide", args=[code]), {"mode": "good_rows"}).status_code == 409


def test_an_empty_sheet_can_be_fetched_to_fill_in(nong_page):
    assert "code,area_code,address" in text(nong_page.get(reverse("sheets:blank", args=["households"])))


def test_an_exported_sheet_can_be_imported_again(nong_page, people):
    answer = nong_page.get(reverse("territory:households-file", args=[world.COUNTY, "csv"]))
    sheet = text(taken(nong_page, answer))
    where = hand_in(nong_page, sheet).headers["Location"]
    job(tasks.check_upload, where)
    page = text(nong_page.get(where))
    assert "Why rows are refused" not in page
    assert "besides 1 empty rows and notes" in page
    assert people("he").get(reverse("territory:areas-file", args=[world.COUNTY, "csv"])).status_code == 403
