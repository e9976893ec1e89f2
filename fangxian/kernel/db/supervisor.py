"""
The supervisor: a small process beside the server that outlives the programs using it.

It starts the server again if it was killed while somebody uses it, and stops it when everybody is gone,
also when they were killed and could not say so. `python -m fangxian.kernel.db.supervisor HOME` detaches.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

from fangxian.kernel.db import locks, postmaster
from fangxian.kernel.db.home import PROJECT
from fangxian.kernel.db.place import Place, place_of

_PULSE = 0.5  # seconds


class Supervisor:
    """Looks after one server until nobody uses it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.child: subprocess.Popen[bytes] | None = None
        self.was_ready = False
        self.headless = 0
        self.told_to_stop = False
        self.bell, self.rope = socket.socketpair()
        self.bell.setblocking(False)
        self.rope.setblocking(False)

    def run(self) -> None:
        """Look after the server; returns when it has been stopped or cannot live."""
        signal.set_wakeup_fd(self.rope.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGTERM, self._tell)
        signal.signal(signal.SIGCHLD, lambda _signal, _frame: None)  # only to ring the bell
        while self._look():
            self._pause()

    def _tell(self, _signal: int, _frame: FrameType | None) -> None:
        self.told_to_stop = True

    def _look(self) -> bool:
        """Do what is due; False when there is nothing left to look after."""
        with locks.held(self.place.gate):
            used = locks.is_held(self.place.users)
            if self.told_to_stop or not used:
                if postmaster.is_running(self.place):
                    postmaster.stop(self.place)
                self._reap()
                return False
            return self._keep_alive()

    def _keep_alive(self) -> bool:
        self.was_ready = self.was_ready or postmaster.is_ready(self.place)
        if postmaster.is_running(self.place):
            self._clear_remains()
            return True
        if self.child is not None and not self.was_ready:
            return False  # it died before it took anyone: starting it again would fail again
        self._reap()
        alive = locks.grasp(self.place.alive)
        try:
            self.child, self.was_ready = postmaster.spawn(self.place, alive), False
        finally:
            os.close(alive)
        return True

    def _reap(self) -> None:
        """Take note of the server's end: where nothing reaps orphans it would stay a zombie."""
        if self.child is not None:
            self.child.wait()

    def _clear_remains(self) -> None:
        """Processes without their postmaster keep the next server from starting; a pulse is their grace."""
        starting = self.child is not None and self.child.poll() is None
        lost = not starting and postmaster.find(self.place) is None
        self.headless = self.headless + 1 if lost else 0
        if self.headless > 1:
            postmaster.sweep(self.place)

    def _pause(self) -> None:
        """Wait a pulse, or until the server ends or somebody tells us to stop."""
        select.select([self.bell], [], [], _PULSE)
        with suppress(BlockingIOError):
            self.bell.recv(64)


def launch(place: Place) -> None:
    """Start a supervisor for a place unless there is one; returns when there is. The caller has the gate."""
    if locks.is_held(place.supervised):
        return
    path = os.pathsep.join(part for part in (str(PROJECT), os.environ.get("PYTHONPATH")) if part)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", "-m", "fangxian.kernel.db.supervisor", str(place.home)],
        cwd="/",
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    if done.returncode != 0:
        raise postmaster.ServerFailed(f"The supervisor of the database does not start:\n{done.stderr}")


def main(home: Path) -> None:
    """Detach from the caller and look after the server of a home."""
    place = place_of(home)
    if locks.try_grasp(place.supervised, patience=2.0) is None:
        return
    if os.fork() != 0:
        os._exit(0)  # the caller goes on; the lock lives on in the child
    log = postmaster.open_log(place)
    for standard in (1, 2):
        os.dup2(log, standard)
    os.close(log)
    Supervisor(place).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
