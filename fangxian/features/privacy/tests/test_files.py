"""Lists with personal data: kept sealed for who made them, a day, five times; found again by their code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.features.privacy.tests.test_pages import browser
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.files import access, services
from fangxian.kernel.files.models import KeptFile
from fangxian.kernel.files.refusals import FileOver
from fangxian.kernel.files.services import Content
from fangxian.kernel.files.tasks import remove_expired
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.web.exports import new_code
from tests.world import BY_NAME, COUNTY, INCIDENT, NEXT_COUNTY, OPERATOR

pytestmark = pytest.mark.usefixtures("anning")
SECRET = "上河村 1 号".encode()


def kept(name="lu", at=None, code=None):
    actor, at = BY_NAME[name].actor, at or timezone.now()
    with scope.acting(actor):
        content = Content("doors.csv", "text/csv", SECRET)
        return services.keep(
            actor=actor, code=code or new_code(), area=actor.area, subject="x", rows=1, content=content, at=at
        )


def told(kind):
    with scope.acting(OPERATOR):
        return list(Entry.objects.filter(kind=kind).values_list("person", "subject"))


def hand_out(name, code, at):
    actor = BY_NAME[name].actor
    with scope.acting(actor):
        return services.hand_out(actor=actor, code=code, at=at)


def test_a_list_with_personal_data_waits_among_ones_files():
    lu = browser("lu")
    answer = lu.get(f"/territory/area/{COUNTY}/households.csv")
    assert (answer.status_code, answer.url) == (302, "/files/")
    page = lu.get("/files/").content.decode()
    (code,) = re.findall(r"/files/([^/]+)/take/", page)
    sheet = lu.post(f"/files/{code}/take/")
    assert sheet["Content-Disposition"].startswith("attachment")
    last = sheet.content.decode("utf-8-sig").splitlines()[-1]
    assert all(said in last for said in ("陆明", code))
    assert told("files.downloaded") == [("lu.an", code)]


def test_it_lies_sealed():
    file = kept()
    with scope.acting(BY_NAME["lu"].actor), connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM files_keptfile WHERE code = %s", [file.code])
        (sealed,) = cursor.fetchone()
    assert SECRET not in bytes(sealed)
    assert hand_out("lu", file.code, timezone.now()).content == SECRET


@pytest.mark.parametrize("name", ["nong", "lan", "yang"])
def test_it_is_nobody_elses(name):
    file = kept()
    with pytest.raises(NotFound):
        hand_out(name, file.code, timezone.now())
    other = browser(name)
    assert file.code not in other.get("/files/").content.decode()
    assert other.post(f"/files/{file.code}/take/").status_code == 404
    with scope.acting(BY_NAME[name].actor):
        assert not KeptFile.objects.exists()


def test_it_stays_behind_with_the_area():
    file = kept()
    elsewhere = BY_NAME["lu"].actor
    with scope.acting(
        type(elsewhere)(elsewhere.person, "陆明", elsewhere.role, NEXT_COUNTY, INCIDENT)
    ) as moved:
        assert not access.visible(moved).filter(code=file.code).exists()


def test_it_is_taken_five_times_at_most():
    file, at = kept(), timezone.now()
    for _time in range(5):
        hand_out("lu", file.code, at)
    with pytest.raises(FileOver):
        hand_out("lu", file.code, at)
    assert len(told("files.downloaded")) == 5


def test_it_is_taken_for_a_day():
    at = timezone.now()
    file = kept(at=at)
    hand_out("lu", file.code, at + timedelta(hours=23, minutes=59))
    with pytest.raises(FileOver):
        hand_out("lu", file.code, at + timedelta(hours=24))


def test_it_is_taken_back():
    file, lu = kept(), browser("lu")
    assert lu.post(f"/files/{file.code}/take-back/").status_code == 302
    assert lu.post(f"/files/{file.code}/take/").status_code == 404
    assert told("files.taken_back") == [("lu.an", file.code)]


def test_what_is_over_is_removed_and_told():
    now = timezone.now()
    old, fresh = kept(at=now - timedelta(hours=25)), kept(at=now)
    remove_expired(int(now.timestamp()))
    with scope.acting(BY_NAME["lu"].actor):
        assert list(KeptFile.objects.values_list("code", flat=True)) == [fresh.code]
    assert told("files.expired") == [("console", old.code)]


def test_the_console_sees_none_that_still_waits():
    kept()
    with scope.acting(OPERATOR):
        assert not KeptFile.objects.exists()


def test_the_auditor_finds_who_made_a_file_by_its_code():
    lu, lan = browser("lu"), browser("lan")
    lu.get(f"/territory/area/{COUNTY}/areas.csv")
    lu.get(f"/territory/area/{COUNTY}/households.csv")
    (code,) = re.findall(r"/files/([^/]+)/take/", lu.get("/files/").content.decode())
    lines = lan.get("/trail/", {"code": code.lower()}).context["lines"]
    assert [(line.entry.person, line.entry.kind) for line in lines] == [("lu.an", "export.taken")]
    assert browser("yang").get("/trail/", {"code": code}).context["lines"] == []
