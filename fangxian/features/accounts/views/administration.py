"""The administrator's list: open, lock, unlock, reset, end."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.accounts import access, selectors
from fangxian.features.accounts.forms import OpenForm
from fangxian.features.accounts.refusals import UsernameTaken, UsernameUnfit
from fangxian.features.accounts.services import administration as services
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs

PER_PAGE = 50


@require_GET
@needs(Can.ACCOUNT_MANAGE)
def accounts(request: Asked) -> HttpResponse:
    """Every account of the installation, with what can be done to it."""
    found = selectors.accounts(request.actor, request.GET.get("q", "").strip())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "q": request.GET.get("q", "")}
    return render(request, "accounts/_rows.html" if request.htmx else "accounts/accounts.html", context)


@require_GET
@needs(Can.ACCOUNT_MANAGE)
def account(request: Asked, username: str) -> HttpResponse:
    """One account."""
    one = access.get(request.actor, username)
    context = {"account": one, "device": selectors.find_device(one), "own": username == request.actor.person}
    return render(request, "accounts/account.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Can.ACCOUNT_MANAGE)
def open_account(request: Asked) -> HttpResponse:
    """Opening an account; the one-time password is shown once."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_account(actor=request.actor, username=form.cleaned_data["username"])
        except (UsernameTaken, UsernameUnfit) as refusal:
            form.add_error("username", str(refusal))
        else:
            return render(request, "accounts/one-time-password.html", {"opened": opened})
    return render(request, "accounts/open.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_POST
@needs(Can.ACCOUNT_MANAGE)
def reset_password(request: Asked, username: str) -> HttpResponse:
    """A new one-time password, shown once."""
    opened = services.reset_password(actor=request.actor, username=username)
    return render(request, "accounts/one-time-password.html", {"opened": opened})


@require_POST
@needs(Can.ACCOUNT_MANAGE)
def lock(request: Asked, username: str) -> HttpResponse:
    """Shut an account."""
    services.lock_account(actor=request.actor, username=username)
    messages.success(request, _("The account is locked and signed out everywhere."))
    return redirect("accounts:account", username)


@require_POST
@needs(Can.ACCOUNT_MANAGE)
def unlock(request: Asked, username: str) -> HttpResponse:
    """Open a shut account again."""
    services.unlock_account(actor=request.actor, username=username)
    messages.success(request, _("The account is open again."))
    return redirect("accounts:account", username)


@require_POST
@needs(Can.ACCOUNT_MANAGE)
def end_sessions(request: Asked, username: str) -> HttpResponse:
    """Sign somebody out everywhere."""
    services.end_sessions(actor=request.actor, username=username)
    messages.success(request, _("The account is signed out everywhere."))
    return redirect("accounts:account", username)


@require_POST
@needs(Can.ACCOUNT_MANAGE)
def remove_second_factor(request: Asked, username: str) -> HttpResponse:
    """For a person whose phone is lost."""
    services.remove_second_factor(actor=request.actor, username=username)
    messages.success(request, _("The account signs in with the password alone."))
    return redirect("accounts:account", username)
