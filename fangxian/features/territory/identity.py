"""Numbers of identity documents: what a Chinese resident ID number says by itself; pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from operator import mul

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
ZEROS = ord("0") * sum(WEIGHTS)
_FORM = re.compile(r"[1-9]\d{5}(?:18|19|20)\d{9}[0-9X]\Z")
_FREE_FORM = re.compile(r"[0-9A-Z][0-9A-Z-]{3,19}\Z")


def check_character(first: str) -> str:
    """
    The check character of the first 17 digits of a resident ID number.

    >>> check_character("11010519491231002")
    'X'

    Source: GB 11643-1999 annex A (the example is its own); ISO 7064:1983, MOD 11-2.
    """
    return CHECKS[(sum(map(mul, first.encode(), WEIGHTS)) - ZEROS) % 11]


def problem_of_id(number: str) -> str:
    """
    What is wrong with a resident ID number, as the code of a reason; '' if nothing is.

    >>> problem_of_id("11010519491231002X"), problem_of_id("110105194912310021"), problem_of_id("123")
    ('', 'id_check', 'id_form')
    """
    if not _FORM.match(number) or not number.isascii():
        return "id_form"
    if check_character(number[:17]) != number[17]:
        return "id_check"
    return "" if birth_of(number) else "id_birth"


def birth_of(number: str) -> date | None:
    """The birth date inside a resident ID number of the right form; None if there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> str:
    """The sex a resident ID number of the right form tells: its 17th digit is odd for men."""
    return "m" if int(number[16]) % 2 else "f"


def normal_id(number: str) -> str:
    """
    A document's number without spaces, in capitals and narrow digits.

    >>> normal_id("110105 19491231 002x")
    '11010519491231002X'
    >>> normal_id("１１０１０５１９４９１２３１００２Ｘ")
    '11010519491231002X'
    """
    return "".join(unicodedata.normalize("NFKC", number).split()).upper()


def is_free_form(number: str) -> bool:
    """Whether a number can belong to a passport or another document: 4 to 20 letters, digits, dashes."""
    return bool(_FREE_FORM.match(number))


def masked_name(name: str) -> str:
    """
    A name of which only the beginning is shown.

    >>> masked_name("王小明"), masked_name("Anna"), masked_name("")
    ('王**', 'A***', '')
    """
    return name[:1] + "*" * min(3, len(name) - 1)
