"""Parsers of cells."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel.sheets import Fault, cells
from fangxian.kernel.sheets.guards import guarded, is_guarded
from fangxian.kernel.sheets.parsing import bare
from fangxian.kernel.sheets.tests.toys import Colour
from fangxian.kernel.sheets.xlsx_source import shown

anything = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
parsers = [
    cells.text(20),
    cells.code(12),
    cells.whole(0, 100),
    cells.number(-90, 90),
    cells.choice(Colour),
    cells.choices(Colour),
    cells.flag(),
    cells.day(),
    cells.phone(),
]


@pytest.mark.parametrize("parser", parsers)
@given(anything)
def test_a_parser_gives_a_value_or_a_fault_and_nothing_else(parser, cell):
    with suppress(Fault):
        assert parser.read(cell) is not None


@given(st.integers(0, 100))
def test_whole_numbers_come_through(value):
    assert cells.whole(0, 100).read(str(value)) == value
    assert cells.whole(0, 100).read(shown(float(value))) == value


@given(st.floats(-90, 90))
def test_decimal_numbers_come_through_a_workbook_exactly(value):
    assert cells.latitude.read(shown(value)) == value


@pytest.mark.parametrize("cell", ["nan", "inf", "1_000", "0x10", "1e400", "٣", "--1", "1,5", "90.1"])
def test_what_only_python_takes_for_a_number_is_refused(cell):
    with pytest.raises(Fault):
        cells.latitude.read(cell)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_day_is_read_however_it_is_written(day):
    ways = [day.isoformat(), f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}"]
    ways += [f"{day.year}年{day.month}月{day.day}日", f"{day.isoformat()} 00:00:00"]
    assert {cells.day().read(way) for way in ways} == {day}


@pytest.mark.parametrize(
    "cell", ["2022-02-30", "2022-13-01", "4 Feb 2022", "44596", "1700-01-01", "02/04/2022"]
)
def test_a_day_that_is_none_or_unclear_is_refused(cell):
    with pytest.raises(Fault):
        cells.day().read(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("138 0000-0000", "13800000000"), ("+86 138 0000 0000", "+8613800000000"), ("１３８0000", "1380000")],
)
def test_telephone_numbers_are_brought_to_one_form(cell, value):
    assert cells.phone().read(cell) == value


def test_choices_are_read_by_value_and_by_word_and_sorted():
    assert cells.choice(Colour).read("RED") == "red"
    assert cells.choices(Colour).read("Red; blue；red") == ["blue", "red"]


@given(anything)
def test_a_guarded_cell_never_starts_a_formula_and_comes_back(cell):
    safe = guarded(cell)
    assert not safe.startswith(("=", "@", "\t", "\r"))
    if safe != cell:
        assert is_guarded(safe) or cell[0] in "\t\r"
    if cell[0] not in "'\t\r" and not cell.startswith('="'):
        assert bare(safe) == cell
