"""What serve runs is started again when it is killed, given up when it cannot run, and stopped as a whole."""

from __future__ import annotations

import time

import psutil
import pytest

from fangxian.cli import children
from fangxian.cli.children import Child
from fangxian.kernel.db.tests.program import until

SERVER = ("http.server", ["--bind", "127.0.0.1", "0"])


@pytest.fixture
def child():
    started = []

    def start(module, arguments=(), **keywords):
        one = Child(module, arguments, **keywords)
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        one.ask_to_stop()
        one.stop()


def test_a_killed_child_is_started_again(child):
    one = child(*SERVER)
    first = one.process.pid
    one.process.kill()
    assert until(lambda: one.look() is None and one.process is not None and one.process.pid != first)
    assert one.process.poll() is None


def test_a_child_that_cannot_run_is_given_up_with_its_code(child):
    one = child("http.server", ["--bind", "127.0.0.1", "no-port"])
    codes = []
    assert until(lambda: codes.append(one.look()) or codes[-1] is not None)
    assert codes[-1] == 2
    assert one._falls == children.TRIES


def test_a_proven_child_that_ends_by_itself_is_started_again(child, monkeypatch):
    monkeypatch.setattr(children, "PROVEN", 0.0)
    one = child("http.server", ["--bind", "127.0.0.1", "no-port"])
    one.look()
    one.process.wait()
    assert one.proven
    assert one.look() is None
    assert until(lambda: one.look() is None and one.process is not None)


def test_the_pause_grows_while_it_falls_and_has_an_end(child):
    one = child(*SERVER)
    pauses = []
    for _ in range(8):
        one.process.kill()
        one.process.wait()
        one.look()
        pauses.append(one._due - time.monotonic())
        one.start()
    assert pauses[0] < 0.5 < pauses[3] <= children.LONGEST_PAUSE
    assert pauses == sorted(pauses) or pauses[-1] == pytest.approx(children.LONGEST_PAUSE, abs=0.1)


def test_one_that_need_not_last_is_left_alone_when_it_has_ended(child):
    one = child("timeit", ["-n", "1", "-r", "1", "1"], lasting=False)
    one.process.wait()
    assert one.look() is None
    time.sleep(0.5)
    assert one.look() is None
    assert one.process is None


def test_what_a_killed_child_left_behind_is_ended(child):
    one = child("timeit", ["-n1", "-r1", "import subprocess; subprocess.run(['sleep', '60'])"])
    process = psutil.Process(one.process.pid)
    assert until(lambda: bool(process.children()))
    orphan = process.children()[0]
    one.process.kill()
    one.process.wait()
    one.look()
    assert until(lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)
