"""What lies in the laboratory: tubes that wait for a result, and amended results for a second signature."""

from __future__ import annotations

from django.core.paginator import Page, Paginator

from fangxian.features.sampling import access
from fangxian.features.sampling.models import Amendment, Round, Stage, Tube
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

PER_PAGE = 50
AMENDMENTS = 50


def waiting(actor: Actor, of_round: Round, area: str, text: str, number: object) -> Page[Tube]:
    """Tubes received without a result, the oldest first; with a text those whose print begins with it."""
    tubes = access.tubes(actor, of_round.code).filter(within(area))
    found = tubes.filter(barcode__startswith=text) if text else tubes.filter(stage=Stage.RECEIVED, result="")
    return Paginator(found.order_by("first_at", "code"), PER_PAGE).get_page(number)  # type: ignore[arg-type]


def amendments(of_round: Round, area: str) -> list[tuple[Amendment, str]]:
    """Amended results that wait, with the print of their tube, the oldest first."""
    found = Amendment.objects.filter(within(area), round=of_round.code, ended_at=None).order_by("at")
    return [(one, one.tube.partition("/")[2]) for one in found[:AMENDMENTS]]
