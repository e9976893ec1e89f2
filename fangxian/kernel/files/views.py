"""My files: what I made to take away, until when, how often still."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.files import access, services
from fangxian.kernel.web.doors import signed_in


@require_GET
@signed_in
def files(request: HttpRequest) -> HttpResponse:
    """What I made under the charge I act under, newest first."""
    actor, now = request.actor, timezone.now()  # type: ignore[attr-defined]
    kept = list(access.visible(actor).order_by("-made_at")) if actor else []
    rows = [(one, one.is_over(now)) for one in kept]
    return render(request, "files/files.html", {"rows": rows})


@require_POST
@signed_in
def take(request: HttpRequest, code: str) -> HttpResponse:
    """The file itself."""
    content = services.hand_out(actor=_actor(request), code=code, at=timezone.now())
    answer = HttpResponse(content.content, content_type=content.mime)
    answer.headers["Content-Disposition"] = content_disposition_header(True, content.name) or "attachment"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
@signed_in
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Gone before its time."""
    services.take_back(actor=_actor(request), code=code, at=timezone.now())
    messages.success(
        request, _("The file is removed. Copies that were downloaded are not: delete them yourself.")
    )
    return redirect("files:files")


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        raise NotFound
    return actor
