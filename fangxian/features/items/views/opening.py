"""A new task, for one area or for several."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fangxian.features.items import services
from fangxian.features.items.forms import TaskForm
from fangxian.features.items.refusals import DeadlinePast
from fangxian.features.items.services import Wanted
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.web.doors import Asked, needs

DEADLINE = timedelta(hours=24)


@needs(Can.ITEM_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    """Write a task, and open it for each chosen area."""
    choices = _areas(request.actor)
    begin = {"deadline_at": timezone.localtime() + DEADLINE, "areas": [choices[0][0]] if choices else []}
    form = TaskForm(request.POST if request.method == "POST" else None, initial=begin, areas=choices)
    if form.is_valid():
        asked = form.cleaned_data
        wanted = [
            Wanted(
                area=area,
                title=asked["title"],
                text=asked["text"],
                severity=asked["severity"],
                deadline_at=asked["deadline_at"],
            )
            for area in asked["areas"]
        ]
        try:
            opened = services.open_items(actor=request.actor, kind="task", wanted=wanted)
        except DeadlinePast as refusal:
            form.add_error("deadline_at", str(refusal))
        else:
            said = ngettext("%(count)s task was given.", "%(count)s tasks were given.", len(opened))
            messages.success(request, said % {"count": len(opened)})
            return redirect("items:item", opened[0].code) if len(opened) == 1 else redirect("items:items")
    crumbs = [(_("Tasks and items"), reverse("items:items")), (_("Give a task"), request.path)]
    return render(
        request, "items/new.html", {"form": form, "crumbs": crumbs}, status=422 if form.errors else 200
    )


def _areas(actor: Actor) -> list[tuple[str, str]]:
    """The actor's own area and the two levels below it, as choices."""
    here = Area.objects.filter(code=actor.area, valid_until__isnull=True)
    below = Area.objects.filter(parent=actor.area, valid_until__isnull=True).order_by("code")
    found = [(area.code, area.name) for area in (*here, *below)]
    under = Area.objects.filter(parent__in=[area.code for area in below], valid_until__isnull=True)
    found += [(area.code, f"· {area.name}") for area in under.order_by("code")]
    return sorted(found)
