"""Whose account is whose: what a person holds charges for, their account can then do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.charges.forms import LinkForm
from fangxian.features.roster import services as roster
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.web.doors import Asked, needs


@require_http_methods(["GET", "POST"])
@needs(Can.ACCOUNT_MANAGE)
def link(request: Asked) -> HttpResponse:
    """Giving an account to a responder."""
    form = LinkForm(request.POST or None, initial={"username": request.GET.get("username", "")})
    if request.method == "POST" and form.is_valid():
        username, code = form.cleaned_data["username"], form.cleaned_data["responder"]
        try:
            person = roster.link_account(actor=request.actor, code=code, username=username)
        except NotFound:
            form.add_error(None, _("There is no such account or no such person in your area."))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = {"username": username, "name": person.name}
            messages.success(request, _("%(username)s is now the account of %(name)s.") % told)
            return redirect("accounts:account", username)
    return render(request, "charges/link.html", {"form": form}, status=422 if form.errors else 200)
