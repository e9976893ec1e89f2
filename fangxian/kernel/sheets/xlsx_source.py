"""Reading XLSX: the first visible sheet, every cell as the text a person sees."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from fangxian.kernel.sheets.sources import BadSheet, Reading, Row, is_note

ROW_LIMIT = 1_048_576
INFLATED_LIMIT = 4 << 30  # bytes; a sheet full to its last row with twenty columns has about 2 GiB
EXACT = 10**15  # a spreadsheet keeps 15 digits of a number

Cell = int | float | str | bool | time | date | datetime | timedelta


class XlsxSource:
    """The first visible sheet of an XLSX file as a `Source`."""

    form = "xlsx"

    def __init__(self, path: Path) -> None:
        self.reading = Reading()
        _check_size(path)
        self._sheet = _first_sheet(path)
        self._first = (self._sheet.start or (0, 0))[0] + 1
        self._height = max(1, self._sheet.height)
        if self._first + self._height > ROW_LIMIT:
            raise BadSheet(
                _(
                    "The sheet is full to its last possible row (%(rows)s), so more may have been cut off "
                    "before it came here. Give it as CSV."
                ),
                rows=ROW_LIMIT,
            )
        self._header_line, self.header = self._find_header()

    def rows(self) -> Iterator[Row]:
        """The rows below the header; see `Source`."""
        self.reading = Reading()
        for count, cells in enumerate(self._sheet.iter_rows()):
            line = self._first + count
            if line > self._header_line:
                texts = [shown(cell) for cell in cells]
                if is_note(texts):
                    self.reading.blank += 1
                else:
                    yield line, texts
            if not count % 2000:
                self.reading.share = count / self._height

    def _find_header(self) -> tuple[int, list[str]]:
        self._header_line = 0
        for line, cells in self.rows():
            return line, cells
        raise BadSheet(_("The file is empty."))


def shown(cell: Cell) -> str:
    """
    A cell as text. A number beyond 15 digits is written with an exponent, because its end is lost.

    >>> shown(451024.0), shown(23.5), shown(451024199001011234.0), shown(True)
    ('451024', '23.5', '4.5102419900101126E+17', '1')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | float):
        return _shown_number(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _shown_number(cell: float) -> str:
    if abs(cell) >= EXACT:
        return repr(float(cell)).replace("e+", "E+") if "e" in repr(float(cell)) else f"{cell:.15E}"
    return str(int(cell)) if cell == int(cell) else repr(cell)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise BadSheet(_("This is not a whole XLSX file; it may have been cut off on its way.")) from error
    if size > INFLATED_LIMIT:
        raise BadSheet(_("This XLSX file unpacks to more than it may; give it as CSV."))


def _first_sheet(path: Path) -> CalamineSheet:
    try:
        book = CalamineWorkbook.from_path(path)
        for entry in book.sheets_metadata:
            if entry.typ == SheetTypeEnum.WorkSheet and entry.visible == SheetVisibleEnum.Visible:
                return book.get_sheet_by_name(entry.name)
    except CalamineError as error:
        raise BadSheet(_("This XLSX file is damaged or protected by a password.")) from error
    raise BadSheet(_("There is no visible sheet in this file."))
