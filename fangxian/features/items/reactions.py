"""What items do when something happens below them; `config/reactions.py` says when."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from fangxian.features.items.services import climb_at_once, follow_vacancies
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can


def follow_vacancy(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """The lead of an area was appointed, ended, or is away: the item of the area above follows."""
    if not facts.get("leads"):
        return
    now = timezone.now()
    climb_at_once(actor=actor, area=area, at=now)
    parent = Area.objects.filter(code=area).values_list("parent", flat=True).first()
    if parent and actor.may(Can.ITEM_OPEN, parent):
        follow_vacancies(actor=actor, at=now, parent=parent)


def follow_publication(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A plan appointed the leads of many areas: all items of vacancies in sight follow."""
    if actor.may(Can.ITEM_OPEN, area):
        follow_vacancies(actor=actor, at=timezone.now())
