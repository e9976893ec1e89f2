"""Live figures: a server-sent event whenever the counters of an area have changed, else a sign of life."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db import Error, connection

from fangxian.features.campaigns import stopping
from fangxian.features.campaigns.selectors import counting
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope

Answer = TypeVar("Answer")

TICK = 1.0
HEARTBEAT = 15.0
RECHECK = 30.0
FRESH = 0.9  # seconds: those who watch the same area under the same scope share one reading a tick
RETRY_MS = 2_000


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches what; `still_holds` says whether their session and charge do (asked off the event loop)."""

    actor: Actor
    campaign: str
    area: str
    still_holds: Callable[[], bool]


async def follow(watch: Watch) -> AsyncIterator[str]:
    """
    The stream: `coverage` at first and after each change, `end` when the viewer may no longer look.

    Ends without a word when the database is away or the server ends: the browser then comes back by itself.
    """
    # The request's own connection would otherwise stay taken for as long as somebody looks.
    await sync_to_async(_give_back_connection)()
    yield f"retry: {RETRY_MS}\n\n"
    stopping.listen()
    told, spoke, checked = "", time.monotonic(), time.monotonic()
    try:
        while not stopping.told():
            if time.monotonic() - checked >= RECHECK:
                if not await sync_to_async(_alone(watch.still_holds))():
                    yield "event: end\ndata: {}\n\n"
                    return
                checked = time.monotonic()
            figures = _fresh(watch) or await sync_to_async(_alone(lambda: _read(watch)))()
            if figures.version != told:
                told, spoke = figures.version, time.monotonic()
                yield _event(figures)
            elif time.monotonic() - spoke >= HEARTBEAT:
                spoke = time.monotonic()
                yield "event: beat\ndata: {}\n\n"
            await asyncio.sleep(TICK)
    except Error:
        return


def _event(figures: Figures) -> str:
    facts = {"version": figures.version, "reached": figures.reached, "targets": figures.targets}
    return f"event: coverage\nid: {figures.version}\ndata: {json.dumps(facts)}\n\n"


_Key = tuple[str, str, str, str]
_kept: dict[_Key, tuple[float, Figures]] = {}
_guard = Lock()


def _key(watch: Watch) -> _Key:
    return watch.actor.incident, watch.actor.area, watch.campaign, watch.area


def _fresh(watch: Watch) -> Figures | None:
    read_at, figures = _kept.get(_key(watch), (0.0, None))
    return figures if time.monotonic() - read_at < FRESH else None


def _read(watch: Watch) -> Figures:
    with scope.acting(watch.actor):
        figures = counting.figures(watch.campaign, watch.area)
    now = time.monotonic()
    with _guard:
        _kept[_key(watch)] = now, figures
        for key in [key for key, (read_at, _figures) in _kept.items() if now - read_at > HEARTBEAT]:
            del _kept[key]
    return figures


def _alone(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """A question to the database that leaves no connection taken behind it."""

    def asked() -> Answer:
        try:
            return ask()
        finally:
            _give_back_connection()

    return asked


def _give_back_connection() -> None:
    if not connection.in_atomic_block:
        connection.close()
