"""How many rows are handed out at once, and the code of an export."""

from __future__ import annotations

import re

from fangxian.kernel.web import exports


def test_a_code_is_short_and_has_no_signs_that_are_mistaken():
    codes = {exports.new_code() for _time in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code) for code in codes)
