"""One line of doctor's examination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "bad"]


@dataclass(frozen=True)
class Finding:
    """
    One line of the examination.

    `name` and `advice` are English msgids, as are the words among the values; the caller translates.
    """

    name: str
    value: str
    state: State = "ok"
    advice: str = ""


def gettext_noop(message: str) -> str:
    """Mark a string for translation; these modules do not know Django."""
    return message


def judge(name: str, value: str, *, wrong: bool, advice: str, state: State = "bad") -> Finding:
    """A finding that is `state`, with its advice, if something is wrong, and else ok."""
    return Finding(name, value, state, advice) if wrong else Finding(name, value)


def size(count: float) -> str:
    """
    Bytes for people.

    >>> size(5_368_709_120)
    '5.0 GiB'
    """
    for unit in ("B", "KiB", "MiB", "GiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1024
    return f"{count:.1f} TiB"
