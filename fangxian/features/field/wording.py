"""What forms, their fields and their choices are called, from the contract, in the active language."""

from __future__ import annotations

from django.utils.translation import get_language

from fangxian.kernel.reports.forms import words
from fangxian.kernel.reports.sealing import is_sealed

_SCRIPTS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
DOTS = "••••••"
"""What stands on a page where a text is sealed."""
CHOSEN = ("outcome", "needs", "change", "channel", "id_type")
"""Fields whose values are choices with words of their own."""


def word(key: str) -> str:
    """What a form, field or choice is called; the last part of its key where nobody named it."""
    told = words().get(key, {})
    return told.get(_SCRIPTS.get(get_language() or "", "en")) or told.get("en") or key.rpartition(".")[2]


def value(kind: str, name: str, given: object) -> str:
    """What a field says, in words; dots for what is sealed."""
    if is_sealed(given):
        return DOTS
    if name not in CHOSEN:
        return str(given)
    some = given if isinstance(given, list) else [given]
    return ", ".join(word(f"{kind}.{name}.{one}") for one in some)
