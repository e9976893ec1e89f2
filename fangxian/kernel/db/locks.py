"""Locks of the kernel (flock): let go when the holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fangxian.kernel.db.home import give_to_owner_of


def grasp(path: Path, *, shared: bool = False) -> int:
    """Wait for a lock; returns the open file, closing which lets go."""
    descriptor = _open(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def try_grasp(path: Path, *, patience: float = 0.0) -> int | None:
    """
    The lock alone, or None because somebody has it for longer than `patience` seconds.

    A moment's patience gets past those who only look whether it is held.
    """
    descriptor = _open(path)
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(descriptor)
                return None
            time.sleep(0.01)
        else:
            return descriptor


def is_held(path: Path) -> bool:
    """Whether anybody has the lock."""
    descriptor = try_grasp(path)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Have the lock alone for the length of the block."""
    descriptor = grasp(path)
    try:
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    fresh = not path.exists()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if fresh:
        give_to_owner_of(path.parent, path)
    return descriptor
