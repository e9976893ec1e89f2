"""Words of plans: steps of a computation, figures of a pack, notices, titles of roles and places."""

from __future__ import annotations

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.rules import language_of_pack
from fangxian.features.territory.models import Level
from fangxian.kernel import rulepacks

STEPS: dict[str, Promise] = {
    "reading": gettext_lazy("Reading territory, register and roster"),
    "grids": gettext_lazy("Laying out grids"),
    "sites": gettext_lazy("Placing sites"),
    "posts": gettext_lazy("Deriving posts"),
    "postings": gettext_lazy("Posting people"),
    "shifts": gettext_lazy("Making the shifts"),
    "organisation": gettext_lazy("Naming leads, branches and teams"),
    "writing": gettext_lazy("Writing the draft"),
}

FIGURES: dict[str, Promise] = {
    "grid_households": gettext_lazy("Households a grid should have"),
    "grid_households_min": gettext_lazy("Fewest households of a grid in a village that has more"),
    "grid_households_max": gettext_lazy("Most households of a grid"),
    "grid_balance": gettext_lazy("Largest grid over the mean of its village"),
    "round_hours": gettext_lazy("Hours a sampling round of the whole area may take"),
    "people_per_point": gettext_lazy("People a sampling point should serve"),
    "people_per_point_max": gettext_lazy("Most people a sampling point should serve"),
    "people_per_point_min": gettext_lazy("Fewest people a computed point is opened for"),
    "people_per_table": gettext_lazy("People a table serves in a round"),
    "walk_minutes_plain": gettext_lazy("Minutes people may walk to a point on the plain"),
    "walk_minutes_mountain": gettext_lazy("Minutes people may walk to a point in mountain country"),
    "walk_km_h_plain": gettext_lazy("Walking pace on the plain"),
    "walk_km_h_mountain": gettext_lazy("Walking pace in mountain country"),
    "detour_plain": gettext_lazy("Way walked over straight distance on the plain"),
    "detour_mountain": gettext_lazy("Way walked over straight distance in mountain country"),
    "rest_hours": gettext_lazy("Hours of rest between two shifts"),
    "hours_day": gettext_lazy("Most hours of duty in any 24"),
    "hours_week": gettext_lazy("Most hours of duty in any seven days"),
    "home_bonus_km": gettext_lazy("Distance given up to post people where they live"),
    "unit_bonus_km": gettext_lazy("Distance given up to post people where their work unit is"),
    "span_of_control": gettext_lazy("People or areas that may report to one lead"),
    "branch_members": gettext_lazy("Party members from which a site has a temporary branch"),
    "rooms_per_10000": gettext_lazy("Isolation rooms for 10,000 residents"),
    "pool_lockdown": gettext_lazy("People a tube in a lockdown zone"),
    "pool_controlled": gettext_lazy("People a tube in a controlled zone"),
    "pool_precaution": gettext_lazy("People a tube in a precaution zone"),
    "tube_room_hours": gettext_lazy("Hours a tube may stand at room temperature"),
    "tube_delivery_hours": gettext_lazy("Hours from closing a tube until it is with the laboratory"),
    "tube_open_hours": gettext_lazy("Hours a tube may stay open at its table"),
    "table_people_hour": gettext_lazy("People sampled at a table in an hour"),
    "clean_rounds": gettext_lazy("Rounds running without a community case before sampling may pause"),
    "clean_gap_days": gettext_lazy("Days of that pause"),
    "clean_rounds_last": gettext_lazy("Rounds without a community case after that pause"),
}

NOTICES: dict[str, Promise] = {
    "span_wide": gettext_lazy("More report to this lead than the rule pack allows"),
    "team_wide": gettext_lazy("More people in this team than the rule pack allows"),
    "points_crowded": gettext_lazy("More people come to this sampling point than it should serve"),
    "tables_short": gettext_lazy("This sampling point has too few tables for its people"),
    "rooms_short": gettext_lazy("There are too few isolation rooms for the people of this area"),
    "beyond_walk": gettext_lazy("Some people live farther from a sampling point than they should walk"),
    "no_register": gettext_lazy("This area has people, but no households in the register"),
    "pin_refused": gettext_lazy("A person could not be put on the post they were pinned to"),
    "crews_raised": gettext_lazy("More crews than the rule pack names, so that hours and rest are kept"),
    "hours_unheld": gettext_lazy("Some hours of this post are not held"),
}


def step(name: str) -> str:
    """A step of the computation in words."""
    return str(STEPS.get(name, name or _("Waiting for a worker")))


def figure_meaning(name: str) -> str:
    """What a figure of a rule pack means."""
    return str(FIGURES.get(name, name))


def notice(kind: str) -> str:
    """What a notice says."""
    return str(NOTICES.get(kind, kind))


def place_kind(kind: str) -> str:
    """What a place of posts is: a kind of site, a level of area, or a mobile team."""
    if kind in SiteKind.values:
        return str(SiteKind(kind).label)
    if kind in Level.values:
        return str(Level(kind).label)
    return _("Mobile team") if kind == "mobile" else kind


UNITS = {
    "households": gettext_lazy("households"),
    "people": gettext_lazy("people"),
    "hours": gettext_lazy("hours"),
    "minutes": gettext_lazy("minutes"),
    "ratio": gettext_lazy("times"),
    "reports": gettext_lazy("people or areas"),
    "members": gettext_lazy("members"),
    "rooms": gettext_lazy("rooms"),
    "rounds": gettext_lazy("rounds"),
    "days": gettext_lazy("days"),
    "assumption": gettext_lazy("assumed"),
}
"""Units and grades of a rule pack's figures; what is the same in all languages (km, A) is not here."""


def unit(name: str) -> str:
    """A unit or a grade of a figure in the reader's language."""
    return str(UNITS.get(name, name))


LEADS = {"area_lead": gettext_lazy("Lead"), "area_deputy": gettext_lazy("Deputy")}
"""Roles whose title differs from level to level in a rule pack; the level is said by the place."""


def role(name: str) -> str:
    """The title of a role in the reader's language, as the newest rule pack that has it says."""
    if name in LEADS:
        return str(LEADS[name])
    return _titles().get((name, language_of_pack()), name)


def roles() -> list[tuple[str, str]]:
    """All roles of all packs with their titles, by title."""
    language = language_of_pack()
    found = {name: role(name) for name, spoken in _titles() if spoken == language}
    return sorted(found.items(), key=lambda one: one[1])


@lru_cache
def _titles() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for code in rulepacks.codes():
        for rule in rulepacks.load(code).posts:
            found |= {(rule.role, language): title for language, title in rule.titles.items()}
    return found
