"""Sites of the list, posts, grids and people: what stands there now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.duty import access, services
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.selectors import own as duties
from fangxian.features.duty.selectors import places
from fangxian.features.duty.selectors.paging import page_of
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.DUTY_VIEW)
@require_safe
def sites(request: Asked) -> HttpResponse:
    """The list of sites in sight."""
    query = request.GET
    asked = {name: query.get(name, "") for name in ("kind", "state")}
    found = places.sites(request.actor, text=query.get("q", "").strip(), **asked)
    context = {
        "page": page_of(found, places.site_lines, query.get("page")),
        "kinds": SiteKind.choices,
        "asked": query,
        "may_edit": request.actor.may(Can.SITE_EDIT),
    }
    return render(request, "duty/site-list-rows.html" if request.htmx else "duty/site-list.html", context)


@needs(Can.DUTY_VIEW)
@require_safe
def site(request: Asked, code: str) -> HttpResponse:
    """One site: who answers, its roster, what is not filled."""
    found = access.get_site(request.actor, code)
    context = {
        "line": places.site_lines([found])[0],
        "standing": places.standing(request.actor, found.code, found.area),
        "may_edit": request.actor.may(Can.SITE_EDIT, found.area),
        "may_export": request.actor.may(Can.EXPORT, found.area),
    }
    return render(request, "duty/site.html", context)


@needs(Can.SITE_EDIT)
@require_POST
def open_site(request: Asked, code: str) -> HttpResponse:
    """Open it."""
    services.open_site(actor=request.actor, code=code)
    messages.success(request, _("The site is open: the next plan puts posts there."))
    return redirect("duty:site", code)


@needs(Can.SITE_EDIT)
@require_POST
def shut_site(request: Asked, code: str) -> HttpResponse:
    """Close it."""
    services.shut_site(actor=request.actor, code=code)
    messages.success(request, _("The site is closed: the next plan puts nobody there."))
    return redirect("duty:site", code)


@needs(Can.DUTY_VIEW)
@require_safe
def post(request: Asked, code: str) -> HttpResponse:
    """One post: who holds it, when, and what is missing."""
    row, standing = places.post_row(request.actor, code)
    may_change = request.actor.may(Can.DUTY_CHANGE, row.post.area)
    return render(request, "duty/post.html", {"row": row, "standing": standing, "may_change": may_change})


@needs(Can.DUTY_VIEW)
@require_safe
def grid(request: Asked, code: str) -> HttpResponse:
    """One grid: who answers, who stands there, how many households."""
    area, standing = places.grid(request.actor, code)
    context = {
        "area": area,
        "standing": standing,
        "households": places.doors(request.actor, code).count(),
        "may_print": request.actor.may(Can.HOUSEHOLD_VIEW, code),
    }
    return render(request, "duty/grid.html", context)


@needs(Can.DUTY_VIEW)
@require_safe
def person(request: Asked, code: str) -> HttpResponse:
    """One person's posts in the actor's area, with their shifts."""
    responder, held = places.person(request.actor, code, timezone.now())
    context = {
        "responder": responder,
        "duties": held,
        "next": duties.next_shift(held),
        "may_change": request.actor.may(Can.DUTY_CHANGE) and bool(held),
        "may_export": request.actor.may(Can.EXPORT),
    }
    return render(request, "duty/person.html", context)


@needs(Can.DUTY_CHANGE)
@require_POST
def mark_away(request: Asked, code: str) -> HttpResponse:
    """Take a person off their posts."""
    left = services.mark_away(actor=request.actor, responder=code)
    told = _("%(name)s stands on no post any more; the seat is a gap now.")
    messages.success(request, told % {"name": left[0].holder_name})
    return redirect("duty:person", code)


@needs(Can.OWN_DUTY_VIEW)
@require_safe
def own(request: Asked) -> HttpResponse:
    """One's own duty: the next shift on top, with whom, under whom."""
    now = timezone.now()
    held = duties.own_duties(request.actor, now)
    return render(request, "duty/own.html", {"duties": held, "next": duties.next_shift(held), "now": now})
