"""Where the phone app would be, while it is not built."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fangxian.kernel.web.doors import anyone


@anyone
@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Says how to build the app; once it is there, its files are served here instead."""
    return render(request, "field/app-missing.html", status=503)
