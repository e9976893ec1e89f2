"""Roles of posts in words, as the rule packs name them in each language."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language

from fangxian.kernel import rulepacks

_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def role(name: str) -> str:
    """The title of a role in the reader's language; the role itself where no pack knows it."""
    language = _LANGUAGES.get(get_language() or "", "en")
    return _titles().get((name, language), name)


@lru_cache
def _titles() -> dict[tuple[str, str], str]:
    # Packs come oldest first, so the newest wording of a role wins.
    found: dict[tuple[str, str], str] = {}
    for code in rulepacks.codes():
        for rule in rulepacks.load(code).posts:
            found |= {(rule.role, language): title for language, title in rule.titles.items()}
    return found
