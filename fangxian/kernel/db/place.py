"""Where the embedded server keeps its data, socket and locks; chosen once and remembered in the home."""

from __future__ import annotations

import json
import os
import re
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fangxian.kernel.db import account as accounts
from fangxian.kernel.db.account import Account
from fangxian.kernel.db.home import private_folder, write_whole

SHARED = Path("/var/lib/fangxian")
# A socket's path has 104 bytes on macOS, 108 on Linux, the end mark included; commas, blanks and quotes
# mean something to libpq or to the server's own setting.
_PLAIN = re.compile(r"/[A-Za-z0-9/_.-]{1,80}")


class PlaceClosed(RuntimeError):
    """The data was laid out by root, and this program is not root."""


@dataclass(frozen=True)
class Place:
    """The folders of one embedded server; `account` is set when this program is root."""

    home: Path
    folder: Path
    sockets: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """The data folder of PostgreSQL."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server and its supervisor say."""
        return self.folder / "server.log"

    @property
    def gate(self) -> Path:
        """Lock: whoever starts or stops the server holds it meanwhile."""
        return self.folder / "gate.lock"

    @property
    def users(self) -> Path:
        """Lock: every program that uses the server shares it; the kernel lets go for the killed."""
        return self.folder / "users.lock"

    @property
    def alive(self) -> Path:
        """Lock: handed to the server; held as long as any process of it lives, whatever the pid file says."""
        return self.folder / "alive.lock"

    @property
    def supervised(self) -> Path:
        """Lock: held by the supervisor."""
        return self.folder / "supervised.lock"

    @property
    def host(self) -> str:
        """The `host` of a connection."""
        return str(self.sockets)


def place_of(home: Path) -> Place:
    """
    The place of a home: the remembered one, or a fresh one. Makes folders, starts nothing.

    Raises:
        PlaceClosed: root chose the place, and this program may not enter it.
        NoAccount: this program is root and there is nobody to run the server.
    """
    note = home / "place.json"
    if not note.exists():
        write_whole(note, json.dumps(_choose(home)).encode())
    chosen = json.loads(note.read_bytes())
    folder = home / chosen["folder"]  # an absolute path stands alone; a relative one moves with the home
    account = _account(home, folder) if os.geteuid() == 0 else None
    _make(home, folder)
    if not os.access(folder, os.R_OK | os.W_OK):
        raise PlaceClosed(
            f"The database of {home} is in {folder}, laid out by another account: run as that one."
        )
    sockets = _sockets(folder, chosen.get("sockets"), account)
    if sockets.parent != folder and str(sockets) != chosen.get("sockets"):
        write_whole(note, json.dumps(chosen | {"sockets": str(sockets)}).encode(), replace=True)
    return Place(home, folder, sockets, account)


def _choose(home: Path) -> dict[str, str]:
    """In the home if the server can reach it there; else in a folder of the machine, opening nothing."""
    if os.geteuid() != 0:
        return {"folder": "postgres"}
    owner = accounts.owner_of(home)
    if owner and owner.reaches(home):
        return {"folder": "postgres"}
    # A random name, not one of the path: a new home at an old path must not meet old data.
    return {"folder": str(SHARED / secrets.token_hex(8))}


def _account(home: Path, folder: Path) -> Account:
    """The account that owns the data; before there is data, the one chosen."""
    data = folder / "data"
    if data.is_dir():
        owner = accounts.owner_of(data)
        if owner is None:
            raise accounts.NoAccount(f"{data} belongs to root or to an account without a name.")
        return owner
    if folder.is_relative_to(home):
        return accounts.owner_of(home) or accounts.choose()
    return accounts.choose()


def _make(home: Path, folder: Path) -> None:
    if folder.is_relative_to(home):
        private_folder(folder)
        return
    # Others may pass through to what is theirs, not look around; the server owns only data and socket.
    for path in (folder.parent, folder):
        if not path.is_dir():
            path.mkdir(mode=0o711, parents=True, exist_ok=True)
            path.chmod(0o711)
    note = folder / "home"  # so that doctor can tell data whose home is gone
    if not note.exists():
        write_whole(note, os.fsencode(home))


def _sockets(folder: Path, remembered: str | None, account: Account | None) -> Path:
    own = folder / "s"
    uid = account.uid if account else os.geteuid()
    if _PLAIN.fullmatch(str(own)):
        if not own.is_dir():
            own.mkdir(mode=0o700, exist_ok=True)
            if account:
                account.own(own)
        return own
    if remembered and _is_private(Path(remembered), uid):
        return Path(remembered)
    # mkdtemp, not a name others could foresee and take first.
    fresh = Path(tempfile.mkdtemp(prefix="fangxian-", dir="/tmp"))
    if account:
        account.own(fresh)
    return fresh


def _is_private(path: Path, uid: int) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == 0o700
