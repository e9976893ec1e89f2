"""Secrets of this installation: from the environment, or made once into a 0600 file in the home folder."""

from __future__ import annotations

import os
from functools import cache

from fangxian.kernel.db.home import home, private_folder, write_whole


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
    path = private_folder(home() / "keys") / name
    return path.read_bytes() if path.exists() else write_whole(path, os.urandom(32))
