"""The slip of a tube: the paper sheet on which a table without a phone notes whom it samples, as entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from fangxian.features.campaigns.models import Campaign
from fangxian.features.field.lines import CORRECTIONS, line_id
from fangxian.features.field.models import Report
from fangxian.features.sampling import access as sampling
from fangxian.features.sampling.models import Point, Round
from fangxian.features.sampling.rules import LARGEST
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound

CLOSING = LARGEST + 1
"""The number of the line at the foot, where the tube is closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the swab that stands in it, when it was taken, and how many of its reports are in the log."""

    number: int
    swab: UUID | None = None
    at: datetime | None = None
    reports: int = 0

    @property
    def is_used_up(self) -> bool:
        """Whether it was entered and taken back so often that it takes nothing more."""
        return self.reports >= 2 * CORRECTIONS


@dataclass(frozen=True, slots=True)
class Slip:
    """The sheet of one tube at a point of a round; `on` is the day that its ids are made of."""

    round: Round
    point: Point
    tube: str
    on: date
    rows: list[Row]
    closed: bool

    @property
    def swabs(self) -> int:
        """How many rows hold a swab."""
        return sum(row.swab is not None for row in self.rows)

    @property
    def subject(self) -> str:
        """The tube as reports speak of it."""
        return f"{self.round.code}/{self.tube}"

    def id_of(self, row: int, nth: int = 0) -> UUID:
        """The id of the nth report of a row, whoever enters it: swabs and their taking back take turns."""
        return line_id(self.round.code, self.subject, self.on, row, nth)


def slip(actor: Actor, code: str, point: str, tube: str) -> Slip:
    """
    The slip of a tube, with what was entered of it.

    Raises:
        NotFound: no such round or point in sight.
    """
    found = sampling.get(actor, code)
    place = sampling.points(actor, code).filter(code=point).first()
    if place is None or not actor.covers(place.area):
        raise NotFound
    on = timezone.localdate(Campaign.objects.get(code=code).starts_at)
    empty = Slip(found, place, tube, on, [], closed=False)
    ids = {
        empty.id_of(row, nth): (row, nth) for row in range(1, CLOSING + 1) for nth in range(2 * CORRECTIONS)
    }
    # The ids share their day, so these bounds name the partition.
    rows = Report.objects.filter(area=place.area, id__gte=min(ids), id__lte=max(ids), id__in=list(ids))
    told = {ids[one]: at for one, at in rows.values_list("id", "occurred_at")}
    lines = [_row(empty, number, told) for number in range(1, LARGEST + 1)]
    return Slip(found, place, tube, on, lines, closed=(CLOSING, 0) in told)


def _row(of: Slip, number: int, told: dict[tuple[int, int], datetime]) -> Row:
    reports = sum(row == number for row, _nth in told)
    if reports % 2 == 0:
        return Row(number, reports=reports)
    return Row(number, of.id_of(number, reports - 1), told[number, reports - 1], reports)
