"""The entry point: pages go to Django, pushes to their own door, residents' pages come from what is kept."""

from __future__ import annotations

import gc
import os
from typing import Any

from django.core.asgi import get_asgi_application

from fangxian.features.field.door import PATH

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
_pages = get_asgi_application()

from fangxian.features.field.door.application import Door  # noqa: E402 needs Django set up
from fangxian.features.sampling import front  # noqa: E402

_door = Door()

# What is loaded stays loaded: the collector need not walk through all of Django in the middle of a push.
gc.collect()
gc.freeze()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """One request."""
    if scope["type"] == "http" and scope["path"] == PATH:
        await _door(scope, receive, send)
    elif (
        scope["type"] == "http"
        and scope["path"].startswith(front.PREFIX)
        and await front.answered(scope, send)
    ):
        return
    else:
        await _pages(scope, receive, send)
