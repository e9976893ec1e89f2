"""The door: sign-in in one or two steps, sign-out, lock-out, language."""

from __future__ import annotations

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from fangxian.features.accounts import selectors
from fangxian.features.accounts.forms import CodeForm, SignInForm
from fangxian.features.accounts.refusals import SignInAgain, WaitBeforeCode, WrongCode
from fangxian.features.accounts.services import own as own_services
from fangxian.features.accounts.services import sign_in as services
from fangxian.kernel.web.doors import anyone, signed_in


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
@anyone
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; then in, or on to the code."""
    back = _back(request)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(back)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = services.check_password(request, **form.cleaned_data)
        if account is not None:
            return redirect(back if services.take_first_step(request, account) else _step_two(back))
        form.add_error(None, _("User name or password is not right, or the account is locked."))
    context = {"form": form, "next": back, "why": _why(request)}
    return render(request, "accounts/sign-in.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@anyone
def second_step(request: HttpRequest) -> HttpResponse:
    """The code of the second factor."""
    back = _back(request)
    form = CodeForm(request.POST or None)
    try:
        services.waiting(request)
        if request.method == "POST" and form.is_valid():
            services.take_second_step(request, form.cleaned_data["code"])
            return redirect(back)
    except SignInAgain as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': back})}")
    except (WrongCode, WaitBeforeCode) as refusal:
        form.refuse(refusal)
    context = {"form": form, "next": back}
    return render(request, "accounts/second-step.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, and back to the door."""
    services.sign_out(request)
    messages.success(request, _("You are signed out."))
    return redirect(settings.LOGIN_URL)


@require_POST
@anyone
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages: kept with the account, or with the session before sign-in."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            own_services.choose_language(account=request.user, language=chosen)
        else:
            request.session[services.LANGUAGE] = chosen
        translation.activate(chosen)
    return redirect(_back(request))


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, Any]
) -> HttpResponse:
    """Too many wrong passwords for one name from one address: says until when, and what to do."""
    username = str(credentials.get("username") or "")
    until, just_now = selectors.locked_out_until(request, username)
    if just_now:
        services.note_lock_out(username=username, address=request.META.get("REMOTE_ADDR", ""))
    seconds = max(1, ceil((until - timezone.now()).total_seconds()))
    context = {"username": username, "until": until, "minutes": ceil(seconds / 60)}
    answer = render(request, "accounts/locked-out.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _back(request: HttpRequest) -> str:
    """Where to go afterwards: the page asked for, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else settings.LOGIN_REDIRECT_URL


def _step_two(back: str) -> str:
    return f"{reverse('accounts:second-step')}?{urlencode({'next': back})}"


def _why(request: HttpRequest) -> str:
    """Why a person is here who was signed in a moment ago."""
    return {
        "long": _("You were signed in for 12 hours, so you were signed out. Please sign in again."),
        "idle": _("Nothing happened for an hour, so you were signed out. Please sign in again."),
        "ended": _("Your session was ended: the password or the account was changed, or somebody ended it."),
    }.get(request.GET.get("why", ""), "")
