"""One's own account: password, second factor, what was done with it."""

from __future__ import annotations

from io import BytesIO

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.accounts import selectors
from fangxian.features.accounts.forms import CodeForm, ConfirmForm, PasswordForm
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.refusals import WaitBeforeCode, WrongCode
from fangxian.features.accounts.services import own as services
from fangxian.features.accounts.services import sign_in
from fangxian.kernel.errors import BadInput, NotFound
from fangxian.kernel.trail.telling import tell
from fangxian.kernel.web.doors import signed_in


@require_GET
@signed_in
def own(request: HttpRequest) -> HttpResponse:
    """What I sign in with, and what was done with it."""
    history = [
        (told.entry.at, "", told.sentence) for told in map(tell, selectors.own_history(_me(request).username))
    ]
    context = {"device": selectors.find_device(_me(request)), "history": history}
    return render(request, "accounts/own.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def password(request: HttpRequest) -> HttpResponse:
    """Changing my password; everywhere else I am signed out."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.change_password(account=_me(request), present=given["present"], new=given["new"])
        except BadInput as refusal:
            form.refuse(refusal)
        else:
            sign_in.renew(request, _me(request), selectors.find_device(_me(request)))
            messages.success(request, _("Your password is changed. Everywhere else you are signed out."))
            return redirect("accounts:own")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@signed_in
def second_factor(request: HttpRequest) -> HttpResponse:
    """The second factor as it is: to set up, to confirm with a code, or to remove."""
    account = _me(request)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = services.confirm_second_factor(account=account, code=form.cleaned_data["code"])
        except (WrongCode, WaitBeforeCode) as refusal:
            form.refuse(refusal)
        else:
            sign_in.renew(request, account, device)
            messages.success(request, _("From now on you sign in with a code as well."))
            return redirect("accounts:own")
    context = {
        "form": form,
        "device": selectors.find_device(account),
        "draft": selectors.find_unconfirmed_device(account),
        "remove": ConfirmForm(auto_id="remove_%s"),
    }
    return render(request, "accounts/second-factor.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def second_factor_begin(request: HttpRequest) -> HttpResponse:
    """A fresh code to scan."""
    services.begin_second_factor(account=_me(request))
    return redirect("accounts:second-factor")


@never_cache
@require_GET
@signed_in
def second_factor_qr(request: HttpRequest) -> HttpResponse:
    """The code to scan, drawn as SVG; only while it is being set up."""
    draft = selectors.find_unconfirmed_device(_me(request))
    if draft is None:
        raise NotFound
    drawing = BytesIO()
    segno.make(draft.config_url, error="m").save(drawing, kind="svg", scale=5, border=4, light="#fff")
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


@sensitive_post_parameters()
@require_POST
@signed_in
def second_factor_remove(request: HttpRequest) -> HttpResponse:
    """Password alone from now on."""
    services.remove_own_second_factor(account=_me(request), password=request.POST.get("password", ""))
    messages.success(request, _("The second factor is removed."))
    return redirect("accounts:own")


def _me(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account), "the door lets in nobody else"
    return request.user
