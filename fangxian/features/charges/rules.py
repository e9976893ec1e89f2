"""Pure rules of charges: who leads what, who appoints whom, who stands above an area."""

from __future__ import annotations

from fangxian.kernel.authority import Role

LEADS: dict[str, Role] = {
    "region": Role.COMMANDER,
    "prefecture": Role.COMMANDER,
    "county": Role.COMMANDER,
    "township": Role.TOWNSHIP_LEAD,
    "village": Role.VILLAGE_LEAD,
    "hamlet": Role.VILLAGE_LEAD,
    "grid": Role.GRID_WORKER,
}
"""The role that leads an area, by the area's level."""

RANK: dict[Role, int] = {
    Role.OPERATOR: 0,
    Role.COMMANDER: 1,
    Role.ORGANISER: 2,
    Role.CLERK: 3,
    Role.INSPECTOR: 3,
    Role.TOWNSHIP_LEAD: 3,
    Role.VILLAGE_LEAD: 4,
    Role.GRID_WORKER: 5,
    Role.SITE_LEAD: 5,
    Role.SAMPLER: 6,
    Role.GATE_GUARD: 6,
    Role.VOLUNTEER: 6,
    Role.COURIER: 6,
    Role.LABORATORY: 5,
}
"""How high a role stands; who keeps watch over the installation is appointed from its console only."""


def lead_role(level: str) -> Role:
    """
    The role that leads an area of a level.

    >>> lead_role("village")
    Role.VILLAGE_LEAD
    """
    return LEADS[level]


def may_appoint(own: Role, own_area: str, role: Role, area: str) -> bool:
    """
    Whether a role over an area appoints another role over an area inside it: a lower one, or, a level further
    down, a commander of one's own kind.

    >>> may_appoint(Role.COMMANDER, "4510", Role.COMMANDER, "451024")
    True
    >>> may_appoint(Role.COMMANDER, "451024", Role.COMMANDER, "451024")
    False
    >>> may_appoint(Role.TOWNSHIP_LEAD, "451024100", Role.VILLAGE_LEAD, "451024100200")
    True
    """
    if own is Role.OPERATOR:
        return role not in (Role.OPERATOR, Role.EMERGENCY)
    if role not in RANK or own not in RANK or not area.startswith(own_area):
        return False
    below = role is Role.COMMANDER and own is Role.COMMANDER and area != own_area
    return below or RANK[role] > RANK[own]


def appointable(own: Role, own_area: str, area: str) -> list[Role]:
    """The roles that somebody may appoint for an area, highest first."""
    return [role for role in Role if may_appoint(own, own_area, role, area)]


def prefixes(area: str) -> list[str]:
    """
    Every code that an area's code starts with, itself first: its ancestors are among them.

    >>> prefixes("4510")
    ['4510', '451', '45', '4']
    """
    return [area[:length] for length in range(len(area), 0, -1)]
