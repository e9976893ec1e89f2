"""Pages kept for everybody: made at most once in half a minute, whatever the load, by one who asks."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.core.cache import cache
from django.db import DatabaseError

FRESH = timedelta(seconds=30)
STALE = timedelta(minutes=10)
"""How long an old one is shown while a new one is made, or cannot be made."""
PUBLIC = f"public, max-age={FRESH.seconds}"
PRIVATE = "private, no-cache"
AT_ONCE = 3
"""Pages a process makes at the same time; the database is there for tables first."""

Value = TypeVar("Value")

_locks: dict[str, threading.Lock] = {}
_making = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Value]):
    """A value and until when it counts as new, in seconds since 1970."""

    value: Value
    until: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it goes over the line, and by what a browser knows it again."""

    body: bytes
    etag: str


def key(page: str, language: str) -> str:
    """The name under which a page is kept: an area's code, '' for the first page, or the form's name."""
    return f"round:{language}:{page}"


def page(text: str) -> Page:
    """A rendered page, to be kept."""
    body = text.encode()
    return Page(body, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


def fresh(key: str, seconds: float) -> Page | None:
    """The page of that name, if it is new enough at this time (seconds since 1970); makes nothing."""
    found: Kept[Page] | None = cache.get(key)
    return found.value if found is not None and seconds < found.until else None


def keep(key: str, make: Callable[[], Value], now: datetime, fresh: timedelta = FRESH) -> Value:
    """
    The value of that name: the one kept if it is new enough (`fresh`, at most `STALE`), else a new one.

    Of those who ask at once, one makes it; the others get the old one, or wait if there is none. Where the
    database refuses, the old one is given for ten minutes.
    """
    found: Kept[Value] | None = cache.get(key)
    if found is not None and now.timestamp() < found.until:
        return found.value
    lock = _locks.setdefault(key, threading.Lock())
    if not lock.acquire(blocking=found is None):
        assert found is not None
        return found.value
    try:
        return _made(key, make, now, fresh)
    except DatabaseError:
        if found is None:
            raise
        return found.value
    finally:
        lock.release()


def _made(key: str, make: Callable[[], Value], now: datetime, fresh: timedelta) -> Value:
    found: Kept[Value] | None = cache.get(key)  # whoever had the lock before has made it
    if found is not None and now.timestamp() < found.until:
        return found.value
    with _making:
        value = make()
    cache.set(key, Kept(value, (now + fresh).timestamp()), STALE.total_seconds())
    return value
