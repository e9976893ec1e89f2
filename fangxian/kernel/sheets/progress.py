"""Signs of life of a running import, written beside its transaction so that the page can see them."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from django.db import connection
from django.utils import timezone

from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span

PAUSE = 0.5  # seconds between two signs
_SIGN = """
    SELECT set_config('fangxian.incident', %s, true), set_config('fangxian.scope_from', %s, true),
           set_config('fangxian.scope_until', %s, true);
    UPDATE sheets_upload SET share = %s, heard_at = %s WHERE code = %s
"""


class Beat:
    """A progress callback for one upload, with a connection of its own; a context manager."""

    def __init__(self, actor: Actor, code: str) -> None:
        self._scope = (actor.incident, *span(actor.area))
        self._code = code
        self._last = 0.0

    def __enter__(self) -> Self:
        self._other = connection.copy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._other.close()

    def __call__(self, share: float) -> None:
        if time.monotonic() - self._last < PAUSE:
            return
        with self._other.cursor() as cursor:
            cursor.execute(_SIGN, [*self._scope, share, timezone.now(), self._code])
        self._last = time.monotonic()
