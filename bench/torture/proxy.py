"""A TCP proxy on loopback that drops, delays, doubles and cuts requests; one request a connection."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from random import Random

HOST = "127.0.0.1"
FAULTS = {
    "refused": 3,
    "dropped_before": 4,
    "dropped_amid": 4,
    "dropped_after": 5,
    "request_cut": 3,
    "answer_cut": 4,
    "delayed": 5,
    "doubled": 5,
    "replayed": 4,
}
"""Faults, and how many of a hundred requests meet each."""
ERRORS = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError)


class Proxy:
    """Passes requests on to `port`; `faults` counts what it did; `calm` makes it pass all, `down` none."""

    def __init__(self, port: int, dice: Random) -> None:
        self.target, self.dice = port, dice
        self.faults: Counter[str] = Counter()
        self.calm = self.down = False
        self.port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen on a port of the kernel's choice."""
        self._server = await asyncio.start_server(self._serve, HOST, 0, limit=2**20)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Listen no more, and let go of whatever is on its way."""
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    def _keep(self, task: asyncio.Task[None] | None) -> None:
        if task is not None:
            self._open.add(task)
            task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._keep(asyncio.current_task())
        try:
            await self._one(reader, writer)
        except ERRORS:
            pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    def _fault(self) -> str:
        if self.calm:
            return ""
        at = self.dice.uniform(0, 100)
        for name, share in FAULTS.items():
            at -= share
            if at < 0:
                self.faults[name] += 1
                return name
        return ""

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._fault()
        if fault == "refused" or (self.down and not self.calm):
            return
        request = await _request(reader)
        if fault == "dropped_before":
            return
        if fault == "delayed":
            await asyncio.sleep(self.dice.uniform(0.1, 3.0))
        if fault == "request_cut":
            await self._send(request[: len(request) * self.dice.randint(1, 9) // 10], wait=False)
            return
        if fault == "dropped_amid":
            await self._send(request, wait=False)
            return
        if fault == "doubled":
            both = [self._send(request), self._send(request)]
            answer = (await asyncio.gather(*both))[self.dice.randrange(2)]
        else:
            answer = await self._send(request)
        if fault == "replayed":
            self._again(request, self.dice.uniform(0.2, 5.0))
        if fault == "answer_cut":
            answer = answer[: len(answer) * self.dice.randint(1, 9) // 10]
        if fault != "dropped_after":
            writer.write(answer)
            await writer.drain()

    def _again(self, request: bytes, seconds: float) -> None:
        """The same request once more, later, when nobody waits for its answer."""

        async def later() -> None:
            await asyncio.sleep(seconds)
            with suppress(*ERRORS):
                await self._send(request)

        self._keep(asyncio.ensure_future(later()))

    async def _send(self, request: bytes, wait: bool = True) -> bytes:
        """Pass a request on; its answer, or nothing where it is not waited for."""
        reader, writer = await asyncio.open_connection(HOST, self.target)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read(-1) if wait else b""
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def _request(reader: asyncio.StreamReader) -> bytes:
    """One whole request, with a header that asks the server to close after its answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head[:-4].split(b"\r\n")
    length = next((int(one.split(b":")[1]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    kept = [one for one in lines if not one.lower().startswith(b"connection:")]
    body = await reader.readexactly(length)
    return b"\r\n".join([*kept, b"Connection: close", b"", b""]) + body
