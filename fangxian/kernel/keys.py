"""Secrets of this installation: from the environment, or made once into a 0600 file in the home folder."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path

from fangxian.kernel.db.home import home


@cache
def secret(name: str) -> bytes:
    """
    The 32 bytes of a named secret; `FANGXIAN_KEY_<NAME>` (64 hex digits) wins over the file.

    Raises:
        ValueError: the environment holds something that is not 64 hex digits.
    """
    given = os.environ.get(f"FANGXIAN_KEY_{name.upper()}")
    if given:
        key = bytes.fromhex(given)
        if len(key) != 32:
            raise ValueError(f"FANGXIAN_KEY_{name.upper()} must be 64 hex digits")
        return key
    folder = home() / "keys"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        _make(path)
    return path.read_bytes()


def _make(path: Path) -> None:
    """Write a fresh key whole, or leave the one another process has just made."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(os.urandom(32))
    with suppress(FileExistsError):
        os.link(draft, path)  # unlike a rename, never replaces a key that is there
    draft.unlink()
