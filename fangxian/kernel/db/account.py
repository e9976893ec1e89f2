"""Under which account the server runs when this program is root: PostgreSQL refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# `nobody` last: unrelated services may run under it, and could then read the data folder.
CANDIDATES = ("fangxian", "postgres", "nobody")


class NoAccount(RuntimeError):
    """This program is root and there is no unprivileged account to run the server."""


@dataclass(frozen=True)
class Account:
    """An unprivileged account of this machine."""

    name: str
    uid: int
    gid: int

    def popen(self) -> dict[str, Any]:
        """The arguments of `subprocess` that run a program under this account, with its group only."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or folder to this account."""
        os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def reaches(self, path: Path) -> bool:
        """Whether this account can enter a folder as things stand; asked of the kernel, so ACLs count."""
        test = shutil.which("test") or "/bin/test"
        done = subprocess.run([test, "-x", path], check=False, cwd="/", **self.popen())  # noqa: S603
        return done.returncode == 0


def _known(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def named(name: str) -> Account:
    """
    The account of that name.

    Raises:
        NoAccount: there is none, or it is root.
    """
    found = _known(name)
    if found is None:
        raise NoAccount(f"There is no unprivileged account {name!r} on this machine.")
    return found


def owner_of(path: Path) -> Account | None:
    """The account a path belongs to; None for root and for a number without a name (initdb needs a name)."""
    try:
        return _known(pwd.getpwuid(path.stat().st_uid).pw_name)
    except KeyError:
        return None


def choose() -> Account:
    """
    The account to run the server under: `FANGXIAN_PG_USER`, or the first known of CANDIDATES.

    Raises:
        NoAccount: none of them exists.
    """
    given = os.environ.get("FANGXIAN_PG_USER")
    if given:
        return named(given)
    for name in CANDIDATES:
        found = _known(name)
        if found:
            return found
    raise NoAccount("PostgreSQL does not run as root: make an account for it, `useradd --system fangxian`.")
