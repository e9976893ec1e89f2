"""The kinds of items there are, by the settings' one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.features.items.flows import Flow
from fangxian.kernel.authority import Actor

if TYPE_CHECKING:
    from fangxian.features.items.reports import Told

Mover = Callable[[Actor, str, "Told"], None]
"""Makes a move that a phone tells of: with the actor, the code of the item, and the move as told."""


@cache
def flows() -> Mapping[str, Flow]:
    """Kind → flow."""
    table: Mapping[str, Flow] = import_string(settings.ITEMS)
    return table


@cache
def movers() -> Mapping[str, Mover]:
    """Kind → what makes its moves as phones tell of them, for kinds whose moves ask more than their flow."""
    table: Mapping[str, Mover] = import_string(settings.MOVERS)
    return table
