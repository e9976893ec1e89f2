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
    table = rows()
    actor = getattr(request, "actor", None)
    own = [row.label for row in table if actor and actor.may(row.can)]
    context = {"columns": columns(), "rows": table, "own": own}
    return render(request, "accounts/authority.html", context)
