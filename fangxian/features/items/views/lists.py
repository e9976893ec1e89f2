"""One's items: what waits, what is late, what one opened; and moves of many."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.items import services
from fangxian.features.items.registry import flows
from fangxian.features.items.selectors import lists
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_safe
def items(request: Asked) -> HttpResponse:
    """What waits for the actor, the most urgent first, and the other tabs."""
    actor, now = request.actor, timezone.now()
    tab = request.GET.get("tab", "mine")
    tab = tab if tab in lists.TABS else "mine"
    found = lists.page(actor, tab, now, kind=request.GET.get("kind", ""), number=request.GET.get("page", 1))
    address = reverse("items:items")
    context = {
        "page": found,
        "tab": tab,
        "tabs": [
            (
                label,
                f"{address}?tab={name}",
                name == tab,
                lists.how_many(actor, name, now) if name in ("mine", "late") else None,
            )
            for name, label in lists.TABS.items()
        ],
        "kinds": [(flow.kind, flow.label) for flow in flows().values()],
        "asked": request.GET,
        "moves": lists.shared_moves(actor, [row.item for row in found]),
        "may_open": actor.may(Can.ITEM_OPEN),
    }
    return render(request, "items/rows.html" if request.htmx else "items/items.html", context)


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_POST
def move_many(request: Asked) -> HttpResponse:
    """One move with all chosen items; those that could not make it are named, with why."""
    codes, move = request.POST.getlist("codes"), request.POST.get("move", "")
    moved, refused = services.move_items(
        actor=request.actor, codes=codes, move=move, reason=request.POST.get("reason", "")
    )
    if moved:
        said = ngettext("%(count)s item was moved on.", "%(count)s items were moved on.", len(moved))
        messages.success(request, said % {"count": len(moved)})
    for code, refusal in list(refused.items())[:5]:
        messages.warning(request, f"{code}: {refusal}")
    if not moved and not refused:
        messages.warning(request, _("Choose at least one item."))
    return redirect(f"{reverse('items:items')}?tab={request.POST.get('tab', 'mine')}")
