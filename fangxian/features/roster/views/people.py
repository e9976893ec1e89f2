"""One responder: the page, and what can be done there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.roster import access, selectors, services, wording
from fangxian.features.roster.forms import AwayForm, NewPersonForm, PersonForm
from fangxian.features.roster.models import Absence, Responder, Skill
from fangxian.features.roster.phones import phone_of
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs

ELSEWHERE = (("duty:person", Can.DUTY_VIEW, gettext_lazy("Posts and shifts"), "calendar-event"),)
"""Pages of features above that show what is theirs of a responder; each gets the code."""


@require_GET
@needs(Can.ROSTER_VIEW)
def person(request: Asked, code: str) -> HttpResponse:
    """Where they live, work and stand, what they can do, and whether they are there."""
    return _page(request, access.get(request.actor, code))


@require_http_methods(["GET", "POST"])
@needs(Can.ROSTER_EDIT)
def new_person(request: Asked) -> HttpResponse:
    """Enrol a responder."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            enrolled = services.enrol_responder(
                actor=request.actor, code=form.cleaned_data["code"], said=form.said()
            )
        except Refusal as refusal:
            form.add_error(_field_of(refusal), str(refusal))
        else:
            messages.success(request, _("%(name)s has been enrolled.") % {"name": enrolled.name})
            return redirect("roster:responder", enrolled.code)
    status = 422 if form.errors else 200
    return render(
        request, "roster/edit.html", {"form": form, "cancel": reverse("roster:responders")}, status=status
    )


@require_http_methods(["GET", "POST"])
@needs(Can.ROSTER_EDIT)
def edit(request: Asked, code: str) -> HttpResponse:
    """Change what is known of a responder."""
    responder = access.get(request.actor, code)
    form = (
        PersonForm(request.POST) if request.method == "POST" else PersonForm(initial=PersonForm.of(responder))
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.amend_responder(actor=request.actor, code=code, said=form.said())
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            form.add_error(_field_of(refusal), str(refusal))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("roster:responder", code)
    context = {"form": form, "responder": responder, "cancel": reverse("roster:responder", args=[code])}
    return render(request, "roster/edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.ROSTER_EDIT)
def away(request: Asked, code: str) -> HttpResponse:
    """Mark a responder unavailable."""
    form = AwayForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.mark_unavailable(
                actor=request.actor,
                code=code,
                reason=Absence(given["reason"]),
                since=given["since"],
                until=given["until"],
                note=given["note"],
            )
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            form.add_error(str(refusal.facts.get("field", "until")), str(refusal))
        else:
            return redirect("roster:responder", code)
    return _page(request, access.get(request.actor, code), form)


@require_POST
@needs(Can.ROSTER_EDIT)
def back(request: Asked, code: str) -> HttpResponse:
    """Mark a responder available again."""
    services.mark_available(actor=request.actor, code=code)
    return redirect("roster:responder", code)


def may_edit(actor: Actor, responder: Responder) -> bool:
    """Whether the actor may change this responder: where they live, or where they work."""
    return any(actor.may(Can.ROSTER_EDIT, area) for area in (responder.unit_area, responder.home_area))


def _page(request: Asked, responder: Responder, going: AwayForm | None = None) -> HttpResponse:
    actor = request.actor
    codes = (responder.home_area, responder.unit_area, responder.posted_area, responder.seconded_area)
    context = {
        "responder": responder,
        "phone": phone_of(responder),
        "skills": [Skill(skill).label for skill in responder.skills],
        "names": selectors.area_names(actor, codes),
        "there": selectors.is_there(responder, timezone.localdate()),
        "absence": _absence(responder),
        "may_edit": may_edit(actor, responder),
        "sees_unit": actor.covers(responder.unit_area),
        "elsewhere": _elsewhere(actor, responder.code),
        "going": going or AwayForm(initial={"since": timezone.localdate()}),
    }
    wrong = going is not None and going.errors
    return render(request, "roster/responder.html", context, status=422 if wrong else 200)


def _absence(responder: Responder) -> str:
    if responder.is_available:
        return ""
    told = wording.absence(responder.absence, responder.absent_from, responder.absent_until)
    return f"{told} ({responder.absence_note})" if responder.absence_note else told


def _elsewhere(actor: Actor, code: str) -> list[tuple[str, object, str]]:
    return [
        (reverse(address, args=[code]), label, sign)
        for address, can, label, sign in ELSEWHERE
        if actor.may(can)
    ]


def _field_of(refusal: Refusal) -> str | None:
    """The field of the form that a refusal speaks of."""
    fields = {
        "roster.responder_code_taken": "code",
        "roster.unit_unknown": "unit",
        "roster.works_elsewhere": "unit",
        "roster.not_a_branch": "branch",
        "roster.not_a_village": "home",
        "roster.period_turned": "available_until",
        "not_allowed": "unit",
    }
    return fields.get(refusal.code)
