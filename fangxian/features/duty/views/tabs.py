"""The tabs of a plan, and the same tabs for what runs: one look, many sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.duty.models import Tally
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.selectors import (
    comparing,
    looks,
    maps,
    organisation,
    overview,
    packs,
    posts,
    rosters,
)
from fangxian.features.duty.selectors import grids as laid
from fangxian.features.duty.selectors import plans as asked
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.territory.models import Area
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs

Tab = tuple[str, str, bool, int | None]
SPAN = 7.0  # ICS/NIMS; a plan's own rule pack wins where it is in sight


@dataclass(frozen=True, slots=True)
class Seen:
    """A look as its pages show it: heading, tabs, and where its parts are."""

    look: Look
    head: asked.Line | None
    area_name: str
    tabs: list[Tab]
    may_draft: bool
    may_publish: bool
    may_export: bool


def see(request: Asked, code: str, here: str) -> Seen:
    """The look a request asks for: a plan by its code, or ('' code) what runs in the actor's area."""
    actor, area = request.actor, request.GET.get("area", "")
    look = looks.at_plan(actor, code, area) if code else looks.at_running(actor, area)
    name = (
        Area.objects.filter(code=look.area, valid_until__isnull=True).values_list("name", flat=True).first()
    )
    return Seen(
        look,
        asked.head(look.plan) if look.plan else None,
        name or look.area,
        _tabs(request, look, here),
        actor.may(Can.PLAN_DRAFT, look.area),
        actor.may(Can.PLAN_PUBLISH, look.area),
        actor.may(Can.EXPORT, look.area),
    )


def _tabs(request: Asked, look: Look, here: str) -> list[Tab]:
    names = {
        "overview": _("Overview"),
        "grids": _("Grids"),
        "sites": _("Sites"),
        "posts": _("Posts and people"),
        "unfilled": _("Unfilled"),
        "organisation": _("Organisation"),
        "shifts": _("Shifts"),
    }
    if look.plan is not None and look.plan.state == "draft":
        names |= {"compare": _("What changes"), "edits": _("Changes by hand")}
    narrowed = f"?area={look.area}" if request.GET.get("area") else ""
    return [(label, _address(look, name) + narrowed, name == here, None) for name, label in names.items()]


def _address(look: Look, tab: str) -> str:
    if look.plan is None:
        return reverse("duty:running" if tab == "overview" else f"duty:running-{tab}")
    return reverse("duty:plan" if tab == "overview" else f"duty:plan-{tab}", args=[look.plan.code])


def _show(request: Asked, seen: Seen, tab: str, **more: Any) -> HttpResponse:
    """The whole page, or for htmx its rows."""
    context = {"seen": seen, "look": seen.look, "head": seen.head, "tabs": seen.tabs} | more
    return render(request, f"duty/{tab}-rows.html" if request.htmx else f"duty/{tab}.html", context)


@needs(Can.PLAN_VIEW)
@require_safe
def plan(request: Asked, code: str) -> HttpResponse:
    """A plan at a glance: its state, its figures beside the rule pack, the map, what to look at."""
    seen = see(request, code, "overview")
    head = seen.head
    assert head is not None
    context: dict[str, Any] = {"pack": packs.pack_page(head.plan.rule_pack)}
    if head.has_result:
        context |= {
            "beside": overview.beside_pack(head.plan),
            "kinds": overview.notice_kinds(seen.look),
            "notices": overview.notices(seen.look, request.GET.get("notice", "")),
            "unfilled": _unfilled(head.plan.figures.get("postings_unfilled", {})),
        }
    return render(request, "duty/plan.html", {"seen": seen, "head": head, "tabs": seen.tabs} | context)


