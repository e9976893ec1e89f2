"""Files: read back by other programs, marked with the recipient's name, told to the trail."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from fangxian.features.duty.models import Post, Posting, Shift
from fangxian.features.duty.tests.test_pages import client_of
from fangxian.features.roster.models import Responder
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.world import BY_NAME

LU = BY_NAME["lu"].actor


def taken(client, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_workbook_has_a_sheet_a_level_and_every_person_and_shift(published):
    book = CalamineWorkbook.from_filelike(BytesIO(taken(client_of("lu"), "/duty/running/workbook.xlsx")))
    sheets = {name.rsplit(" ", 1)[0]: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert {"County", "Township", "Village", "Grid", "People", "Sites", "Shifts"} <= set(sheets)
    with scope.acting(LU):
        names = set(Posting.objects.filter(live=True).values_list("holder_name", flat=True))
        shifts = set(Shift.objects.filter(post__live=True).values_list("post__code", "crew"))
        seats = sum(Post.objects.filter(live=True).values_list("wanted", flat=True))
    people = sheets["People"]
    assert {row[1] for row in people[1:-1]} == names
    assert len(sheets["Shifts"]) == len(shifts) + 2  # a row a crew, the heading and the mark
    assert "00:00-12:00" in {cell for row in sheets["Shifts"] for cell in row}
    county = dict(zip(sheets["County"][0], sheets["County"][1], strict=True))
    assert county["Seats"] == seats
    assert BY_NAME["lu"].name in people[-1][0]
    with scope.acting(LU):
        assert Entry.objects.filter(kind="export.taken", facts__form="xlsx").exists()


def test_a_draft_has_the_same_workbook(drafted):
    book = CalamineWorkbook.from_filelike(
        BytesIO(taken(client_of("lu"), f"/duty/plans/{drafted}/workbook.xlsx"))
    )
    assert any(name.startswith("People") for name in book.sheet_names)


def test_a_calendar_of_a_person_has_one_event_a_shift(published):
    with scope.acting(LU):
        posting = Posting.objects.filter(live=True, post__shifts__isnull=False).select_related("post").first()
        assert posting is not None
        code = Responder.objects.get(pk=posting.responder_id).code
        starts = Shift.objects.filter(post=posting.post, crew=posting.crew).values_list(
            "starts_at", "ends_at"
        )
        expected = sorted(starts)
        Shift.objects.filter(post=posting.post).first()
    calendar = Calendar.from_ical(taken(client_of("lu"), f"/duty/people/{code}/calendar.ics"))
    events = calendar.walk("VEVENT")
    assert sorted((one["dtstart"].dt, one["dtend"].dt) for one in events) == expected
    assert len({str(one["uid"]) for one in events}) == len(events)
    assert all(posting.post.place_name in str(one["summary"]) for one in events)


def test_a_calendar_of_a_site_has_every_shift(published):
    with scope.acting(LU):
        place = Post.objects.filter(live=True, place="S-GATE", shifts__isnull=False).values_list(
            "pk", flat=True
        )
        expected = Shift.objects.filter(post__in=set(place)).count()
    assert expected
    calendar = Calendar.from_ical(taken(client_of("lu"), "/duty/sites/S-GATE/calendar.ics"))
    assert len(calendar.walk("VEVENT")) == expected


def test_the_door_list_has_every_door_and_no_resident(published):
    grid = f"{world.RIDGE}001"
    page = taken(client_of("lu"), f"/duty/grids/{grid}/doors/").decode()
    assert page.count(f"{world.RIDGE}-00") == world.HOUSEHOLDS[world.RIDGE]
    assert "居民" not in page
    assert BY_NAME["lu"].name in page
    with scope.acting(LU):
        assert Entry.objects.filter(kind="export.taken", facts__form="print", area=grid).exists()


def test_one_s_own_calendar_needs_no_leave_to_export(published):
    calendar = Calendar.from_ical(taken(client_of("mo"), "/duty/own/calendar.ics"))
    assert calendar.walk("VEVENT")


@pytest.mark.parametrize(
    "path",
    [
        *("sites/S-GATE/calendar.ics", "sites/S-GATE/roster/", "people/R-08/calendar.ics", "people/R-08/"),
        *(f"grids/{world.RIDGE}001/", f"grids/{world.RIDGE}001/doors/", f"posts/{world.COUNTY}-area_lead/"),
        *(f"running/?area={world.RIDGE}", f"running/workbook.xlsx?area={world.RIDGE}"),
        *(f"running/map.json?area={world.RIDGE}", f"running/shifts/?area={world.RIDGE}&place=S-GATE"),
    ],
)
def test_the_next_county_gets_none_of_it(published, path):
    assert client_of("yang").get(f"/duty/{path}").status_code == 404


def test_the_next_county_s_own_files_hold_nothing_of_this_one(published):
    book = CalamineWorkbook.from_filelike(BytesIO(taken(client_of("yang"), "/duty/running/workbook.xlsx")))
    cells = {
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    }
    assert not any(world.COUNTY in cell for cell in cells)


def test_sql_as_the_app_role_shows_the_next_county_nothing(published):
    tables = ("plan", "planedit", "plangrid", "plansite", "planlead", "planbranch", "planteam", "plannotice")
    tables += ("site", "post", "shift", "posting", "gap", "tally")
    with scope.acting(BY_NAME["yang"].actor), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM duty_{table} WHERE area LIKE '{world.COUNTY}%'")
            assert cursor.fetchone()[0] == 0, table
