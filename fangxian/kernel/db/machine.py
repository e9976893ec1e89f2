"""How much memory and how many cores this program may use, containers included."""

from __future__ import annotations

import os
from pathlib import Path

import psutil

_CGROUP = Path("/sys/fs/cgroup")


def memory() -> int:
    """
    Bytes of memory of this machine or of this container, whichever is less.

    `FANGXIAN_MEMORY_MB` wins, for a machine that is shared with something large.
    """
    given = os.environ.get("FANGXIAN_MEMORY_MB")
    if given:
        return int(given) * 2**20
    total = int(psutil.virtual_memory().total)
    limits = (_number(_CGROUP / name) for name in ("memory.max", "memory/memory.limit_in_bytes"))
    return min([total, *(limit for limit in limits if limit)])


def cores() -> int:
    """Cores this process may use, at least 1."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = (_CGROUP / "cpu.max").read_text().split()
        return max(1, min(usable, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return max(1, usable)


def shared_memory() -> int | None:
    """Bytes of /dev/shm (64 MB in many containers); None where there is none."""
    try:
        found = os.statvfs("/dev/shm")  # noqa: S108
    except OSError:
        return None
    return found.f_blocks * found.f_frsize


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
