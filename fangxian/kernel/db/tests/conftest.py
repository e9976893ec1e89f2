"""Homes of their own, and programs that use the database in them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fangxian.kernel.db import locks, postmaster
from fangxian.kernel.db.connections import ensure
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests.program import Program

MakeHome = Callable[..., Path]


@contextmanager
def homes() -> Iterator[MakeHome]:
    """A maker of home folders; whatever runs in them at the end is stopped and all of it removed."""
    made: list[Path] = []

    def make(*names: str) -> Path:
        base = Path(tempfile.mkdtemp(prefix="fx-"))
        made.append(base)
        folder = base.joinpath(*names) if names else base / "home"
        folder.mkdir(mode=0o700, parents=True)
        return folder

    try:
        yield make
    finally:
        for base in made:
            for note in base.rglob("place.json"):
                _clear(note.parent)
            shutil.rmtree(base)


@pytest.fixture(scope="module")
def make_home() -> Iterator[MakeHome]:
    """Makes home folders of this module's own."""
    with homes() as make:
        yield make


def _clear(home: Path) -> None:
    place = place_of(home)
    with locks.held(place.gate):
        if postmaster.is_running(place):
            postmaster.stop(place)
    for folder in (place.folder, place.sockets):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(make_home: MakeHome, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home of this test's own, named by the environment."""
    folder = make_home()
    use(folder, monkeypatch)
    return folder


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A home whose database has been made, with its roles, and stopped."""
    with homes() as make:
        folder = make()
        with pytest.MonkeyPatch.context() as patch:
            use(folder, patch)
            with ensure():
                pass
        yield folder


@pytest.fixture
def used_home(prepared: Path, home: Path) -> Path:
    """A home of this test's own, with a copy of the prepared database: it starts in no time."""
    copy(prepared, home)
    return home


def copy(prepared: Path, home: Path) -> None:
    """Copy secrets and data, owners kept."""
    shutil.copytree(prepared / "secrets", home / "secrets")
    source, target = place_of(prepared), place_of(home)
    shutil.copytree(source.data, target.data, copy_function=shutil.copy)
    if target.account:
        for path in (target.data, *target.data.rglob("*")):
            target.account.own(path)


@pytest.fixture
def run() -> Iterator[Callable[..., Program]]:
    """Starts programs that use the database; those left over are killed."""
    running: list[Program] = []

    def start(*arguments: object, **keywords: object) -> Program:
        program = Program(*arguments, **keywords)  # type: ignore[arg-type]
        running.append(program)
        return program

    yield start
    for program in running:
        if program.process.poll() is None:
            program.kill()


def use(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name a home in the environment, with nothing of the machine's own addresses."""
    for name in [name for name in os.environ if name.startswith(("DATABASE_", "FANGXIAN_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("FANGXIAN_HOME", str(home))
