"""Pure rules of accounts: when a session ends, what a user name may be, what a one-time password is."""

from __future__ import annotations

import re
import secrets

ABSOLUTE_SECONDS = 12 * 3600
"""A working day and its hand-over: the longest shift of the rule packs is 12 hours."""

IDLE_SECONDS = 3600
"""An hour: a shared computer in a command post is left for a meeting, a meal, the night."""

SECOND_STEP_SECONDS = 300
"""How long after the password the code may come: time to find the phone, no more."""

_USERNAME = re.compile(r"[\w.@-]{2,150}")
_UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def why_ended(*, signed_in_at: int, seen_at: int, now: int) -> str:
    """
    Why a session is over: `long`, `idle`, or '' while it is not. Times in seconds.

    >>> why_ended(signed_in_at=0, seen_at=0, now=3600), why_ended(signed_in_at=0, seen_at=43000, now=43200)
    ('idle', 'long')
    >>> why_ended(signed_in_at=0, seen_at=100, now=200)
    ''
    """
    if now - signed_in_at >= ABSOLUTE_SECONDS:
        return "long"
    return "idle" if now - seen_at >= IDLE_SECONDS else ""


def fits_username(username: str) -> bool:
    """
    Whether a name can be a user name.

    >>> fits_username("韦国强"), fits_username("wei"), fits_username("wei guo"), fits_username("w")
    (True, True, False, False)
    """
    return bool(_USERNAME.fullmatch(username))


def one_time_password() -> str:
    """A password to be read out once and changed at once: 12 signs that cannot be mistaken, 59 bits."""
    signs = [secrets.choice(_UNMISTAKABLE) for _ in range(12)]
    return "-".join("".join(signs[start : start + 4]) for start in (0, 4, 8))


def shared_start(one: str, other: str) -> str:
    """
    The longest code that two area codes both lie in.

    >>> shared_start("451024200", "4510"), shared_start("451024", "451025")
    ('4510', '45102')
    """
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[:length] if length is not None else min(one, other, key=len)
