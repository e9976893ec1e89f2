"""What is running, where, how large, and what is wrong: found out without starting or changing anything."""

from __future__ import annotations

from collections.abc import Sequence
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


def examine(unapplied: Sequence[str] = ()) -> list[Finding]:
    """
    Examine home folder, machine, server and database of this installation.

    `unapplied` are the names of migrations that have not run; Django knows, the caller asks it. Nothing
    raises: what cannot be found out is itself a finding.
    """
    from fangxian.kernel.db import doctor_database, doctor_home, doctor_server

    findings = [*doctor_home.findings(), *doctor_server.findings(), *doctor_database.findings()]
    return [*findings, _migrations(unapplied)]


def _migrations(unapplied: Sequence[str]) -> Finding:
    return judge(
        gettext_noop("Migrations not applied"),
        ", ".join(unapplied) or "0",
        wrong=bool(unapplied),
        advice=gettext_noop("Run: fangxian migrate."),
    )


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
