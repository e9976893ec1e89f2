"""The embedded server is there while somebody uses it, and gone with the last."""

from __future__ import annotations

import psycopg
import pytest

from fangxian.kernel.db import embedded, locks, postmaster
from fangxian.kernel.db.embedded import Cluster, ServerFailed
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests.program import until


def test_the_last_user_stops_the_server(used_home):
    first, second = Cluster(), Cluster()
    first.start()
    second.start()
    first.stop()
    assert embedded.answers(first.place)
    second.stop()
    assert not postmaster.is_running(second.place)
    assert not locks.is_held(second.place.supervised)


def test_two_first_starts_at_once_meet(home, run):
    programs = [run(home), run(home), run(home)]
    for program in programs:
        program.answers()
    place = place_of(home)
    server = postmaster.find(place)
    assert server is not None
    for program in programs[1:]:
        assert program.leave() == ""
    assert postmaster.find(place) == server
    assert programs[0].leave() == ""
    assert not postmaster.is_running(place)


def test_ctrl_c_stops_the_program_first_and_then_the_server(used_home, run):
    program = run(used_home, "CREATE TABLE kept (a int)", "INSERT INTO kept VALUES (1)")
    program.answers()
    assert program.interrupt() == "interrupted\n"
    assert not postmaster.is_running(place_of(used_home))
    assert "received fast shutdown request" in place_of(used_home).log.read_text()


def test_a_program_that_is_told_to_end_leaves_no_server(used_home, run):
    program = run(used_home)
    program.answers()
    program.process.terminate()
    program.process.communicate()
    assert until(lambda: not locks.is_held(place_of(used_home).alive))


def test_a_first_start_that_was_killed_is_begun_anew(home):
    place = place_of(home)
    half = place.folder / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    with Cluster().hold():
        assert embedded.answers(place)


def test_data_of_another_major_version_is_left_alone(home):
    place = place_of(home)
    place.data.mkdir()
    if place.account:
        place.account.own(place.data)
    (place.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerFailed, match="PostgreSQL 16"):
        Cluster().start()
    assert not locks.is_held(place.users)


def test_a_server_that_cannot_start_says_why(used_home):
    with Cluster().hold() as place:
        pass
    (place.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ServerFailed, match="no_such_setting"):
        Cluster().start()
    assert not postmaster.is_running(place)
    assert until(lambda: not locks.is_held(place.supervised))


def test_only_this_account_can_connect_and_only_with_a_password(used_home, monkeypatch):
    with Cluster(place_of(used_home)).hold() as place:
        assert place.sockets.stat().st_mode & 0o777 == 0o700
        assert place.data.stat().st_mode & 0o777 == 0o700
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(host=place.host, user="postgres", dbname="postgres")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(host=place.host, user="postgres", password="wrong", dbname="postgres")
        rules = (place.data / "pg_hba.conf").read_text().splitlines()
        methods = {rule.split()[-1] for rule in rules if rule and not rule.startswith("#")}
        assert methods == {"scram-sha-256"}


def test_variables_of_another_postgresql_do_not_reach_the_server(used_home, monkeypatch):
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("LC_ALL", "xx_XX.nonsense")
    with Cluster(place_of(used_home)).hold() as place:
        assert embedded.answers(place)
