"""The line: one request and what came back of it, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import msgspec

CONNECTIONS = 128
"""Kept open by all phones of a run together: they take turns, so that a run needs no thousand sockets."""

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; `status` is None when none came, or none that could be read."""

    status: int | None
    data: Any = None
    retry_after: float | None = None

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.data.get("code", "")) if isinstance(self.data, dict) else ""


NOTHING = Reply(None)


class Line:
    """Requests to the field API of one server, of whichever phone."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self._base, self._session = base.rstrip("/"), session
        self.requests = 0

    async def post(self, path: str, token: str, body: Any) -> Reply:
        """Send JSON; what came back."""
        return await self._ask("POST", path, token, _encode(body))

    async def get(self, path: str, token: str) -> Reply:
        """Ask; what came back."""
        return await self._ask("GET", path, token, None)

    async def _ask(self, method: str, path: str, token: str, content: bytes | None) -> Reply:
        headers = {"Content-Type": "application/json", "Accept-Language": "en"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self.requests += 1
        try:
            address = f"{self._base}/api/field/{path}"
            async with self._session.request(method, address, data=content, headers=headers) as answer:
                return _read(answer, await answer.read())
        except (aiohttp.ClientError, TimeoutError, OSError, asyncio.IncompleteReadError):
            return NOTHING


def _read(answer: aiohttp.ClientResponse, content: bytes) -> Reply:
    after = answer.headers.get("Retry-After", "")
    seconds = float(after) if after.isdigit() else None
    try:
        return Reply(answer.status, msgspec.json.decode(content), seconds)
    except msgspec.DecodeError:
        # A page of an error is an answer; half an answer to a push is none.
        return NOTHING if answer.status == 200 else Reply(answer.status, None, seconds)


@asynccontextmanager
async def line_to(base: str, *, patience: float = 30.0, keep: bool = True) -> AsyncIterator[Line]:
    """A line for the length of the block; `patience` is how many seconds a request may take."""
    connector = aiohttp.TCPConnector(limit=CONNECTIONS, force_close=not keep)
    timeout = aiohttp.ClientTimeout(total=patience)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        yield Line(base, session)
