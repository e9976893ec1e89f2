"""What items answer the features below: how far alarms have climbed, and who lets things climb in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from fangxian.features.charges.climbing import SILENT_AFTER, Climb
from fangxian.features.items import access, vacancies
from fangxian.features.items.models import ItemLine
from fangxian.features.items.services.calling import CLIMBED, REMINDED
from fangxian.kernel.authority import Actor


def climbs(actor: Actor, parents: Iterable[str]) -> Mapping[str, Climb]:
    """The running items of vacancies of some areas, by the area."""
    seen = access.visible(actor).filter(kind=vacancies.KIND, ended_at__isnull=True, subject__in=set(parents))
    return {
        one.subject: Climb(one.made_at, one.called_area, one.due_at, reverse("items:item", args=[one.code]))
        for one in seen
    }


def silent(actor: Actor, areas: Iterable[str], now: datetime) -> set[str]:
    """The areas whose lead let an item climb, and neither moved it nor wrote to it since it was due."""
    said = ItemLine.objects.filter(item=OuterRef("code"), at__gte=OuterRef("due_at"))
    waiting = access.visible(actor).filter(
        ~Exists(said.exclude(move__in=[REMINDED, CLIMBED])),
        area__in=set(areas),
        holder__isnull=True,
        ended_at__isnull=True,
        calls__gte=2,
        due_at__lte=now - SILENT_AFTER,
    )
    return set(waiting.values_list("area", flat=True))
