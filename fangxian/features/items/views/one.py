"""One item: what it is, what may be done with it now, what happened, and what shows it."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.items import access, services
from fangxian.features.items.refusals import EvidenceUnfit
from fangxian.features.items.selectors import look
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_safe
def item(request: Asked, code: str) -> HttpResponse:
    """The item's page."""
    seen = look.look(request.actor, code, timezone.now())
    crumbs = [(_("Tasks and items"), reverse("items:items")), (seen.row.item.title, request.path)]
    return render(request, "items/item.html", {"look": seen, "crumbs": crumbs})


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_POST
def move(request: Asked, code: str) -> HttpResponse:
    """A move; a file that comes with it is kept first."""
    with access.reaching(request.actor, access.get(request.actor, code)):
        if "file" in request.FILES:
            _keep(request, code)
        services.move_item(
            actor=request.actor,
            code=code,
            move=request.POST.get("move", ""),
            reason=request.POST.get("reason", ""),
        )
    messages.success(request, _("Done. What comes next is shown here."))
    return redirect("items:item", code)


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_POST
def add(request: Asked, code: str) -> HttpResponse:
    """A comment, a file, or both."""
    text = request.POST.get("text", "")
    with access.reaching(request.actor, access.get(request.actor, code)):
        if "file" in request.FILES:
            _keep(request, code)
        if text.strip() or "file" not in request.FILES:
            services.comment(actor=request.actor, code=code, text=text)
    return redirect("items:item", code)


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_POST
def give(request: Asked, code: str) -> HttpResponse:
    """The item for somebody else."""
    given = services.give_item(
        actor=request.actor,
        code=code,
        to=request.POST.get("to", "").strip(),
        reason=request.POST.get("reason", ""),
    )
    messages.success(request, _("%(name)s has it now.") % {"name": given.holder_name or _("The lead")})
    return redirect("items:item", code)


@needs(Can.CHARGE_VIEW)
@require_safe
def vacancy(request: Asked, code: str) -> HttpResponse:
    """To the areas that the item of a vacancy is about, where somebody is appointed."""
    return redirect("charges:vacancies", access.get(request.actor, code).area)


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_POST
def watch(request: Asked, code: str) -> HttpResponse:
    """Watch it, or no more."""
    services.watch(actor=request.actor, code=code, on=request.POST.get("on") == "1")
    return redirect("items:item", code)


@needs(Can.ITEM_VIEW, Can.OWN_DUTY_VIEW)
@require_safe
def evidence(request: Asked, code: str, number: int) -> HttpResponse:
    """A picture or a file, as it was kept; never shown by the browser as a page of ours."""
    kept = services.read_evidence(actor=request.actor, code=code, number=number)
    answer = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    shown = kept.media_type.startswith("image/")
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, kept.name) or "inline"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _keep(request: Asked, code: str) -> None:
    file = request.FILES["file"]
    assert isinstance(file, UploadedFile)
    if file.size is None or file.size > services.LARGEST:
        raise EvidenceUnfit(field="file")
    services.add_evidence(actor=request.actor, code=code, name=file.name or "", content=file.read())
