"""The programs that `serve` runs beside the database: started again when killed, stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PROVEN = 10.0
"""Seconds after which a child has shown that it can run."""
TRIES = 3
"""How often one that has never shown it may end by itself, before it is given up."""
LONGEST_PAUSE = 5.0


@dataclass(slots=True)
class Child:
    """
    A module run as a program, in a session of its own: the terminal's Ctrl-C reaches only us, and we stop it.

    One that is not `lasting` may end when its work is done; it is not started again.
    """

    module: str
    arguments: Sequence[str] = ()
    pool: int = 0
    lasting: bool = True
    process: subprocess.Popen[bytes] | None = None
    proven: bool = False
    _started: float = 0.0
    _falls: int = 0
    _due: float = field(default=0.0)

    def start(self) -> None:
        """Run it; `pool` is the most database connections it keeps open."""
        self._started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 our own modules
            [sys.executable, "-m", self.module, *self.arguments],
            env={"FANGXIAN_POOL": str(self.pool), **os.environ},
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def look(self) -> int | None:
        """
        See that it runs, and start it again if it was killed; a code where it cannot run, else None.

        It has a pause before it is started again, which grows while it falls again and again (the database
        may be recovering).
        """
        now = time.monotonic()
        if self.process is None:
            if self.lasting and now >= self._due:
                self.start()
            return None
        code = self.process.poll()
        if code is None:
            self.proven = self.proven or now - self._started >= PROVEN
            return None
        self._clear()
        self._falls = 0 if now - self._started >= PROVEN else self._falls + 1
        if self.lasting and code >= 0 and not self.proven and self._falls >= TRIES:
            return code or 1
        self._due = now + min(LONGEST_PAUSE, 0.2 * 2**self._falls)
        return None

    def _clear(self) -> None:
        """End what a killed child left behind: a worker of the web server would keep on answering."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None

    def ask_to_stop(self) -> None:
        """Ask it politely."""
        if self.process is not None:
            self.process.terminate()

    def stop(self, patience: float = 10.0) -> None:
        """Wait until it has stopped, and make it stop after `patience` seconds."""
        if self.process is None:
            return
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._clear()


def _die_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)
