"""The door as an ASGI application."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone, translation

from fangxian.features.field import pushes
from fangxian.features.field.door import bearers
from fangxian.features.field.door.bearers import Bearer
from fangxian.features.field.door.writer import Barred, Busy, Writer
from fangxian.features.field.jobs import Answer, Job
from fangxian.features.field.sentences import sentence_of
from fangxian.kernel.reports.registry import carried

LARGEST = 4_000_000  # bytes

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Reply = tuple[int, bytes, tuple[tuple[bytes, bytes], ...]]

_encode = msgspec.json.Encoder().encode


class Door:
    """Takes pushes; its writer lives in the event loop of the first push."""

    def __init__(self) -> None:
        self._writer: Writer | None = None
        # One thread with a connection that it keeps: opening one costs ten times what the look-up does.
        self._finder = ThreadPoolExecutor(1, "bearers")

    async def close(self) -> None:
        """Let go of the database."""
        if self._writer is not None:
            await self._writer.close()
        self._finder.submit(_let_go)
        self._finder.shutdown()

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        status, body, headers = await self._reply(scope, receive)
        fixed = (
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
        )
        await send({"type": "http.response.start", "status": status, "headers": [*fixed, *headers]})
        await send({"type": "http.response.body", "body": body})

    async def _reply(self, scope: Mapping[str, Any], receive: Receive) -> Reply:
        if scope["method"] != "POST":
            return _refuse(405, "field.unreadable", "", (b"allow", b"POST"))
        token, language = _headers(scope["headers"])
        content = await _content(receive)
        if content is None:
            return _refuse(413, "field.too_many", language)
        bearer = bearers.remembered(token) or (await self._find(token) if token else "field.token_unknown")
        if isinstance(bearer, str):
            return _refuse(401, bearer, language)
        try:
            brought = pushes.read(
                content,
                device=bearer.device,
                person=bearer.person,
                area=bearer.area,
                at=timezone.now(),
                kinds=carried(bearer.role),
                vault=bearer.vault,
            )
        except pushes.TooMany:
            return _refuse(413, "field.too_many", language)
        except pushes.Unreadable:
            return _refuse(422, "field.unreadable", language)
        return await self._write(bearer, brought, language)

    async def _find(self, token: str) -> Bearer | str:
        return await asyncio.get_running_loop().run_in_executor(self._finder, _look, token)

    async def _write(self, bearer: Bearer, brought: pushes.Brought, language: str) -> Reply:
        job = Job(bearer.device, bearer.area, bearer.reach, bearer.person, bearer.person_name, brought)
        if self._writer is None:
            self._writer = Writer()
        try:
            await self._writer.write(job, bearer.incident)
        except Busy as busy:
            return _busy(busy.after, language)
        except Barred as barred:
            bearers.forget(bearer.device)
            return _refuse(401, barred.code, language)
        except asyncio.CancelledError:
            raise
        except Exception:
            return _busy(5, language)
        received = timezone.now().isoformat()
        return 200, _encode({"received_at": received, "answers": _told(job.answers, language)}), ()


async def _content(receive: Receive) -> bytes | None:
    """The request's body; None if it is too large."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body if len(body) <= LARGEST else None
    parts, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LARGEST:
            return None
    return b"".join(parts)


def _headers(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str, str]:
    """The bearer's token and the languages they read."""
    token = language = ""
    for name, value in headers:
        if name == b"authorization" and value[:7].lower() == b"bearer ":
            token = value[7:].decode("latin-1").strip()
        elif name == b"accept-language":
            language = value.decode("latin-1")
    return token, language


def _let_go() -> None:
    connection.close()  # this thread's own


def _look(token: str) -> Bearer | str:
    """Whose a token is; once more where the connection broke since the last was asked for."""
    try:
        return bearers.find(token)
    except (OperationalError, InterfaceError):
        connection.close()
        return bearers.find(token)


def _told(answers: Iterable[Answer], language: str) -> list[dict[str, str]]:
    return [
        {"id": one.id, "result": one.result}
        if not one.code
        else {"id": one.id, "result": one.result, "code": one.code, "sentence": _sentence(one.code, language)}
        for one in answers
    ]


def _sentence(code: str, language: str) -> str:
    """The sentence of a code in the language that the phone asks for."""
    wanted = language.split(",")[0].split(";")[0].strip().lower() or "zh-hans"
    try:
        known = translation.get_supported_language_variant(wanted)
    except LookupError:
        known = "zh-hans"
    with translation.override(known):
        return sentence_of(code)


def _refuse(status: int, code: str, language: str, *headers: tuple[bytes, bytes]) -> Reply:
    return status, _encode({"code": code, "sentence": _sentence(code, language)}), headers


def _busy(after: int, language: str) -> Reply:
    # Spread, so that those sent away together do not come back together.
    seconds = str(after + random.randint(0, after)).encode()  # noqa: S311 no secret
    return _refuse(503, "field.busy", language, (b"retry-after", seconds))
