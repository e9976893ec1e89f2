"""Nothing is lost and nothing is counted twice, whatever the sheet holds."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fangxian.kernel.sheets import Mode, take_in
from fangxian.kernel.sheets.tests import toys
from fangxian.kernel.sheets.tests.toys import bricks

codes = st.sampled_from(["A", "B", "C", "D", "", "é", "1e9"])
names = st.sampled_from(["x", "y", "", "=1+1", "a,b", '"', "a\nb", "名" * 30])
studs = st.sampled_from(["", "1", "901", "x", "-1"])
tables = st.lists(st.tuples(codes, names, studs), max_size=12)


def sheet(rows):
    out = io.StringIO()
    csv.writer(out).writerows([("code", "name", "studs"), *rows])
    return out.getvalue().encode()


@given(tables, st.sampled_from(list(Mode)))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_accepted_unchanged_or_refused_and_the_second_time_changes_nothing(give, rows, mode):
    with transaction.atomic():
        full = sum(1 for row in rows if any(row))
        before = bricks()
        first = give(sheet(rows), mode=mode)
        assert first.read == full == first.accepted + first.unchanged + first.refused
        if mode is Mode.ALL_OR_NOTHING and first.refused:
            assert bricks() == before
            assert first.refused == full
        again = give(sheet(rows), mode=mode)
        assert (again.read, again.accepted) == (full, 0)
        assert again.refused == first.refused
        transaction.set_rollback(True)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_refused_rows_come_back_as_the_same_sheet_and_go_in_when_mended(give, tmp_path, form):
    bad = (
        "studs,note,code,name,secret\n8,n1,A1,砖,s1\n950,n2,A2,@sum,s2\nx,n3,A3,'t Hof,s3\n,n4,A1,again,s4\n"
    )
    path = tmp_path / "in.csv"
    path.write_text(bad)
    if form == "xlsx":
        path = _as_workbook(path)
    outcome = take_in(toys.CLERK, toys.BRICKS, path)
    assert (outcome.new, outcome.refused) == (1, 3)
    back = tmp_path / outcome.refused_file
    assert back.suffix == f".{form}"
    assert back.stat().st_mode & 0o777 == 0o600
    rows = _cells(back)
    assert rows[0][:5] == ["studs", "note", "code", "name", "secret"]
    assert [row[:5] for row in rows[1:]] == [
        ["950", "n2", "A2", "'@sum" if form == "csv" else "@sum", "s2"],
        ["x", "n3", "A3", "'t Hof", "s3"],
        ["", "n4", "A1", "again", "s4"],
    ]
    assert "950" in rows[1][5]
    mended = tmp_path / "mended.csv"
    with mended.open("w", newline="") as file:
        csv.writer(file).writerows([["90" if c in ("950", "x") else c for c in row] for row in rows])
    final = take_in(toys.CLERK, toys.BRICKS, mended)
    assert (final.read, final.new, final.changed, final.refused) == (3, 2, 1, 0)
    assert final.ignored_columns == ("note",)
    assert bricks() == {"A1": ("again", "", None), "A2": ("@sum", "", 90), "A3": ("'t Hof", "", 90)}


def test_personal_values_are_in_the_refused_sheet_only(give, tmp_path):
    outcome = give("code,name,secret\nA1,x,=HUSH()\nA2,x,quiet\n")
    assert "HUSH" not in repr(outcome.first_reasons) + repr(outcome.sample)
    assert "quiet" not in repr(outcome.sample)
    assert "'=HUSH()" in (tmp_path / outcome.refused_file).read_text()


def test_a_dry_run_says_the_same_and_leaves_nothing(give):
    content = "code,name,studs\nA1,x,8\nA2,x,950\n"
    dry = give(content, dry_run=True)
    assert bricks() == {}
    real = give(content)
    assert (dry.read, dry.new, dry.refused) == (real.read, real.new, real.refused) == (2, 1, 1)


def test_what_is_in_use_out_of_sight_is_refused_not_taken_over(give):
    give("code,name\nA1,mine\n")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bricks RENAME TO all_bricks")
        cursor.execute("CREATE TEMPORARY VIEW bricks AS SELECT * FROM all_bricks WHERE code <> 'A1'")
    outcome = give("code,name\nA1,theirs\nA2,new\n")
    assert (outcome.new, outcome.changed, outcome.unchanged, outcome.refused) == (1, 0, 0, 1)
    assert outcome.first_reasons[0].code == "taken"
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM all_bricks WHERE code = 'A1'")
        assert cursor.fetchone() == ("mine",)


def _as_workbook(path):
    import xlsxwriter

    target = path.with_suffix(".xlsx")
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False})
    page = book.add_worksheet()
    with path.open(newline="") as file:
        for line, row in enumerate(csv.reader(file)):
            for place, cell in enumerate(row):
                page.write_string(line, place, cell)
    book.close()
    return target


def _cells(path):
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))
    from python_calamine import CalamineWorkbook

    return [
        [str(cell) for cell in row]
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    ]
