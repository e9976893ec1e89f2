"""Guarding what is written into spreadsheets: a cell must never run as a formula where it is opened."""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d.,]*([eE][+-]?\d+)?\Z")
_GUARDED = ("'=", "'+", "'-", "'@", "'0", "'1", "'2", "'3", "'4", "'5", "'6", "'7", "'8", "'9")


def guarded(cell: str) -> str:
    """
    A cell as it may stand in a spreadsheet: what would start a formula gets a leading apostrophe.

    >>> guarded("=1+1"), guarded("-12.5"), guarded("+cmd|' /C calc'!A0"), guarded("都安乡")
    ("'=1+1", '-12.5', "'+cmd|' /C calc'!A0", '都安乡')

    Source: OWASP, "CSV Injection".
    """
    return f"'{cell}" if cell.startswith(_STARTS) and not _PLAIN_NUMBER.match(cell) else cell


def is_guarded(cell: str) -> bool:
    """Whether a leading apostrophe is a spreadsheet's mark (and not the first letter of a name, 't Hof)."""
    return cell.startswith(_GUARDED)
