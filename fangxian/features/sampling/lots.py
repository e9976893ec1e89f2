"""Lots: by what a phone finds a document's person in a list that has no documents; pure."""

from __future__ import annotations

import hmac

from fangxian.features.territory.identity import normal_id

DIGITS = 5
"""Hex digits: of 400 numbers one meets somebody else in a list of 2,500, and no number is given away."""


def lot_of(salt: bytes, number: str) -> str:
    """
    The lot of a document's number under the salt of a round; '' for none.

    >>> lot_of(b"a salt of this round", "110105 19491231 002x"), lot_of(b"", "")
    ('ad88a', '')
    """
    normal = normal_id(number)
    return hmac.digest(salt, normal.encode(), "sha256").hex()[:DIGITS] if normal else ""
