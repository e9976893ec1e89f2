"""Whatever is killed: what was committed is there, and the next start works."""

from __future__ import annotations

import signal
import subprocess
from contextlib import closing

import psutil
import psycopg
import pytest

from fangxian.kernel.db import embedded, locks, postmaster
from fangxian.kernel.db.embedded import Cluster, ServerFailed
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests.program import until

KEPT = ("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS a", "INSERT INTO kept VALUES (7)")
COUNT = "SELECT count(*) FROM kept"


def killed(process: psutil.Process | None) -> None:
    """kill -9."""
    assert process is not None
    process.kill()


def test_users_killed_without_a_word_have_left(used_home, run):
    programs = [run(used_home), run(used_home)]
    for program in programs:
        program.answers()
    place = place_of(used_home)
    programs[0].kill()
    assert embedded.answers(place)
    programs[1].kill()
    assert until(lambda: not postmaster.is_running(place) and not locks.is_held(place.supervised))


def test_a_user_killed_in_mid_transaction_loses_nothing_committed(used_home, run):
    program = run(used_home, *KEPT, "BEGIN", "DELETE FROM kept")
    program.answers()
    program.kill()
    again = run(used_home, COUNT)
    assert again.answers() == [1001]
    assert again.leave() == ""


def test_a_killed_server_is_started_again_while_it_is_used(used_home, run):
    run(used_home, *KEPT).answers()
    place = place_of(used_home)
    first = postmaster.find(place)
    killed(first)
    assert until(lambda: embedded.answers(place) and postmaster.find(place) not in (None, first))
    again = run(used_home, COUNT)
    assert again.answers() == [1001]


def test_everything_killed_at_once_recovers(used_home, run):
    program = run(used_home, *KEPT)
    program.answers()
    place = place_of(used_home)
    killed(supervisor_of(used_home))
    program.kill()
    killed(postmaster.find(place))
    again = run(used_home, COUNT)
    assert again.answers() == [1001]
    assert again.leave() == ""
    assert not postmaster.is_running(place)


def test_a_killed_supervisor_is_replaced_by_the_next_start(used_home, run):
    first = run(used_home)
    first.answers()
    place = place_of(used_home)
    server = postmaster.find(place)
    killed(supervisor_of(used_home))
    assert until(lambda: not locks.is_held(place.supervised))
    assert embedded.answers(place)
    second = run(used_home)
    second.answers()
    assert postmaster.find(place) == server
    assert locks.is_held(place.supervised)
    assert first.leave() + second.leave() == ""
    assert not postmaster.is_running(place)


def test_a_user_who_looks_has_a_killed_supervisor_and_server_started_again(used_home):
    place = place_of(used_home)
    with Cluster(place).hold():
        first = postmaster.find(place)
        killed(supervisor_of(used_home))
        assert until(lambda: not locks.is_held(place.supervised))
        killed(first)
        embedded.keep_watched(place)
        assert until(lambda: embedded.answers(place) and postmaster.find(place) not in (None, first))
    assert not postmaster.is_running(place)


def test_a_supervisor_told_to_end_ends_the_server_in_good_order(used_home, run):
    run(used_home).answers()
    place = place_of(used_home)
    supervisor_of(used_home).terminate()
    assert until(lambda: not postmaster.is_running(place) and not locks.is_held(place.supervised))
    assert "database system is shut down" in place.log.read_text()


def test_without_a_supervisor_the_last_user_still_stops_the_server(used_home, run):
    program = run(used_home)
    program.answers()
    place = place_of(used_home)
    killed(supervisor_of(used_home))
    assert program.leave() == ""
    assert not postmaster.is_running(place)


def test_a_pid_given_to_another_program_deceives_nobody(used_home, run):
    first = run(used_home, *KEPT)
    first.answers()
    place = place_of(used_home)
    killed(supervisor_of(used_home))
    killed(postmaster.find(place))
    first.kill()
    stranger = subprocess.Popen(["cat"], stdin=subprocess.PIPE, **as_server(place))
    try:
        pid_file = place.data / "postmaster.pid"
        lines = pid_file.read_text().split("\n")
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        assert postmaster.find(place) is None
        second = run(used_home, COUNT)
        assert second.answers() == [1001]
        assert second.leave() == ""
        assert stranger.poll() is None
    finally:
        stranger.communicate()


def test_a_long_query_of_a_killed_server_does_not_keep_the_next_from_starting(used_home, run):
    place = place_of(used_home)
    with Cluster(place).hold():
        admin = admin_of(place)
        with closing(psycopg.connect(**admin, autocommit=True)) as busy:
            # Never waits, so never notices that the server is gone.
            busy.pgconn.send_query(b"DO $$ DECLARE a numeric := 1; BEGIN LOOP a := a * 1.0; END LOOP; END $$")
            backend = psutil.Process(busy.info.backend_pid)
            killed(supervisor_of(used_home))
            killed(postmaster.find(place))
            assert locks.is_held(place.alive)
            program = run(used_home)
            program.answers()
            assert not backend.is_running() or backend.status() == psutil.STATUS_ZOMBIE


def test_a_slow_recovery_is_waited_for_and_shown(used_home, run):
    place = place_of(used_home)
    with Cluster(place).hold():
        pass
    recover_for_ever(place)
    passed: list[float] = []

    def waiting(seconds: float) -> None:
        passed.append(seconds)
        if len(passed) == 3:
            promote(place)

    with Cluster(place, waiting=waiting).hold():
        assert embedded.answers(place)
    assert len(passed) >= 3


def test_patience_ends_and_leaves_nothing_running(used_home):
    place = place_of(used_home)
    with Cluster(place).hold():
        pass
    recover_for_ever(place)
    with pytest.raises(ServerFailed, match="took no connection"):
        Cluster(place, patience=1.0).start()
    assert not postmaster.is_running(place)


def recover_for_ever(place):
    """A server that replays its log and takes nobody until it is promoted."""
    standby = place.data / "standby.signal"
    standby.touch()
    if place.account:
        place.account.own(standby)
    with (place.data / "postgresql.conf").open("a") as settings:
        settings.write("hot_standby = off\n")


def promote(place):
    """End the recovery, as pg_ctl promote does."""
    trigger = place.data / "promote"
    trigger.touch()
    if place.account:
        place.account.own(trigger)
    process = postmaster.find(place)
    assert process is not None
    process.send_signal(signal.SIGUSR1)


def supervisor_of(home):
    """The supervisor's process."""
    wanted = ["fangxian.kernel.db.supervisor", str(home)]
    return next(process for process in psutil.process_iter() if arguments(process)[-2:] == wanted)


def arguments(process):
    """The command line of a process; empty if it has just gone or may not be seen."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def admin_of(place):
    """The superuser's address, for what no role of ours could do."""
    from fangxian.kernel.db.addresses import addresses

    return addresses(place.home).admin


def as_server(place):
    """Run as the server's account, whose processes kill(pid, 0) finds."""
    return place.account.popen() if place.account else {}
