"""What every bench prints: a table for people, then one JSON line a row."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """
    One measured figure beside its reference.

    `ratio` is value / reference; `at_most` says whether the bar is a ceiling (or a floor). `ok` follows, and
    falls as well where `further`, a condition that the bench names in `row`, does not hold.
    """

    bench: str
    row: str
    value: float
    unit: str
    reference: float
    bar: float
    at_most: bool = True
    further: bool = True
    ratio: float = field(init=False)
    ok: bool = field(init=False)

    def __post_init__(self) -> None:
        ratio = self.value / self.reference if self.reference else 0.0
        held = ratio <= self.bar if self.at_most else ratio >= self.bar
        object.__setattr__(self, "ratio", round(ratio, 4))
        object.__setattr__(self, "ok", held and self.further)


def show(rows: Iterable[Row]) -> bool:
    """Print the table and the JSON lines; whether every row holds its bar."""
    rows = list(rows)
    table = Table("row", "value", "unit", "reference", "ratio", "bar", "", title=rows[0].bench)
    for row in rows:
        sign = "≤" if row.at_most else "≥"
        figures = (f"{row.value:,.3f}", row.unit, f"{row.reference:,.3f}", f"{row.ratio:.3f}")
        table.add_row(row.row, *figures, f"{sign} {row.bar}", "✓" if row.ok else "✗")
    Console().print(table)
    keys = ("bench", "row", "value", "unit", "reference", "ratio", "bar", "ok")
    for row in rows:
        found = asdict(row)
        print(json.dumps({key: found[key] for key in keys}, ensure_ascii=False))
    return all(row.ok for row in rows)
