"""Resident ID numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.territory import identity

digits = st.text("0123456789", min_size=3, max_size=3)
areas = st.integers(100_000, 999_999)
days = st.dates(date(1900, 1, 1), date(2029, 12, 31))


def number(area, born, sequence):
    first = f"{area}{born:%Y%m%d}{sequence}"
    return first + identity.check_character(first)


@given(areas, days, digits)
def test_a_number_says_its_birth_date_and_sex(area, born, sequence):
    whole = number(area, born, sequence)
    assert identity.problem_of_id(whole) == ""
    assert identity.birth_of(whole) == born
    assert identity.sex_of(whole) == ("m" if int(sequence) % 2 else "f")


@given(areas, days, digits, st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(area, born, sequence, place, shift):
    whole = number(area, born, sequence)
    wrong = whole[:place] + str((int(whole[place]) + shift) % 10) + whole[place + 1 :]
    assert identity.problem_of_id(wrong) in ("id_check", "id_form")


@given(areas, days, digits, st.integers(0, 15))
def test_two_digits_swapped_are_always_noticed(area, born, sequence, place):
    whole = number(area, born, sequence)
    wrong = whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
    assert wrong == whole or identity.problem_of_id(wrong) in ("id_check", "id_form")


@given(st.text(max_size=20))
def test_no_text_breaks_the_check(text):
    assert identity.problem_of_id(text) in ("", "id_form", "id_check", "id_birth")


@pytest.mark.parametrize(
    ("whole", "problem"),
    [
        ("11010519491231002X", ""),  # the example of GB 11643-1999
        ("440524188001010014", ""),  # its other example
        ("11010519491231002x", "id_form"),
        ("110105194912310020", "id_check"),
        ("１1010519491231002X", "id_form"),
        ("110105491231002", "id_form"),
    ],
)
def test_golden_numbers(whole, problem):
    assert identity.problem_of_id(whole) == problem


def test_a_birth_date_that_never_was_is_told():
    first = "11010519490230" + "002"
    assert identity.problem_of_id(first + identity.check_character(first)) == "id_birth"
