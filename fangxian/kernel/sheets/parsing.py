"""From cells to values: one chunk of rows at a time, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from fangxian.kernel.authority import Actor
from fangxian.kernel.sheets.guards import is_guarded
from fangxian.kernel.sheets.headers import Layout
from fangxian.kernel.sheets.kinds import Column, Kind
from fangxian.kernel.sheets.reasons import Fault
from fangxian.kernel.sheets.sources import Row, Source
from fangxian.kernel.sheets.staging import Bad

CHUNK = 5_000


@dataclass(slots=True)
class Chunk:
    """Some rows parsed: good ones ready for the staging table, and what is wrong with the others."""

    lines: list[int]
    columns: dict[str, Sequence[Any]]
    bad: list[Bad] = field(default_factory=list)

    def staged(self, names: Sequence[str]) -> list[tuple[Any, ...]]:
        """Line and named columns of every row without a fault."""
        rows = zip(self.lines, *(self.columns[name] for name in names), strict=True)
        if not self.bad:
            return list(rows)
        spoilt = {line for line, _column, _fault in self.bad}
        return [row for row in rows if row[0] not in spoilt]


def chunks(source: Source, layout: Layout, kind: Kind, actor: Actor) -> Iterator[Chunk]:
    """Parse a sheet chunk by chunk."""
    derive = kind.derive(actor) if kind.derive else None
    rows = source.rows()
    while some := list(islice(rows, CHUNK)):
        chunk = _parse(some, layout)
        if derive:
            made, faults = derive(chunk.columns)
            chunk.columns |= dict(zip((name for name, _sql in kind.derived), made, strict=True))
            spoilt = {line for line, _column, _fault in chunk.bad}
            new = [(chunk.lines[place], column, fault) for place, column, fault in faults]
            chunk.bad += [one for one in new if one[0] not in spoilt]
        yield chunk


def _parse(rows: list[Row], layout: Layout) -> Chunk:
    lines = [line for line, _cells in rows]
    bad: list[Bad] = []
    width = layout.width
    table = [cells if len(cells) == width else _fitted(line, cells, width, bad) for line, cells in rows]
    columns: dict[str, Sequence[Any]] = {}
    for column, place in layout.places:
        if place is None:
            columns[column.name] = [column.parse.empty] * len(rows)
        else:
            columns[column.name] = _column(column, [cells[place] for cells in table], lines, bad)
    return Chunk(lines, columns, bad)


def _fitted(line: int, cells: list[str], width: int, bad: list[Bad]) -> list[str]:
    """The cells brought to the header's width: short rows are filled up, values beyond it are a fault."""
    if len(cells) > width:
        if any(cells[width:]):
            bad.append((line, "", Fault("too_many_cells", cells=len(cells), columns=width)))
        return cells[:width]
    return cells + [""] * (width - len(cells))


def _column(column: Column, cells: Sequence[str], lines: list[int], bad: list[Bad]) -> list[Any]:
    read, empty = column.parse.read, column.parse.empty
    if not (column.required and "" in cells):
        try:
            return _read_all(read, empty, cells)
        except Fault:
            pass  # find out which cells, and whether they only carry a spreadsheet's own marks
    values: list[Any] = []
    for line, cell in zip(lines, cells, strict=True):
        try:
            values.append(_one(column, bare(cell)))
        except Fault as fault:
            if column.personal:
                fault.facts.pop("value", None)
            values.append(empty)
            bad.append((line, column.name, fault))
    return values


def _read_all(read: Callable[[str], Any], empty: Any, cells: Sequence[str]) -> list[Any]:
    """Every cell read; a column of few different texts (codes of villages, flags) has each read once."""
    different = set(cells)
    if len(different) * 4 > len(cells):
        return [read(cell) if cell else empty for cell in cells]
    values = {cell: read(cell) if cell else empty for cell in different}
    return [values[cell] for cell in cells]


def _one(column: Column, cell: str) -> Any:
    if cell:
        return column.parse.read(cell)
    if column.required:
        raise Fault("empty")
    return column.parse.empty


def bare(cell: str) -> str:
    """
    A cell without the marks that make a spreadsheet take it as text.

    >>> bare('="451024"'), bare("'=SUM(A1)"), bare("'451024")
    ('451024', '=SUM(A1)', '451024')
    """
    if cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1].strip()
    return cell[1:].strip() if is_guarded(cell) else cell
