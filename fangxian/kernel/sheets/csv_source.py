"""Reading CSV: UTF-8 with or without a mark, UTF-16 with a mark, else GB18030; the delimiter is found out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.sheets.sources import BadSheet, Reading, Row, is_note

FIELD_LIMIT = 1_000_000  # characters; a longer cell is a quotation mark that was never closed
_BLOCK = 1 << 20


class CsvSource:
    """A CSV file as a `Source`."""

    form = "csv"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reading = Reading()
        self.encoding = encoding_of(path)
        self._size = max(1, path.stat().st_size)
        with path.open(encoding=self.encoding, newline="") as file:
            self.delimiter = delimiter_of(file.readline(_BLOCK))
        self._header_line, self.header = self._find_header()

    def rows(self) -> Iterator[Row]:
        """The rows below the header; see `Source`."""
        csv.field_size_limit(FIELD_LIMIT)
        self.reading = Reading()
        with self.path.open("rb") as raw:
            file = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            try:
                for line, cells in enumerate(reader, 1):
                    if line > self._header_line:
                        texts = [cell.strip() for cell in cells]
                        if (texts and texts[0] and texts[0][0] != "#") or not is_note(texts):
                            yield line, texts
                        else:
                            self.reading.blank += 1
                    self.reading.lines = line
                    if not line % 2000:
                        self.reading.share = min(1.0, raw.tell() / self._size)
            except csv.Error as error:
                raise BadSheet(
                    _("Near line %(line)s a quotation mark stands alone or is not closed."),
                    line=reader.line_num,
                ) from error

    def _find_header(self) -> tuple[int, list[str]]:
        self._header_line = 0
        for line, cells in self.rows():
            return line, cells
        raise BadSheet(_("The file is empty."))


def encoding_of(path: Path) -> str:
    """
    The encoding of a text file, found by reading all of it.

    Raises:
        BadSheet: it is neither Unicode nor GB18030, or holds zero bytes.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif start.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    else:
        candidates = ["utf-8", "gb18030"]
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise BadSheet(_("The characters of this file are neither UTF-8 nor GB18030; save it as CSV UTF-8."))


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                if "\0" in decoder.decode(block):
                    raise BadSheet(_("There are zero bytes in this file; it is not a CSV file."))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(line: str) -> str:
    """
    The delimiter of a header line: the one of comma, semicolon, tab and bar that stands there most often.

    >>> delimiter_of("code;name;level"), delimiter_of("code")
    (';', ',')
    """
    bare = "".join(part for index, part in enumerate(line.split('"')) if index % 2 == 0)
    return max(",;\t|", key=bare.count)
