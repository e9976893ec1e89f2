"""Reactions: what follows from a line of the trail, in the same transaction, by the settings' one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.kernel.authority import Actor

Reaction = Callable[[Actor, str, Mapping[str, object]], None]
"""Told the actor, the area and the facts of the line."""


@cache
def _table() -> Mapping[str, Sequence[Reaction]]:
    table: Mapping[str, Sequence[Reaction]] = import_string(settings.REACTIONS)
    return table


def follow(kind: str, actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """Let everything that follows from an event of this kind happen; it stands or falls with the event."""
    for reaction in _table().get(kind, ()):
        reaction(actor, area, facts)
