"""Files to take away: marked, told, harmless, whole."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from icalendar import Event as Entry_
from python_calamine import CalamineWorkbook

from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.web import exports
from fangxian.kernel.web.exports import Form, Table, TooLong, download

LU = Actor("lu", "陆明", Role.COMMANDER, "900101", "anning-2022")
LAN = Actor("lan", "蓝静", Role.AUDITOR, "900101", "anning-2022")
AT = datetime(2022, 2, 7, 1, 30, tzinfo=UTC)


def take(rows, form=Form.CSV, actor=LU, area="900101", **more):
    table = Table("Sites: [all]", ["code", "name"], rows)
    with scope.acting(actor):
        return download(actor=actor, subject="sites", area=area, form=form, tables=[table], at=AT, **more)


def told():
    with scope.acting(LU):
        return list(Entry.objects.filter(kind="export.taken"))


@pytest.mark.django_db
def test_a_csv_opens_in_excel_and_says_whose_copy_it_is():
    answer = take([["S-1", "河口"], ["S-2", None]])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[:3] == [["code", "name"], ["S-1", "河口"], ["S-2", ""]]
    assert all(said in rows[3][0] for said in ("# ", "陆明", "lu"))
    assert "2022-02-07 09:30" in rows[3][0], "local time"
    assert told()[0].facts["code"] in rows[3][0]
    assert answer["Content-Disposition"] == 'attachment; filename="sites-900101-20220207-0930.csv"'
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_every_file_is_told_with_its_rows():
    take([["S-1", "河口"]] * 3, area="900101001")
    [line] = told()
    assert (line.person, line.area, line.subject, line.at) == ("lu", "900101001", "sites", AT)
    assert line.facts == {"form": "csv", "rows": 3, "code": line.facts["code"]}


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["=1+1", "+86", "-2", "@sum", "\tx", "=cmd|'/c calc'!A1"])
def test_a_text_that_would_run_as_a_formula_does_not(cell):
    answer = take([[cell, -2]])
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1] == [f"'{cell}", "-2"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(take([[cell, -2]], Form.XLSX).content))
    assert book.get_sheet_by_index(0).to_python()[1] == [cell, -2.0]


@pytest.mark.django_db
def test_a_head_that_would_run_as_a_formula_does_not():
    tables = [Table("Answers", ["code", "=cmd|x"], [])]
    for form in (Form.CSV, Form.XLSX):
        with scope.acting(LU):
            answer = download(actor=LU, subject="x", area="900101", form=form, tables=tables, at=AT)
        if form is Form.CSV:
            assert "code,'=cmd|x\r\n" in answer.content.decode()
        else:
            book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
            assert book.get_sheet_by_index(0).to_python()[0] == ["code", "=cmd|x"]


@pytest.mark.django_db
def test_a_workbook_has_a_sheet_a_table_and_the_mark_on_each():
    tables = [Table("Sites: [all]", ["code"], [["S-1"], [AT]]), Table("Sites: [all]", ["code"], [])]
    with scope.acting(LU):
        answer = download(actor=LU, subject="sites", area="900101", form=Form.XLSX, tables=tables, at=AT)
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Sites- -all-", "Sites- -all- 2"]
    first, second = (book.get_sheet_by_index(n).to_python() for n in (0, 1))
    assert [row[0] for row in first[:3]] == ["code", "S-1", "2022-02-07 09:30"]
    assert "陆明" in first[3][0]
    assert "陆明" in second[1][0]
    assert told()[0].facts["rows"] == 2


@pytest.mark.django_db
def test_a_calendar_carries_the_mark_and_counts_its_events():
    calendar = Calendar()
    event = Entry_()
    event.add("dtstart", AT)
    calendar.add_component(event)
    with scope.acting(LU):
        answer = download(actor=LU, subject="shifts", area="900101", form=Form.ICS, calendar=calendar, at=AT)
    assert answer["Content-Type"].startswith("text/calendar")
    assert "陆明" in str(Calendar.from_ical(answer.content)["x-wr-caldesc"])
    assert (told()[0].facts["form"], told()[0].facts["rows"]) == ("ics", 1)


@pytest.mark.django_db
def test_who_may_not_export_there_gets_no_file_and_no_line():
    for area in ("900102", "9001"):
        with pytest.raises(NotAllowed):
            take([["S-1", "河口"]], area=area)
    with pytest.raises(NotAllowed):
        take([["S-1", "河口"]], actor=LAN)
    assert take([["S-1", "河口"]], actor=LAN, can=Can.TRAIL_READ).status_code == 200
    assert [line.person for line in told()] == ["lan"]


@pytest.mark.django_db
def test_a_list_too_long_for_a_sheet_is_refused_whole(monkeypatch):
    monkeypatch.setattr(exports, "LAST_ROW", 3)
    assert take([["S-1", "x"]] * 2, Form.XLSX).status_code == 200
    with pytest.raises(TooLong):
        take([["S-1", "x"]] * 3, Form.XLSX)
    assert take([["S-1", "x"]] * 3).status_code == 200


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, True),
        (1.5, 1.5),
        (date(2022, 2, 7), "2022-02-07"),
        (AT, "2022-02-07 09:30"),
        ({"a": "河"}, '{"a": "河"}'),
        ([1, 2], "[1, 2]"),
        (Role.AUDITOR, "auditor"),
    ],
)
def test_a_cell_holds_what_a_sheet_can_hold(value, cell):
    assert exports.plain(value) == cell
