"""Figures for the islands of the board, as JSON."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from fangxian.features.board.selectors import drawings
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.BOARD_VIEW)
@require_safe
def map_figures(request: Asked, code: str) -> HttpResponse:
    """Outlines and points of an area, coloured by seats filled."""
    return JsonResponse(drawings.chart(request.actor, code))


@needs(Can.BOARD_VIEW)
@require_safe
def boxes(request: Asked, code: str) -> HttpResponse:
    """The areas below one, sized by people."""
    return JsonResponse(drawings.boxes(request.actor, code))
