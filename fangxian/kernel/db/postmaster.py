"""One server process: made, started, found, stopped. Whoever calls holds the gate."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil

from fangxian.kernel.db import locks, machine, passwords, programs, tuning
from fangxian.kernel.db.binaries import MAJOR
from fangxian.kernel.db.home import give_to_owner_of
from fangxian.kernel.db.place import Place

SUPERUSER = "postgres"
PORT = 5432  # names the socket in its private folder; no network port is opened
_LOG_LIMIT = 10 * 2**20


class ServerFailed(RuntimeError):
    """The database server could not be made, started or stopped; the message ends with what it said."""


def make(place: Place) -> None:
    """
    Make the data folder, if it is not there yet.

    It is made beside and renamed, so a killed first start leaves nothing half made.

    Raises:
        ServerFailed: initdb refused, or the data is of another major version.
    """
    if place.data.is_dir():
        _check_version(place)
        return
    draft, secret = place.folder / "data.new", place.folder / "password.new"
    shutil.rmtree(draft, ignore_errors=True)
    secret.unlink(missing_ok=True)
    draft.mkdir(mode=0o700)
    secret.touch(mode=0o600)
    secret.write_text(passwords.load(place.home).superuser)
    try:
        _initdb(place, draft, secret)
    finally:
        secret.unlink()
    draft.rename(place.data)


def _initdb(place: Place, draft: Path, secret: Path) -> None:
    if place.account:
        place.account.own(draft)
        place.account.own(secret)
    command: list[str | Path] = [
        programs.server_folder(place.account) / "initdb",
        *("-D", draft, "-U", SUPERUSER, f"--pwfile={secret}", "-E", "UTF8", "--auth=scram-sha-256"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"),
    ]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=False, cwd="/", env=_environment(), **_as(place)
    )
    if done.returncode != 0:
        raise ServerFailed(f"The database could not be made in {place.folder}:\n{done.stdout}{done.stderr}")


def _check_version(place: Place) -> None:
    found = (place.data / "PG_VERSION").read_text().strip()
    if found != str(MAJOR):
        raise ServerFailed(
            f"{place.data} is of PostgreSQL {found}, not {MAJOR}: dump it there, restore here."
        )


def spawn(place: Place, alive: int) -> subprocess.Popen[bytes]:
    """
    Start a server in a session of its own, out of reach of Ctrl-C; `alive` is its lock, grasped.

    Every process of the server inherits the lock, so it says what a pid file cannot: a pid may have been
    given to another program, or belong to another container.
    """
    # Nobody has the lock, so these speak of a server that is dead; its pid may be alive as somebody else.
    for stale in (place.data / "postmaster.pid", place.sockets / f".s.PGSQL.{PORT}.lock"):
        stale.unlink(missing_ok=True)
    if place.log.is_file() and place.log.stat().st_size > _LOG_LIMIT:
        place.log.replace(place.log.with_suffix(".log.1"))
    fitted = tuning.settings(machine.memory(), machine.cores(), machine.shared_memory())
    options = [f"--{name}={value}" for name, value in {**fitted, **_fixed(place)}.items()]
    log = open_log(place)
    try:
        return subprocess.Popen(  # noqa: S603
            [programs.server_folder(place.account) / "postgres", "-D", place.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(alive,),
            start_new_session=True,
            cwd="/",
            env=_environment(),
            umask=0o077,
            **_as(place),
        )
    finally:
        os.close(log)


def _fixed(place: Place) -> dict[str, str]:
    return {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": place.host,
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %q%u@%d %a ",
        "logging_collector": "off",
        "client_connection_check_interval": "10s",  # a killed program's long query ends with it
        "cluster_name": "fangxian",
    }


def find(place: Place) -> psutil.Process | None:
    """The running server of this data folder; never a program that got the pid of a dead one."""
    try:
        pid = int((place.data / "postmaster.pid").read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        # The server works in its data folder: no other program does.
        mine = process.status() != psutil.STATUS_ZOMBIE and os.path.samefile(process.cwd(), place.data)
    except (OSError, ValueError, psutil.Error):
        return None
    return process if mine else None


def is_running(place: Place) -> bool:
    """Whether any process of the server lives, even one left over by a killed postmaster."""
    return locks.is_held(place.alive) or find(place) is not None


def is_ready(place: Place) -> bool:
    """Whether the server says that it takes connections (recovery may take it minutes)."""
    try:
        lines = (place.data / "postmaster.pid").read_text().split("\n")
    except OSError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def stop(place: Place, patience: float = 60.0) -> None:
    """
    Stop the server: politely, and after `patience` seconds at once, from which it recovers by itself.

    Raises:
        ServerFailed: it does not go.
    """
    _end(place, signal.SIGINT, patience)
    _end(place, signal.SIGQUIT, 15.0)
    if is_running(place):
        raise ServerFailed(f"The database server of {place.data} does not stop.")


def _end(place: Place, how: signal.Signals, patience: float) -> None:
    """Signal the server and wait; a server just starting is found when it has written its pid."""
    began, told, swept = time.monotonic(), None, 0.0
    while is_running(place) and (passed := time.monotonic() - began) < patience:
        process = find(place)
        if process and process != told:
            process.send_signal(how)
            told = process
        elif process is None and passed > swept + 1.0:
            sweep(place)
            swept = passed
        time.sleep(0.02)


def sweep(place: Place) -> None:
    """End what a killed postmaster left behind: a process in a long query does not notice by itself."""
    if find(place) is not None or not locks.is_held(place.alive):
        return
    for process in psutil.process_iter():
        try:
            if process.name().startswith("postgres") and os.path.samefile(process.cwd(), place.data):
                process.send_signal(signal.SIGQUIT)
        except (OSError, psutil.Error):
            continue


def open_log(place: Place) -> int:
    """The server's log, open for appending."""
    descriptor = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    give_to_owner_of(place.folder, place.log)
    return descriptor


def last_words(place: Place, lines: int = 12) -> str:
    """The end of the server's log."""
    try:
        return "\n".join(place.log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def _as(place: Place) -> dict[str, Any]:
    return place.account.popen() if place.account else {}


def _environment() -> dict[str, str]:
    """Nothing of PG*: a PGDATA or PGPORT of the user's must not reach this server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}
