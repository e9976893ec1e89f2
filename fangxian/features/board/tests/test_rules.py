"""The board's pure decisions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.board import rules

CODES = st.text("0123456789", min_size=1, max_size=15)


@given(CODES)
def test_a_chain_ends_at_the_area_and_grows_one_by_one(code):
    chain = rules.chain(code)
    assert chain[-1] == code
    assert [len(one) for one in chain] == list(range(1, len(code) + 1))


@given(CODES, st.sets(CODES))
def test_the_nearest_answer_is_the_longest_code_around(code, answering):
    around = [one for one in answering if code.startswith(one)]
    expected = max(around, key=len, default=None)
    assert rules.nearest(code, {one: one for one in answering}) == expected


def test_a_sort_that_nobody_offers_is_the_default():
    assert rules.ranks("-missing", ("missing", "code"), "code") == ("missing", True)
    assert rules.ranks("password", ("missing", "code"), "code") == ("code", False)
    assert rules.ranks("", ("missing", "code"), "-missing") == ("missing", True)
