"""One hand-over: for its successor with all that hangs on the charge, for others with how far it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.relief.handovers import access, services
from fangxian.features.relief.handovers.refusals import ItemsNotSeen, NotOpen, SuccessorAway
from fangxian.features.relief.handovers.selectors.look import look
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.web.doors import Asked, needs, signed_in


@signed_in
@require_safe
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Its page."""
    return _page(request, code)


@signed_in
@require_POST
def accept(request: HttpRequest, code: str) -> HttpResponse:
    """The successor takes the charge on; what was not ticked is asked for again."""
    seen, remark = request.POST.getlist("seen"), request.POST.get("remark", "")
    try:
        with access.as_successor(_person(request), code, _actor(request)) as actor:
            done = services.accept_hand_over(actor=actor, code=code, seen=seen, remark=remark)
    except (ItemsNotSeen, SuccessorAway) as refusal:
        return _page(request, code, wrong=str(refusal), seen=seen, remark=remark)
    except (NotFound, NotOpen):
        if not access.accepted(_person(request), code):
            raise
        messages.info(request, _("You have accepted this already."))
        return redirect("relief:hand-over", code)
    if done.became:
        messages.success(request, _("The charge is yours now. Act under it here; enrol your phone for it."))
        return redirect("charges:own")
    messages.success(request, _("You have accepted. The charge is yours from the time asked for."))
    return redirect("relief:hand-over", code)


@signed_in
@require_POST
def decline(request: HttpRequest, code: str) -> HttpResponse:
    """The successor does not take it on."""
    with access.as_successor(_person(request), code, _actor(request)) as actor:
        services.decline_hand_over(actor=actor, code=code, reason=request.POST.get("reason", ""))
    messages.success(request, _("You have declined. Whoever asked you reads why."))
    return redirect("relief:home")


@needs(Can.HAND_OVER)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Whoever asked does so no longer."""
    services.withdraw_hand_over(actor=request.actor, code=code, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is withdrawn. The charge stays as it is."))
    return redirect("relief:hand-over", code)


def _page(
    request: HttpRequest, code: str, *, wrong: str = "", seen: list[str] | None = None, remark: str = ""
) -> HttpResponse:
    now, actor = timezone.now(), _actor(request)
    crumbs = [(_("Hand-overs and secondments"), reverse("relief:home")), (_("Hand-over"), request.path)]
    context: dict[str, object] = {"crumbs": crumbs, "wrong": wrong, "seen": seen or [], "remark": remark}
    if access.offered(_person(request)).filter(code=code).exists():
        with access.as_successor(_person(request), code, actor) as successor:
            context["look"] = look(successor, access.get(successor, code), now)
    elif actor is not None:
        context["look"] = look(actor, access.get(actor, code), now)
    else:
        raise NotFound
    return render(request, "relief/hand-over.html", context, status=422 if wrong else 200)


def _person(request: HttpRequest) -> str:
    return request.user.get_username()


def _actor(request: HttpRequest) -> Actor | None:
    return request.actor  # type: ignore[attr-defined, no-any-return]
