"""The passwords of the database roles: random, made once, in one 0600 file of the home folder."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from fangxian.kernel.db.home import private_folder, write_whole


@dataclass(frozen=True)
class Passwords:
    """One password a role; `superuser` is of the embedded server only and never serves a request."""

    superuser: str
    owner: str
    app: str
    auditor: str

    def __repr__(self) -> str:
        return "Passwords(…)"


def file_of(home: Path) -> Path:
    """Where the passwords of a home are kept."""
    return home / "secrets" / "database.json"


def load(home: Path) -> Passwords:
    """Read the passwords of a home, making them the first time."""
    path = file_of(home)
    if not path.exists():
        private_folder(path.parent)
        fresh = Passwords(*(secrets.token_urlsafe(24) for _ in range(4)))
        write_whole(path, json.dumps(asdict(fresh), indent=1).encode())
    return Passwords(**json.loads(path.read_bytes()))
