"""What items answer the features below: how far the alarm of an area has climbed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse

from fangxian.features.charges.climbing import Climb
from fangxian.features.items import access, vacancies
from fangxian.kernel.authority import Actor


def climbs(actor: Actor, parents: Iterable[str]) -> Mapping[str, Climb]:
    """The running items of vacancies of some areas, by the area."""
    seen = access.visible(actor).filter(kind=vacancies.KIND, ended_at__isnull=True, subject__in=set(parents))
    return {
        one.subject: Climb(one.made_at, one.called_area, one.due_at, reverse("items:item", args=[one.code]))
        for one in seen
    }
