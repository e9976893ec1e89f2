"""The files of uploads: in the home folder, for the server's account only, not longer than needed."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.db.home import give_to_owner_of, home, private_folder
from fangxian.kernel.sheets.sources import BadSheet, form_of

SIZE_LIMIT = 1 << 30  # bytes; a million residents as CSV have about 150 MB
KEPT_DAYS = 7


def folder() -> Path:
    """Where uploads lie."""
    return private_folder(home() / "uploads")


def sheet_of(code: str, form: str) -> Path:
    """Where an upload's sheet lies."""
    return folder() / f"{code}.{form}"


def refused_of(code: str, form: str) -> Path:
    """Where an upload's refused rows lie."""
    return folder() / f"{code}-refused.{form}"


def keep(code: str, chunks: Iterable[bytes]) -> tuple[str, int, str]:
    """
    Write an upload's file; its form, size in bytes and SHA-256.

    Raises:
        BadSheet: it is too large, empty or of a form that is not read; nothing is kept.
    """
    draft = folder() / f".{code}"
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > SIZE_LIMIT:
                    raise BadSheet(_("This file is larger than 1 GB; split it."))
                digest.update(chunk)
                file.write(chunk)
        form = form_of(draft)
        give_to_owner_of(draft.parent, draft)
        draft.rename(sheet_of(code, form))
    finally:
        draft.unlink(missing_ok=True)
    return form, size, digest.hexdigest()


def forget(code: str, form: str) -> None:
    """Remove an upload's sheet; its refused rows stay for a while."""
    sheet_of(code, form).unlink(missing_ok=True)


def clear(now: float | None = None) -> int:
    """Remove what has lain there for a week; the number of files removed."""
    oldest = (now or time.time()) - KEPT_DAYS * 86_400
    stale = [path for path in folder().iterdir() if path.is_file() and path.stat().st_mtime < oldest]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)
