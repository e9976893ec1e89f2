"""What is late with a directive, and how far up it has climbed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fangxian.features.items.models import Item
from fangxian.features.supervision.directives.flow import KIND, REPORTED
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.features.territory.models import Area
from fangxian.kernel.codes import within

ABOVE = _("the level above")
"""What an area is called that is out of sight: whoever sees what climbed there stands below it."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """How many late ones stand before whoever leads an area, because nobody below has moved them on."""

    place: str
    count: int


def climbed(directive: Directive, area: str) -> list[Climbed]:
    """
    Where what is late inside an area stands now, the highest first.

    Reports that wait to be closed are not among them: whoever reported has done their part.
    """
    items = Item.objects.filter(within(area), kind=KIND, subject__in=_cascade(directive).values("code"))
    found = Counter(_risen(items).values_list("called_area", flat=True))
    names = places(found)
    counts: Counter[str] = Counter()
    for code in sorted(found):
        counts[names.get(code, str(ABOVE))] += found[code]
    return [Climbed(place, count) for place, count in counts.items()]


def of_receipts(receipts: Iterable[Receipt]) -> dict[str, Item]:
    """The open items of some receipts, by code."""
    codes = [one.item for one in receipts if one.item]
    found = Item.objects.filter(code__in=codes, ended_at__isnull=True)
    return {item.code: item for item in found}


def of_leads(directive: Directive, parent: str) -> dict[str, str]:
    """Each area directly inside another whose lead's own one has climbed, with the area it has climbed to."""
    below = Area.objects.filter(parent=parent, valid_until__isnull=True).values_list("code", flat=True)
    items = Item.objects.filter(
        area__in=list(below), kind=KIND, subject__in=_cascade(directive).values("code")
    )
    return dict(_risen(items).order_by("-called_area").values_list("area", "called_area"))


def places(codes: Iterable[str]) -> dict[str, str]:
    """Areas by name, as far as they are in sight."""
    found = Area.objects.filter(code__in=set(codes), valid_until__isnull=True)
    return dict(found.values_list("code", "name"))


def late(receipts: QuerySet[Receipt], now: datetime) -> QuerySet[Receipt]:
    """Those of some receipts without a report whose item is late, or whose directive's deadline is past."""
    item = Item.objects.filter(code=OuterRef("item"), due_at__lte=now)
    person = Q(item="", directive__deadline_at__lte=now)
    return receipts.filter(Exists(item) | person, reported_at__isnull=True, ended_at__isnull=True)


def risen(receipts: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """Those of some receipts whose item has climbed above its area."""
    return receipts.filter(Exists(_risen(Item.objects.filter(code=OuterRef("item")))))


def _risen(items: QuerySet[Item]) -> QuerySet[Item]:
    return items.filter(ended_at__isnull=True).exclude(called_area="").exclude(state=REPORTED)


def _cascade(directive: Directive) -> QuerySet[Directive]:
    return Directive.objects.filter(within(directive.area), root=directive.root)
