"""`fangxian serve` as an operator's process manager keeps it: started again whenever it has ended."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import psutil

from fangxian.kernel.db import postmaster
from fangxian.kernel.db.place import Place

VICTIMS = {"web": 5, "web_worker": 5, "worker": 3, "postmaster": 3, "backend": 6, "supervisor": 2, "serve": 2}
"""What is killed: each once, then in this proportion."""


class Service:
    """The served installation, and the hand that kills parts of it; `killed` counts them."""

    def __init__(self, port: int, place: Place, log: Path, dice: Random) -> None:
        self.port, self.place, self.home, self.log = port, place, place.home, log
        self.killed: Counter[str] = Counter()
        self.restarts = -1
        self.process: subprocess.Popen[bytes] | None = None
        self._due = dice.sample(list(VICTIMS), len(VICTIMS))

    def keep(self) -> None:
        """Start it, unless it runs."""
        if self.process is not None and self.process.poll() is None:
            return
        command = [sys.executable, "-m", "fangxian.cli", "serve", "--port", str(self.port)]
        environment = os.environ | {"FANGXIAN_HOME": str(self.home)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        self.restarts += 1

    async def watch(self) -> None:
        """Keep it running until cancelled."""
        while True:
            self.keep()
            await asyncio.sleep(0.5)

    def kill_something(self, dice: Random) -> None:
        """kill -9 of one process of the installation, if there is one of the kind that chance chose."""
        kind = self._due.pop() if self._due else dice.choices(list(VICTIMS), list(VICTIMS.values()))[0]
        try:
            found = self._find(kind)
            if found:
                dice.choice(found).kill()
                self.killed[f"killed_{kind}"] += 1
        except psutil.Error:
            return

    def _find(self, kind: str) -> list[psutil.Process]:
        if kind in ("postmaster", "backend"):
            server = postmaster.find(self.place)
            if server is None:
                return []
            return [server] if kind == "postmaster" else server.children()
        if kind == "supervisor":
            wanted = ["fangxian.kernel.db.supervisor", str(self.home)]
            return [
                one for one in psutil.process_iter(["cmdline"]) if (one.info["cmdline"] or [])[-2:] == wanted
            ]
        if self.process is None or self.process.poll() is not None:
            return []
        serve = psutil.Process(self.process.pid)
        if kind == "serve":
            return [serve]
        module = "fangxian.cli.worker" if kind == "worker" else "granian"
        found = [one for one in serve.children() if module in one.cmdline()]
        return [child for one in found for child in one.children()] if kind == "web_worker" else found

    def stop(self) -> None:
        """Stop it in good order."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
