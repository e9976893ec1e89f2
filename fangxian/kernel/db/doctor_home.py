"""What doctor finds in the home folder and on the machine."""

from __future__ import annotations

import json
import os
import shutil
import stat
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fangxian.kernel.db import machine
from fangxian.kernel.db.findings import Finding, gettext_noop, judge, size
from fangxian.kernel.db.home import home
from fangxian.kernel.db.place import SHARED

_GIB = 2**30


def findings() -> Iterator[Finding]:
    """Home folder, secrets, memory, clock, and data that nobody's home speaks of."""
    folder = home()
    yield judge(
        gettext_noop("Home folder"),
        str(folder),
        wrong=_open_to_others(folder),
        advice=gettext_noop("Others can enter it: chmod 700 on this folder."),
        state="warn",
    )
    yield _secrets(folder)
    yield disk(folder)
    yield Finding(gettext_noop("Memory and cores"), f"{size(machine.memory())}, {machine.cores()}")
    yield _clock()
    yield from _orphans()


def disk(folder: Path) -> Finding:
    """How much room is left where a folder is."""
    free = shutil.disk_usage(folder).free
    return judge(
        gettext_noop("Free disk space"),
        f"{size(free)}, {folder}",
        wrong=free < 5 * _GIB,
        advice=gettext_noop("Make room: a prefecture needs 5 GiB, and a full disk stops the database."),
        state="bad" if free < _GIB else "warn",
    )


def _open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _secrets(folder: Path) -> Finding:
    files = [path for name in ("secrets", "keys") for path in (folder / name).glob("*") if path.is_file()]
    readable = [str(path.relative_to(folder)) for path in files if _open_to_others(path)]
    return judge(
        gettext_noop("Secret files"),
        ", ".join(readable) or str(len(files)),
        wrong=bool(readable),
        advice=gettext_noop("Others can read them: chmod 600 on these files."),
    )


def _clock() -> Finding:
    name = gettext_noop("Clock and time zone")
    zone = os.environ.get("FANGXIAN_TIME_ZONE", "Asia/Shanghai")
    try:
        shown = datetime.now(UTC).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M:%S %z")
    except (KeyError, ValueError, OSError):
        return Finding(name, zone, "bad", gettext_noop("FANGXIAN_TIME_ZONE names no time zone."))
    return judge(
        name,
        f"{shown} ({zone})",
        wrong=time.time() < Path(__file__).stat().st_mtime - 86_400,
        advice=gettext_noop("The clock is older than this program: set it."),
    )


def _orphans() -> Iterator[Finding]:
    """Data folders of the machine whose home folder is gone; only root sees them."""
    for note in SHARED.glob("*/home") if os.access(SHARED, os.R_OK) else ():
        owner = Path(os.fsdecode(note.read_bytes()))
        if not _speaks_of(owner, note.parent):
            yield Finding(
                gettext_noop("Data without a home"),
                f"{note.parent} ← {owner}",
                "warn",
                gettext_noop("Its home folder is gone, and the passwords with it. Delete it if not missed."),
            )


def _speaks_of(owner: Path, folder: Path) -> bool:
    try:
        return bool(json.loads((owner / "place.json").read_bytes())["folder"] == str(folder))
    except (OSError, ValueError, KeyError):
        return False
