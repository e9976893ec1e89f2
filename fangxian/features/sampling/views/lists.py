"""The lists of an area: who is exempt, who is sampled at home; put on, taken off, imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from fangxian.features.sampling import services
from fangxian.features.sampling.list_forms import ListForm
from fangxian.features.sampling.models import ListKind
from fangxian.features.sampling.selectors import listings
from fangxian.features.sampling.services import Listed
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.web.doors import Asked, needs


@never_cache
@needs(Can.LISTING_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: Asked) -> HttpResponse:
    """One list of the actor's area, and the form that puts somebody on one; what is refused stays in it."""
    form = ListForm(request.POST or None)
    if form.is_valid() and (put := _put(request, form)):
        messages.success(request, put)
        return redirect(f"{reverse('sampling:lists')}?kind={form.listed()[0]}")
    return render(request, "sampling/lists.html", _shown(request, form), status=422 if form.errors else 200)


@needs(Can.LISTING_KEEP)
@require_POST
def end(request: Asked, resident: str) -> HttpResponse:
    """Take somebody off a list."""
    found = services.end_listing(actor=request.actor, resident=resident)
    said = _("%(resident)s is on no list any more; rounds that run want them again.")
    messages.success(request, said % {"resident": resident})
    return redirect(f"{reverse('sampling:lists')}?kind={found.kind}")


def _put(request: Asked, form: ListForm) -> str:
    """Put whom the form names on a list: the words that say so, '' where it was refused."""
    told = form.cleaned_data
    try:
        people = services.find_people(actor=request.actor, text=told["who"].strip())
        listed = Listed(people, *form.listed(), told["until"])
        count = services.list_residents(actor=request.actor, listed=listed)
    except NotFound:
        form.add_error("who", _("Nobody in your area has this code or number. Compare it once more."))
        return ""
    except Refusal as refusal:
        form.refuse(refusal)
        return ""
    said = ngettext("%(count)s resident is on the list.", "%(count)s residents are on the list.", count)
    return said % {"count": count}


def _shown(request: Asked, form: ListForm) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    kind = kind if kind in ListKind.values else str(ListKind.EXEMPT)
    page, entries = listings.page(request.actor, request.actor.area, kind, request.GET.get("page", 1))
    counts = listings.counts(request.actor, request.actor.area, timezone.localdate())
    address = reverse("sampling:lists")
    return {
        "form": form,
        "page": page,
        "entries": entries,
        "today": timezone.localdate(),
        "tabs": [
            (one.label, f"{address}?kind={one.value}", one.value == kind, counts[one.value])
            for one in ListKind
        ],
        "crumbs": [(_("Sampling"), reverse("sampling:rounds")), (_("Exempt and at home"), request.path)],
    }
