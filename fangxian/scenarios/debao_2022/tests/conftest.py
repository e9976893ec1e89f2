"""A generated folder of the smallest scale, and the real county of Debao laid out, each made once."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from fangxian.scenarios.debao_2022 import Manifest, generate
from fangxian.scenarios.debao_2022.layout import County, lay_out
from fangxian.scenarios.debao_2022.scales import COUNTY, scale_of

Rows = Callable[[str], list[dict[str, str]]]


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a sheet as dictionaries."""
    with path.open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))


@pytest.fixture(scope="session")
def hamlet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest]:
    """A folder of the smallest scale and its manifest."""
    folder = tmp_path_factory.mktemp("hamlet")
    return folder, generate(folder, scale="hamlet")


@pytest.fixture(scope="session")
def rows(hamlet: tuple[Path, Manifest]) -> Rows:
    """The rows of a sheet of the smallest scale, by its name without ending."""
    return lambda name: read_rows(hamlet[0] / f"{name}.csv")


@pytest.fixture(scope="session")
def debao() -> County:
    """Debao at county scale: every township and village, counted and placed."""
    return lay_out(next(c for c in scale_of("county").counties if c.code == COUNTY), 2022)
