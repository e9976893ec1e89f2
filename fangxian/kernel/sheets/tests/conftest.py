"""Bricks to take in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fangxian.kernel.sheets import Outcome, take_in
from fangxian.kernel.sheets.tests import toys


@pytest.fixture
def table(db: None, settings: object) -> None:
    """The bricks' table and their kind are there."""
    settings.SHEETS = "fangxian.kernel.sheets.tests.toys.KINDS"  # type: ignore[attr-defined]
    toys.make_table()


@pytest.fixture
def give(table: None, tmp_path: Path) -> Callable[..., Outcome]:
    """Hands bytes or a text in as a sheet."""

    def hand_in(content: bytes | str, name: str = "bricks.csv", **how: object) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return take_in(toys.CLERK, toys.BRICKS, path, **how)  # type: ignore[arg-type]

    return hand_in
