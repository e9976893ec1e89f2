"""Who may do what, as a page for everybody who is signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fangxian.kernel.authority.page import columns, rows
from fangxian.kernel.web.doors import signed_in


@require_GET
@signed_in
def authority(request: HttpRequest) -> HttpResponse:
    """Roles × capabilities, drawn from the table that decides."""
    return render(request, "accounts/authority.html", {"columns": columns(), "rows": rows()})
