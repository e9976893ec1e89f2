"""Any account, any path: the server runs, and opens nothing to others."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from fangxian.kernel.db import account as accounts
from fangxian.kernel.db import embedded, place, postmaster
from fangxian.kernel.db.embedded import Cluster
from fangxian.kernel.db.home import PROJECT
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests import stranger
from fangxian.kernel.db.tests.program import neutral

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes account")
ODD = "防线 数据, 'with' \"all\" $HOME `of` it; 1"
LONG = "a-name-of-fifty-characters-which-many-a-path-needs"


def give(home, account):
    """Hand a home with all above it, up to the temporary folder, to an account."""
    if os.geteuid() != 0:
        return
    for folder in (home, *home.parents):
        if folder.name.startswith("fx-"):
            account.own(folder)
            return
        account.own(folder)


@as_root
def test_an_account_without_rights_runs_a_server_of_its_own(make_home, run):
    home, packages = make_home(), make_home("packages")
    packages.parent.chmod(0o755)
    give(home, stranger.nobody())
    stranger.copy_to(packages)
    program = run(home, "SELECT current_user", **stranger.as_nobody(packages))
    assert program.answers() == ["fangxian_owner"]
    where = place_of(home)
    server = postmaster.find(where)
    assert server
    assert server.uids().real == stranger.nobody().uid
    assert where.data.is_relative_to(home)
    assert program.interrupt() == "interrupted\n"
    assert not postmaster.is_running(where)


@pytest.mark.parametrize("names", [(ODD,), (LONG, LONG, LONG)], ids=["odd", "long"])
def test_any_path_will_do(make_home, names):
    home = make_home(*names)
    if os.geteuid() == 0:
        give(home, stranger.nobody())
    where = place_of(home)
    assert where.data.is_relative_to(home)
    assert len(os.fsencode(where.host)) < 93
    with Cluster(where).hold():
        assert embedded.answers(where)
    assert not postmaster.is_running(where)


@as_root
def test_root_opens_no_folder_to_the_server(make_home):
    home = make_home()
    before = home.stat().st_mode
    where = place_of(home)
    assert where.account
    assert where.account.uid != 0
    assert not where.folder.is_relative_to(home)
    assert home.stat().st_mode == before
    assert stat.S_IMODE(where.folder.stat().st_mode) == 0o711
    assert where.folder.stat().st_uid == 0
    assert place_of(home) == where


@as_root
def test_a_new_home_at_an_old_path_meets_no_old_data(make_home):
    home = make_home()
    first = place_of(home)
    (home / "place.json").unlink()
    second = place_of(home)
    assert first.folder != second.folder
    first.sockets.rmdir()
    for left in first.folder.iterdir():
        left.unlink()
    first.folder.rmdir()


@as_root
def test_what_root_laid_out_is_refused_to_others_in_words(make_home, run):
    home, packages = make_home(), make_home("packages")
    packages.parent.chmod(0o755)
    stranger.nobody().own(home)
    where = place_of(home)  # a folder above is closed to the home's owner
    home.parent.chmod(0o711)
    stranger.copy_to(packages)
    program = run(home, **stranger.as_nobody(packages))
    with pytest.raises(AssertionError, match=f"PlaceClosed: The database of {home} is in {where.folder}"):
        program.answers()


@as_root
def test_root_in_a_users_home_runs_the_server_as_that_user(make_home):
    home = make_home()
    user = stranger.nobody()
    give(home, user)
    with Cluster(place_of(home)).hold() as where:
        server = postmaster.find(where)
        assert server
        assert server.uids().real == user.uid
    strangers = [path for path in home.rglob("*") if path.stat().st_uid != user.uid]
    assert strangers == []


@as_root
def test_programs_the_server_cannot_reach_are_copied_not_opened(make_home, run, monkeypatch):
    home = make_home()
    closed = make_home("closed", "site-packages")
    closed.parent.chmod(0o700)
    stranger.copy_to(closed)
    program = run(home, "SELECT 1", path=closed)
    assert program.answers() == [1]
    server = postmaster.find(place_of(home))
    assert server
    copied = Path(server.exe()).parents[3]
    assert copied.parent == place.SHARED
    assert stat.S_IMODE(closed.parent.stat().st_mode) == 0o700
    assert program.leave() == ""
    shutil.rmtree(copied)


def test_a_taken_socket_folder_is_not_trusted(make_home, monkeypatch):
    home = make_home(LONG, LONG, LONG)
    if os.geteuid() == 0:
        give(home, stranger.nobody())
    first = place_of(home).sockets
    assert place_of(home).sockets == first
    first.chmod(0o777)
    second = place_of(home).sockets
    assert second != first
    assert stat.S_IMODE(second.stat().st_mode) == 0o700
    first.rmdir()


def test_without_any_account_root_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(accounts, "CANDIDATES", ("no-such-account",))
    monkeypatch.delenv("FANGXIAN_PG_USER", raising=False)
    with pytest.raises(accounts.NoAccount, match="useradd"):
        accounts.choose()
    monkeypatch.setenv("FANGXIAN_PG_USER", "root")
    with pytest.raises(accounts.NoAccount, match="root"):
        accounts.choose()


def test_computing_the_place_starts_nothing(home):
    code = "from fangxian.kernel.db.connections import databases; databases()"
    environment = {**neutral(), "FANGXIAN_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    subprocess.run([sys.executable, "-W", "error", "-c", code], env=environment, check=True)
    where = place_of(home)
    assert not where.data.exists()
    assert not postmaster.is_running(where)
