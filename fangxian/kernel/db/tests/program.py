"""A program of its own process that uses the database until it is told to leave, or killed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fangxian.kernel.db.home import PROJECT

_SOURCE = """
import json, sys
from fangxian.kernel.db.connections import ensure
import psycopg
try:
    with ensure(patience=float(sys.argv[1])) as where, psycopg.connect(**where.owner, autocommit=True) as db:
        cursors = [db.execute(statement) for statement in sys.argv[2:]]
        print(json.dumps([cursor.fetchone()[0] for cursor in cursors if cursor.description]), flush=True)
        sys.stdin.read()
except KeyboardInterrupt:
    print("interrupted")
"""


class Program:
    """
    Holds the database of a home; `statements` run first, as the owner.

    `account` are arguments of `subprocess` that run it as somebody else, `python` another interpreter.
    """

    def __init__(
        self,
        home: Path,
        *statements: str,
        patience: float = 60.0,
        environment: Mapping[str, str] | None = None,
        python: str = sys.executable,
        path: Path = PROJECT,
        account: Mapping[str, Any] | None = None,
    ) -> None:
        named = {"PYTHONPATH": str(path), "FANGXIAN_HOME": str(home)}
        self.process = subprocess.Popen(
            [python, "-W", "error", "-P", "-c", _SOURCE, str(patience), *statements],
            env={**neutral(), **named, **(environment or {})},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **(account or {}),
        )

    def answers(self) -> list[Any]:
        """Wait until it holds the database; the first value of every statement that has one."""
        assert self.process.stdout
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            raise AssertionError(self.process.communicate()[1])
        return list(json.loads(line))

    def leave(self) -> str:
        """Let it end by itself; what it said on the way out, errors included."""
        out, error = self.process.communicate(timeout=60)
        return str(out + error)

    def interrupt(self) -> str:
        """Ctrl-C: the signal goes to everything of its session's foreground group."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.leave()

    def kill(self) -> None:
        """kill -9, and nothing it could do about it."""
        self.process.kill()
        self.process.communicate()


def neutral() -> dict[str, str]:
    """The environment without what this machine says of another home or database."""
    ours = ("DATABASE_", "FANGXIAN_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def until(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether a condition comes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
