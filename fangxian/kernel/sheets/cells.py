"""Parsers of single cells: a stripped, non-empty text in, a value for the database out, or a `Fault`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.conf import settings
from django.db.models import Choices
from django.utils import timezone, translation

from fangxian.kernel.sheets.guards import is_guarded
from fangxian.kernel.sheets.reasons import Fault


@dataclass(frozen=True, slots=True)
class Parser:
    """
    Reads a cell. `sql` is the type of its staged column; `empty` is what an empty cell means.

    `read` gets a stripped, non-empty text and raises `Fault` for what it cannot use.
    """

    sql: str
    read: Callable[[str], object]
    empty: object = None


_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*\Z")
_ROUNDED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+\Z", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}(\.0+)?\Z", re.ASCII)
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)"
    r"(?:[T ]00:00(?::00)?)?\Z",
    re.ASCII,
)
_PHONE = re.compile(r"\+?\d{3,20}\Z", re.ASCII)  # local numbers and extensions too


def text(limit: int) -> Parser:
    """Any printable text of at most `limit` characters; empty stays ''."""

    def read(cell: str) -> str:
        if cell[0] in "='" and (cell[0] == "=" or is_guarded(cell)):
            raise Fault("formula")
        if len(cell) > limit:
            raise Fault("too_long", length=len(cell), limit=limit)
        if not cell.isprintable():
            cell = " ".join(cell.split())
            if not cell.isprintable():
                raise Fault("control_character")
        return cell

    return Parser('text COLLATE "C"', read, "")


def code(limit: int) -> Parser:
    """A code: letters, digits and - _ . ; full-width digits are narrowed, rounded numbers refused."""

    def read(cell: str) -> str:
        if not _CODE.match(cell):
            cell = unicodedata.normalize("NFKC", cell)
            if is_rounded(cell):
                raise Fault("lost_digits")
            if not _CODE.match(cell):
                raise Fault("not_code", value=cell[:80])
        if len(cell) > limit:
            raise Fault("too_long", length=len(cell), limit=limit)
        return cell

    return Parser('text COLLATE "C"', read, "")


def whole(low: int, high: int) -> Parser:
    """A whole number from `low` to `high`, both included."""

    def read(cell: str) -> int:
        plain = cell if cell.isascii() else unicodedata.normalize("NFKC", cell)
        if not _WHOLE.match(plain):
            raise Fault("not_whole", value=cell[:80])
        value = int(plain.partition(".")[0])
        if not low <= value <= high:
            raise Fault("out_of_range", value=value, low=low, high=high)
        return value

    return Parser("bigint", read)


def number(low: float, high: float) -> Parser:
    """A decimal number from `low` to `high`, both included."""

    def read(cell: str) -> float:
        try:
            value = float(cell)
        except ValueError:
            raise Fault("not_number", value=cell[:80]) from None
        if (
            value != value or "_" in cell or not cell.isascii()
        ):  # nan, 1_000 and other digits suit Python only
            raise Fault("not_number", value=cell[:80])
        if not low <= value <= high:
            raise Fault("out_of_range", value=cell[:80], low=low, high=high)
        return value

    return Parser("double precision", read)


latitude = number(-90, 90)
longitude = number(-180, 180)


def choice(choices: type[Choices]) -> Parser:
    """One of the choices, by value or by its label in any language of the interface."""

    def read(cell: str) -> str:
        words = _words(choices)
        found = words.get(cell) or words.get(_plain(cell))
        if found is None:
            raise Fault("not_choice", value=cell[:80], choices=", ".join(map(str, choices.values)))
        return found

    return Parser('text COLLATE "C"', read, "")


def choices(of: type[Choices]) -> Parser:
    """Several of the choices, separated by ; or a Chinese or vertical stroke; without doubles, sorted."""
    one = choice(of)

    def read(cell: str) -> list[str]:
        parts = [part.strip() for part in re.split(r"[;；、|,，]", cell)]
        return sorted({str(one.read(part)) for part in parts if part})

    return Parser("text[]", read, [])


_FLAGS = dict.fromkeys(["1", "1.0", "true", "yes", "y", "是", "有", "√"], True) | dict.fromkeys(
    ["0", "0.0", "false", "no", "n", "否", "无", "無"], False
)


def flag() -> Parser:
    """Yes or no: 1 or 0, 是 or 否; empty is no."""

    def read(cell: str) -> bool:
        value = _FLAGS.get(cell)
        if value is None:
            value = _FLAGS.get(cell.casefold())
        if value is None:
            raise Fault("not_flag", value=cell[:80])
        return value

    return Parser("boolean", read, False)


def day(earliest: date = date(1850, 1, 1), latest: date = date(2199, 12, 31)) -> Parser:
    """A date: 2022-02-04, 2022/2/4, 20220204 or 2022年2月4日."""

    def read(cell: str) -> date:
        if len(cell) == 10 and cell[4] == "-":
            try:
                value = date.fromisoformat(cell)
            except ValueError:
                raise Fault("not_date", value=cell[:80]) from None
        else:
            value = _loose_day(cell)
        if not earliest <= value <= latest:
            raise Fault(
                "out_of_range", value=value.isoformat(), low=earliest.isoformat(), high=latest.isoformat()
            )
        return value

    return Parser("date", read)


def instant() -> Parser:
    """A day and time: 2022-02-04 17:57, local unless it names an offset (2022-02-04T17:57+08:00)."""

    def read(cell: str) -> datetime:
        try:
            value = datetime.fromisoformat(unicodedata.normalize("NFKC", cell).replace("/", "-"))
        except ValueError:
            raise Fault("not_instant", value=cell[:80]) from None
        return value if value.tzinfo else timezone.make_aware(value)

    return Parser("timestamptz", read)


def phone() -> Parser:
    """A telephone number: digits with an optional leading +; spaces, dashes and brackets are dropped."""

    def read(cell: str) -> str:
        plain = cell if cell.isdecimal() and cell.isascii() else _dialled(cell)
        if not _PHONE.match(plain):
            raise Fault("lost_digits") if is_rounded(cell) else Fault("not_phone", value=cell[:80])
        return plain

    return Parser("text", read, "")


def is_rounded(cell: str) -> bool:
    """
    Whether a spreadsheet has turned a long number into one with an exponent, so that its end is lost.

    >>> is_rounded("1.10105194912310E+17"), is_rounded("110105194912310021")
    (True, False)
    """
    return bool(_ROUNDED.match(cell))


def _dialled(cell: str) -> str:
    return re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", cell))


def _loose_day(cell: str) -> date:
    found = _DAY.match(unicodedata.normalize("NFKC", cell))
    if not found:
        raise Fault("not_date", value=cell[:80])
    year, month, on = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, on)
    except ValueError:
        raise Fault("not_date", value=cell[:80]) from None


@cache
def _words(choices: type[Choices]) -> dict[str, str]:
    """Every word a choice may be written with, to its value."""
    words: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {_plain(str(label)): str(value) for value, label in choices.choices}
    return words | {str(value): str(value) for value in choices.values}


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace(" ", "_")
