"""The kinds of items there are, by the settings' one table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.features.items.flows import Flow


@cache
def flows() -> Mapping[str, Flow]:
    """Kind → flow."""
    table: Mapping[str, Flow] = import_string(settings.ITEMS)
    return table
