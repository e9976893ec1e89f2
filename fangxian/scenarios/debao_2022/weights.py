"""What a village weighs when people are shared out: most in town, more at a market than in the hills."""

from __future__ import annotations

from fangxian.scenarios.facts import Area

TOWN_COMMUNITY, COMMUNITY, VILLAGE, ON_PAPER = 7.0, 3.0, 1.0, 0.4


def is_town(township_code: str) -> bool:
    """Whether a township-level unit is a county's town: a street, or the first of its county's towns."""
    return township_code[6] == "0" or township_code[6:] == "100"


def is_works(township_code: str) -> bool:
    """Whether a township-level unit is an industrial enterprise rather than a territory (codes from 400)."""
    return township_code[6] == "4"


def is_community(area: Area) -> bool:
    """Whether a village-level unit is a residents' community rather than a villagers' committee."""
    return "村委" not in area.name


def village_weight(area: Area) -> float:
    """Return the weight of a village-level unit in a county's population; a rural village weighs one."""
    if "虚拟" in area.name:
        return ON_PAPER
    if not is_community(area):
        return VILLAGE
    return TOWN_COMMUNITY if is_town(area.parent_code) else COMMUNITY
