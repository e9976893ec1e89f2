"""Sheets on disk: CSV written in chunks of columns, counted and hashed on the way."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

Progress = Callable[[str, int, int], None]
"""Told the sheet, the rows written so far and the rows expected (0 where that is not known)."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "territory.csv": ("code", "name", "level", "parent_code", "lat", "lon", "population", "households"),
    "households.csv": ("code", "area_code", "address", "lat", "lon", "members"),
    "residents.csv": (
        *("code", "household_code", "name", "id_type", "id_number", "phone", "sex", "born_on"),
        *("frail", "disabled", "pregnant", "dialysis", "infant"),
    ),
    "units.csv": ("code", "name", "kind", "parent_code", "area_code"),
    "roster.csv": (
        *("code", "name", "kind", "unit_code", "branch_code", "home_area_code", "lat", "lon", "skills"),
        *("phone", "member", "available_from", "available_until", "max_hours_week"),
    ),
    "sites.csv": ("code", "name", "kind", "area_code", "lat", "lon", "tables", "rooms"),
}


class Sheet:
    """
    One CSV file being written: UTF-8, a header, lines ending in a line feed.

    After the `with` block `rows` and `sha256` say what was written.
    """

    def __init__(
        self, folder: Path, name: str, *, expected: int = 0, progress: Progress | None = None
    ) -> None:
        self.name, self.rows, self.sha256 = name, 0, ""
        self._expected, self._progress = expected, progress
        self._path = folder / name

    def __enter__(self) -> Self:
        self._file = self._path.open("wb")
        self._digest = hashlib.sha256()
        self._append([COLUMNS[self.name]])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self.sha256 = self._digest.hexdigest()

    def write(self, columns: Sequence[Sequence[object]]) -> None:
        """
        Append rows given as one sequence a column, in the order of `COLUMNS`.

        Raises:
            ValueError: the columns differ in number from the sheet's or in length from each other.
        """
        if len(columns) != len(COLUMNS[self.name]):
            raise ValueError(f"{self.name} has {len(COLUMNS[self.name])} columns, not {len(columns)}")
        self._append(zip(*columns, strict=True))
        self.rows += len(columns[0])
        if self._progress:
            self._progress(self.name, self.rows, self._expected)

    def _append(self, rows: Iterable[Sequence[object]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        chunk = text.getvalue().encode()
        self._digest.update(chunk)
        self._file.write(chunk)
