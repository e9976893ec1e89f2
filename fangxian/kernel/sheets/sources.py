"""Opening a sheet: what every reader gives, and which reader reads a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, Text

Row = tuple[int, list[str]]
"""A row's line (1 is the header) and its cells as stripped texts."""


class BadSheet(BadInput):
    """The file as a whole cannot be read; nothing of it was taken in."""

    code = "sheets.bad_sheet"
    sentence = _("This file cannot be read as a sheet.")


@dataclass(slots=True)
class Reading:
    """How far a reader has come: `share` of the file, rows left aside (see `is_note`), lines walked."""

    share: float = 0.0
    blank: int = 0
    lines: int = 0


def is_note(cells: list[str]) -> bool:
    """
    Whether a row holds no data: nothing, the tags of HXL, or the mark that our own exports end with.

    >>> is_note(["", ""]), is_note(["#adm1+code", "#adm1+name"]), is_note(["# Copy of Nong", ""])
    (True, True, True)
    """
    return all(not cell or cell[0] == "#" for cell in cells)


class Source(Protocol):
    """A sheet on disk. `rows` can be walked more than once and gives the same each time."""

    form: str
    header: list[str]
    reading: Reading

    def rows(self) -> Iterator[Row]:
        """The rows below the header that hold any value, in order."""


def form_of(path: Path, name: str = "") -> str:
    """
    The form of a file by its content, its name's ending only between the text forms: csv, xlsx or geojson.

    Raises:
        BadSheet: it is empty, or of a form that is not read (old .xls, PDF).
    """
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadSheet(_("The file is empty."))
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise BadSheet(_("Old .xls files and PDF are not read; save the sheet as .xlsx or CSV."))
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return "geojson"
    return "csv"


def open_source(path: Path, formats: tuple[str, ...]) -> Source:
    """
    A reader for a file.

    Raises:
        BadSheet: it cannot be read, or is of a form that the kind does not take.
    """
    from fangxian.kernel.sheets.csv_source import CsvSource
    from fangxian.kernel.sheets.geojson_source import GeoJsonSource
    from fangxian.kernel.sheets.xlsx_source import XlsxSource

    form = form_of(path)
    if form not in formats:
        wanted: Text = ", ".join(one.upper() for one in formats)
        raise BadSheet(_("This is a %(form)s file; wanted: %(wanted)s."), form=form.upper(), wanted=wanted)
    if form == "xlsx":
        return XlsxSource(path)
    return GeoJsonSource(path) if form == "geojson" else CsvSource(path)
