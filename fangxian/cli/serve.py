"""`fangxian serve`: the web server and the worker beside the database, stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from fangxian.cli.installation import console, installation

POOL = {"web": "16", "worker": "0"}
"""The most connections each child keeps open."""

Port = Annotated[int, typer.Option(help="Port on the loopback address.")]


def serve(port: Port = 8000, workers: Annotated[int, typer.Option(help="Web processes.")] = 1) -> None:
    """Serve the installation until Ctrl-C."""
    with installation():
        run(port, workers)


def run(port: int, workers: int = 1) -> None:
    """Start the web server and the worker, and stay until one of them ends or Ctrl-C."""
    with stopping(), children(port, workers) as started:
        console.print(f"Fangxian is at http://127.0.0.1:{port} · Ctrl-C stops it.")
        try:
            while all(child.poll() is None for child in started):
                time.sleep(0.3)
            ended = next(child for child in started if child.poll() is not None)
            raise typer.Exit(code=ended.returncode or 1)
        except KeyboardInterrupt:
            console.print("Stopping …")


@contextmanager
def children(port: int, workers: int = 1) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The web server and the worker, running for as long as the block runs."""
    started = [_start("web", *_web(port, workers)), _start("worker", *_worker())]
    try:
        yield started
    finally:
        _stop(started)


@contextmanager
def stopping() -> Iterator[None]:
    """Treat a polite kill like Ctrl-C, so that everything started is stopped."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _web(port: int, workers: int) -> list[str]:
    return [
        *("granian", "--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--log-level", "warning", "fangxian.config.asgi:application"),
    ]


def _worker() -> list[str]:
    return ["fangxian.cli.worker"]


def _start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
    """One child in a session of its own: the terminal's Ctrl-C reaches only us, and we stop it."""
    environment = {"FANGXIAN_POOL": POOL[name], **os.environ}
    return subprocess.Popen(  # noqa: S603 our own modules
        [sys.executable, "-m", *arguments],
        env=environment,
        start_new_session=True,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def _die_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright (prctl PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
