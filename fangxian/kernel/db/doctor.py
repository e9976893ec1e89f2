"""What is running, where, how large, and what is wrong: found out without starting or changing anything."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel.db import doctor_database, doctor_home, doctor_server
from fangxian.kernel.db.findings import Finding, gettext_noop, judge

__all__ = ["Finding", "examine"]


def examine(unapplied: Sequence[str] | None = ()) -> list[Finding]:
    """
    Examine home folder, machine, server and database of this installation.

    `unapplied` are the names of migrations that have not run, or None where that cannot be known; Django does
    know, the caller asks it. Nothing raises: what cannot be found out is itself a finding.
    """
    findings = [*doctor_home.findings(), *doctor_server.findings(), *doctor_database.findings()]
    return findings if unapplied is None else [*findings, _migrations(unapplied)]


def _migrations(unapplied: Sequence[str]) -> Finding:
    return judge(
        gettext_noop("Migrations not applied"),
        ", ".join(unapplied) or "0",
        wrong=bool(unapplied),
        advice=gettext_noop("Run: fangxian serve, which applies them."),
    )
