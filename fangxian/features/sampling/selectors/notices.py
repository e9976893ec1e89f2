"""Notices to residents: by grid, when to come and where to, or when a team comes to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fangxian.features.sampling.models import Round, Turn
from fangxian.features.sampling.selectors import walking
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

PER_PAGE = 50
TEAM = re.compile(r"-M\d+$")
"""How codes of mobile teams end; their points may lie out of sight of who reads the notice."""
WAIT = timedelta(minutes=20)
"""Who comes in their own 20 minutes waits no longer than that. Source: Beijing draft standard, Jul 2022."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What the people of one grid are told."""

    turn: Turn
    name: str
    village: str
    minutes: int | None
    is_visit: bool

    @property
    def part(self) -> int:
        """How many people come in each 20 minutes, if they come evenly."""
        parts = max(1, (self.turn.ends_at - self.turn.starts_at) / WAIT)
        return ceil(self.turn.people / parts)

    @property
    def when(self) -> str:
        """Day and times."""
        start, end = timezone.localtime(self.turn.starts_at), timezone.localtime(self.turn.ends_at)
        return f"{date_format(start, 'm-d H:i')}–{date_format(end, 'H:i')}"

    @property
    def text(self) -> str:
        """The notice in a sentence or two."""
        facts = {"grid": self.name, "point": self.turn.point_name, "when": self.when}
        if self.is_visit:
            return (
                _("%(grid)s: a mobile team comes to you, %(when)s. Wait at home until it calls you.") % facts
            )
        said = _("%(grid)s: come to %(point)s, %(when)s.") % facts
        if self.turn.ends_at - self.turn.starts_at <= WAIT:
            return said
        evenly = ngettext(
            "Come in the order of your house numbers, about %(count)s person every 20 minutes.",
            "Come in the order of your house numbers, about %(count)s people every 20 minutes.",
            self.part,
        )
        return f"{said} {evenly % {'count': self.part}}"


def page(actor: Actor, of_round: Round, *, text: str, number: object) -> tuple[Page[Turn], list[Notice]]:
    """A page of notices by grid; `text` is part of a grid's name or the start of its code."""
    found = Paginator(turns(actor, of_round, text), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    return found, list(notices(actor, of_round, list(found)))


def turns(actor: Actor, of_round: Round, text: str = "") -> QuerySet[Turn]:
    """The turns of the actor's area by grid."""
    rows = Turn.objects.filter(within(actor.area), round=of_round.code).order_by("area")
    if text:
        named = Area.objects.filter(within(actor.area, "code"), name__contains=text).values("code")
        rows = rows.filter(area__in=named) | rows.filter(area__startswith=text)
    return rows


def notices(actor: Actor, of_round: Round, some: list[Turn]) -> Iterator[Notice]:
    """Turns in words."""
    codes = {code for one in some for code in (one.area, one.area[:-3])}
    names = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    land = walking.country(actor, of_round.area)
    for one in some:
        name, village = names.get(one.area, one.area), names.get(one.area[:-3], "")
        visit = one.walk_m is None and bool(TEAM.search(one.point))
        yield Notice(one, name, village, land.minutes(one.walk_m), visit)
