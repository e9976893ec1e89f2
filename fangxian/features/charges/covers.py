"""Who answers under a charge at an instant: the holder, the deputy while they are away, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class Cover(TextChoices):
    """What becomes of a held charge while its holder is away."""

    COVERED = "covered", _("The deputy covers")
    UNCOVERED = "uncovered", _("Nobody covers")


class Covered(Protocol):
    """What is asked of a charge to say who answers under it."""

    holder_id: int | None
    holder_name: str
    deputy_id: int | None
    deputy_name: str
    away_from: datetime | None
    away_until: datetime | None
    deputy_away_from: datetime | None
    deputy_away_until: datetime | None
    put_on: bool


@dataclass(frozen=True, slots=True)
class Who:
    """
    Who answers under a charge at an instant, and why.

    `name` and `responder` are whom to ask, '' and None where there is nobody. `cover` says whether the holder
    is away and what became of that, `since` when; `until` is when they are back, None while nobody knows.
    """

    holder: str
    deputy: str
    name: str
    responder: int | None
    cover: str = ""
    until: datetime | None = None
    since: datetime | None = None
    put_on: bool = False

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the charge."""
        return not self.holder

    @property
    def missing(self) -> bool:
        """Whether this is an alarm: nobody holds it, or the holder is away and nobody covers."""
        return self.vacant or self.cover == Cover.UNCOVERED

    @property
    def covers(self) -> str:
        """Whose place the one who answers takes, '' if nobody's."""
        return self.holder if self.cover == Cover.COVERED else ""

    @property
    def away(self) -> str:
        """Who is away while nobody covers, '' if nobody is."""
        return self.holder if self.cover == Cover.UNCOVERED else ""

    @property
    def shown(self) -> str:
        """Who stands in the place of the holder: the holder, or who covers; '' for an alarm."""
        return "" if self.missing else self.name

    @property
    def second(self) -> str:
        """The deputy, where they do not stand in the first place already."""
        return "" if self.cover else self.deputy


def who(charge: Covered, at: datetime) -> Who:
    """Who answers under a charge at an instant."""
    away = _within(charge.away_from, charge.away_until, at)
    away_too = _within(charge.deputy_away_from, charge.deputy_away_until, at)
    holds = charge.holder_id is not None
    stands_in = charge.deputy_id is not None and not away_too
    if holds and not away:
        answers: tuple[str, int | None] = charge.holder_name, charge.holder_id
    else:
        answers = (charge.deputy_name, charge.deputy_id) if stands_in else ("", None)
    cover = ""
    if holds and away:
        cover = str(Cover.COVERED if stands_in else Cover.UNCOVERED)
    return Who(
        charge.holder_name if holds else "",
        charge.deputy_name,
        *answers,
        cover=cover,
        until=charge.away_until if cover else None,
        since=charge.away_from if cover else None,
        put_on=bool(cover) and charge.put_on,
    )


def away(at: datetime, prefix: str = "") -> Q:
    """Charges whose holder is away at an instant; with `deputy_`, whose deputy is."""
    ends = f"{prefix}away_until"
    open_end = Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gt": at})
    return Q(**{f"{prefix}away_from__lte": at}) & open_end


def held(at: datetime) -> Q:
    """Charges that are no alarm at an instant: somebody holds them and is there, or their deputy is."""
    there = ~away(at)
    stands_in = Q(deputy__isnull=False) & ~away(at, "deputy_")
    return Q(holder__isnull=False) & (there | stands_in)


def answered(at: datetime) -> Q:
    """Charges under which somebody answers at an instant, be it the deputy of a vacancy."""
    stands_in = Q(deputy__isnull=False) & ~away(at, "deputy_")
    return (Q(holder__isnull=False) & ~away(at)) | stands_in


def _within(start: datetime | None, end: datetime | None, at: datetime) -> bool:
    return start is not None and start <= at and (end is None or at < end)
