"""The page about the worked example; anybody may read it, there is nothing of a real person in it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fangxian.kernel.web.doors import anyone
from fangxian.scenarios import telling


@anyone
@require_safe
def scenario(request: HttpRequest) -> HttpResponse:
    """What is real, what is made, from where, and who the people of the demo are."""
    return render(request, "scenarios/scenario.html", {"scenario": telling.scenario()})


@anyone
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The days of the outbreak, for the drawing."""
    return JsonResponse(telling.curve())