def _unfilled(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    return [(reason, str(GapReason(reason).label), count) for reason, count in counts.items()]


@needs(Can.DUTY_VIEW)
@require_safe
def running(request: Asked) -> HttpResponse:
    """What runs in the actor's area: counters, map, gaps."""
    seen = see(request, "", "overview")
    context = {
        "seen": seen,
        "look": seen.look,
        "tabs": seen.tabs,
        "tally": Tally.objects.filter(area=seen.look.area).first(),
        "gaps": posts.gap_page(seen.look, number=1),
        "plans": asked.lines(asked.running_plans(request.actor)),
    }
    return render(request, "duty/running.html", context)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def grids(request: Asked, code: str = "") -> HttpResponse:
    """The grids with their size, lead and deputy."""
    seen = see(request, code, "grids")
    page = laid.grid_page(seen.look, text=request.GET.get("q", ""), number=request.GET.get("page"))
    return _show(request, seen, "grids", page=page)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def sites(request: Asked, code: str = "") -> HttpResponse:
    """The sites by kind, with the people they serve and the seats they have."""
    seen = see(request, code, "sites")
    asked_for = {name: request.GET.get(name, "") for name in ("q", "kind")}
    page = laid.site_page(
        seen.look, text=asked_for["q"], kind=asked_for["kind"], number=request.GET.get("page")
    )
    return _show(request, seen, "sites", page=page, kinds=laid.site_kinds(seen.look), asked=asked_for)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def post_list(request: Asked, code: str = "") -> HttpResponse:
    """The posts with who holds them, found by place, person or role."""
    seen = see(request, code, "posts")
    query = request.GET
    page = posts.post_page(
        seen.look,
        text=query.get("q", "").strip(),
        role=query.get("role", ""),
        only_open=bool(query.get("open")),
        number=query.get("page"),
    )
    return _show(request, seen, "posts", page=page, roles=posts.roles_of(seen.look), asked=query)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def unfilled(request: Asked, code: str = "") -> HttpResponse:
    """What nobody fills, why, and what would fill it."""
    seen = see(request, code, "unfilled")
    query = request.GET
    page = posts.gap_page(
        seen.look,
        reason=query.get("reason", ""),
        role=query.get("role", ""),
        number=query.get("page"),
    )
    context = {"reasons": GapReason.choices, "roles": posts.roles_of(seen.look), "asked": query}
    return _show(request, seen, "unfilled", page=page, **context)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def organisation_tab(request: Asked, code: str = "") -> HttpResponse:
    """Leads and deputies with vacancies, span of control, temporary branches, teams."""
    seen = see(request, code, "organisation")
    query = request.GET
    span = rulepacks.load(seen.look.plan.rule_pack)["span_of_control"] if seen.look.plan else SPAN
    page = organisation.leads(
        seen.look,
        vacant=bool(query.get("vacant")),
        text=query.get("q", "").strip(),
        span=span,
        number=query.get("page"),
    )
    branches = organisation.branches(seen.look, number=query.get("branch_page"))
    teams = organisation.teams(seen.look, number=query.get("team_page"))
    more = {"span": span, "branches": branches, "teams": teams, "asked": query}
    return _show(request, seen, "organisation", page=page, **more)


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def shifts(request: Asked, code: str = "") -> HttpResponse:
    """The roster of a place; without one, the places to choose from."""
    seen = see(request, code, "shifts")
    place = request.GET.get("place", "")
    roster = rosters.roster(seen.look, place) if place else None
    page = rosters.places(seen.look, text=request.GET.get("q", "").strip(), number=request.GET.get("page"))
    return _show(request, seen, "shifts", page=page, roster=roster, asked=request.GET)


@needs(Can.PLAN_VIEW)
@require_safe
def compare(request: Asked, code: str) -> HttpResponse:
    """What publishing would change: grids, sites, posts, people by area and by name."""
    seen = see(request, code, "compare")
    plan = seen.look.plan
    assert plan is not None
    query = request.GET
    page = comparing.person_changes(
        plan, kind=query.get("kind", ""), text=query.get("q", "").strip(), number=query.get("page")
    )
    whole = None if request.htmx else comparing.compare(plan)
    kinds = list(comparing.CHANGES.items())
    return _show(request, seen, "compare", page=page, whole=whole, asked=query, change_kinds=kinds)


@needs(Can.PLAN_VIEW)
@require_safe
def edits(request: Asked, code: str) -> HttpResponse:
    """The changes by hand, each with its undo, and the search for more."""
    seen = see(request, code, "edits")
    return _show(request, seen, "edits", edits=seen.look.plan.edits.order_by("-made_at"))  # type: ignore[union-attr]


@needs(Can.PLAN_VIEW, Can.DUTY_VIEW)
@require_safe
def chart(request: Asked, code: str = "") -> JsonResponse:
    """Sites and grids for the map island."""
    return JsonResponse(maps.chart(see(request, code, "overview").look))
