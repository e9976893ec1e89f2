"""The refused rows, given back as the same sheet with a reason column."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import xlsxwriter
from django.utils.translation import gettext as _

from fangxian.kernel.sheets.geojson_source import GEOMETRY
from fangxian.kernel.sheets.guards import guarded
from fangxian.kernel.sheets.headers import REASON, Layout
from fangxian.kernel.sheets.kinds import Kind
from fangxian.kernel.sheets.reasons import Reason, tell
from fangxian.kernel.sheets.sources import Row, Source


class Writer(Protocol):
    """Writes one sheet of texts; a context manager."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def row(self, cells: list[str]) -> None:
        """Append a row."""
        ...


class CsvWriter:
    """CSV in UTF-8 with a mark, so that a double click opens it rightly; cells guarded."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(_private(path), "w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def row(self, cells: list[str]) -> None:
        self._writer.writerow([guarded(cell) for cell in cells])


class XlsxWriter:
    """XLSX with every cell as text: nothing is rounded, nothing runs."""

    def __init__(self, path: Path) -> None:
        os.close(_private(path))
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._sheet = self._book.add_worksheet()
        self._text = self._book.add_format({"num_format": "@"})
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    def row(self, cells: list[str]) -> None:
        for place, cell in enumerate(cells):
            self._sheet.write_string(self._rows, place, cell, self._text)
        self._rows += 1


class GeoJsonWriter:
    """A FeatureCollection; the reason is one more property."""

    def __init__(self, path: Path) -> None:
        self._file = os.fdopen(_private(path), "w", encoding="utf-8")
        self._names: list[str] = []
        self._started = False

    def __enter__(self) -> Self:
        self._file.write('{"type": "FeatureCollection", "features": [')
        return self

    def __exit__(self, *_: object) -> None:
        self._file.write("\n]}\n")
        self._file.close()

    def row(self, cells: list[str]) -> None:
        if not self._names:
            self._names = cells
            return
        found = dict(zip(self._names, cells, strict=False))
        geometry = found.pop(GEOMETRY, "")
        feature = {"type": "Feature", "properties": found, "geometry": _as_json(geometry)}
        self._file.write(",\n" if self._started else "\n")
        self._started = True
        json.dump(feature, self._file, ensure_ascii=False)


_WRITERS: dict[str, type[CsvWriter | XlsxWriter | GeoJsonWriter]] = {
    "csv": CsvWriter,
    "xlsx": XlsxWriter,
    "geojson": GeoJsonWriter,
}


def write_refused(path: Path, source: Source, layout: Layout, kind: Kind, reasons: Iterator[Reason]) -> int:
    """
    Write the rows that have reasons to `path` (mode 0600), walking the sheet once more; how many rows.

    `reasons` must come in the order of lines.
    """
    count = 0
    with _WRITERS[source.form](path) as writer:
        writer.row([*source.header[: layout.width], str(REASON)])
        for cells, found in _joined(source.rows(), _by_line(reasons)):
            said = "; ".join(_said(kind, reason) for reason in found)
            padding = [""] * (layout.width - len(cells))
            writer.row([*cells[: layout.width], *padding, said, *cells[layout.width :]])
            count += 1
    return count


def _joined(
    rows: Iterable[Row], refused: Iterator[tuple[int, list[Reason]]]
) -> Iterator[tuple[list[str], list[Reason]]]:
    """The rows that have reasons, with them; both come in the order of lines."""
    wanted = next(refused, None)
    for line, cells in rows:
        if wanted is None:
            return
        if line == wanted[0]:
            yield cells, wanted[1]
            wanted = next(refused, None)


def _by_line(reasons: Iterator[Reason]) -> Iterator[tuple[int, list[Reason]]]:
    line, found = 0, list[Reason]()
    for reason in reasons:
        if found and reason.line != line:
            yield line, found
            found = []
        line = reason.line
        found.append(reason)
    if found:
        yield line, found


def _said(kind: Kind, reason: Reason) -> str:
    sentence = tell(reason.code, reason.facts, kind.words())
    title = kind.title_of(reason.column)
    return _("%(column)s: %(sentence)s") % {"column": title, "sentence": sentence} if title else sentence


def _private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)


def _as_json(text: str) -> object:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text
