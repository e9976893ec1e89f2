"""
Paper and the log: the code of a line, and the id that the report of a line always has.

A line's code is made of its target alone, so that a sheet printed yesterday still fits when households were
added since. Its id is made of campaign, target, day of the sheet and number of the visit: who enters a line
twice enters one report. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from uuid import UUID

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_READ_AS = str.maketrans("oil", "011")
SHORTEST = 4
CORRECTIONS = 4
"""How many reports a line can have: the first, and what corrects it."""


def long_code(target: str) -> str:
    """The letters of a target, of which a line shows as many as tell it apart."""
    number = int.from_bytes(hashlib.sha256(b"line " + target.encode()).digest()[:10], "big")
    return "".join(LETTERS[number >> shift & 31] for shift in range(75, -1, -5))


def line_codes(targets: Iterable[str]) -> dict[str, str]:
    """
    Target → the code of its line: four letters, or more where two lines would have the same.

    >>> sorted(map(len, line_codes(["k7/HH-1", "k7/HH-2"]).values()))
    [4, 4]
    """
    whole = {target: long_code(target) for target in targets}
    found: dict[str, str] = {}
    for length in range(SHORTEST, 17):
        left = [target for target in whole if target not in found]
        taken: dict[str, int] = {}
        for letters in whole.values():
            taken[letters[:length]] = taken.get(letters[:length], 0) + 1
        found |= {one: whole[one][:length] for one in left if taken[whole[one][:length]] == 1}
    return found | {one: letters for one, letters in whole.items() if one not in found}


def find_line(typed: str, targets: Iterable[str]) -> str | None:
    """The one target whose line has this code, however it was typed; None for none or several."""
    letters = "".join(sign for sign in typed.lower().translate(_READ_AS) if sign in LETTERS)
    if len(letters) < SHORTEST:
        return None
    hits = [target for target in targets if long_code(target).startswith(letters)]
    return hits[0] if len(hits) == 1 else None


def line_id(campaign: str, target: str, on: date, visit: int, correction: int = 0) -> UUID:
    """
    The id of the report of a line: the day's noon where a UUIDv7 has its time, and a hash for the rest.

    >>> line_id("k7", "k7/HH-1", date(2022, 2, 9), 1).version
    7
    """
    key = "\x1f".join([campaign, target, on.isoformat(), str(visit), str(correction)])
    rest = int.from_bytes(hashlib.sha256(key.encode()).digest()[:10], "big")
    noon = int(datetime.combine(on, time(12), UTC).timestamp() * 1000)
    value = (noon << 80) | rest
    value = (value & ~(0xF << 76)) | (7 << 76)
    value = (value & ~(0x3 << 62)) | (2 << 62)
    return UUID(int=value)
