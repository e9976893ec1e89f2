"""Uploads: handed in, checked, decided on, taken in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sheets import BadSheet, Mode, files, selectors, services, tasks
from fangxian.kernel.sheets.models import State, Upload
from fangxian.kernel.sheets.tests import toys
from fangxian.kernel.sheets.tests.toys import bricks

GOOD = b"code,name,studs\nA1,x,8\n"
MIXED = GOOD + b"A2,y,950\n"


@pytest.fixture
def hand_in(table, tmp_path, monkeypatch):
    """Hands bytes in as Ann and lets a worker check them."""
    monkeypatch.setattr(files, "home", lambda: tmp_path)

    def give(content, check=True, kind="bricks"):
        with scope.acting(toys.CLERK):
            upload = services.hand_in(actor=toys.CLERK, kind=kind, name="../my bricks.csv", chunks=[content])
        if check:
            tasks.check_upload(code=upload.code, actor=asdict(toys.CLERK), language="en")
        return upload.code

    return give


def picture(code, actor=toys.CLERK):
    with scope.acting(actor):
        return selectors.picture(actor, code)


def decide(code, mode=Mode.GOOD_ROWS, django_capture=None):
    with scope.acting(toys.CLERK):
        services.decide(actor=toys.CLERK, code=code, mode=mode)
    tasks.take_upload(code=code, actor=asdict(toys.CLERK), language="en")


def jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args ->> 'code' FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_an_upload_is_checked_decided_on_and_taken_in(hand_in, django_capture_on_commit_callbacks):
    code = hand_in(MIXED)
    seen = picture(code)
    assert (seen.upload.state, seen.upload.name, seen.can_fetch) == (State.CHECKED, "my bricks.csv", True)
    assert seen.upload.outcome["read"] == 2
    assert [(one.line, one.column, one.sentence) for one in seen.reasons] == [
        (3, "Studs", "950 studs are too many.")
    ]
    assert seen.rows[0] == ["A1", "x", "", "8", ""]
    assert bricks() == {}
    with django_capture_on_commit_callbacks(execute=True):
        decide(code)
    assert bricks() == {"A1": ("x", "", 8)}
    assert picture(code).upload.state == State.DONE
    assert [path.name for path in files.folder().iterdir()] == [f"{code}-refused.csv"]
    assert jobs() == [("sheets.check_upload", code), ("sheets.take_upload", code)]


def test_all_rows_or_none_takes_none(hand_in):
    code = hand_in(MIXED)
    decide(code, Mode.ALL_OR_NOTHING)
    assert picture(code).upload.outcome["held"] == 1
    assert bricks() == {}


def test_a_sheet_put_aside_is_gone(hand_in, django_capture_on_commit_callbacks):
    code = hand_in(GOOD)
    with django_capture_on_commit_callbacks(execute=True), scope.acting(toys.CLERK):
        services.put_aside(actor=toys.CLERK, code=code)
    assert list(files.folder().iterdir()) == []
    with pytest.raises(services.NotNow):
        decide(code)


def test_a_decision_is_taken_once(hand_in):
    code = hand_in(GOOD)
    decide(code)
    with pytest.raises(services.NotNow):
        decide(code)


def test_a_file_that_cannot_be_read_says_so_on_its_page(hand_in):
    code = hand_in(b'code,name\nA1,"open\n')
    upload = picture(code).upload
    assert (upload.state, upload.problem[:11]) == (State.FAILED, "Near line 2")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b'{"features": []}'])
def test_a_file_of_another_form_is_refused_at_the_door_and_not_kept(hand_in, content):
    with pytest.raises(BadSheet):
        hand_in(content)
    assert list(files.folder().iterdir()) == []


def test_the_file_is_for_the_server_alone(hand_in):
    code = hand_in(GOOD, check=False)
    assert files.sheet_of(code, "csv").stat().st_mode & 0o777 == 0o600
    assert files.folder().stat().st_mode & 0o777 == 0o700


def test_the_next_county_and_people_who_may_not_import_see_no_upload(hand_in):
    code = hand_in(GOOD)
    for actor in (toys.NEXT, toys.GUARD):
        with pytest.raises(NotFound):
            picture(code, actor)
    with scope.acting(toys.NEXT):
        assert not Upload.objects.exists()


def test_a_job_that_was_killed_can_be_started_again(hand_in):
    code = hand_in(GOOD, check=False)
    with scope.acting(toys.CLERK), pytest.raises(services.NotNow):
        services.wake(actor=toys.CLERK, code=code)
    with scope.acting(toys.CLERK):
        services.wake(actor=toys.CLERK, code=code, at=timezone.now() + timedelta(minutes=11))
    assert jobs() == [("sheets.check_upload", code)] * 2


def test_the_same_file_again_is_recognised(hand_in):
    decide(hand_in(GOOD))
    assert picture(hand_in(GOOD)).same is not None
    assert picture(hand_in(GOOD + b"\n")).same is None


def test_files_are_cleared_away_after_a_week(hand_in):
    hand_in(GOOD, check=False)
    assert files.clear(timezone.now().timestamp() + 6 * 86_400) == 0
    assert files.clear(timezone.now().timestamp() + 8 * 86_400) == 1
