"""`fangxian serve`: the web server and the worker beside the database, stopped together."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

import typer

from fangxian.cli.children import Child
from fangxian.cli.installation import console, installation

PULSE = 0.3
"""Seconds from one look at what runs to the next."""

Port = Annotated[int, typer.Option(help="Port on the loopback address.")]


def serve(port: Port = 8000, workers: Annotated[int, typer.Option(help="Web processes.")] = 1) -> None:
    """Serve the installation until Ctrl-C; what is killed meanwhile is started again."""
    with installation():
        run(port, workers)


def run(port: int, workers: int = 1, beside: Sequence[Child] = ()) -> None:
    """
    Start the web server, the worker and what runs `beside` them; stay until Ctrl-C.

    Raises:
        typer.Exit: one of them does not run at all (its port is taken, say).
    """
    from fangxian.kernel.db.connections import keep_supervised

    with stopping(), children(port, workers, beside) as started:
        console.print(f"Fangxian is at http://127.0.0.1:{port} · Ctrl-C stops it.")
        try:
            while True:
                time.sleep(PULSE)
                keep_supervised()
                for child in started:
                    code = child.look()
                    if code is not None:
                        raise typer.Exit(code=code)
        except KeyboardInterrupt:
            console.print("Stopping …")


@contextmanager
def children(port: int, workers: int = 1, beside: Sequence[Child] = ()) -> Iterator[list[Child]]:
    """The web server, the worker and what runs beside them, for as long as the block runs."""
    started = [_web(port, workers), Child("fangxian.cli.worker"), *beside]
    try:
        for child in started:
            child.start()
        yield started
    finally:
        for child in started:
            child.ask_to_stop()
        for child in started:
            child.stop()


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


def _web(port: int, workers: int) -> Child:
    """One killed process of the web server ends the others, and all of them are started again."""
    arguments = [
        *("--interface", "asginl", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--log-level", "warning", "fangxian.config.asgi:application"),
    ]
    return Child("granian", arguments, pool=16)
