"""Turns refusals into answers, in the person's language, as a page or as JSON."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from fangxian.kernel.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponse]


class Refusals:
    """A refusal raised anywhere in a view becomes its status, its sentence and its code."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; anything else is a defect and goes on."""
        if not isinstance(exception, Refusal):
            return None
        return refuse(request, exception)


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to a refused request: JSON below /api/, a page elsewhere."""
    if request.path.startswith("/api/"):
        told = {"code": refusal.code, "sentence": str(refusal)}
        asks = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else {}
        return JsonResponse(told, status=refusal.status, headers=asks)
    return render(request, "refusal.html", {"refusal": refusal}, status=refusal.status)
