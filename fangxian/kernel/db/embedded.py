"""The embedded server as a program uses it: there while somebody uses it, stopped by the last to leave."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from psycopg import pq

from fangxian.kernel.db import locks, postmaster, supervisor
from fangxian.kernel.db.home import home
from fangxian.kernel.db.place import Place, place_of
from fangxian.kernel.db.postmaster import ServerFailed

__all__ = ["Cluster", "ServerFailed", "answers", "keep_watched"]

_LAUNCHES = 2


class Cluster:
    """
    The embedded PostgreSQL of a home folder, for one user of it.

    A user is a program (or a part of one) between `start()` and `stop()`. The kernel keeps count by a shared
    lock, so one that is killed has left. `patience` is how many seconds a start may take: after a crash the
    server replays its log first. `waiting` is told, about once a second, how many seconds have passed.
    """

    def __init__(
        self,
        place: Place | None = None,
        *,
        patience: float = 600.0,
        waiting: Callable[[float], None] | None = None,
    ) -> None:
        self.place = place or place_of(home())
        self.patience = patience
        self._waiting = waiting
        self._hold: int | None = None

    def start(self) -> None:
        """
        Become a user: the server runs when this returns.

        Raises:
            ServerFailed: it cannot run; the message ends with what it said.
            NoBinaries, NoAccount: something of the machine is missing.
        """
        if self._hold is not None:
            return
        try:
            with locks.held(self.place.gate):
                self._hold = locks.grasp(self.place.users, shared=True)
                postmaster.make(self.place)
                supervisor.launch(self.place)
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        began = time.monotonic()
        launches = 1
        told = 1.0
        while not answers(self.place):
            passed = time.monotonic() - began
            if not locks.is_held(self.place.supervised):
                if launches == _LAUNCHES:
                    raise self._failed("does not start")
                launches += 1
                with locks.held(self.place.gate):
                    supervisor.launch(self.place)
            if passed > self.patience:
                raise self._failed(f"took no connection for {passed:.0f} s")
            if self._waiting and passed > told:
                told += 1.0
                self._waiting(passed)
            time.sleep(0.03)

    def _failed(self, how: str) -> ServerFailed:
        return ServerFailed(f"The database server {how}.\n{postmaster.last_words(self.place)}")

    def stop(self) -> None:
        """Cease to be a user; the last one stops the server and sees it gone."""
        if self._hold is None:
            return
        with locks.held(self.place.gate):
            os.close(self._hold)
            self._hold = None
            if locks.is_held(self.place.users):
                return
            if postmaster.is_running(self.place):
                postmaster.stop(self.place)
        until = time.monotonic() + 3.0
        while locks.is_held(self.place.supervised) and time.monotonic() < until:
            time.sleep(0.01)

    @contextmanager
    def hold(self) -> Iterator[Place]:
        """Be a user for the length of the block."""
        self.start()
        try:
            yield self.place
        finally:
            self.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def keep_watched(place: Place) -> None:
    """
    Start the supervisor again if it was killed: without one, nobody starts a killed server again.

    The caller is a user of the server.
    """
    if not locks.is_held(place.supervised):
        with locks.held(place.gate):
            supervisor.launch(place)


def answers(place: Place) -> bool:
    """Whether the server takes connections now (what pg_isready asks)."""
    question = f"host='{place.host}' port={postmaster.PORT} user=nobody dbname=postgres connect_timeout=5"
    return pq.PGconn.ping(question.encode()) == pq.Ping.OK
