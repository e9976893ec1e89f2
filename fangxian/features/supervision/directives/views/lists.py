"""One's directives, those issued here, all in sight; and many acknowledged at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.selectors import lists
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.DIRECTIVE_RECEIVE)
@require_safe
def directives(request: Asked) -> HttpResponse:
    """What waits to be acknowledged, and the other tabs; what is shown is received by that."""
    actor, now = request.actor, timezone.now()
    tabs = lists.tabs(actor)
    tab = request.GET.get("tab", "new")
    tab = tab if tab in tabs else "new"
    page = lists.page(actor, tab, now, request.GET.get("page", 1))
    if tab == "new" and request.method == "GET":
        services.note_received(actor=actor, directives=[row.directive.code for row in page])
    address = reverse("supervision:directives")
    waiting = lists.mine(actor, "new").count()
    counts = {"new": page.paginator.count if tab == "new" else waiting}
    context = {
        "page": page,
        "tab": tab,
        "tabs": [
            (label, f"{address}?tab={name}", name == tab, counts.get(name)) for name, label in tabs.items()
        ],
        "may_issue": actor.may(Can.DIRECTIVE_ISSUE),
        "may_view": actor.may(Can.DIRECTIVE_VIEW),
        "actions": [("acknowledge", "1", _("Acknowledge"), "check")],
    }
    return render(request, "supervision/directives/list.html", context)


@needs(Can.DIRECTIVE_RECEIVE)
@require_POST
def acknowledge(request: Asked) -> HttpResponse:
    """Acknowledge the chosen ones; those that could not be are named, with why."""
    codes = request.POST.getlist("codes")
    done, refused = services.acknowledge_directives(actor=request.actor, codes=codes)
    if done:
        said = ngettext(
            "%(count)s directive is acknowledged.", "%(count)s directives are acknowledged.", done
        )
        messages.success(request, said % {"count": done})
    for refusal in list(refused.values())[:5]:
        messages.warning(request, str(refusal))
    if not done and not refused:
        messages.warning(request, _("Nothing was left to acknowledge."))
    if len(codes) == 1 and request.POST.get("here"):
        return redirect("supervision:directive", codes[0])
    return redirect("supervision:directives")
