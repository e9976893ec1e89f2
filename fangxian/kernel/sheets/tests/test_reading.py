"""Files as they come: encodings, delimiters, headers, spreadsheets, and what is wrong with them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import xlsxwriter
from django.utils import translation

from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import BadSheet, take_in, taking, xlsx_source
from fangxian.kernel.sheets.tests import toys
from fangxian.kernel.sheets.tests.toys import bricks

SHEET = "code,name,colour,studs\nA1,砖一,red,8\nA2,砖二,,\n"
BOTH = {"A1": ("砖一", "red", 8), "A2": ("砖二", "", None)}


def workbook(path, rows, hidden=False):
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    if hidden:
        book.add_worksheet("old").hide()
    sheet = book.add_worksheet("bricks")
    sheet.activate()
    sheet.set_first_sheet()
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    book.close()
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_every_usual_encoding_and_delimiter(give, encoding, delimiter):
    outcome = give(SHEET.replace(",", delimiter).replace("\n", "\r\n").encode(encoding))
    assert (outcome.read, outcome.new) == (2, 2)
    assert bricks() == BOTH


@pytest.mark.parametrize(
    "header", ["编码,名称,colour,studs", " CODE ,Name*,Colour,Studs", "Code,NAME,colour,Studs,,"]
)
def test_the_header_may_be_written_in_many_ways(give, header):
    give(SHEET.replace("code,name,colour,studs", header))
    assert bricks() == BOTH


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(give):
    outcome = give("studs,note,name,code\n8,hello,砖一,A1\n")
    assert outcome.ignored_columns == ("note",)
    assert bricks() == {"A1": ("砖一", "", 8)}


def test_blank_rows_and_notes_are_left_aside_and_counted(give):
    outcome = give("code,name\n#c,#n\nA1,x\n\n,,\nA2,y\n# Copy of Ann,\n\n\n")
    assert (outcome.read, outcome.new, outcome.blank) == (2, 2, 6)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "empty"),
        (b"\n\n,,\n", "empty"),
        ("name,studs\nx,1\n", "Code (code)"),
        ("code,name,Name\nA,b,c\n", "Two columns"),
        ('code,name\nA1,"x\nA2,y\n', "quotation mark"),
        ('code,name\nA1,"x"y\n', "quotation mark"),
        (b"code,name\nA1,\xff\xfe\xfd\n", "neither UTF-8 nor GB18030"),
        (b"code,name\nA1,\0\n", "zero bytes"),
        (b"\xd0\xcf\x11\xe0 old", ".xls"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 cut off", "cut off"),
        (b'{"type": "FeatureCollection"}', "GEOJSON"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole_in_plain_words(give, content, says):
    with pytest.raises(BadSheet) as refusal, translation.override("en"):
        give(content)
    with translation.override("en"):
        assert says in str(refusal.value)
    assert bricks() == {}


def test_a_header_alone_is_a_sheet_without_rows(give):
    outcome = give("code,name\n")
    assert (outcome.read, outcome.accepted, outcome.unchanged, outcome.refused) == (0, 0, 0, 0)


def test_cells_may_hold_line_ends_and_lines_are_counted_as_a_spreadsheet_does(give):
    outcome = give('code,name,studs\nA1,"two\nlines",8\nA2,y,many\n')
    assert bricks()["A1"] == ("two lines", "", 8)
    assert [(reason.line, reason.column) for reason in outcome.first_reasons] == [(3, "studs")]


def test_a_workbook_is_read_as_people_see_it(give, tmp_path):
    rows = [
        ["code", "name", "colour", "studs"],
        [101.0, date(2022, 2, 4), "Red", 8.0],
        ["", "", "", ""],
        ["A2", True, "", ""],
        ["A3", 12.5, "blue", 1e17],
        [4.51024199001011e17, "x", "", ""],
    ]
    outcome = take_in(toys.CLERK, toys.BRICKS, workbook(tmp_path / "bricks.xlsx", rows, hidden=True))
    assert (outcome.read, outcome.new, outcome.blank) == (4, 2, 1)
    reasons = [(reason.line, reason.column, reason.code) for reason in outcome.first_reasons]
    assert reasons == [(5, "studs", "not_whole"), (6, "code", "lost_digits")]
    assert bricks()["101"][1:] == ("red", 8)
    assert bricks()["A2"] == ("1", "", None)


def test_a_sheet_full_to_the_last_row_is_not_trusted(table, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx_source, "ROW_LIMIT", 3)
    path = workbook(tmp_path / "full.xlsx", [["code", "name"], ["A1", "x"], ["A2", "y"]])
    with pytest.raises(BadSheet):
        take_in(toys.CLERK, toys.BRICKS, path)
    assert bricks() == {}


def test_a_text_as_long_as_a_spreadsheets_page_is_marked(give, monkeypatch):
    monkeypatch.setattr(taking, "PAGES", (3,))
    assert give("code,name\nA1,x\nA2,y\n").looks_cut
    assert not give("code,name\nA1,x\n").looks_cut


def test_a_form_that_only_looks_like_a_sheet_is_told_by_its_content(give):
    out = io.StringIO()
    csv.writer(out).writerows([["code", "name"], ["A1", "x"]])
    assert give(out.getvalue(), name="really-csv.xlsx").new == 1


def test_who_may_not_import_a_kind_is_refused_before_anything_is_read(table, tmp_path):
    with pytest.raises(NotAllowed):
        take_in(toys.GUARD, toys.BRICKS, tmp_path / "not-even-there.csv")
