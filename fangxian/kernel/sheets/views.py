"""The pages of imports: list, hand in, check, decide, result."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.kernel.sheets import registry, selectors, services
from fangxian.kernel.sheets.forms import UploadForm
from fangxian.kernel.sheets.registry import IMPORTERS
from fangxian.kernel.sheets.sources import BadSheet
from fangxian.kernel.web.doors import Asked, needs

PER_PAGE = 50
MIME = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".geojson": "application/geo+json",
}


@require_GET
@needs(*IMPORTERS)
def imports(request: Asked) -> HttpResponse:
    """What has been handed in, and the sheets one may bring."""
    page = Paginator(selectors.uploads(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    titles = {kind.code: kind.title for kind in registry.kinds_of(request.actor)}
    rows = [(upload, titles[upload.kind]) for upload in page]
    context = {"page": page, "rows": rows, "kinds": registry.kinds_of(request.actor)}
    return render(request, "sheets/imports.html", context)


@require_http_methods(["GET", "POST"])
@needs(*IMPORTERS)
def hand_in(request: Asked) -> HttpResponse:
    """Choosing kind and file."""
    form = UploadForm(
        request.actor, request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind")}
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = services.hand_in(
                actor=request.actor, kind=form.cleaned_data["kind"], name=file.name, chunks=file.chunks()
            )
        except BadSheet as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("sheets:import", code=upload.code)
    context = {"form": form, "kinds": registry.kinds_of(request.actor)}
    return render(request, "sheets/hand-in.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@needs(*IMPORTERS)
def import_(request: Asked, code: str) -> HttpResponse:
    """One import: while a job is at work on it, its body asks for itself again."""
    picture = selectors.picture(request.actor, code)
    context = {
        "picture": picture,
        "upload": picture.upload,
        "silent": picture.upload.is_silent(timezone.now()),
    }
    return render(request, "sheets/_body.html" if request.htmx else "sheets/import.html", context)


@require_POST
@needs(*IMPORTERS)
def decide(request: Asked, code: str) -> HttpResponse:
    """Take in the good rows, or all rows or none."""
    services.decide(actor=request.actor, code=code, mode=request.POST.get("mode", ""))
    return redirect("sheets:import", code=code)


@require_POST
@needs(*IMPORTERS)
def put_aside(request: Asked, code: str) -> HttpResponse:
    """Take nothing in."""
    services.put_aside(actor=request.actor, code=code)
    return redirect("sheets:import", code=code)


@require_POST
@needs(*IMPORTERS)
def wake(request: Asked, code: str) -> HttpResponse:
    """Start a job again that was killed."""
    services.wake(actor=request.actor, code=code)
    return redirect("sheets:import", code=code)


@never_cache
@require_GET
@needs(*IMPORTERS)
def refused(request: Asked, code: str) -> HttpResponse:
    """The refused rows as the same sheet with a reason column."""
    path, name = services.take_away_refused(actor=request.actor, code=code)
    # Whole, not streamed: under ASGI a file would be read whole in any case, with a warning.
    answer = HttpResponse(path.read_bytes(), content_type=MIME.get(path.suffix, "text/csv; charset=utf-8"))
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@require_GET
@needs(*IMPORTERS)
def blank(request: Asked, kind: str) -> HttpResponse:
    """An empty sheet of a kind: its header."""
    wanted = registry.get(request.actor, kind)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{wanted.code}.csv"'
    answer.write("\ufeff")
    csv.writer(answer).writerow([column.name for column in wanted.columns])
    return answer
