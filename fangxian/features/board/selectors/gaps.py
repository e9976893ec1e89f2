"""Gaps: seats nobody fills, why, and who is to see to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from fangxian.features.board.selectors import answers
from fangxian.features.board.selectors.answers import Lead
from fangxian.features.duty import words
from fangxian.features.duty.models import Gap
from fangxian.features.duty.models.post import GapReason
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Missing:
    """One gap: so many of a role missing at a place, why, and the lead to ask (None: nobody)."""

    area: str
    area_name: str
    post: str
    place: str
    role: str
    missing: int
    reason: str
    nearest_km: float | None
    candidates: list[dict[str, Any]]
    lead: Lead | None

    @property
    def url(self) -> str:
        """The page of the post."""
        return reverse("duty:post", args=[self.post])

    @property
    def area_url(self) -> str:
        """The page of the area it is in."""
        return reverse("board:area", args=[self.area])


class Told:
    """Gaps of an area, told with names and leads only for the rows that are looked at."""

    def __init__(self, actor: Actor, rows: QuerySet[Gap]) -> None:
        self.actor, self.rows = actor, rows

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, wanted: slice) -> list[Missing]:
        return _tell(self.actor, list(self.rows[wanted]))


def page(
    actor: Actor, code: str, *, reason: str = "", number: object = 1, size: int = PER_PAGE
) -> Page[Missing]:
    """One page of the gaps in an area, most people missing first; `reason` narrows to one of `GapReason`."""
    rows = (
        Gap.objects.filter(within(code), live=True).select_related("post").order_by("-missing", "area", "pk")
    )
    if reason in GapReason.values:
        rows = rows.filter(reason=reason)
    return Paginator(Told(actor, rows), size).get_page(number)  # type: ignore[arg-type]


def _tell(actor: Actor, rows: list[Gap]) -> list[Missing]:
    codes = {row.area for row in rows}
    leads = answers.nearest(actor, codes)
    names = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    return [_missing(row, leads.get(row.area), names.get(row.area, row.area)) for row in rows]


def _missing(row: Gap, lead: Lead | None, area_name: str) -> Missing:
    return Missing(
        area=row.area,
        area_name=area_name,
        post=row.post.code,
        place=row.post.place_name,
        role=words.role(row.post.role),
        missing=row.missing,
        reason=str(GapReason(row.reason).label),
        nearest_km=None if row.nearest_m is None else row.nearest_m / 1000,
        candidates=row.candidates,
        lead=lead,
    )
