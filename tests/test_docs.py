"""The generated pages of docs/ say what the code says."""

from __future__ import annotations

import pytest

from fangxian.cli import generated


@pytest.mark.parametrize("name", sorted(generated.pages()))
def test_a_generated_page_is_current(name):
    written = (generated.DOCS / name).read_text(encoding="utf-8")
    assert written == generated.pages()[name](), f"docs/{name} is out of date: run `make docs`"
