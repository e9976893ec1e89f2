"""Words of the roster in templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template

from fangxian.features.roster.models import Skill

register = template.Library()


@register.filter
def skill_names(skills: Iterable[str]) -> str:
    """Skills in words, parted by commas."""
    return ", ".join(str(Skill(skill).label) for skill in skills)


@register.filter
def at(names: Mapping[str, str], code: str) -> str:
    """What a mapping has for a key; '' for nothing."""
    return names.get(code, "")
