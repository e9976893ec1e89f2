"""One secondment: who goes, who answers for it, what may be done with it now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.relief.secondments import services
from fangxian.features.relief.secondments.selectors.look import look
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.CHARGE_VIEW)
@require_safe
def secondment(request: Asked, code: str) -> HttpResponse:
    """Its page, for both sides and for who ordered it."""
    seen = look(request.actor, code, timezone.now())
    crumbs = [(_("Secondments"), reverse("relief:secondments")), (_("Secondment"), request.path)]
    return render(request, "relief/secondment.html", {"look": seen, "crumbs": crumbs})


@needs(Can.ITEM_VIEW)
@require_POST
def answer(request: Asked, code: str) -> HttpResponse:
    """The giving side confirms or objects; who ordered it upholds or withdraws it."""
    services.answer_secondment(
        actor=request.actor,
        code=code,
        move=request.POST.get("move", ""),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("Done. Both sides see it here."))
    return redirect("relief:secondment", code)


@needs(Can.SECOND)
@require_POST
def call_back(request: Asked, code: str) -> HttpResponse:
    """The chosen people come back now, or all of them."""
    chosen = None if request.POST.get("everybody") else request.POST.getlist("people")
    called = services.call_back(
        actor=request.actor, code=code, reason=request.POST.get("reason", ""), people=chosen
    )
    said = ngettext(
        "%(count)s person comes back: within a minute their charges there end.",
        "%(count)s people come back: within a minute their charges there end.",
        called,
    )
    messages.success(request, said % {"count": called})
    return redirect("relief:secondment", code)
