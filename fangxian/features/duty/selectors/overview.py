"""The figures of a plan beside what its rule pack asks, and what a person should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from fangxian.features.duty import words
from fangxian.features.duty.models import Plan, PlanNotice
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.territory.models import Area
from fangxian.kernel import rulepacks

NOTICES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of the plan with what the pack says of it; `ok` is None where the pack has no bound."""

    label: str
    value: str
    rule: str
    ok: bool | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice in words."""

    sentence: str
    place: str
    area_name: str
    found: str
    wanted: str


def beside_pack(plan: Plan) -> list[Beside]:
    """What the plan came to, beside what its rule pack asks."""
    pack, found = rulepacks.load(plan.rule_pack), plan.figures
    notices = found.get("notices", {})
    mean, largest = found.get("grid_households_mean", 0), found.get("grid_households_max", 0)
    points = found.get("sites", {}).get("sampling_point", 0)
    return [
        Beside(
            _("Households of a grid, mean"),
            f"{mean:g}",
            _("%(size)g wanted") % {"size": pack["grid_households"]},
            None,
        ),
        Beside(
            _("Households of the largest grid"),
            f"{largest}",
            _("at most %(most)g") % {"most": pack["grid_households_max"]},
            largest <= pack["grid_households_max"],
        ),
        Beside(
            _("Sampling points that serve too many"),
            f"{notices.get('points_crowded', 0)} / {points}",
            _("at most %(most)g people a point") % {"most": pack["people_per_point_max"]},
            not notices.get("points_crowded", 0),
        ),
        Beside(
            _("People who walk too far to a point"),
            f"{found.get('people_beyond_walk', 0):,}",
            _("at most %(minutes)g minutes") % {"minutes": pack[f"walk_minutes_{plan.terrain}"]},
            not found.get("people_beyond_walk", 0),
        ),
        Beside(
            _("Leads with too many to lead"),
            f"{notices.get('span_wide', 0)}",
            _("at most %(most)g report to one") % {"most": pack["span_of_control"]},
            not notices.get("span_wide", 0),
        ),
        Beside(
            _("Gap to the proven bound"),
            f"{found.get('gap', 0)}",
            _("0 is a proven optimum"),
            found.get("gap", 0) == 0,
        ),
    ]


def notice_kinds(look: Look) -> list[tuple[str, str, int]]:
    """Kinds of notices with how many there are, most first."""
    counted = look.notices.order_by().values_list("kind").annotate(count=Count("pk")).order_by("-count")
    return [(kind, words.notice(kind), count) for kind, count in counted]


def notices(look: Look, kind: str = "") -> list[NoticeRow]:
    """The first notices (of a kind), the farthest from what is wanted first."""
    rows = look.notices.filter(kind=kind) if kind else look.notices
    some = list(rows.order_by("-found", "area")[:NOTICES_SHOWN])
    places = dict(look.posts.filter(place__in=[one.place for one in some]).values_list("place", "place_name"))
    places |= dict(look.sites.filter(code__in=[one.place for one in some]).values_list("code", "name"))
    names = dict(Area.objects.filter(code__in=[one.area for one in some]).values_list("code", "name"))
    return [_notice(one, places, names) for one in some]


def _notice(one: PlanNotice, places: dict[str, str], names: dict[str, Any]) -> NoticeRow:
    return NoticeRow(
        words.notice(one.kind),
        places.get(one.place) or names.get(one.place, one.place),
        names.get(one.area, one.area),
        f"{one.found:,.0f}" if one.found >= 10 else f"{one.found:g}",
        f"{one.wanted:,.0f}" if one.wanted >= 10 else f"{one.wanted:g}",
    )
