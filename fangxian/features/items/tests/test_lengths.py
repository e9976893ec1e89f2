"""What is said of an item has an end, and is refused beyond it, not cut off."""

from __future__ import annotations

import pytest

from fangxian.kernel.errors import TooManyWords, check_words


def test_words_beyond_what_is_kept_are_refused():
    check_words("字" * 2_000, "text")
    with pytest.raises(TooManyWords):
        check_words("字" * 2_001, "text")
