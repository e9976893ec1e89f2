"""Changing a draft by hand: find a person, a post or a site; pin, mark unavailable, close, withdraw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.duty import services
from fangxian.features.duty.forms import PersonForm, PinForm, SiteForm, WithdrawForm
from fangxian.features.duty.selectors import finding, looks
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.PLAN_DRAFT)
@require_safe
def find(request: Asked, code: str) -> HttpResponse:
    """People (with what they could be pinned to), posts and sites of a draft whose name or code fits."""
    look = looks.at_plan(request.actor, code)
    text, person = request.GET.get("q", "").strip(), request.GET.get("responder", "")
    context = {
        "plan": look.plan,
        "text": text,
        "chosen": finding.find_person(request.actor, person) if person else None,
        "people": finding.people(request.actor, look, text) if not person else [],
        "posts": finding.posts(look, text, person) if person else [],
        "sites": finding.sites(look, text) if not person else [],
    }
    return render(request, "duty/found.html", context)


@needs(Can.PLAN_DRAFT)
@require_POST
def pin(request: Asked, code: str) -> HttpResponse:
    """Put a person on a post."""
    edit = services.pin_person(actor=request.actor, code=code, **_input(PinForm, request))
    messages.success(
        request, _("%(name)s is pinned. Recompute to see what follows.") % {"name": edit.responder_name}
    )
    return redirect("duty:plan-edits", code)


@needs(Can.PLAN_DRAFT)
@require_POST
def unavailable(request: Asked, code: str) -> HttpResponse:
    """Plan without a person."""
    edit = services.mark_unavailable(actor=request.actor, code=code, **_input(PersonForm, request))
    messages.success(
        request,
        _("The plan goes on without %(name)s. Recompute to see what follows.")
        % {"name": edit.responder_name},
    )
    return redirect("duty:plan-edits", code)


@needs(Can.PLAN_DRAFT)
@require_POST
def close_site(request: Asked, code: str) -> HttpResponse:
    """Plan without a site."""
    services.close_site(actor=request.actor, code=code, **_input(SiteForm, request))
    messages.success(request, _("The site is closed in this plan. Recompute to see what follows."))
    return redirect("duty:plan-edits", code)


@needs(Can.PLAN_DRAFT)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Undo a change by hand."""
    services.withdraw_edit(actor=request.actor, code=code, **_input(WithdrawForm, request))
    messages.success(request, _("The change is withdrawn. Recompute to see what follows."))
    return redirect("duty:plan-edits", code)


def _input(form: type[forms.Form], request: Asked) -> dict[str, Any]:
    """
    The fields of a form that has no page of its own.

    Raises:
        BadInput: one is missing or too long.
    """
    given = form(request.POST)
    if not given.is_valid():
        raise BadInput
    return given.cleaned_data
